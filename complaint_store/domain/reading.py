"""来话的含义：一段话里说了什么事、哪些要素、有多大把握。"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, Union

from complaint_store.domain.ids import CategoryId

Span = tuple[int, int]  # 原文中的字符区间，左闭右开
Normalized = Union[str, int, float, list[Any], None]


class Kind(str, Enum):
    """来话种类。"""

    COMPLAINT = "complaint"  # 属于本平台受理的政务失信诉求
    POLICY_QUESTION = "policy_question"  # 政策咨询
    STATUS_QUERY = "status_query"  # 查进度
    OTHER_COMPLAINT = "other_complaint"  # 真实诉求，但应去别的门
    DIALOGUE = "dialogue"  # 问候、是、否、跳过等对话行为


class Mark(str, Enum):
    """跨类别标记：改变去向或须立即有人处理的情形。"""

    RETALIATION = "retaliation"  # 打击报复
    JUDGMENT_DEBTOR = "judgment_debtor"  # 失信被执行人
    ALREADY_IN = "already_in"  # 已进入信访、诉讼、仲裁或复议
    EMERGENCY = "emergency"  # 紧急
    SELF_HARM_OR_MASS_INCIDENT = "self_harm_or_mass_incident"  # 轻生或群体性事件
    OFFICIAL_MISCONDUCT = "official_misconduct"  # 公职人员违纪违法（12388）


class FieldType(str, Enum):
    """要素类型 (DESIGN §7)."""

    AMOUNT = "amount"
    DATE = "date"
    DURATION = "duration"
    PLACE = "place"
    ACCUSED_UNIT = "accused_unit"
    PROJECT = "project"
    PEOPLE = "people"
    CONTRACT_NO = "contract_no"
    PHONE = "phone"
    ID_CARD = "id_card"
    DEMAND = "demand"  # 要求解决什么


HOME = "home"  # 只是本人住在那里的地方


@dataclass(frozen=True, slots=True)
class Field:
    """要素：原文用语、位置与规范值。

    normalized by type: amount 元 as number or [low, high]; date "YYYY", "YYYY-MM" or "YYYY-MM-DD";
    duration months; place "旗/苏木镇[/嘎查]"; accused_unit canonical name or None with candidates;
    people a number; phone 11 digits; id_card 18 characters; the rest as written.
    """

    type: FieldType
    value: str
    normalized: Normalized
    start: int
    end: int
    role: str | None = None  # amount: total, paid, owed, each；aside 只在内部用：不是这笔债的数；place: HOME
    approx: bool = False  # 多、来、左右
    candidates: tuple[str, ...] = ()  # 说法不唯一时的可能值
    code: str | None = None  # place: 区划代码；accused_unit: 单位编号


@dataclass(frozen=True, slots=True)
class CategoryGuess:
    """类别判断, confidence calibrated in [0, 1], evidence the words that led to it."""

    id: CategoryId
    confidence: float
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """一件事的理解结果; abstain means a person decides."""

    kind: Kind
    kind_confidence: float
    act: str  # 对话行为（意图名），如 report, inform, affirm, deny, skip
    act_confidence: float
    categories: tuple[CategoryGuess, ...] = ()
    subtypes: tuple[str, ...] = ()  # 细类，如 duty_refusal
    marks: frozenset[Mark] = frozenset()
    abstain: bool = False
    fields: tuple[Field, ...] = ()
    negated: tuple[Field, ...] = ()  # 被否定的旧值：“不是左旗”
    accused_kind: str | None = None  # 被诉主体类型，见 routing.AccusedKind
    script: str = "zh"  # zh, zh-Hant, mn（蒙古文）, other
    redacted: str = ""  # 号码已遮盖的原文

    def of(self, type_: FieldType) -> tuple[Field, ...]:
        return tuple(f for f in self.fields if f.type is type_)


@dataclass(frozen=True, slots=True)
class Matter:
    """一段来话中的一件事 with the span of the text that tells it."""

    number: int  # 从 1 起
    start: int
    end: int
    text: str
    reading: Reading  # 区间相对整段来话

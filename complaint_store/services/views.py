"""各处看到的样子：工单行、工单详情、进度、对话与公文的只读视图。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from complaint_store.domain.clause import ClauseRef
from complaint_store.domain.deadline import Deadline
from complaint_store.domain.ids import CategoryId, ComplaintId, ConversationId, TicketId, UnitId
from complaint_store.domain.lifecycle import Status
from complaint_store.domain.reading import Span
from complaint_store.domain.routing import Lane, RoutingDecision


@dataclass(frozen=True, slots=True)
class FiledTicket:
    """刚立的一张工单, as its reporter may know it."""

    ticket_id: TicketId
    number: str
    receipt_code: str  # "1234 5678 9012 3456"
    category: CategoryId | None
    category_name: str
    lane: Lane
    lead: UnitId | None
    lead_name: str  # 待人工分派时为“12345 人工坐席”
    decision: RoutingDecision
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class Filed:
    """提交结果; complaint_id None means that nothing was stored and only the doors are told."""

    complaint_id: ComplaintId | None
    tickets: tuple[FiledTicket, ...]
    doors: tuple[str, ...]  # doors.yml 的编号
    reason: str = ""
    is_new: bool = True  # False：同一提交键已立过，返回原结果


@dataclass(frozen=True, slots=True)
class Moved:
    """一步办理的结果。"""

    ticket_id: TicketId
    number: str
    status: Status
    status_text: str


@dataclass(frozen=True, slots=True)
class TicketLine:
    """队列里的一行。"""

    ticket_id: TicketId
    number: str
    category: CategoryId | None
    category_name: str
    lead: UnitId | None
    lead_name: str
    area_name: str
    status: Status
    status_text: str
    lane: Lane
    filed_at: datetime
    last_day: date | None
    days_left: int | None  # 负数：已逾期几天
    flags: tuple[str, ...]  # 见 services/flags.py FLAG_TEXT
    next_name: str = ""  # 眼前要办到的一项，如“受理并立案”
    next_day: date | None = None
    next_left: int | None = None
    running: bool = True  # 还没有答复、办结


@dataclass(frozen=True, slots=True)
class FieldView:
    """记下的一项要素, with where its words stand in the text shown."""

    name: str  # FieldType 的值
    value: str  # 原文用语
    normalized: Any
    text: str  # 给人看的写法，号码已遮盖
    start: int | None
    end: int | None
    approx: bool = False
    role: str | None = None


@dataclass(frozen=True, slots=True)
class ReporterView:
    """诉求人, only for those who may know."""

    name: str
    phone: str
    contact: str
    id_card: str
    consent: bool


@dataclass(frozen=True, slots=True)
class AttachmentView:
    attachment_id: str
    file_name: str
    media_type: str
    size: int
    at: datetime
    withheld: bool = False  # 可能表明身份，此人不能打开


@dataclass(frozen=True, slots=True)
class EventView:
    """办理过程中的一步。"""

    at: datetime
    kind: str
    title: str
    who: str
    text: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class ExtensionView:
    """待批的延期申请。"""

    last_day: date
    reason: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """一条通知送到了哪里。"""

    notice_id: str
    kind: str
    channel: str
    channel_text: str
    state: str  # waiting, sending, sent, dead
    state_text: str
    attempts: int
    at: datetime
    last_error: str = ""


@dataclass(frozen=True, slots=True)
class TicketView:
    """工单详情, already reduced to what this person may see."""

    ticket_id: TicketId
    number: str
    complaint_id: ComplaintId
    category: CategoryId | None
    category_name: str
    subtype: str | None
    marks: frozenset[str]
    lane: Lane
    status: Status
    status_text: str
    lead: UnitId | None
    lead_name: str
    supporting: tuple[tuple[UnitId, str], ...]
    respondent: tuple[UnitId, str] | None
    excluded: tuple[tuple[str, str, ClauseRef], ...]  # 单位名、回避原因、条款
    reason: str
    basis: tuple[ClauseRef, ...]
    matrix_version: str
    area_name: str
    channel: str
    text: str  # 原话；看的人不该知道身份时号码和姓名已遮盖
    fields: tuple[FieldView, ...]
    reporter: ReporterView | None
    reporter_note: str  # 为什么看得到或看不到诉求人身份
    anonymous: bool
    confidence: float
    abstained: bool
    attachments: tuple[AttachmentView, ...]
    events: tuple[EventView, ...]
    deliveries: tuple[DeliveryView, ...]
    deadlines: tuple[Deadline, ...]
    running: frozenset[str]  # 其中还在走的期限
    nearest: Deadline | None  # 眼前要办到的一项
    last_day: date | None
    days_left: int | None
    flags: tuple[str, ...]
    filed_at: datetime
    extension: ExtensionView | None
    extend_until: date | None  # 依法最晚能延到哪天；None：条文没有写
    extension_barred: str  # 依法不能延期时，为什么
    returns: int  # 被退回几次
    score: int | None
    solved: bool | None
    awaits_statement: bool  # 已请被诉单位说明，还没有答
    actions: tuple[str, ...]  # 此人此刻可做的步骤，第一项是主要步骤；见 services/steps.py


@dataclass(frozen=True, slots=True)
class StatementLine:
    """债务单位门户里的一行: a matter on which it was asked for its statement."""

    ticket_id: TicketId
    number: str
    category_name: str
    lead_name: str
    asked_at: datetime
    stated_at: datetime | None
    waiting: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """请说明时写的话，或作出的说明。"""

    at: datetime
    who: str
    text: str
    ours: bool  # 本单位写的


@dataclass(frozen=True, slots=True)
class StatementView:
    """债务单位看到的: what it needs to answer; who told it and their words only with consent."""

    ticket_id: TicketId
    number: str
    category_name: str
    lead_name: str
    area_name: str
    facts: tuple[tuple[str, str], ...]  # 要素名、给人看的写法
    said: tuple[Statement, ...]  # 问与答，按先后
    last_day: date | None  # 主办单位答复诉求人的最后一天
    reporter: ReporterView | None
    text: str  # 原话；未同意公开身份时为空
    note: str  # 为什么看得到或看不到诉求人是谁
    waiting: bool
    can_state: bool


@dataclass(frozen=True, slots=True)
class Step:
    """进度时间线上的一步。"""

    title: str
    at: datetime | date | None  # 未到的一步：最迟哪天
    note: str
    clause: str
    done: bool


@dataclass(frozen=True, slots=True)
class ReplyView:
    at: datetime
    unit_name: str
    text: str
    attachments: tuple[AttachmentView, ...] = ()


@dataclass(frozen=True, slots=True)
class AskView:
    """承办单位要求补充的材料。"""

    at: datetime
    unit_name: str
    text: str
    answered: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """凭查询码看到的进度。"""

    ticket_id: TicketId
    number: str
    receipt_code: str
    category: CategoryId | None
    category_name: str
    status: Status
    status_text: str
    lane: Lane
    lead: UnitId | None
    lead_name: str
    reason: str
    filed_at: datetime
    steps: tuple[Step, ...]
    replies: tuple[ReplyView, ...]
    asks: tuple[AskView, ...]
    materials: tuple[ReplyView, ...]  # 诉求人自己补充过的
    can_add_material: bool
    can_rate: bool
    can_withdraw: bool
    solved: bool | None
    score: int | None
    deadlines: tuple[Deadline, ...]
    last_day: date | None
    days_left: int | None


@dataclass(frozen=True, slots=True)
class MessageView:
    """对话里的一条。"""

    message_id: str
    conversation: ConversationId
    seq: int
    direction: str  # in：诉求人说的；out：我们说的
    kind: str  # message, reply, notice, clerk
    text: str
    buttons: tuple[Mapping[str, str], ...]  # label, payload
    at: datetime
    attachments: tuple[str, ...] = ()
    in_reply_to: str | None = None


@dataclass(frozen=True, slots=True)
class CaseLine:
    """人工坐席待接的对话。"""

    case_id: str
    conversation: ConversationId
    channel: str
    reason: str  # human, not_understood, crisis, script …
    reason_text: str
    urgent: bool
    opened_at: datetime
    taken_by: str | None  # 接手人的姓名或账号
    unread: int  # 上次答复后诉求人又说了几条
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class CaseView:
    line: CaseLine
    messages: tuple[MessageView, ...]
    state: Mapping[str, Any]  # 对话停下时已记下的要素


def span_of(text: str, words: str) -> Span | None:
    """Where these words stand in the text, or None."""
    start = text.find(words) if words else -1
    return None if start < 0 else (start, start + len(words))

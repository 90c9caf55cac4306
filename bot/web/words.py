"""数字、日子和把握怎样说给人听：页面里用到的说法都在这里。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from complaint_store.domain.beijing_time import SHANGHAI
from complaint_store.domain.draft import Filled
from complaint_store.services import field_words
from complaint_store.services.flags import DUE_SOON_DAYS
from complaint_store.services.views import MessageView
from complaint_store.services.words import day_text, left_text
from nlu.sensitive import redact

# 不是按钮说的命令（底栏的“转人工”、Telegram 的菜单），给人看时的说法
COMMANDS = {"/human": "转人工", "/start": "开始", "/status": "查进度", "/cancel": "取消", "/help": "能做什么"}
LIKELY, POSSIBLE = 0.75, 0.45  # 把握用语的分界：很可能 / 可能 / 拿不准


@dataclass(frozen=True, slots=True)
class Due:
    """最后一天的说法与颜色名; the colour never stands alone."""

    words: str
    tone: str  # "", ok, warn, late


def due(last_day: date | None, today: date) -> Due:
    """还有3天 / 今天到期 / 逾期2天。"""
    return left(None if last_day is None else (last_day - today).days)


def left(days_left: int | None) -> Due:
    """The same from a number of days."""
    if days_left is None:
        return Due(left_text(None), "")
    return Due(
        left_text(days_left), "late" if days_left <= 0 else "warn" if days_left <= DUE_SOON_DAYS else "ok"
    )


def day(value: date | datetime | None) -> str:
    """2026年12月8日（星期二）。"""
    if value is None:
        return ""
    return day_text(_local(value))


def short_day(value: date | datetime | None) -> str:
    """12月8日。"""
    if value is None:
        return ""
    value = _local(value)
    return f"{value.month}月{value.day}日"


def moment(value: datetime | None) -> str:
    """12月8日 14:05."""
    if value is None:
        return ""
    local = _local(value)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def _local(value: Any) -> Any:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(SHANGHAI)
    return value


def place(name: str) -> str:
    """阿拉善左旗/巴彦浩特镇 → 阿拉善左旗巴彦浩特镇。"""
    return name.replace("/", "")


def sureness(confidence: float, abstain: bool = False) -> Due:
    """把握: 很可能 / 可能 / 拿不准。"""
    if abstain or confidence < POSSIBLE:
        return Due("拿不准", "sure-low")
    return Due("很可能", "sure-high") if confidence >= LIKELY else Due("可能", "sure-mid")


def figure(value: Any) -> str:
    """An amount of people or months without a needless .0."""
    if isinstance(value, float) and value.is_integer():
        return f"{int(value):,}"
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def field_value(name: str, normalized: Any) -> str:
    """A noted field as a person reads it; numbers that identify somebody are masked."""
    return masked(field_words.words(name, Filled(value="", normalized=normalized)))


def masked(text: str | None) -> str:
    """Phone, identity and card numbers covered: 139****0717."""
    return redact(text) if text else ""


FIELD_NAMES = {
    "category": "事项",
    "accused_unit": "反映的单位",
    "amount": "金额",
    "place": "地点",
    "date": "时间",
    "duration": "持续时间",
    "people": "人数",
    "project": "项目",
    "contract_no": "合同编号",
    "demand": "要求",
    "reporter_name": "称呼",
    "contact": "联系方式",
    "phone": "联系电话",
    "id_card": "身份证号",
}
FIELD_TONES = {
    name: tone
    for tone, names in enumerate(
        (
            ("amount",),
            ("place",),
            ("date", "duration"),
            ("accused_unit",),
            ("project", "contract_no"),
            ("phone", "id_card", "contact", "reporter_name"),
            ("people",),
            ("demand",),
        ),
        start=1,
    )
    for name in names
}
MARK_NAMES = {
    "retaliation": "打击报复",
    "judgment_debtor": "失信被执行人",
    "already_in": "已在信访、诉讼、仲裁或复议",
    "emergency": "紧急",
    "self_harm_or_mass_incident": "可能有危险，请马上联系",
    "official_misconduct": "公职人员违纪违法（12388）",
}


def as_read(messages: Sequence[MessageView]) -> list[str]:
    """对话逐条给人看的字: a pressed button shows what was on it, not what it sent."""
    labels: dict[str, str] = dict(COMMANDS)
    shown = []
    for message in messages:
        labels.update({button["payload"]: button["label"] for button in message.buttons})
        text = labels.get(message.text, message.text) if message.direction == "in" else message.text
        shown.append(text or "（附件）")
    return shown

"""用语：状态、标记、通知里给人看的话；全站只在这里写一次。"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from complaint_store.domain.channel import MAIL, PORTAL, TELEGRAM, WEB, WEBHOOK
from complaint_store.domain.complaint import Ticket
from complaint_store.domain.ids import AreaCode, CategoryId, UnitId
from complaint_store.domain.lifecycle import Status
from complaint_store.policy.book import RuleBook

DESK_NAME = "12345 人工坐席"
SEALED_NAME = "纪检监察机关"
UNKNOWN_CATEGORY = "待人工判断"
UNKNOWN_AREA = "地点待核"
NO_DAYS = "条文没有规定天数"
NO_SUCH_UNIT = "没有这个单位，请从单位表里选。"

STATUS_TEXT: Mapping[Status, str] = {
    Status.AT_DESK: "待人工分派",
    Status.DISPATCHED: "已派单，待签收",
    Status.IN_PROGRESS: "办理中",
    Status.AWAITING_MATERIAL: "等待补充材料",
    Status.RETURNED: "承办单位退回，待改派",
    Status.REPLIED: "已答复",
    Status.CLOSED: "已办结",
    Status.ARCHIVED: "已归档",
    Status.WITHDRAWN: "已撤回",
}

CHANNEL_TEXT: Mapping[str, str] = {
    PORTAL: "单位门户",
    MAIL: "电子邮件",
    WEBHOOK: "单位系统",
    WEB: "网页对话",
    TELEGRAM: "Telegram",
    "desk": "热线坐席",
    "import": "批量导入",
}

DELIVERY_TEXT: Mapping[str, str] = {
    "waiting": "等待发送",
    "sending": "正在发送",
    "sent": "已送到",
    "dead": "没能送到",
}

NOTICE_TITLE: Mapping[str, str] = {
    "dispatched": "新工单，请签收",
    "redone": "诉求人反映未解决，请重新办理",
    "reassigned": "改派给本单位的工单，请签收",
    "supporting": "请配合办理的工单",
    "material": "诉求人补充了材料",
    "withdrawn": "诉求人撤回了工单",
    "respondent_asked": "请本单位说明情况",
    "statement_given": "被诉单位作了说明，请查看",
    "extension_approved": "延期申请已批准",
    "extension_refused": "延期申请未批准",
    "due_soon": "工单快到最后一天",
    "overdue": "工单已逾期",
    "urged": "督办意见，请查看",
    "taken_away": "工单已改派其他单位",
    "to_citizen": "给诉求人的通知",
    "clerk_answer": "坐席答复",
}

_WEEKDAYS = "一二三四五六日"


def unit_name(unit: UnitId | None, book: RuleBook) -> str:
    """规范简称; a unit that the data no longer knows is shown by its id rather than hidden."""
    if unit is None:
        return ""
    known = book.units.get(unit)
    return known.name if known else str(unit)


def lead_name(ticket: Ticket, book: RuleBook) -> str:
    if ticket.sealed:
        return unit_name(ticket.lead, book) or SEALED_NAME
    return unit_name(ticket.lead, book) or DESK_NAME


def category_name(category: CategoryId | None, book: RuleBook) -> str:
    known = book.categories.get(category) if category else None
    return known.name if known else UNKNOWN_CATEGORY


def area_name(code: str | None, book: RuleBook) -> str:
    known = book.areas.get(AreaCode(code)) if code else None
    return known.place if known else UNKNOWN_AREA


def day_text(day: date) -> str:
    """2026年12月8日（星期二）。"""
    return f"{day.year}年{day.month}月{day.day}日（星期{_WEEKDAYS[day.weekday()]}）"


def left_text(days_left: int | None) -> str:
    """还有3天 / 今天到期 / 逾期2天。"""
    if days_left is None:
        return NO_DAYS
    if days_left == 0:
        return "今天到期"
    return f"还有{days_left}天" if days_left > 0 else f"逾期{-days_left}天"

"""时间线：把事件变成给人看的一步一步；诉求人与办事人员看到的说法不同。"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from complaint_store.domain.complaint import Ticket
from complaint_store.domain.lifecycle import RUNNING, Status
from complaint_store.policy.book import RuleBook
from complaint_store.services.flags import still_running
from complaint_store.services.ports import StoredEvent
from complaint_store.services.views import EventView, Step
from complaint_store.services.words import DESK_NAME, NO_DAYS, day_text, lead_name, unit_name

TITLES: Mapping[str, str] = {
    "filed": "提交诉求",
    "to_desk": "转人工分派",
    "dispatched": "派单",
    "reassigned": "改派",
    "signed": "签收",
    "material_asked": "请诉求人补充材料",
    "material": "诉求人补充材料",
    "respondent_asked": "请被诉单位说明情况",
    "statement_given": "被诉单位作了说明",
    "extension_asked": "申请延期",
    "extension_approved": "批准延期",
    "extension_refused": "不批准延期",
    "urged": "督办",
    "returned": "退回",
    "arbitration": "两次退回，转坐席裁定",
    "replied": "答复",
    "closed": "办结",
    "archived": "归档",
    "rated": "诉求人评价",
    "redone": "重新办理",
    "withdrawn": "诉求人撤回",
    "delivery_retried": "重发通知",
}
_WHO = {
    "clerk": DESK_NAME,
    "supervisor": "督办",
    "inspector": "纪检监察",
    "reporter": "诉求人",
    "system": "系统",
}
_TO_CITIZEN = frozenset(
    {
        "filed",
        "to_desk",
        "dispatched",
        "reassigned",
        "signed",
        "material_asked",
        "material",
        "respondent_asked",
        "statement_given",
        "extension_approved",
        "replied",
        "closed",
        "redone",
        "withdrawn",
        "archived",
    }
)


def for_staff(events: tuple[StoredEvent, ...], book: RuleBook) -> tuple[EventView, ...]:
    """Every step, with what was written at it and by whom."""
    return tuple(
        EventView(
            at=stored.event.at,
            kind=stored.event.kind,
            title=TITLES.get(stored.event.kind, stored.event.kind),
            who=who_text(stored, book),
            text=_staff_text(stored, book),
            clause=stored.event.rule,
        )
        for stored in events
    )


def who_text(stored: StoredEvent, book: RuleBook) -> str:
    event = stored.event
    return unit_name(event.actor_unit, book) or _WHO.get(event.actor_role, "系统")


def for_citizen(ticket: Ticket, events: tuple[StoredEvent, ...], book: RuleBook) -> tuple[Step, ...]:
    """What happened, then what comes next and by which day under which clause."""
    done = [
        Step(_citizen_title(stored, book), stored.event.at, _citizen_note(stored), _clause(stored), True)
        for stored in events
        if stored.event.kind in _TO_CITIZEN
    ]
    return (*done, *_ahead(ticket, book))


def _ahead(ticket: Ticket, book: RuleBook) -> list[Step]:
    if ticket.status not in RUNNING:
        return []
    who = lead_name(ticket, book)
    if ticket.status in (Status.AT_DESK, Status.RETURNED):
        return [Step("人工分派", None, "定下由谁办、最迟哪天答复，就告诉您。", "", False)]
    ahead = []
    if ticket.status is Status.DISPATCHED:
        ahead.append(Step(f"{who}签收", None, "期限从派单那天算，签收晚了也不往后推。", "", False))
    if ticket.status is Status.AWAITING_MATERIAL:
        ahead.append(Step("等您补充材料", None, "补材料的时候，最后一天不变。", "", False))
    running = still_running(ticket)
    dated = [d for d in ticket.deadlines if d.last_day is not None and d.shown and d.id in running]
    for deadline in sorted(dated, key=lambda d: d.last_day or date.max):
        note = f"最迟{day_text(deadline.last_day)}" if deadline.last_day else ""
        if deadline.provisional:
            note += "（下一年放假安排未公布，日期暂定）"
        if deadline.evidence != "full_text":
            note += "（条文待核）"
        ahead.append(Step(f"{who}{deadline.name}", deadline.last_day, note, str(deadline.basis), False))
    if not dated:
        ahead.append(Step(f"{who}答复", None, f"{NO_DAYS}，有进展会告诉您。", "", False))
    return ahead


def _citizen_title(stored: StoredEvent, book: RuleBook) -> str:
    event, payload = stored.event, stored.event.payload
    unit = unit_name(payload.get("lead"), book)
    titles = {
        "filed": "已收到您的诉求",
        "dispatched": f"已转给{unit}" if unit else "已按密件转纪检监察机关",
        "reassigned": f"已转给{unit}",
        "signed": f"{who_text(stored, book)}已签收",
        "material_asked": f"{who_text(stored, book)}请您补充材料",
        "material": "您补充了材料",
        "respondent_asked": f"{who_text(stored, book)}请{unit_name(payload.get('respondent'), book)}说明情况",
        "statement_given": f"{who_text(stored, book)}作了说明",
        "extension_approved": "同意延期",
        "replied": f"{who_text(stored, book)}已答复",
        "redone": "您反映没有解决，重新办理",
        "withdrawn": "您已撤回",
    }
    return titles.get(event.kind, TITLES.get(event.kind, ""))


def _citizen_note(stored: StoredEvent) -> str:
    event, payload = stored.event, stored.event.payload
    if event.kind in ("dispatched", "to_desk"):
        return str(payload.get("reason", ""))
    if event.kind == "extension_approved":
        day = date.fromisoformat(payload["last_day"])
        return f"最后一天改为{day_text(day)}。{payload.get('text', '')}"
    return ""


def _clause(stored: StoredEvent) -> str:
    return stored.event.rule if stored.event.kind in ("dispatched", "extension_approved") else ""


def _staff_text(stored: StoredEvent, book: RuleBook) -> str:
    event, payload = stored.event, stored.event.payload
    parts = []
    if event.kind in ("dispatched", "reassigned") and payload.get("lead"):
        parts.append(f"承办：{unit_name(payload['lead'], book)}")
    if event.kind.startswith("extension") and payload.get("last_day"):
        parts.append(f"到{day_text(date.fromisoformat(payload['last_day']))}")
    if event.kind == "rated":
        parts.append(f"{'已解决' if payload.get('solved') else '未解决'}，{payload.get('score')}分")
    parts += [str(payload[name]) for name in ("reason", "text") if payload.get(name)]
    return "；".join(parts)

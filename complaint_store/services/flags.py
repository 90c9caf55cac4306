"""标记：一张工单此刻要人留意什么，哪些要人先处理。"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from complaint_store.domain.complaint import Ticket
from complaint_store.domain.deadline import Deadline
from complaint_store.domain.lifecycle import RUNNING, Status
from complaint_store.domain.reading import Mark

DUE_SOON_DAYS = 3  # 最后三天提醒：留出一次退回、一次改派的时间

FLAG_TEXT: Mapping[str, str] = {
    "urgent": "紧急",
    "retaliation": "打击报复",
    "overdue": "已逾期",
    "due_today": "今天到期",
    "due_soon": "快到期",
    "returned": "被退回",
    "arbitration": "两次退回，待裁定",
    "abstained": "拿不准，待人工判断",
    "extension": "申请延期",
    "undeliverable": "通知没送到",
    "redo": "重办",
    "unsolved": "诉求人反映未解决",
    "already_in": "已进入法定程序",
    "provisional": "期限暂定",
}
PERSON_FIRST = (
    "urgent",
    "arbitration",
    "returned",
    "abstained",
    "undeliverable",
    "overdue",
    "extension",
    "unsolved",
    "due_today",
)


def days_left(ticket: Ticket, today: date) -> int | None:
    """Days to the last day while it is being handled; None when no day is set or it is done."""
    if ticket.last_day is None or ticket.status not in RUNNING:
        return None
    return (ticket.last_day - today).days


def next_deadline(ticket: Ticket) -> Deadline | None:
    """The nearest day by which the unit must act: 受理、告知 come before 办结 and count until it has signed."""
    if ticket.status not in RUNNING:
        return None
    open_ones = (d for d in ticket.deadlines if d.last_day and not ticket.is_done_by_signing(d))
    return min(open_ones, key=lambda d: str(d.last_day), default=None)


def still_running(ticket: Ticket) -> frozenset[str]:
    """哪几项期限还在走: none once it is answered, and not those that the signature has fulfilled."""
    if ticket.status not in RUNNING:
        return frozenset()
    return frozenset(d.id for d in ticket.deadlines if not ticket.is_done_by_signing(d))


def flags_of(ticket: Ticket, today: date, *, undeliverable: bool = False) -> tuple[str, ...]:
    left = days_left(ticket, today)
    running = ticket.status in RUNNING
    found = {
        "urgent": ticket.urgent and running,
        "retaliation": Mark.RETALIATION.value in ticket.marks,
        "overdue": left is not None and left < 0,
        "due_today": left == 0,
        "due_soon": left is not None and 0 < left <= DUE_SOON_DAYS,
        "returned": ticket.status is Status.RETURNED,
        "arbitration": ticket.status is Status.AT_DESK and ticket.returns > 1,
        "abstained": ticket.status is Status.AT_DESK and (ticket.abstained or ticket.category is None),
        "extension": ticket.extension is not None and running,
        "undeliverable": undeliverable,
        "redo": ticket.redone > 0 and running,
        "unsolved": ticket.status is Status.CLOSED and ticket.solved is False,
        "already_in": Mark.ALREADY_IN.value in ticket.marks,
        "provisional": any(d.provisional for d in ticket.deadlines) and running,
    }
    return tuple(flag for flag, holds in found.items() if holds)


def needs_person(flags: tuple[str, ...]) -> int:
    """How early a clerk should look: 0 is first; a large number when nothing is needed."""
    return min((PERSON_FIRST.index(f) for f in flags if f in PERSON_FIRST), default=len(PERSON_FIRST))

"""提醒：快到期、已逾期的工单，各给承办单位提醒一次。"""

from __future__ import annotations

from datetime import datetime, timedelta

from complaint_store.domain.complaint import Ticket
from complaint_store.domain.lifecycle import Status
from complaint_store.policy.book import RuleBook
from complaint_store.services.flags import DUE_SOON_DAYS
from complaint_store.services.notices import to_units
from complaint_store.services.ports import TicketQuery, UnitOfWork

HANDLED = (Status.DISPATCHED, Status.IN_PROGRESS, Status.AWAITING_MATERIAL)
BATCH = 20_000


def leave_reminders(*, uow: UnitOfWork, book: RuleBook, now: datetime) -> int:
    """Leave the notices that are due and were not left before; how many were new.

    The key holds the last day: an extended ticket is reminded again of its new day, an unchanged one never twice.
    """
    today = now.date()
    query = TicketQuery(statuses=HANDLED, last_day_until=today + timedelta(days=DUE_SOON_DAYS), limit=BATCH)
    with uow:
        with uow.reading():
            wanted = [
                (t, t.lead, "overdue" if t.last_day < today else "due_soon")
                for t in uow.tickets.find(query)
                if t.lead is not None and t.last_day is not None
            ]
            rows = to_units(wanted, uow=uow, book=book, now=now, mark=_once)
            there = uow.outbox.keys_among([row.key for row in rows])
        new = [row for row in rows if row.key not in there]
        if new:
            uow.outbox.add(new)
            uow.commit()
    return len(new)


def _once(ticket: Ticket) -> str:
    return f"{ticket.redone}-{ticket.last_day}"

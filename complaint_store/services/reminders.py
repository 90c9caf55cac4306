"""提醒：快到期、已逾期的工单，各给承办单位提醒一次。"""

from __future__ import annotations

from datetime import datetime, timedelta

from complaint_store.domain.lifecycle import Status
from complaint_store.policy.book import RuleBook
from complaint_store.services.flags import DUE_SOON_DAYS
from complaint_store.services.notices import to_units
from complaint_store.services.ports import TicketQuery, UnitOfWork

HANDLED = (Status.DISPATCHED, Status.IN_PROGRESS, Status.AWAITING_MATERIAL)
BATCH = 1000


def leave_reminders(*, uow: UnitOfWork, book: RuleBook, now: datetime) -> int:
    """Leave the notices that are due and were not left before; how many were new.

    The key holds the last day: an extended ticket is reminded again of its new day, an unchanged one never twice.
    """
    today = now.date()
    query = TicketQuery(statuses=HANDLED, last_day_until=today + timedelta(days=DUE_SOON_DAYS), limit=BATCH)
    with uow:
        with uow.reading():
            rows = [
                row
                for ticket in uow.tickets.find(query)
                if ticket.lead is not None and ticket.last_day is not None
                for row in to_units(
                    [(ticket, ticket.lead, "overdue" if ticket.last_day < today else "due_soon")],
                    uow=uow,
                    book=book,
                    now=now,
                    mark=f"{ticket.redone}-{ticket.last_day:%Y%m%d}",
                )
            ]
            there = uow.outbox.keys_among([row.key for row in rows])
        new = [row for row in rows if row.key not in there]
        if new:
            uow.outbox.add(new)
            uow.commit()
    return len(new)

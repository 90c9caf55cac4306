"""报表数据：一个时段里每张工单一行，不含身份和原话。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from complaint_store.domain.beijing_time import start_of
from complaint_store.domain.complaint import Ticket
from complaint_store.domain.ids import ComplaintId
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor, Role
from complaint_store.services.figures import EVERYTHING, is_late
from complaint_store.services.ports import TicketQuery, UnitOfWork
from complaint_store.services.words import CHANNEL_TEXT, STATUS_TEXT, area_name, category_name, lead_name

AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class ReportRow:
    number: str
    category: str
    lead: str
    area: str
    channel: str
    status: str
    filed: date
    dispatched: date | None
    signed: date | None
    replied: date | None
    closed: date | None
    last_day: date | None
    overdue_days: int
    returns: int
    redone: int
    solved: bool | None
    score: int | None


def rows(
    actor: Actor, *, since: date, until: date, today: date, uow: UnitOfWork, book: RuleBook
) -> Iterator[ReportRow]:
    """Those filed in a period. Sealed tickets are not in it."""
    period = TicketQuery(
        filed_since=start_of(since), filed_until=start_of(until + timedelta(days=1)), limit=EVERYTHING
    )
    return rows_of(actor, (period,), today=today, uow=uow, book=book)


def rows_of(
    actor: Actor, queries: Iterable[TicketQuery], *, today: date, uow: UnitOfWork, book: RuleBook
) -> Iterator[ReportRow]:
    """Those that the queries find, by number. SYSTEM (the operator's command line) may ask too."""
    if actor.role is not None:
        actor.must_be(Role.SUPERVISOR)
    with uow, uow.reading():
        tickets = [t for query in queries for t in uow.tickets.find(replace(query, sealed=False))]
        channels: dict[ComplaintId, str] = {}
        ids = [t.complaint_id for t in tickets]
        for start in range(0, len(ids), AT_A_TIME):
            channels |= uow.complaints.channels(ids[start : start + AT_A_TIME])
    for ticket in sorted(tickets, key=lambda t: t.number):
        channel = channels.get(ticket.complaint_id, "")
        yield _row(ticket, CHANNEL_TEXT.get(channel, channel), today, book)


def _row(ticket: Ticket, channel: str, today: date, book: RuleBook) -> ReportRow:
    answered = ticket.replied_at.date() if ticket.replied_at else today
    late = (answered - ticket.last_day).days if ticket.last_day and is_late(ticket, today) else 0
    return ReportRow(
        number=ticket.number,
        category=category_name(ticket.category, book),
        lead=lead_name(ticket, book),
        area=area_name(ticket.area, book),
        channel=channel,
        status=STATUS_TEXT[ticket.status],
        filed=ticket.filed_at.date(),
        dispatched=_day(ticket.dispatched_at),
        signed=_day(ticket.signed_at),
        replied=_day(ticket.replied_at),
        closed=_day(ticket.closed_at),
        last_day=ticket.last_day,
        overdue_days=late,
        returns=ticket.returns,
        redone=ticket.redone,
        solved=ticket.solved,
        score=ticket.score,
    )


def _day(at: datetime | None) -> date | None:
    return at.date() if at else None

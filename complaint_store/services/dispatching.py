"""派单：一张工单交给哪个单位、从哪天起算、最迟哪天，以及谁因此要收到通知。"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from complaint_store.domain.complaint import Ticket
from complaint_store.domain.deadline import Deadline
from complaint_store.domain.errors import BadInput, NotAllowed
from complaint_store.domain.ids import AreaCode, UnitId
from complaint_store.domain.lifecycle import Status, move
from complaint_store.domain.reading import Mark
from complaint_store.domain.routing import Lane, RoutingDecision, RoutingSubject
from complaint_store.policy.book import RuleBook
from complaint_store.policy.deadlines import deadlines_for
from complaint_store.routing.route import route
from complaint_store.services.notices import to_units
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.records import NoticeRow
from complaint_store.services.words import NO_SUCH_UNIT

# 这些标记让工单先到坐席；坐席看过之后，期限按事项本身算
DESK_MARKS = frozenset({Mark.EMERGENCY.value, Mark.SELF_HARM_OR_MASS_INCIDENT.value})


def assigned(
    ticket: Ticket, lead: UnitId, supporting: tuple[UnitId, ...], reason: str, now: datetime, book: RuleBook
) -> Ticket:
    """派单、改派 by a clerk. The first dispatch starts the clock; a later one does not give the unit more days."""
    known = _now_known(ticket, book)
    _must_be_free(replace(ticket, decision=known), (lead, *supporting), book)
    decision = replace(
        known,
        lead=lead,
        supporting=tuple(u for u in supporting if u != lead),
        lane=Lane.ORDINARY,
        reason=reason,
    )
    first = ticket.dispatched_at is None
    return replace(
        ticket,
        status=move(ticket.status, Status.DISPATCHED),
        lane=Lane.ORDINARY,
        decision=decision,
        dispatched_at=now,
        signed_at=None,
        extension=None,
        deadlines=clock_from(decision, now, book, named=_was_named(ticket, book))
        if first
        else ticket.deadlines,
    )


def _now_known(ticket: Ticket, book: RuleBook) -> RoutingDecision:
    """What the matrix says once a clerk has looked: its row sets the periods, its recusals hold for the clerk too."""
    if ticket.status is not Status.AT_DESK or ticket.decision.row is not None:
        return ticket.decision
    subject = RoutingSubject(
        category=ticket.category,
        accused=ticket.accused,
        area=AreaCode(ticket.area) if ticket.area else None,
        subtype=ticket.subtype,
        marks=frozenset(Mark(m) for m in ticket.marks if m not in DESK_MARKS),
    )
    found = route(subject, book)
    return found if found.lane is Lane.ORDINARY else ticket.decision


def sent_back(ticket: Ticket, now: datetime, book: RuleBook) -> Ticket:
    """重办: the same unit again, the clock anew."""
    return ticket.moved(
        Status.DISPATCHED,
        dispatched_at=now,
        signed_at=None,
        replied_at=None,
        closed_at=None,
        redone=ticket.redone + 1,
        solved=False,
        extension=None,
        deadlines=clock_from(ticket.decision, now, book, named=_was_named(ticket, book)),
    )


def clock_from(
    decision: RoutingDecision, now: datetime, book: RuleBook, *, named: bool
) -> tuple[Deadline, ...]:
    """期限 from the day of dispatch, not of signing; what the row does not set, the desk's local rule sets.

    What the law owes only to the named (实名) is promised to nobody else.
    """
    found = deadlines_for(decision, now.date(), book)
    if not found and decision.lead is not None:
        found = deadlines_for(replace(decision, row=None, lane=Lane.DESK), now.date(), book)
    return tuple(d for d in found if named or not book.deadlines[d.id].named_only)


def _was_named(ticket: Ticket, book: RuleBook) -> bool:
    """It was filed with a name, as its 期限 tell."""
    rules = (book.deadlines.get(d.id) for d in ticket.deadlines)
    return any(rule.named_only for rule in rules if rule is not None)


def dispatch_notices(
    ticket: Ticket, kind: str, *, uow: UnitOfWork, book: RuleBook, now: datetime
) -> list[NoticeRow]:
    """To the lead, and to those who support it."""
    if ticket.lead is None:
        return []
    wanted = [(ticket, ticket.lead, kind)]
    wanted += [(ticket, unit, "supporting") for unit in ticket.decision.supporting]
    return to_units(wanted, uow=uow, book=book, now=now)


def _must_be_free(ticket: Ticket, units: tuple[UnitId, ...], book: RuleBook) -> None:
    for unit in units:
        if unit not in book.units:
            raise BadInput(NO_SUCH_UNIT)
        if ticket.may_not_lead(unit) or _is_accused_or_under(ticket, unit, book):
            raise NotAllowed(f"unit {unit} must keep away from ticket {ticket.number} (回避)")


def _is_accused_or_under(ticket: Ticket, unit: UnitId, book: RuleBook) -> bool:
    accused = ticket.accused.unit
    return accused is not None and accused in book.units and book.is_under(unit, accused)

"""队列：单位、坐席、督办各自看到哪些工单，按最后一天排列。"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from complaint_store.domain.beijing_time import start_of
from complaint_store.domain.complaint import Ticket
from complaint_store.domain.ids import CategoryId, TicketId, UnitId
from complaint_store.domain.lifecycle import RUNNING, Status
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor, Role
from complaint_store.services.flags import days_left, flags_of, needs_person, next_deadline
from complaint_store.services.ports import TicketQuery, UnitOfWork
from complaint_store.services.views import TicketLine
from complaint_store.services.words import STATUS_TEXT, area_name, category_name, lead_name, unit_name

READ_AT_MOST = 1000  # 一个单位同时在办的，先都读来，再按眼前的一天排
NOT_TAKEN_ON = (Status.DISPATCHED, Status.RETURNED, Status.AT_DESK)
OPEN_FOR_UNIT = (Status.DISPATCHED, Status.IN_PROGRESS, Status.AWAITING_MATERIAL, Status.REPLIED)


@dataclass(frozen=True, slots=True)
class UnitQueue:
    """承办单位的队列：列出来的，和一共多少件。"""

    lines: tuple[TicketLine, ...]
    in_all: int


def unit_queue(
    actor: Actor,
    *,
    uow: UnitOfWork,
    book: RuleBook,
    today: date,
    include_closed: bool = False,
    number: str = "",
    limit: int = 200,
) -> UnitQueue:
    """承办单位的工单 (lead or supporting), by the nearest day that the unit must act by; by number, also closed ones."""
    actor.must_be(Role.UNIT_CONTACT)
    if actor.unit is None:
        return UnitQueue((), 0)
    number = number.strip()
    every = include_closed or number != ""
    query = TicketQuery(
        unit=actor.unit,
        statuses=() if every else OPEN_FOR_UNIT,
        number=number,
        by_last_day=not every,
        limit=limit if every else READ_AT_MOST,
    )
    with uow, uow.reading():
        lines = lines_of(uow.tickets.find(query), frozenset(), book, today)
        in_all = uow.tickets.count(query)
    if not every:
        lines = tuple(sorted(lines, key=lambda line: (line.next_day or date.max, line.filed_at)))[:limit]
    return UnitQueue(lines, in_all)


def unsigned_among(ids: Iterable[TicketId], actor: Actor, *, uow: UnitOfWork) -> frozenset[TicketId]:
    """这些工单里本单位还没签收的, whatever list of them is on the screen."""
    actor.must_be(Role.UNIT_CONTACT)
    asked = tuple(sorted(set(ids)))
    if actor.unit is None or not asked:
        return frozenset()
    query = TicketQuery(unit=actor.unit, statuses=(Status.DISPATCHED,), ids=asked, limit=len(asked))
    with uow, uow.reading():
        return frozenset(ticket.id for ticket in uow.tickets.find(query))


def desk_queue(
    actor: Actor,
    *,
    uow: UnitOfWork,
    book: RuleBook,
    today: date,
    status: Status | None = None,
    number: str = "",
    limit: int = 200,
) -> tuple[TicketLine, ...]:
    """坐席看到的全部普通工单; those that need a person first come first."""
    actor.must_be(Role.CLERK)
    number = number.strip()
    everything = status is None and not number
    statuses = (status,) if status else () if number else (*RUNNING, Status.REPLIED, Status.CLOSED)
    with uow, uow.reading():
        dead = uow.outbox.tickets_with_dead()
        found = uow.tickets.find(TicketQuery(statuses=statuses, number=number, limit=limit))
        if everything:  # 要人先处理的，不论排在第几都要在列
            waiting = TicketQuery(statuses=tuple(RUNNING), needs_desk=True, limit=limit)
            unheard = TicketQuery(ids=tuple(sorted(dead)[:limit]), limit=limit)
            found = (*uow.tickets.find(waiting), *(uow.tickets.find(unheard) if dead else ()), *found)
    lines = lines_of({t.id: t for t in found}.values(), dead, book, today)
    return tuple(sorted(lines, key=lambda line: needs_person(line.flags)))[:limit]


@dataclass(frozen=True, slots=True)
class Wanted:
    """督办要看哪些工单。"""

    overdue_only: bool = False
    unit: UnitId | None = None
    category: CategoryId | None = None
    without: tuple[str, ...] = ()  # 还没有定的："lead" 单位、"category" 类别
    status: Status | None = None
    since: date | None = None
    until: date | None = None

    def query(self, today: date, limit: int = 0) -> TicketQuery:
        return TicketQuery(
            overdue_on=today if self.overdue_only else None,
            lead=self.unit,
            category=self.category,
            without=self.without,
            statuses=(self.status,) if self.status else (),
            filed_since=start_of(self.since) if self.since else None,
            filed_until=start_of(self.until + timedelta(days=1)) if self.until else None,
            limit=limit,
        )


EVERY = Wanted()


def supervisor_queue(
    actor: Actor,
    wanted: Wanted = EVERY,
    *,
    uow: UnitOfWork,
    book: RuleBook,
    today: date,
    limit: int = 500,
) -> tuple[TicketLine, ...]:
    """督办看到的工单: what is being handled by its last day, so that what is late comes first, then the rest."""
    actor.must_be(Role.SUPERVISOR)
    query = wanted.query(today, limit)
    with uow, uow.reading():
        dead = uow.outbox.tickets_with_dead()
        handled = uow.tickets.find(query if query.statuses else replace(query, statuses=tuple(RUNNING)))
        over = uow.tickets.find(replace(query, by_last_day=False)) if len(handled) < limit else ()
    found = {t.id: t for t in (*handled, *over)}
    return lines_of(list(found.values())[:limit], dead, book, today)


def late_to_sign(
    actor: Actor, *, uow: UnitOfWork, book: RuleBook, today: date, limit: int = 500
) -> tuple[TicketLine, ...]:
    """过了受理、告知的日子还没有单位签收的 (returned ones too): no list of what is overdue has them."""
    actor.must_be(Role.SUPERVISOR)
    query = TicketQuery(statuses=NOT_TAKEN_ON, filed_until=start_of(today))
    with uow, uow.reading():
        dead = uow.outbox.tickets_with_dead()
        waiting = sorted(
            (t.dispatched_at, t.id)
            for t in uow.tickets.counted(query)
            if t.dispatched_at is not None and (t.last_day is None or t.last_day >= today)
        )
        oldest = tuple(id_ for _, id_ in waiting[:limit])
        lines = lines_of(uow.tickets.find(TicketQuery(ids=oldest, limit=limit)), dead, book, today)
    late = [(line.next_left, line) for line in lines if line.next_left is not None and line.next_left < 0]
    return tuple(line for _, line in sorted(late, key=lambda pair: pair[0]))


def supervisor_count(actor: Actor, wanted: Wanted = EVERY, *, uow: UnitOfWork, today: date) -> int:
    """一共有多少件, however many are listed."""
    actor.must_be(Role.SUPERVISOR)
    with uow, uow.reading():
        return uow.tickets.count(wanted.query(today))


@dataclass(frozen=True, slots=True)
class SealedLine:
    """密件的一行; who is accused stands in the inspector's own list and in no other."""

    line: TicketLine
    accused: str


def inspector_queue(
    actor: Actor,
    *,
    uow: UnitOfWork,
    book: RuleBook,
    today: date,
    include_closed: bool = False,
    limit: int = 500,
) -> tuple[SealedLine, ...]:
    """密件, for the inspector alone: what is still to be done, the oldest first; or all, the newest first."""
    actor.must_be(Role.INSPECTOR)
    statuses = () if include_closed else OPEN_FOR_UNIT
    query = TicketQuery(sealed=True, statuses=statuses, by_last_day=not include_closed, limit=limit)
    with uow, uow.reading():
        tickets = uow.tickets.find(query)
    return tuple(
        SealedLine(
            _line(ticket, False, book, today), unit_name(ticket.accused.unit, book) or ticket.accused.name
        )
        for ticket in tickets
    )


def lines_of(
    tickets: Iterable[Ticket], undeliverable: frozenset[TicketId], book: RuleBook, today: date
) -> tuple[TicketLine, ...]:
    return tuple(_line(ticket, ticket.id in undeliverable, book, today) for ticket in tickets)


def _line(ticket: Ticket, undeliverable: bool, book: RuleBook, today: date) -> TicketLine:
    nearest = next_deadline(ticket)
    day = nearest.last_day if nearest else None
    return TicketLine(
        ticket_id=ticket.id,
        number=ticket.number,
        category=ticket.category,
        category_name=category_name(ticket.category, book),
        lead=ticket.lead,
        lead_name=lead_name(ticket, book),
        area_name=area_name(ticket.area, book),
        status=ticket.status,
        status_text=STATUS_TEXT[ticket.status],
        lane=ticket.lane,
        filed_at=ticket.filed_at,
        last_day=ticket.last_day,
        days_left=days_left(ticket, today),
        flags=flags_of(ticket, today, undeliverable=undeliverable),
        next_name=nearest.name if nearest else "",
        next_day=day,
        next_left=(day - today).days if day else None,
        running=ticket.status in RUNNING,
    )

"""四率：签收率、按期办结率、解决率、满意率，各带分母；密件不计入。"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from complaint_store.domain.beijing_time import start_of
from complaint_store.domain.complaint import Ticket
from complaint_store.domain.ids import CategoryId, UnitId
from complaint_store.domain.lifecycle import RUNNING, Status
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor, Role
from complaint_store.services.ports import TicketQuery, UnitOfWork
from complaint_store.services.records import CountedTicket
from complaint_store.services.stretches import Stretch, stretches
from complaint_store.services.words import DESK_NAME, category_name, unit_name

SATISFIED_FROM = 4  # 五分制，四分、五分为满意
EVERYTHING = 1_000_000


class Figure(StrEnum):
    """总览上的一个数；点开是它后面的工单。"""

    FILED = "filed"
    OPEN = "open"
    OVERDUE = "overdue"
    SIGNED = "signed"
    ON_TIME = "on_time"
    SOLVED = "solved"
    SATISFIED = "satisfied"


@dataclass(frozen=True, slots=True)
class Rate:
    """一个比率, with the number behind it; value None when n is 0."""

    done: int
    n: int

    @property
    def value(self) -> float | None:
        return self.done / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """一个单位或一个类别的数。"""

    id: str
    name: str
    filed: int
    open: int
    overdue: int
    signed: Rate  # 签收率
    on_time: Rate  # 按期办结率
    solved: Rate  # 解决率
    satisfied: Rate  # 满意率（4、5 分）


@dataclass(frozen=True, slots=True)
class Figures:
    since: date
    until: date
    total: FigureRow
    before: FigureRow  # 上一个同样长的时段，供比较
    by_unit: tuple[FigureRow, ...]
    by_category: tuple[FigureRow, ...]
    over_time: tuple[tuple[Stretch, FigureRow], ...]  # 从早到晚，按收到的日子


def figures(
    actor: Actor, *, since: date, until: date, today: date, uow: UnitOfWork, book: RuleBook
) -> Figures:
    """本时段的四率; a unit contact sees those of its own unit."""
    actor.must_be(Role.SUPERVISOR, Role.CLERK, Role.UNIT_CONTACT)
    length = until - since + timedelta(days=1)
    with uow, uow.reading():
        now = filed_between(actor, since, until, uow)
        before = filed_between(actor, since - length, since - timedelta(days=1), uow)
    by_unit: dict[UnitId | None, list[CountedTicket]] = defaultdict(list)
    by_category: dict[CategoryId | None, list[CountedTicket]] = defaultdict(list)
    for ticket in now:
        by_unit[ticket.lead].append(ticket)
        by_category[ticket.category].append(ticket)
    return Figures(
        since=since,
        until=until,
        total=_row("total", "合计", now, today),
        before=_row("before", "上一时段", before, since - timedelta(days=1)),
        by_unit=_sorted(
            _row(str(unit or ""), unit_name(unit, book) or DESK_NAME, theirs, today)
            for unit, theirs in by_unit.items()
        ),
        by_category=_sorted(
            _row(str(category or ""), category_name(category, book), such, today)
            for category, such in by_category.items()
        ),
        over_time=tuple((part, _filed_in(part, now, today)) for part in stretches(since, until)),
    )


def is_late(ticket: Ticket | CountedTicket, today: date) -> bool:
    """Whether the answer came, or is still to come, after the last day."""
    if ticket.last_day is None or ticket.status is Status.WITHDRAWN:
        return False
    answered = ticket.replied_at
    return (answered.date() if answered else today) > ticket.last_day


def filed_between(actor: Actor, since: date, until: date, uow: UnitOfWork) -> tuple[CountedTicket, ...]:
    return uow.tickets.counted(
        TicketQuery(
            filed_since=start_of(since),
            filed_until=start_of(until + timedelta(days=1)),
            lead=actor.unit if actor.role is Role.UNIT_CONTACT else None,
        )
    )


def _filed_in(part: Stretch, tickets: Iterable[CountedTicket], today: date) -> FigureRow:
    found = [t for t in tickets if part.since <= t.filed_at.date() <= part.until]
    return _row(part.since.isoformat(), part.name, found, today)


def _row(id_: str, name: str, tickets: Iterable[CountedTicket], today: date) -> FigureRow:
    told = tuple(tickets)
    rate = {figure: _rate(behind(figure, told, today)) for figure in Figure}
    return FigureRow(
        id=id_,
        name=name,
        filed=rate[Figure.FILED].n,
        open=rate[Figure.OPEN].n,
        overdue=rate[Figure.OVERDUE].n,
        signed=rate[Figure.SIGNED],
        on_time=rate[Figure.ON_TIME],
        solved=rate[Figure.SOLVED],
        satisfied=rate[Figure.SATISFIED],
    )


def behind(
    figure: Figure, tickets: Iterable[CountedTicket], today: date
) -> tuple[tuple[CountedTicket, bool], ...]:
    """The tickets that a figure is made of, each with whether it counts for the figure."""
    kept = [t for t in tickets if t.status is not Status.WITHDRAWN]
    sent = [t for t in kept if t.dispatched_at is not None]
    match figure:
        case Figure.FILED:
            return tuple((t, True) for t in kept)
        case Figure.OPEN:
            return tuple((t, True) for t in kept if t.status in RUNNING)
        case Figure.OVERDUE:
            return tuple((t, True) for t in kept if t.status in RUNNING and is_late(t, today))
        case Figure.SIGNED:
            return tuple((t, t.signed_at is not None) for t in sent)
        case Figure.ON_TIME:
            due = [t for t in sent if t.last_day is not None and (t.replied_at or is_late(t, today))]
            return tuple((t, not is_late(t, today)) for t in due)
        case Figure.SOLVED:
            return tuple((t, t.solved) for t in kept if t.solved is not None)
        case Figure.SATISFIED:
            return tuple((t, t.score >= SATISFIED_FROM) for t in kept if t.score is not None)


def _rate(found: tuple[tuple[CountedTicket, bool], ...]) -> Rate:
    return Rate(sum(counts for _, counts in found), len(found))


def _sorted(rows: Iterable[FigureRow]) -> tuple[FigureRow, ...]:
    return tuple(sorted(rows, key=lambda row: (-row.overdue, -row.filed, row.name)))

"""点开一个数：总览上的数是由哪些工单算出来的，没做到的排在前面。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from complaint_store.domain.complaint import Ticket
from complaint_store.domain.ids import CategoryId, TicketId, UnitId
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor, Role
from complaint_store.services.figures import Figure, Rate, behind, filed_between
from complaint_store.services.ports import TicketQuery, UnitOfWork
from complaint_store.services.queues import lines_of
from complaint_store.services.views import TicketLine

AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Narrowed:
    """哪个单位、哪类事; given with None inside, those that have none yet."""

    lead: tuple[UnitId | None, ...] = ()
    category: tuple[CategoryId | None, ...] = ()


@dataclass(frozen=True, slots=True)
class BehindFigure:
    """一个数后面的工单。"""

    rate: Rate  # n 是一共多少件
    lines: tuple[TicketLine, ...]  # 前 `limit` 件
    missed: frozenset[TicketId]  # 没做到的
    every: tuple[TicketQuery, ...]  # 去取全部的，几百件一次


def tickets_behind(
    actor: Actor,
    figure: Figure,
    *,
    since: date,
    until: date,
    only: Narrowed,
    today: date,
    uow: UnitOfWork,
    book: RuleBook,
    limit: int,
) -> BehindFigure:
    """Exactly the tickets that the overview counted; what was missed first, then by the last day."""
    actor.must_be(Role.SUPERVISOR)
    with uow, uow.reading():
        dead = uow.outbox.tickets_with_dead()
        filed = filed_between(actor, since, until, uow)
        kept = [
            ticket
            for ticket in filed
            if (not only.lead or ticket.lead in only.lead)
            and (not only.category or ticket.category in only.category)
        ]
        found = sorted(
            behind(figure, kept, today),
            key=lambda pair: (pair[1], pair[0].last_day or date.max, pair[0].filed_at),
        )
        ids = [ticket.id for ticket, _ in found]
        shown = _whole(ids[:limit], uow)
    return BehindFigure(
        rate=Rate(sum(counts for _, counts in found), len(found)),
        lines=lines_of(shown, dead, book, today),
        missed=frozenset(ticket.id for ticket, counts in found if not counts),
        every=_queries(ids),
    )


def _whole(ids: list[TicketId], uow: UnitOfWork) -> list[Ticket]:
    """The tickets themselves, in this order."""
    known = {t.id: t for query in _queries(ids) for t in uow.tickets.find(query)}
    return [known[id_] for id_ in ids if id_ in known]


def _queries(ids: list[TicketId]) -> tuple[TicketQuery, ...]:
    return tuple(
        TicketQuery(ids=tuple(ids[start : start + AT_A_TIME]), limit=AT_A_TIME)
        for start in range(0, len(ids), AT_A_TIME)
    )

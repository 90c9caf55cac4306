"""查哪些工单：每一个问法成一条 SQL 条件，全都要成立。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, exists, or_

from complaint_store.db.tables import ticket_units, tickets
from complaint_store.domain.complaint import BACK_AT_DESK
from complaint_store.domain.lifecycle import RUNNING, Status
from complaint_store.services.ports import TicketQuery


def conditions(query: TicketQuery, unit_mark: bytes | None) -> Iterator[ColumnElement[bool]]:
    """`unit_mark`: the blind index of the unit that is asked for."""
    yield tickets.c.sealed.is_(query.sealed)
    if query.statuses:
        yield _is_one_of(query.statuses)
    if unit_mark is not None:
        yield exists().where(
            ticket_units.c.ticket_id == tickets.c.id,
            ticket_units.c.unit_index == unit_mark,
            ticket_units.c.part.in_(query.parts),
        )
    if query.category is not None:
        yield tickets.c.category == query.category
    if query.lead is not None:
        yield tickets.c.lead == query.lead
    if query.filed_since is not None:
        yield tickets.c.filed_at >= query.filed_since
    if query.filed_until is not None:
        yield tickets.c.filed_at < query.filed_until
    if query.overdue_on is not None:
        yield tickets.c.last_day < query.overdue_on
        yield _is_one_of(RUNNING)
    if query.last_day_until is not None:
        yield tickets.c.last_day <= query.last_day_until
    if query.needs_desk:
        urgent, asks = tickets.c.urgent.is_(True), tickets.c.asks_extension.is_(True)
        yield or_(_is_one_of(BACK_AT_DESK), asks, urgent)
    if query.ids is not None:
        yield tickets.c.id.in_(query.ids)
    if query.number:
        yield tickets.c.number.contains(query.number, autoescape=True)
    for name in query.without:
        yield tickets.c[name].is_(None)


def _is_one_of(statuses: Iterable[Status]) -> ColumnElement[bool]:
    return tickets.c.status.in_([status.value for status in statuses])

"""工单的存取：编号、查询码、按单位和期限查找。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, delete, func, insert, select, text, update

from complaint_store.db.codec import (
    accused_from,
    deadline_from,
    decision_from,
    extension_from,
    respondent_from,
    ticket_body,
)
from complaint_store.db.sealed import Under
from complaint_store.db.tables import ticket_units, tickets
from complaint_store.db.ticket_conditions import conditions
from complaint_store.domain.complaint import Ticket
from complaint_store.domain.errors import NotFound
from complaint_store.domain.ids import CategoryId, ComplaintId, TicketId
from complaint_store.domain.lifecycle import Status
from complaint_store.domain.routing import Lane
from complaint_store.services.ports import StoreBusy, TicketQuery
from complaint_store.services.records import CountedTicket

if TYPE_CHECKING:
    from complaint_store.db.unit_of_work import SqlUnitOfWork

_NEXT = text(
    "INSERT INTO counters (name, value) VALUES (:name, 1) "
    "ON CONFLICT (name) DO UPDATE SET value = counters.value + 1 RETURNING value"
)
COUNTED = tuple(tickets.c[field.name] for field in fields(CountedTicket))


class TicketTable:
    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def next_number(self, day: date, sealed: bool) -> str:
        """20261122-000123; sealed tickets count by themselves, so that no gap shows that there are any."""
        name = f"{'M' if sealed else ''}{day:%Y%m%d}"
        return f"{name}-{self._uow.run(_NEXT, {'name': name}).scalar_one():06d}"

    def add(self, new: Sequence[Ticket]) -> None:
        index = self._uow.keyring.index
        self._uow.run(
            insert(tickets),
            [
                {
                    "id": t.id,
                    "complaint_id": t.complaint_id,
                    "number": t.number,
                    "receipt_index": index("tickets.receipt", t.receipt_code),
                    **_columns(t),
                }
                for t in new
            ],
        )
        self._put_units(new)

    def get(self, ticket_id: TicketId, *, lock: bool = False) -> Ticket:
        ticket = self._one(select(tickets).where(tickets.c.id == ticket_id), lock)
        if ticket is None:
            raise NotFound("no such ticket")
        return ticket

    def by_receipt(self, code: str, *, lock: bool = False) -> Ticket | None:
        mark = self._uow.keyring.index("tickets.receipt", code)
        return self._one(select(tickets).where(tickets.c.receipt_index == mark), lock)

    def save(self, ticket: Ticket) -> None:
        changed = self._uow.run(
            update(tickets)
            .where(tickets.c.id == ticket.id, tickets.c.version == ticket.version)
            .values(**{**_columns(ticket), "version": ticket.version + 1})
        )
        if changed.rowcount != 1:
            raise StoreBusy(f"ticket {ticket.number}: changed by somebody else meanwhile; read it again")
        self._uow.run(delete(ticket_units).where(ticket_units.c.ticket_id == ticket.id))
        self._put_units([ticket])

    def of_complaints(self, ids: Sequence[ComplaintId]) -> tuple[Ticket, ...]:
        if not ids:
            return ()
        rows = self._uow.run(
            select(tickets)
            .where(tickets.c.complaint_id.in_(ids))
            .order_by(tickets.c.filed_at.desc(), tickets.c.number)
        )
        return tuple(_ticket(row) for row in rows)

    def find(self, query: TicketQuery) -> tuple[Ticket, ...]:
        wanted = self._where(select(tickets), query)
        order = (
            (tickets.c.last_day.is_(None), tickets.c.last_day, tickets.c.filed_at)
            if query.by_last_day
            else (tickets.c.filed_at.desc(), tickets.c.number.desc())
        )
        return tuple(_ticket(row) for row in self._uow.run(wanted.order_by(*order).limit(query.limit)))

    def count(self, query: TicketQuery) -> int:
        """How many there are, however many `find` would hand out."""
        return int(self._uow.run(self._where(select(func.count()).select_from(tickets), query)).scalar_one())

    def counted(self, query: TicketQuery) -> tuple[CountedTicket, ...]:
        """All of them without their sealed parts, in no order."""
        return tuple(_counted(row) for row in self._uow.run(self._where(select(*COUNTED), query)))

    def _where(self, wanted: Select[Any], query: TicketQuery) -> Select[Any]:
        mark = self._uow.keyring.index("ticket_units.unit", query.unit) if query.unit is not None else None
        return wanted.where(*conditions(query, mark))

    def _one(self, wanted: Any, lock: bool) -> Ticket | None:
        row = self._uow.run(wanted.with_for_update() if lock else wanted).one_or_none()
        return None if row is None else _ticket(row)

    def _put_units(self, new: Sequence[Ticket]) -> None:
        index = self._uow.keyring.index
        rows = [
            {"ticket_id": t.id, "unit_index": index("ticket_units.unit", unit), "part": part}
            for t in new
            for part, units in (
                ("lead", (t.decision.lead,)),
                ("supporting", t.decision.supporting),
                ("respondent", (t.decision.respondent,)),
            )
            for unit in dict.fromkeys(units)
            if unit is not None
        ]
        if rows:
            self._uow.run(insert(ticket_units), rows)


def _columns(ticket: Ticket) -> dict[str, Any]:
    sealed = ticket.sealed
    return {
        "lane": ticket.lane.value,
        "sealed": sealed,
        "status": ticket.status.value,
        "category": None if sealed else ticket.category,
        "lead": None if sealed else ticket.lead,
        "urgent": ticket.urgent,
        "asks_extension": ticket.extension is not None,
        "filed_at": ticket.filed_at,
        "dispatched_at": ticket.dispatched_at,
        "signed_at": ticket.signed_at,
        "replied_at": ticket.replied_at,
        "closed_at": ticket.closed_at,
        "last_day": ticket.last_day,
        "returns": ticket.returns,
        "redone": ticket.redone,
        "solved": ticket.solved,
        "score": ticket.score,
        "version": ticket.version,
        "body": Under(ticket_body(ticket), sealed),
    }


def _counted(row: Any) -> CountedTicket:
    id_, status, *rest = row
    return CountedTicket(id_, Status(status), *rest)


def _ticket(row: Any) -> Ticket:
    body = row.body
    asked, stated = respondent_from(body)
    return Ticket(
        id=TicketId(row.id),
        complaint_id=ComplaintId(row.complaint_id),
        number=row.number,
        receipt_code=body["code"],
        lane=Lane(row.lane),
        status=Status(row.status),
        category=CategoryId(body["category"]) if body["category"] else None,
        decision=decision_from(body["decision"]),
        deadlines=tuple(deadline_from(d) for d in body["deadlines"]),
        filed_at=row.filed_at,
        text=body["text"],
        subtype=body["subtype"],
        marks=frozenset(body["marks"]),
        fields=body["fields"],
        area=body["area"],
        accused=accused_from(body["accused"]),
        confidence=body["confidence"],
        abstained=body["abstained"],
        dispatched_at=row.dispatched_at,
        signed_at=row.signed_at,
        replied_at=row.replied_at,
        closed_at=row.closed_at,
        returns=row.returns,
        redone=row.redone,
        solved=row.solved,
        score=row.score,
        extension=extension_from(body["extension"]),
        respondent_asked_at=asked,
        respondent_stated_at=stated,
        version=row.version,
    )

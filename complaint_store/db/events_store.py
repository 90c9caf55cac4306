"""审计链的存取：事件在提交前一次接上，每条的摘要含着前一条的摘要。"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timezone
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select, update

from complaint_store.db.tables import audit_head, events
from complaint_store.domain.complaint import Event
from complaint_store.domain.ids import ComplaintId, TicketId, UnitId, UserId
from complaint_store.security.keys import KeyProblem
from complaint_store.services.ports import ChainLink, StoredEvent

if TYPE_CHECKING:
    from complaint_store.db.unit_of_work import SqlUnitOfWork

PURPOSE = "events.payload"
GENESIS = b"\x00" * 32
_HEAD = select(audit_head.c.events, audit_head.c.hash).where(audit_head.c.id == 1)
_LOCKED_HEAD = _HEAD.with_for_update()
_MOVE_HEAD = (
    update(audit_head)
    .where(audit_head.c.id == 1)
    .values(events=bindparam("now_events"), hash=bindparam("now_hash"))
)


class EventTable:
    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow
        self._new: list[Event] = []

    def add(self, event: Event) -> None:
        self._new.append(event)

    def forget(self) -> None:
        self._new.clear()

    def append_to_chain(self) -> None:
        """The head row is locked only now, at the end of the step: writers wait for each other briefly."""
        if not self._new:
            return
        head = self._uow.run(_LOCKED_HEAD).one()
        seq, link = head.events, bytes(head.hash)
        rows = []
        for event in self._new:
            seq += 1
            row = self._row(seq, event)
            link = self._uow.keyring.chain(link, _content(row))
            rows.append({**row, "hash": link})
        self._uow.run(insert(events), rows)
        self._uow.run(_MOVE_HEAD, {"now_events": seq, "now_hash": link})
        self._new.clear()

    def of_ticket(self, ticket_id: TicketId) -> tuple[StoredEvent, ...]:
        rows = self._uow.run(select(events).where(events.c.ticket_id == ticket_id).order_by(events.c.seq))
        return tuple(StoredEvent(row.seq, self._event(row), row.actor) for row in rows)

    def head(self) -> tuple[int, bytes]:
        row = self._uow.run(_HEAD).one()
        return int(row.events), bytes(row.hash)

    def links(self) -> Iterator[ChainLink]:
        for row in self._uow.run(select(events).order_by(events.c.seq)).yield_per(500):
            try:
                event: Event | None = self._event(row)
            except (KeyProblem, ValueError):  # 被改过的一条未必还读得成事件，由摘要来说
                event = None
            yield ChainLink(row.seq, _content(row._mapping), bytes(row.hash), event)

    def _row(self, seq: int, event: Event) -> dict[str, Any]:
        payload = json.dumps({**event.payload, "rule": event.rule}, separators=(",", ":")).encode()
        return {
            "seq": seq,
            "at": event.at,
            "kind": event.kind,
            "ticket_id": event.ticket_id,
            "complaint_id": event.complaint_id,
            "actor": f"{event.actor_role}/{event.actor_unit or ''}/{event.actor_user or ''}",
            "sealed": event.sealed,
            "payload": self._uow.keyring.seal(PURPOSE, payload, sealed_lane=event.sealed),
        }

    def _event(self, row: Any) -> Event:
        payload = json.loads(self._uow.keyring.open(PURPOSE, bytes(row.payload)))
        role, unit, user = row.actor.split("/", 2)
        return Event(
            kind=row.kind,
            at=row.at,
            actor_user=UserId(user) if user else None,
            actor_unit=UnitId(unit) if unit else None,
            actor_role=role,
            ticket_id=TicketId(row.ticket_id) if row.ticket_id else None,
            complaint_id=ComplaintId(row.complaint_id) if row.complaint_id else None,
            rule=payload.pop("rule"),
            payload=payload,
            sealed=row.sealed,
        )


def _content(row: Any) -> bytes:
    """What a link vouches for, written the same way before storing and after reading back."""
    at = row["at"].astimezone(timezone.utc).replace(tzinfo=None).isoformat(timespec="microseconds")
    parts = (
        row["seq"],
        at,
        row["kind"],
        row["ticket_id"],
        row["complaint_id"],
        row["actor"],
        bool(row["sealed"]),
    )
    return json.dumps(parts).encode() + bytes(row["payload"])

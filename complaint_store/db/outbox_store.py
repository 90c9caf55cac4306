"""待发通知的存取：租约保证两个投递程序不会同时发同一条。"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, insert, or_, select, update

from complaint_store.db.sealed import Under
from complaint_store.db.tables import outbox
from complaint_store.domain.errors import NotFound
from complaint_store.domain.ids import TicketId, UnitId
from complaint_store.services.records import NoticeRow

if TYPE_CHECKING:
    from complaint_store.db.unit_of_work import SqlUnitOfWork

CHUNK = 500  # 一条语句的参数个数有上限
WAITING, SENDING, SENT, DEAD = "waiting", "sending", "sent", "dead"


class OutboxTable:
    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, rows: Sequence[NoticeRow]) -> None:
        if rows:
            self._uow.run(insert(outbox), [_columns(row) for row in rows])

    def keys_among(self, keys: Sequence[str]) -> frozenset[str]:
        found: set[str] = set()
        for start in range(0, len(keys), CHUNK):
            some = keys[start : start + CHUNK]
            found.update(self._uow.run(select(outbox.c.key).where(outbox.c.key.in_(some))).scalars())
        return frozenset(found)

    def of_ticket(self, ticket_id: TicketId) -> tuple[NoticeRow, ...]:
        rows = self._uow.run(select(outbox).where(outbox.c.ticket_id == ticket_id).order_by(outbox.c.seq))
        return tuple(_row(row) for row in rows)

    def lease_due(
        self,
        now: datetime,
        each: timedelta,
        lease: str,
        channels: Sequence[str],
        limit: int,
        *,
        furthest: timedelta,
    ) -> tuple[NoticeRow, ...]:
        """Take what is due, and what a worker took and did not finish before its lease ran out.

        Nothing is put off longer than `furthest`: what lies beyond was written while the clock was wrong, and is due.
        """
        waiting, leased = outbox.c.due_at, outbox.c.lease_until
        due = (
            select(outbox.c.id)
            .where(
                or_(
                    and_(outbox.c.state == WAITING, or_(waiting <= now, waiting > now + furthest)),
                    and_(outbox.c.state == SENDING, or_(leased <= now, leased > now + each * limit)),
                ),
                outbox.c.channel.in_(channels),
            )
            .order_by(outbox.c.due_at, outbox.c.seq)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        ids = list(self._uow.run(due).scalars())
        if not ids:
            return ()
        self._uow.run(
            update(outbox)
            .where(outbox.c.id.in_(ids))
            .values(state=SENDING, lease=lease, lease_until=now + each * len(ids))
        )
        rows = self._uow.run(
            select(outbox).where(outbox.c.id.in_(ids)).order_by(outbox.c.due_at, outbox.c.seq)
        )
        return tuple(_row(row) for row in rows)

    def sent(self, notice_id: str, lease: str, now: datetime) -> bool:
        return self._finish(notice_id, lease, state=SENT, sent_at=now, last_error="")

    def delayed(self, notice_id: str, lease: str, due_at: datetime, error: str) -> bool:
        return self._finish(notice_id, lease, state=WAITING, due_at=due_at, last_error=error)

    def dead(self, notice_id: str, lease: str, error: str) -> bool:
        return self._finish(notice_id, lease, state=DEAD, last_error=error)

    def dead_rows(self) -> tuple[NoticeRow, ...]:
        rows = self._uow.run(
            select(outbox).where(outbox.c.state == DEAD, outbox.c.sealed.is_(False)).order_by(outbox.c.seq)
        )
        return tuple(_row(row) for row in rows)

    def tickets_with_dead(self) -> frozenset[TicketId]:
        rows = self._uow.run(select(outbox.c.ticket_id).where(outbox.c.state == DEAD).distinct()).scalars()
        return frozenset(TicketId(id_) for id_ in rows if id_)

    def revive(self, notice_id: str, now: datetime) -> NoticeRow:
        row = self._uow.run(
            select(outbox).where(outbox.c.id == notice_id, outbox.c.state == DEAD)
        ).one_or_none()
        if row is None:
            raise NotFound("no such undeliverable notice")
        self._uow.run(
            update(outbox)
            .where(outbox.c.id == notice_id)
            .values(state=WAITING, due_at=now, attempts=0, last_error="")
        )
        return _row(row)

    def portal_of(self, unit: UnitId, limit: int) -> tuple[NoticeRow, ...]:
        rows = self._uow.run(
            select(outbox)
            .where(outbox.c.unit == unit, outbox.c.channel == "portal", outbox.c.state == SENT)
            .order_by(outbox.c.seq.desc())
            .limit(limit)
        )
        return tuple(_row(row) for row in rows)

    def _finish(self, notice_id: str, lease: str, **values: Any) -> bool:
        """False when the lease was lost meanwhile: then somebody else's result stands."""
        done = self._uow.run(
            update(outbox)
            .where(outbox.c.id == notice_id, outbox.c.lease == lease)
            .values(lease=None, lease_until=None, attempts=outbox.c.attempts + 1, **values)
        )
        return done.rowcount == 1


def _columns(row: NoticeRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "key": row.key,
        "kind": row.kind,
        "channel": row.channel,
        "address": Under(row.address, row.sealed),
        "payload": Under(dict(row.payload), row.sealed),
        "created_at": row.created_at,
        "due_at": row.due_at,
        "state": row.state,
        "attempts": row.attempts,
        "last_error": row.last_error,
        "sent_at": row.sent_at,
        "ticket_id": row.ticket_id,
        "unit": row.unit,
        "sealed": row.sealed,
    }


def _row(row: Any) -> NoticeRow:
    return NoticeRow(
        id=row.id,
        key=row.key,
        kind=row.kind,
        channel=row.channel,
        address=row.address,
        payload=row.payload,
        created_at=row.created_at,
        due_at=row.due_at,
        ticket_id=TicketId(row.ticket_id) if row.ticket_id else None,
        unit=UnitId(row.unit) if row.unit else None,
        sealed=row.sealed,
        state=row.state,
        attempts=row.attempts,
        last_error=row.last_error,
        sent_at=row.sent_at,
    )

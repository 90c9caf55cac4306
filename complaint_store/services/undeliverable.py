"""没送到的通知：坐席看见、重发。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from complaint_store.domain.ids import TicketId
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor, Role
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.recording import staff_event
from complaint_store.services.words import CHANNEL_TEXT, NOTICE_TITLE, unit_name


@dataclass(frozen=True, slots=True)
class DeadLetter:
    notice_id: str
    ticket_id: TicketId | None
    number: str
    unit_name: str
    kind_text: str
    channel_text: str
    attempts: int
    created_at: datetime
    last_error: str


def dead_letters(actor: Actor, *, uow: UnitOfWork, book: RuleBook) -> tuple[DeadLetter, ...]:
    """没能送到的 (坐席、督办、管理员可见)."""
    actor.must_be(Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR)
    with uow, uow.reading():
        return tuple(
            DeadLetter(
                notice_id=row.id,
                ticket_id=row.ticket_id,
                number=str(row.payload.get("number") or row.payload.get("ticket_number") or ""),
                unit_name=unit_name(row.unit, book),
                kind_text=NOTICE_TITLE.get(row.kind, NOTICE_TITLE["to_citizen"]),
                channel_text=CHANNEL_TEXT.get(row.channel, row.channel),
                attempts=row.attempts,
                created_at=row.created_at,
                last_error=row.last_error,
            )
            for row in uow.outbox.dead_rows()
        )


def retry(notice_id: str, *, actor: Actor, uow: UnitOfWork, now: datetime) -> None:
    """重发。"""
    actor.must_be(Role.CLERK, Role.ADMINISTRATOR)
    with uow:
        row = uow.outbox.revive(notice_id, now)
        uow.events.add(staff_event("delivery_retried", actor, now, {"key": row.key}, row.ticket_id))
        uow.commit()

"""门户通知：本单位收到的通知，读过与否。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from complaint_store.domain.ids import TicketId
from complaint_store.services.actors import Actor, Role
from complaint_store.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class PortalNotice:
    notice_id: str
    ticket_id: TicketId | None
    number: str
    kind: str
    title: str
    at: datetime


def unit_notices(actor: Actor, *, uow: UnitOfWork, limit: int = 50) -> tuple[PortalNotice, ...]:
    """本单位门户里的通知, newest first."""
    actor.must_be(Role.UNIT_CONTACT)
    if actor.unit is None:
        return ()
    with uow, uow.reading():
        return tuple(
            PortalNotice(
                notice_id=row.id,
                ticket_id=row.ticket_id,
                number=str(row.payload.get("number", "")),
                kind=row.kind,
                title=str(row.payload.get("title", "")),
                at=row.created_at,
            )
            for row in uow.outbox.portal_of(actor.unit, limit)
        )

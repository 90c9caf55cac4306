"""门户通知：本单位收到的通知，读过与否。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from complaint_store.domain.ids import TicketId
from complaint_store.services.actors import Actor
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
    raise NotImplementedError

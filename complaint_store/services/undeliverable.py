"""没送到的通知：坐席看见、重发。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from complaint_store.domain.ids import TicketId
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork


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
    raise NotImplementedError


def retry(notice_id: str, *, actor: Actor, uow: UnitOfWork, now: datetime) -> None:
    """重发."""
    raise NotImplementedError

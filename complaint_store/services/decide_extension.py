"""批准或不批准延期；批准的，把理由告诉诉求人。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.domain.ids import TicketId
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import Moved


def decide_extension(
    ticket_id: TicketId,
    approve: bool,
    reason: str,
    *,
    actor: Actor,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
) -> Moved:
    """批复延期."""
    raise NotImplementedError

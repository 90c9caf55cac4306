"""签收：承办单位收下工单，开始办理。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.domain.ids import TicketId
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import Moved


def sign(
    ticket_id: TicketId,
    *,
    actor: Actor,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
) -> Moved:
    """签收."""
    raise NotImplementedError

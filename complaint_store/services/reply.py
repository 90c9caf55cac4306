"""答复：承办单位把办理结果告诉诉求人。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.domain.ids import TicketId
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import Moved


def reply(
    ticket_id: TicketId,
    text: str,
    *,
    actor: Actor,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
) -> Moved:
    """答复."""
    raise NotImplementedError

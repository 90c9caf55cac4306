"""申请延期：承办单位说明理由，申请推后最后一天。"""

from __future__ import annotations

from datetime import date, datetime

from complaint_store.domain.ids import TicketId
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import Moved


def request_extension(
    ticket_id: TicketId,
    last_day: date,
    reason: str,
    *,
    actor: Actor,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
) -> Moved:
    """申请延期."""
    raise NotImplementedError

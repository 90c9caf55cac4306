"""派单与改派：坐席为待分派、被退回或办理中的工单指定承办单位，不得指定被诉单位。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.domain.ids import TicketId, UnitId
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import Moved


def reassign(
    ticket_id: TicketId,
    lead: UnitId,
    reason: str,
    *,
    actor: Actor,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
    supporting: tuple[UnitId, ...] = (),
) -> Moved:
    """派单、改派. NotAllowed for a unit that must keep away (回避)."""
    raise NotImplementedError

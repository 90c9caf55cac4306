"""退回：承办单位认为不归自己办，说明理由和依据，退回坐席；第二次退回转裁定。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.domain.ids import TicketId
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import Moved


def return_to_desk(
    ticket_id: TicketId,
    reason: str,
    clause: str,
    *,
    actor: Actor,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
) -> Moved:
    """退回, with the unit's reason and the clause it relies on."""
    raise NotImplementedError

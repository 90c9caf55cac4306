"""补充材料：承办单位请诉求人补充材料；法定最后一天不因此改变。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.domain.ids import TicketId
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import Moved


def ask_material(
    ticket_id: TicketId,
    text: str,
    *,
    actor: Actor,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
) -> Moved:
    """请诉求人补充材料."""
    raise NotImplementedError

"""工单详情：谁能看到哪些内容，在这里决定。"""

from __future__ import annotations

from datetime import date

from complaint_store.domain.ids import TicketId
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import TicketView


def view(ticket_id: TicketId, actor: Actor, *, uow: UnitOfWork, book: RuleBook, today: date) -> TicketView:
    """One ticket reduced to what this person may see; NotFound alike for absent and forbidden."""
    raise NotImplementedError

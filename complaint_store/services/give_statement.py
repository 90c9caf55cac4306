"""债务单位作说明：写给主办单位看；诉求人只知道说明了没有，看不到内容。"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from complaint_store.domain.errors import MoveNotAllowed, NotFound
from complaint_store.domain.ids import TicketId
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.notices import to_units
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.recording import event, moved
from complaint_store.services.sight import may_state
from complaint_store.services.statements import can_state
from complaint_store.services.views import Moved
from complaint_store.services.written import written


def give_statement(
    ticket_id: TicketId,
    text: str,
    *,
    actor: Actor,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
) -> Moved:
    """作说明; once for each time it was asked. NotFound for whoever was not asked."""
    words = written(text, "请先写下情况说明。")
    with uow:
        ticket = uow.tickets.get(ticket_id, lock=True)
        if not may_state(ticket, actor):
            raise NotFound("no such ticket")
        if not can_state(ticket):
            raise MoveNotAllowed(ticket.status.value, "statement given")
        stated = replace(ticket, respondent_stated_at=now)
        uow.tickets.save(stated)
        uow.events.add(event("statement_given", ticket, actor, now, {"text": words}))
        if ticket.lead is not None:
            told = [(stated, ticket.lead, "statement_given")]
            uow.outbox.add(to_units(told, uow=uow, book=book, now=now))
        uow.commit()
    return moved(stated)

"""签收：承办单位收下工单，开始办理。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.domain.ids import TicketId
from complaint_store.domain.lifecycle import Status
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.notices import to_reporter
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.recording import event, moved
from complaint_store.services.steps import for_handler
from complaint_store.services.views import Moved
from complaint_store.services.words import lead_name


def sign(
    ticket_id: TicketId,
    *,
    actor: Actor,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
) -> Moved:
    """签收。"""
    with uow:
        ticket = for_handler(ticket_id, actor, uow)
        signed = ticket.moved(Status.IN_PROGRESS, signed_at=now)
        uow.tickets.save(signed)
        uow.events.add(event("signed", ticket, actor, now))
        text = f"{lead_name(ticket, book)}已签收您反映的事项（{ticket.number}），正在办理。"
        uow.outbox.add(to_reporter(ticket, text, "signed", uow=uow, now=now))
        uow.commit()
    return moved(signed)

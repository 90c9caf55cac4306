"""请债务单位说明情况：欠款类诉求由主办单位问，被诉的一方只看到要答的事；不答，期限照走。"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from complaint_store.domain.errors import MoveNotAllowed
from complaint_store.domain.ids import TicketId
from complaint_store.policy.book import RuleBook
from complaint_store.security.redaction import redact
from complaint_store.services.actors import Actor
from complaint_store.services.notices import to_units
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.recording import event, moved
from complaint_store.services.sight import known_to_respondent
from complaint_store.services.steps import for_handler, steps_for
from complaint_store.services.views import Moved
from complaint_store.services.written import A_NOTE, written


def ask_respondent(
    ticket_id: TicketId,
    text: str,
    *,
    actor: Actor,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
) -> Moved:
    """请说明: status and last day stay as they are. What would name the reporter is covered before it is kept."""
    words = written(text, "请写明要对方说明哪些情况。", A_NOTE)
    with uow:
        ticket = for_handler(ticket_id, actor, uow)
        respondent = ticket.decision.respondent
        if respondent is None or "ask_respondent" not in steps_for(ticket, actor):
            raise MoveNotAllowed(ticket.status.value, "respondent asked")
        complaint = uow.complaints.get(ticket.complaint_id)
        if not known_to_respondent(ticket, complaint):
            words = redact(words, (complaint.reporter.name,) if complaint.reporter else (), whole=True)
        asking = replace(ticket, respondent_asked_at=now)
        uow.tickets.save(asking)
        payload = {"text": words, "respondent": respondent}
        uow.events.add(event("respondent_asked", ticket, actor, now, payload))
        uow.outbox.add(to_units([(asking, respondent, "respondent_asked")], uow=uow, book=book, now=now))
        uow.commit()
    return moved(asking)

"""派单与改派：坐席为待分派、被退回或办理中的工单指定承办单位，不得指定被诉单位。"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from complaint_store.domain.errors import BadInput
from complaint_store.domain.ids import CategoryId, TicketId, UnitId
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.dispatching import assigned, dispatch_notices
from complaint_store.services.notices import to_reporter, to_units
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.promise import after_reassigning
from complaint_store.services.recording import event, moved
from complaint_store.services.steps import for_clerk
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
    category: CategoryId | None = None,
) -> Moved:
    """派单、改派. NotAllowed for a unit that must keep away (回避). `category`: what the clerk judged it to be."""
    if not reason.strip():
        raise BadInput("请写明派给这个单位的理由。")
    with uow:
        ticket = for_clerk(ticket_id, actor, uow)
        if category is not None:
            if category not in book.categories:
                raise BadInput("没有这个类别，请从类别表里选。")
            ticket = replace(ticket, category=category, abstained=False)
        given = assigned(ticket, lead, supporting, reason.strip(), now, book)
        uow.tickets.save(given)
        payload: dict[str, Any] = {
            "text": reason.strip(),
            "lead": lead,
            "before": ticket.lead,
            "supporting": list(supporting),
        }
        uow.events.add(event("reassigned", ticket, actor, now, payload))
        kind = "dispatched" if ticket.dispatched_at is None else "reassigned"
        notices = dispatch_notices(given, kind, uow=uow, book=book, now=now)
        if ticket.lead is not None and ticket.lead != lead:
            notices += to_units([(given, ticket.lead, "taken_away")], uow=uow, book=book, now=now)
        notices += to_reporter(given, after_reassigning(given, book), "reassigned", uow=uow, now=now)
        uow.outbox.add(notices)
        uow.commit()
    return moved(given)

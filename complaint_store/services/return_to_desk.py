"""退回：承办单位认为不归自己办，说明理由和依据，退回坐席；第二次退回转裁定。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.domain.errors import NotAllowed
from complaint_store.domain.ids import TicketId
from complaint_store.domain.lifecycle import Status
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.recording import event, moved
from complaint_store.services.steps import for_handler
from complaint_store.services.views import Moved
from complaint_store.services.written import A_NOTE, written

ARBITRATE_AFTER = 2  # 第二次退回，由坐席裁定，不再在单位之间来回


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
    words = written(reason, "请写明退回的理由。", A_NOTE)
    with uow:
        ticket = for_handler(ticket_id, actor, uow)
        if ticket.sealed:
            raise NotAllowed("a sealed ticket is not returned to the desk")
        back = ticket.moved(Status.RETURNED, returns=ticket.returns + 1, extension=None)
        uow.events.add(event("returned", ticket, actor, now, {"text": words}, clause.strip()))
        if back.returns >= ARBITRATE_AFTER:
            back = back.moved(Status.AT_DESK)
            uow.events.add(event("arbitration", ticket, actor, now))
        uow.tickets.save(back)
        uow.commit()
    return moved(back)

"""督办：督办人员或坐席催问承办单位，话写进办理过程，通知发到单位。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.domain.errors import BadInput
from complaint_store.domain.ids import TicketId
from complaint_store.policy.book import RuleBook
from complaint_store.security.tokens import new_id
from complaint_store.services.actors import Actor, Role
from complaint_store.services.notices import to_units
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.recording import event, moved
from complaint_store.services.sight import visible
from complaint_store.services.steps import steps_for
from complaint_store.services.views import Moved
from complaint_store.services.written import A_NOTE, written


def urge(
    ticket_id: TicketId,
    text: str,
    *,
    actor: Actor,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
) -> Moved:
    """督办意见; the status and the legal days stay as they are."""
    actor.must_be(Role.CLERK, Role.SUPERVISOR)
    words = written(text, "请写明督办意见。", A_NOTE)
    with uow:
        ticket = visible(ticket_id, actor, uow, lock=True)
        if "urge" not in steps_for(ticket, actor) or ticket.lead is None:
            raise BadInput("这张工单现在没有单位在办，不用督办。")
        uow.events.add(event("urged", ticket, actor, now, {"text": words}))
        key = new_id()  # 每次督办都是新的一条通知
        rows = to_units([(ticket, ticket.lead, "urged")], uow=uow, book=book, now=now, mark=lambda _: key)
        uow.outbox.add(rows)
        uow.commit()
    return moved(ticket)

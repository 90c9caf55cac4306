"""补充材料：承办单位请诉求人补充材料；法定最后一天不因此改变。"""

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
from complaint_store.services.written import A_NOTE, written


def ask_material(
    ticket_id: TicketId,
    text: str,
    *,
    actor: Actor,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
) -> Moved:
    """请诉求人补充材料。"""
    words = written(text, "请写明需要补充什么材料。", A_NOTE)
    with uow:
        ticket = for_handler(ticket_id, actor, uow)
        asking = ticket.moved(Status.AWAITING_MATERIAL)
        uow.tickets.save(asking)
        uow.events.add(event("material_asked", ticket, actor, now, {"text": words}))
        told = (
            f"办理您反映的事项（{ticket.number}）时，{lead_name(ticket, book)}请您补充：\n{words}\n"
            "您可以凭查询码补充说明或上传材料；没有的，也可以写明没有。"
        )
        uow.outbox.add(to_reporter(ticket, told, "material_asked", uow=uow, now=now))
        uow.commit()
    return moved(asking)

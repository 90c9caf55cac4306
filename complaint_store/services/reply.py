"""答复：承办单位把办理结果告诉诉求人。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.domain.ids import TicketId
from complaint_store.domain.lifecycle import Status
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.attachments import attach
from complaint_store.services.notices import to_reporter
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.recording import event, moved
from complaint_store.services.steps import for_handler
from complaint_store.services.views import Moved
from complaint_store.services.words import lead_name
from complaint_store.services.written import written


def reply(
    ticket_id: TicketId,
    text: str,
    *,
    actor: Actor,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
    attachments: tuple[str, ...] = (),
) -> Moved:
    """答复。"""
    words = written(text, "请先写下答复内容。")
    with uow:
        ticket = for_handler(ticket_id, actor, uow)
        # 重办后的答复要重新评价
        replied = ticket.moved(Status.REPLIED, replied_at=now, solved=None, score=None, extension=None)
        uow.tickets.save(replied)
        files = attach(attachments, [ticket], source="unit", uow=uow)
        uow.events.add(event("replied", ticket, actor, now, {"text": words, "attachments": files}))
        told = (
            f"{lead_name(ticket, book)}对您反映的事项（{ticket.number}）作了答复：\n{words}\n"
            "您可以凭查询码评价这次答复；没有解决的，可以要求重新办理。"
        )
        uow.outbox.add(to_reporter(ticket, told, "replied", uow=uow, now=now))
        uow.commit()
    return moved(replied)

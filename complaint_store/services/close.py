"""办结与归档：答复之后办结；坐席可直接答复办结；回访之后归档。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.domain.complaint import Ticket
from complaint_store.domain.errors import BadInput, NotAllowed
from complaint_store.domain.ids import TicketId
from complaint_store.domain.lifecycle import Status
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor, Role
from complaint_store.services.notices import to_reporter
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.recording import event, moved
from complaint_store.services.sight import handled_by, visible
from complaint_store.services.steps import for_clerk
from complaint_store.services.views import Moved
from complaint_store.services.words import DESK_NAME


def close(
    ticket_id: TicketId,
    note: str = "",
    *,
    actor: Actor,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
) -> Moved:
    """办结: by the unit after its reply; by the desk for what it answers itself (then the note is the answer)."""
    words = note.strip()
    with uow:
        ticket = visible(ticket_id, actor, uow, lock=True)
        told = ""
        if ticket.status is Status.AT_DESK and actor.role is Role.CLERK:
            if not words:
                raise BadInput("直接办结要写明给诉求人的答复。")
            told = f"{DESK_NAME}对您反映的事项（{ticket.number}）作了答复：\n{words}"
            uow.events.add(event("replied", ticket, actor, now, {"text": words}))
            closed = ticket.moved(Status.CLOSED, replied_at=now, closed_at=now)
        elif handled_by(ticket, actor):
            told = f"您反映的事项（{ticket.number}）已办结。没有解决的，可以凭查询码要求重新办理。"
            closed = ticket.moved(Status.CLOSED, closed_at=now)
        else:
            raise NotAllowed("only the unit that leads this ticket, or the desk for its own, may close it")
        _leave(closed, words, told, actor, uow, now)
    return moved(closed)


def archive(
    ticket_id: TicketId, note: str = "", *, actor: Actor, uow: UnitOfWork, book: RuleBook, now: datetime
) -> Moved:
    """归档: by the desk after it called back (回访)."""
    with uow:
        ticket = for_clerk(ticket_id, actor, uow)
        archived = ticket.moved(Status.ARCHIVED)
        uow.tickets.save(archived)
        uow.events.add(event("archived", ticket, actor, now, {"text": note.strip()}))
        uow.commit()
    return moved(archived)


def _leave(closed: Ticket, words: str, told: str, actor: Actor, uow: UnitOfWork, now: datetime) -> None:
    uow.tickets.save(closed)
    uow.events.add(event("closed", closed, actor, now, {"text": words}))
    uow.outbox.add(to_reporter(closed, told, "closed", uow=uow, now=now))
    uow.commit()

"""撤回：诉求人凭查询码撤回诉求。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.domain.errors import BadInput
from complaint_store.domain.lifecycle import MOVES, Status
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.by_code import must_open
from complaint_store.services.notices import to_reporter, to_units
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.recording import event, moved
from complaint_store.services.sight import kept_words
from complaint_store.services.views import Moved
from complaint_store.services.written import A_NOTE

TAKEN_BACK = "您反映的事项（{}），坐席按电话里说的撤回了。不是您要撤回的，请马上说“转人工”，或拨打12345。"


def withdraw(
    code: str, *, uow: UnitOfWork, book: RuleBook, now: datetime, reason: str = "", by: Actor | None = None
) -> Moved:
    """撤回。 `by`: the clerk who took it down; then the reporter is told, where they first told it."""
    with uow:
        ticket = must_open(code, uow)
        if Status.WITHDRAWN not in MOVES[ticket.status]:
            raise BadInput("这件事已经答复或办结，不用再撤回。")
        gone = ticket.moved(Status.WITHDRAWN, closed_at=now, extension=None)
        uow.tickets.save(gone)
        words = kept_words(reason.strip()[:A_NOTE], uow.complaints.get(ticket.complaint_id))
        uow.events.add(event("withdrawn", ticket, by, now, {"text": words}))
        if by is not None:
            uow.outbox.add(to_reporter(gone, TAKEN_BACK.format(ticket.number), "withdrawn", uow=uow, now=now))
        if ticket.lead is not None and ticket.dispatched_at is not None:
            uow.outbox.add(to_units([(gone, ticket.lead, "withdrawn")], uow=uow, book=book, now=now))
        uow.commit()
    return moved(gone)

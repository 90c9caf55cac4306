"""评价：解决没有、打几分；未解决的退回重办。"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from complaint_store.domain.complaint import Ticket
from complaint_store.domain.errors import BadInput
from complaint_store.domain.lifecycle import Status
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.by_code import must_open
from complaint_store.services.dispatching import dispatch_notices, sent_back
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.recording import event, moved
from complaint_store.services.sight import kept_words
from complaint_store.services.views import Moved
from complaint_store.services.written import A_NOTE

SCORES = range(1, 6)
MAX_REDONE = 2  # 重办两次仍未解决，由坐席回访，不再让诉求人和单位往返


def may_rate(ticket: Ticket) -> bool:
    return ticket.status in (Status.REPLIED, Status.CLOSED) and ticket.solved is None


def rate(
    code: str,
    solved: bool,
    score: int,
    *,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
    comment: str = "",
    by: Actor | None = None,
) -> Moved:
    """评价 (score 1–5); not solved → 重办, the clock starts anew. `by`: the clerk who took it down."""
    if score not in SCORES:
        raise BadInput("请打1到5分。")
    with uow:
        ticket = must_open(code, uow)
        if not may_rate(ticket):
            raise BadInput("现在还不能评价，或者已经评价过了。")
        words = kept_words(comment.strip()[:A_NOTE], uow.complaints.get(ticket.complaint_id))
        payload = {"solved": solved, "score": score, "text": words}
        uow.events.add(event("rated", ticket, by, now, payload))
        rated = replace(ticket, solved=solved, score=score)
        if not solved and ticket.redone < MAX_REDONE and ticket.lead is not None:
            rated = sent_back(rated, now, book)
            uow.events.add(event("redone", ticket, by, now))
            uow.outbox.add(dispatch_notices(rated, "redone", uow=uow, book=book, now=now))
        elif ticket.status is Status.REPLIED:
            rated = rated.moved(Status.CLOSED, closed_at=now)
            uow.events.add(event("closed", ticket, by, now))
        uow.tickets.save(rated)
        uow.commit()
    return moved(rated)

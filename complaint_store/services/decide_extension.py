"""批准或不批准延期；批准的，把理由告诉诉求人。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from complaint_store.domain.complaint import Ticket
from complaint_store.domain.deadline import Deadline
from complaint_store.domain.errors import BadInput
from complaint_store.domain.ids import TicketId
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.notices import to_reporter, to_units
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.recording import event, moved
from complaint_store.services.steps import for_clerk
from complaint_store.services.views import Moved
from complaint_store.services.words import day_text, lead_name
from complaint_store.services.written import A_NOTE, written


def decide_extension(
    ticket_id: TicketId,
    approve: bool,
    reason: str,
    *,
    actor: Actor,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
) -> Moved:
    """批复延期。"""
    words = written(reason, "请写明批准或不批准的理由。", A_NOTE)
    with uow:
        ticket = for_clerk(ticket_id, actor, uow)
        asked = ticket.extension
        if asked is None or ticket.lead is None:
            raise BadInput("这张工单没有待批的延期申请。")
        decided = replace(ticket, extension=None)
        if approve:
            decided = replace(decided, deadlines=_moved_to(ticket, asked.last_day))
        uow.tickets.save(decided)
        kind = "extension_approved" if approve else "extension_refused"
        payload = {"text": words, "last_day": asked.last_day.isoformat()}
        uow.events.add(event(kind, ticket, actor, now, payload))
        uow.outbox.add(to_units([(decided, ticket.lead, kind)], uow=uow, book=book, now=now))
        if approve:
            told = (
                f"您反映的事（{ticket.number}），{lead_name(ticket, book)}申请延期，已经同意，"
                f"最迟{day_text(asked.last_day)}前答复您。理由：{asked.reason}"
            )
            uow.outbox.add(to_reporter(ticket, told, kind, uow=uow, now=now))
        uow.commit()
    return moved(decided)


def _moved_to(ticket: Ticket, last_day: date) -> tuple[Deadline, ...]:
    """The governing period gets the new day; shorter ones (收到后告知等) stay as the law sets them."""
    governing = ticket.governing
    return tuple(replace(d, last_day=last_day) if d is governing else d for d in ticket.deadlines)

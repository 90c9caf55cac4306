"""申请延期：承办单位说明理由，申请推后最后一天。"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from complaint_store.domain.complaint import Extension, Ticket
from complaint_store.domain.errors import BadInput, MoveNotAllowed
from complaint_store.domain.ids import TicketId
from complaint_store.policy.book import RuleBook
from complaint_store.policy.deadlines import extended
from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.recording import event, moved
from complaint_store.services.steps import for_handler, steps_for
from complaint_store.services.views import Moved
from complaint_store.services.words import day_text
from complaint_store.services.written import A_NOTE, written


def request_extension(
    ticket_id: TicketId,
    last_day: date,
    reason: str,
    *,
    actor: Actor,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
) -> Moved:
    """申请延期。"""
    words = written(reason, "请写明申请延期的理由。", A_NOTE)
    with uow:
        ticket = for_handler(ticket_id, actor, uow)
        if "request_extension" not in steps_for(ticket, actor):
            raise MoveNotAllowed(ticket.status.value, "extension asked")
        _within_the_law(ticket, last_day, book)
        asking = replace(ticket, extension=Extension(last_day, words, now))
        uow.tickets.save(asking)
        payload = {"text": words, "last_day": last_day.isoformat()}
        uow.events.add(event("extension_asked", ticket, actor, now, payload))
        uow.commit()
    return moved(asking)


@dataclass(frozen=True, slots=True)
class ExtensionRoom:
    """还能延到哪天: what the contact should know before it writes a reason."""

    until: date | None = None  # None：条文没有写最晚哪天
    barred: str = ""  # 依法不能延期时，为什么


def extension_room(ticket: Ticket, book: RuleBook) -> ExtensionRoom:
    """How far the law lets this ticket be extended."""
    governing = ticket.governing
    rule = book.deadlines.get(governing.id) if governing else None
    if governing is None or rule is None or ticket.dispatched_at is None:
        return ExtensionRoom()
    longer = extended(rule, ticket.dispatched_at.date(), book.calendar)
    if longer is None:
        return ExtensionRoom(barred=f"这项期限依{governing.basis}不能延长，请在最后一天前答复。")
    if ticket.last_day is not None and longer.last_day is not None and longer.last_day <= ticket.last_day:
        return ExtensionRoom(barred="已经延到依法最晚的一天，请在最后一天前答复。")
    return ExtensionRoom(until=longer.last_day)


def _within_the_law(ticket: Ticket, last_day: date, book: RuleBook) -> None:
    if ticket.last_day is not None and last_day <= ticket.last_day:
        raise BadInput(f"申请的日期要晚于现在的最后一天：{day_text(ticket.last_day)}。")
    room = extension_room(ticket, book)
    if room.barred:
        raise BadInput(room.barred)
    if room.until is not None and last_day > room.until:
        raise BadInput(f"依规定最晚只能延长到{day_text(room.until)}。")

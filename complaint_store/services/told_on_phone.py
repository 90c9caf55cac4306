"""电话里说的：立单后念给来话人听什么；来话人又打来补充，坐席代记。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from complaint_store.domain.errors import NotFound
from complaint_store.domain.ids import TicketId
from complaint_store.domain.receipt import spoken
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor, Role
from complaint_store.services.add_material import add_material
from complaint_store.services.ports import TicketQuery, UnitOfWork
from complaint_store.services.queues import lines_of
from complaint_store.services.rate import rate
from complaint_store.services.sight import visible
from complaint_store.services.ticket_view import receipt_for_clerk
from complaint_store.services.views import Moved, TicketLine
from complaint_store.services.withdraw import withdraw
from complaint_store.services.written import A_NOTE, MOST, written

BY_PHONE = "（电话里说的，坐席记录）"


@dataclass(frozen=True, slots=True)
class ToReadOut:
    """刚立的一张: what the caller is told, with the code to write down."""

    line: TicketLine
    receipt_code: str


def to_read_out(
    numbers: Sequence[str], *, actor: Actor, uow: UnitOfWork, book: RuleBook, today: date
) -> tuple[ToReadOut, ...]:
    """The tickets of these numbers that this clerk filed; others are passed over."""
    actor.must_be(Role.CLERK)
    found: list[ToReadOut] = []
    for number in numbers:
        with uow, uow.reading():
            tickets = [t for t in uow.tickets.find(TicketQuery(number=number)) if t.number == number]
        for ticket, line in zip(tickets, lines_of(tickets, frozenset(), book, today), strict=True):
            try:
                code = receipt_for_clerk(ticket.id, actor, uow=uow)
            except NotFound:
                continue
            found.append(ToReadOut(line, spoken(code)))
    return tuple(found)


def add_by_phone(
    ticket_id: TicketId, text: str, *, actor: Actor, uow: UnitOfWork, book: RuleBook, now: datetime
) -> Moved:
    """补充材料 told by phone: kept like what the reporter adds with the code, marked as taken down by the desk."""
    words = written(text, "请写下来话人补充的话。", MOST - len(BY_PHONE))
    code = _code_of(ticket_id, actor, uow)
    return add_material(code, BY_PHONE + words, uow=uow, book=book, now=now, by=actor)


def withdraw_by_phone(
    ticket_id: TicketId, text: str, *, actor: Actor, uow: UnitOfWork, book: RuleBook, now: datetime
) -> Moved:
    """撤回 asked for by phone; why must be written, since the caller shows no code."""
    words = written(text, "请写明来话人为什么撤回、怎么核对的身份。", A_NOTE - len(BY_PHONE))
    code = _code_of(ticket_id, actor, uow)
    return withdraw(code, uow=uow, book=book, now=now, reason=BY_PHONE + words, by=actor)


def rate_by_phone(
    ticket_id: TicketId,
    solved: bool,
    score: int,
    *,
    actor: Actor,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
    text: str = "",
) -> Moved:
    """回访: what the reporter said when called back; not solved → 重办, as when they rate it themselves."""
    words = BY_PHONE + text.strip()[: A_NOTE - len(BY_PHONE)]
    code = _code_of(ticket_id, actor, uow)
    return rate(code, solved, score, uow=uow, book=book, now=now, comment=words, by=actor)


def _code_of(ticket_id: TicketId, actor: Actor, uow: UnitOfWork) -> str:
    actor.must_be(Role.CLERK)
    with uow, uow.reading():
        return visible(ticket_id, actor, uow).receipt_code

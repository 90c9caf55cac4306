"""来过的电话：找一张工单，或看这个人、这件事以前立过哪些单；只给坐席。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from complaint_store.domain.complaint import Ticket
from complaint_store.domain.draft import Draft
from complaint_store.domain.ids import TicketId
from complaint_store.domain.lifecycle import Status
from complaint_store.domain.receipt import normalise
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor, Role
from complaint_store.services.ports import TicketQuery, UnitOfWork
from complaint_store.services.queues import desk_queue, lines_of
from complaint_store.services.sight import may_see
from complaint_store.services.views import TicketLine

LOOK_BACK = timedelta(days=365)
READ_AT_MOST = 1000  # 一年里最近的这么多张，逐张打开来比；每百张约 0.03 秒
SEARCHED_AT_MOST = 5000  # 明说要找一个人，就多看些
SHOWN = 5
_PHONE = re.compile(r"1\d{10}")
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,12}")
THE_SAME = ("amount", "project", "contract_no")  # 同一单位，这些里有一样相同，多半是同一件


@dataclass(frozen=True, slots=True)
class Earlier:
    """以前的一张工单 and why it is shown."""

    line: TicketLine
    why: str
    same_caller: bool  # 同一个电话；别人说的同一件事，只可以打开看


def found_for_clerk(
    words: str, *, actor: Actor, uow: UnitOfWork, book: RuleBook, now: datetime
) -> tuple[TicketLine, ...]:
    """工单 by its number, by the receipt code, by the caller's phone or name."""
    actor.must_be(Role.CLERK)
    words = words.strip()
    digits = re.sub(r"[\s\-]", "", words)
    code = normalise(words)
    if code is not None:
        with uow, uow.reading():
            ticket = uow.tickets.by_receipt(code)
            seen = [ticket] if ticket is not None and may_see(ticket, actor) else []
            return lines_of(seen, frozenset(), book, now.date())
    phone = digits if _PHONE.fullmatch(digits) else ""
    if not phone and not _NAME.fullmatch(words):
        return desk_queue(actor, uow=uow, book=book, today=now.date(), number=words[:40])
    with uow, uow.reading():
        recent = _recent(uow, now, SEARCHED_AT_MOST)
        told = _told_by(recent, phone, "" if phone else words, uow)
        return lines_of((t for t in recent if t.id in told), frozenset(), book, now.date())


def earlier_calls(
    drafts: Sequence[Draft], *, actor: Actor, uow: UnitOfWork, book: RuleBook, now: datetime
) -> tuple[Earlier, ...]:
    """重复来电: what this caller told before, and what seems to be the same matter told by somebody else."""
    actor.must_be(Role.CLERK)
    phone = next((p for d in drafts if (p := _value(d, "phone"))), "")
    with uow, uow.reading():
        recent = _recent(uow, now)
        theirs = _told_by(recent, phone, "", uow) if phone else frozenset()
    found: dict[TicketId, str] = {t.id: "同一个电话" for t in recent if t.id in theirs}
    for draft in drafts:
        for ticket in recent:
            if ticket.id not in found and (alike := _same_matter(draft, ticket)):
                found[ticket.id] = f"同一单位、{alike}"
    shown = [t for t in recent if t.id in found][:SHOWN]
    lines = lines_of(shown, frozenset(), book, now.date())
    return tuple(Earlier(line, found[line.ticket_id], line.ticket_id in theirs) for line in lines)


def _recent(uow: UnitOfWork, now: datetime, most: int = READ_AT_MOST) -> tuple[Ticket, ...]:
    query = TicketQuery(filed_since=now - LOOK_BACK, by_last_day=False, limit=most)
    return tuple(t for t in uow.tickets.find(query) if t.status is not Status.WITHDRAWN)


def _told_by(tickets: Iterable[Ticket], phone: str, name: str, uow: UnitOfWork) -> frozenset[TicketId]:
    known = list(tickets)
    complaints = uow.complaints.get_many([t.complaint_id for t in known])
    told = set()
    for ticket in known:
        who = complaints[ticket.complaint_id].reporter if ticket.complaint_id in complaints else None
        if who is not None and ((phone and phone in (who.phone, who.contact)) or (name and name == who.name)):
            told.add(ticket.id)
    return frozenset(told)


def _same_matter(draft: Draft, ticket: Ticket) -> str:
    """金额相同、项目相同……; "" when the unit or all of these differ."""
    unit = draft.fields.get("accused_unit")
    if unit is None or ticket.accused is None or draft.categories[:1] != (ticket.category,):
        return ""
    same_unit = unit.code == ticket.accused.unit if unit.code else unit.normalized == ticket.accused.name
    if not same_unit:
        return ""
    for name, words in zip(THE_SAME, ("金额相同", "项目相同", "合同编号相同"), strict=True):
        told, known = _value(draft, name), ticket.fields.get(name, {}).get("normalized")
        if told and told == known:
            return words
    return ""


def _value(draft: Draft, name: str) -> Any:
    field = draft.fields.get(name)
    return field.normalized if field is not None else None

"""债务单位看到的：被请说明的事，只有数额、项目、时间和要答的话；诉求人是谁、怎么说的，同意了才有。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.domain.complaint import Complaint, Ticket
from complaint_store.domain.errors import NotFound
from complaint_store.domain.ids import TicketId
from complaint_store.domain.lifecycle import RUNNING
from complaint_store.policy.book import RuleBook
from complaint_store.security.redaction import redact
from complaint_store.services.actors import Actor, Role
from complaint_store.services.field_words import field_text
from complaint_store.services.ports import StoredEvent, TicketQuery, UnitOfWork
from complaint_store.services.sight import ANONYMOUS, CONSENTED, known_to_respondent, may_state
from complaint_store.services.timeline import who_text
from complaint_store.services.views import ReporterView, Statement, StatementLine, StatementView
from complaint_store.services.words import area_name, category_name, lead_name

FACTS = ("amount", "project", "date", "duration")  # 合同编号不在内：一看编号就知道是谁
ASKED, GIVEN = "respondent_asked", "statement_given"


def can_state(ticket: Ticket) -> bool:
    """Asked, not yet answered, and still being handled."""
    return ticket.awaits_statement and ticket.status in RUNNING


def statements_asked(
    actor: Actor, *, uow: UnitOfWork, book: RuleBook, include_given: bool = False, limit: int = 500
) -> tuple[StatementLine, ...]:
    """本单位被请说明的事, the longest waiting first."""
    actor.must_be(Role.UNIT_CONTACT)
    if actor.unit is None:
        return ()
    query = TicketQuery(unit=actor.unit, parts=("respondent",), limit=limit)
    with uow, uow.reading():
        found = uow.tickets.find(query)
    lines = [
        _line(ticket, ticket.respondent_asked_at, book)
        for ticket in found
        if ticket.respondent_asked_at and may_state(ticket, actor) and (include_given or can_state(ticket))
    ]
    return tuple(sorted(lines, key=lambda line: (not line.waiting, line.asked_at)))


def statement_view(ticket_id: TicketId, actor: Actor, *, uow: UnitOfWork, book: RuleBook) -> StatementView:
    """One matter as the debtor may see it; NotFound alike when there is none and when it was not asked."""
    with uow, uow.reading():
        ticket = uow.tickets.get(ticket_id)
        if not may_state(ticket, actor):
            raise NotFound("no such ticket")
        complaint = uow.complaints.get(ticket.complaint_id)
        events = uow.events.of_ticket(ticket.id)
    known = known_to_respondent(ticket, complaint)
    return StatementView(
        ticket_id=ticket.id,
        number=ticket.number,
        category_name=category_name(ticket.category, book),
        lead_name=lead_name(ticket, book),
        area_name=area_name(ticket.area, book),
        facts=_facts(ticket, complaint, known),
        said=tuple(_said(stored, book) for stored in events if stored.event.kind in (ASKED, GIVEN)),
        last_day=ticket.last_day if ticket.status in RUNNING else None,
        reporter=_reporter(complaint) if known else None,
        text=(ticket.text or complaint.text) if known else "",
        note=_note(complaint, known),
        waiting=can_state(ticket),
        can_state=can_state(ticket),
    )


def _line(ticket: Ticket, asked_at: datetime, book: RuleBook) -> StatementLine:
    return StatementLine(
        ticket_id=ticket.id,
        number=ticket.number,
        category_name=category_name(ticket.category, book),
        lead_name=lead_name(ticket, book),
        asked_at=asked_at,
        stated_at=ticket.respondent_stated_at,
        waiting=can_state(ticket),
    )


def _facts(ticket: Ticket, complaint: Complaint, known: bool) -> tuple[tuple[str, str], ...]:
    names = (complaint.reporter.name,) if complaint.reporter else ()
    found = [(name, field_text(name, ticket.fields[name])) for name in FACTS if name in ticket.fields]
    return tuple((name, text if known else redact(text, names, whole=True)) for name, text in found)


def _said(stored: StoredEvent, book: RuleBook) -> Statement:
    event = stored.event
    return Statement(
        event.at, who_text(stored, book), str(event.payload.get("text", "")), event.kind == GIVEN
    )


def _reporter(complaint: Complaint) -> ReporterView | None:
    who = complaint.reporter
    if who is None:
        return None
    return ReporterView(who.name, who.phone, who.contact, "", who.consent)


def _note(complaint: Complaint, known: bool) -> str:
    if complaint.reporter is None:
        return ANONYMOUS
    return CONSENTED if known else "诉求人的身份不向被反映的一方公开，请就事说明。"

"""查进度：凭查询码看办到哪一步；码不对和码不存在，做同样的事、说同样的话。"""

from __future__ import annotations

from datetime import date

from complaint_store.domain.complaint import Ticket
from complaint_store.domain.ids import ConversationId
from complaint_store.domain.lifecycle import MOVES, RUNNING, Status
from complaint_store.domain.receipt import spoken
from complaint_store.policy.book import RuleBook
from complaint_store.services.attachments import attachment_view
from complaint_store.services.by_code import ticket_by_code
from complaint_store.services.flags import days_left
from complaint_store.services.ports import StoredEvent, UnitOfWork
from complaint_store.services.rate import may_rate
from complaint_store.services.records import AttachmentRow
from complaint_store.services.timeline import for_citizen, who_text
from complaint_store.services.views import AskView, Progress, ReplyView
from complaint_store.services.words import STATUS_TEXT, category_name, lead_name


def look_up(code: str, *, uow: UnitOfWork, book: RuleBook, today: date) -> Progress | None:
    """进度, or None — the same None, after the same work, for a mistyped and for a never issued code."""
    with uow, uow.reading():
        ticket = ticket_by_code(code, uow)
        return None if ticket is None else _progress(ticket, uow, book, today)


def tickets_of(
    conversation: ConversationId, *, uow: UnitOfWork, book: RuleBook, today: date
) -> tuple[Progress, ...]:
    """本次对话里立的工单, newest first; for its reporter, in that conversation."""
    with uow, uow.reading():
        complaints = uow.complaints.of_conversation(conversation)
        tickets = uow.tickets.of_complaints([c.id for c in complaints])
        return tuple(_progress(t, uow, book, today) for t in tickets)


def told_in(conversation: ConversationId, *, uow: UnitOfWork) -> tuple[tuple[str, str], ...]:
    """本次对话里已经提交过的原话和查询码, newest first."""
    with uow, uow.reading():
        complaints = {c.id: c for c in uow.complaints.of_conversation(conversation)}
        tickets = uow.tickets.of_complaints(list(complaints))
        return tuple((complaints[t.complaint_id].text, spoken(t.receipt_code)) for t in tickets)


def _progress(ticket: Ticket, uow: UnitOfWork, book: RuleBook, today: date) -> Progress:
    events = uow.events.of_ticket(ticket.id)
    files = uow.attachments.of_ticket(ticket.id)
    return Progress(
        ticket_id=ticket.id,
        number=ticket.number,
        receipt_code=spoken(ticket.receipt_code),
        category=ticket.category,
        category_name=category_name(ticket.category, book),
        status=ticket.status,
        status_text=STATUS_TEXT[ticket.status],
        lane=ticket.lane,
        lead=ticket.lead,
        lead_name=lead_name(ticket, book),
        reason=ticket.decision.reason,
        filed_at=ticket.filed_at,
        steps=for_citizen(ticket, events, book),
        replies=_said(events, "replied", files, book),
        asks=_asks(events, book),
        materials=_said(events, "material", files, book),
        can_add_material=ticket.status in RUNNING,
        can_rate=may_rate(ticket),
        can_withdraw=Status.WITHDRAWN in MOVES[ticket.status],
        solved=ticket.solved,
        score=ticket.score,
        deadlines=ticket.deadlines,
        last_day=ticket.last_day,
        days_left=days_left(ticket, today),
    )


def _said(
    events: tuple[StoredEvent, ...], kind: str, files: tuple[AttachmentRow, ...], book: RuleBook
) -> tuple[ReplyView, ...]:
    return tuple(
        ReplyView(
            at=stored.event.at,
            unit_name=who_text(stored, book),
            text=str(stored.event.payload.get("text", "")),
            attachments=tuple(
                attachment_view(f) for f in files if f.id in stored.event.payload.get("attachments", ())
            ),
        )
        for stored in events
        if stored.event.kind == kind
    )


def _asks(events: tuple[StoredEvent, ...], book: RuleBook) -> tuple[AskView, ...]:
    """An ask counts as answered when material came, or the unit replied, after it."""
    answers = [s.seq for s in events if s.event.kind in ("material", "replied", "withdrawn")]
    return tuple(
        AskView(
            at=stored.event.at,
            unit_name=who_text(stored, book),
            text=str(stored.event.payload.get("text", "")),
            answered=any(seq > stored.seq for seq in answers),
        )
        for stored in events
        if stored.event.kind == "material_asked"
    )

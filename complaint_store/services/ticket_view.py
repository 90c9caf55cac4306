"""工单详情：把一张工单收成此人可以看到的样子。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from complaint_store.domain.complaint import Complaint
from complaint_store.domain.errors import NotFound
from complaint_store.domain.ids import TicketId
from complaint_store.policy.book import RuleBook
from complaint_store.security.redaction import redact
from complaint_store.services.actors import Actor, Role
from complaint_store.services.attachments import attachment_view
from complaint_store.services.field_words import field_text
from complaint_store.services.flags import days_left, flags_of, next_deadline, still_running
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.records import NoticeRow
from complaint_store.services.request_extension import extension_room
from complaint_store.services.sight import identity_for, opens_attachments, reads_uncovered, visible
from complaint_store.services.steps import steps_for
from complaint_store.services.timeline import for_staff
from complaint_store.services.views import (
    DeliveryView,
    ExtensionView,
    FieldView,
    ReporterView,
    TicketView,
    span_of,
)
from complaint_store.services.words import (
    CHANNEL_TEXT,
    DELIVERY_TEXT,
    STATUS_TEXT,
    area_name,
    category_name,
    lead_name,
    unit_name,
)


def view(ticket_id: TicketId, actor: Actor, *, uow: UnitOfWork, book: RuleBook, today: date) -> TicketView:
    """One ticket reduced to what this person may see; NotFound alike for absent and forbidden."""
    with uow, uow.reading():
        ticket = visible(ticket_id, actor, uow)
        complaint = uow.complaints.get(ticket.complaint_id)
        events = uow.events.of_ticket(ticket.id)
        files = uow.attachments.of_ticket(ticket.id)
        notices = uow.outbox.of_ticket(ticket.id) if _sees_deliveries(actor) else ()
    known, note = identity_for(ticket, complaint, actor)
    opens = opens_attachments(ticket, complaint, actor)
    names = (complaint.reporter.name,) if complaint.reporter and not known else ()
    covered = None if reads_uncovered(ticket, complaint, actor) else names
    words = ticket.text or complaint.text
    text = words if covered is None else redact(words, covered)
    respondent, extension = ticket.decision.respondent, ticket.extension
    room = extension_room(ticket, book)
    timeline = for_staff(events, book)
    return TicketView(
        ticket_id=ticket.id,
        number=ticket.number,
        complaint_id=ticket.complaint_id,
        category=ticket.category,
        category_name=category_name(ticket.category, book),
        subtype=ticket.subtype,
        marks=ticket.marks,
        lane=ticket.lane,
        status=ticket.status,
        status_text=STATUS_TEXT[ticket.status],
        lead=ticket.lead,
        lead_name=lead_name(ticket, book),
        supporting=tuple((u, unit_name(u, book)) for u in ticket.decision.supporting),
        respondent=(respondent, unit_name(respondent, book)) if respondent else None,
        excluded=tuple((unit_name(x.unit, book), x.reason, x.clause) for x in ticket.decision.excluded),
        reason=ticket.decision.reason,
        basis=ticket.decision.basis,
        matrix_version=ticket.decision.matrix_version,
        area_name=area_name(ticket.area, book),
        channel=CHANNEL_TEXT.get(complaint.channel, complaint.channel),
        text=text,
        fields=_fields(ticket.fields, text, covered),
        reporter=_reporter(complaint) if known else None,
        reporter_note=note,
        anonymous=complaint.reporter is None,
        confidence=ticket.confidence,
        abstained=ticket.abstained,
        attachments=tuple(attachment_view(f, withheld=not opens and f.source != "unit") for f in files),
        events=timeline
        if covered is None
        else tuple(replace(e, text=redact(e.text, covered)) for e in timeline),
        deliveries=tuple(_delivery(row) for row in notices),
        deadlines=ticket.deadlines,
        running=still_running(ticket),
        nearest=next_deadline(ticket),
        last_day=ticket.last_day,
        days_left=days_left(ticket, today),
        flags=flags_of(ticket, today, undeliverable=any(row.state == "dead" for row in notices)),
        filed_at=ticket.filed_at,
        extension=ExtensionView(extension.last_day, extension.reason, extension.asked_at)
        if extension
        else None,
        extend_until=room.until,
        extension_barred=room.barred,
        returns=ticket.returns,
        score=ticket.score,
        solved=ticket.solved,
        awaits_statement=ticket.awaits_statement,
        actions=steps_for(ticket, actor),
    )


def receipt_for_clerk(ticket_id: TicketId, actor: Actor, *, uow: UnitOfWork) -> str:
    """查询码 of a ticket that this clerk filed for a caller, to be read out; nobody else sees one."""
    with uow, uow.reading():
        ticket = visible(ticket_id, actor, uow)
        complaint = uow.complaints.get(ticket.complaint_id)
    if actor.role is not Role.CLERK or actor.user_id is None or complaint.filed_by != actor.user_id:
        raise NotFound("no such ticket")
    return ticket.receipt_code


def _fields(
    fields: Mapping[str, Mapping[str, Any]], text: str, covered: tuple[str, ...] | None
) -> tuple[FieldView, ...]:
    """`covered`: the names to cover, with all numbers; None for who reads the words as they are."""
    views = []
    for name, field in fields.items():
        value = redact(str(field["value"]), covered or ())
        normalized, shown = field["normalized"], field_text(name, field)
        if covered is not None:
            normalized = redact(normalized, covered) if isinstance(normalized, str) else normalized
            shown = redact(shown, covered)
        span = span_of(text, value) if field["value"] else None
        views.append(
            FieldView(
                name=name,
                value=value,
                normalized=normalized,
                text=shown,
                start=span[0] if span else None,
                end=span[1] if span else None,
                approx=bool(field.get("approx")),
                role=field.get("role"),
            )
        )
    return tuple(views)


def _reporter(complaint: Complaint) -> ReporterView | None:
    who = complaint.reporter
    return ReporterView(who.name, who.phone, who.contact, who.id_card, who.consent) if who else None


def _sees_deliveries(actor: Actor) -> bool:
    return actor.role in (Role.CLERK, Role.SUPERVISOR)


def _delivery(row: NoticeRow) -> DeliveryView:
    return DeliveryView(
        notice_id=row.id,
        kind=row.kind,
        channel=row.channel,
        channel_text=CHANNEL_TEXT.get(row.channel, row.channel),
        state=row.state,
        state_text=DELIVERY_TEXT.get(row.state, row.state),
        attempts=row.attempts,
        at=row.sent_at or row.created_at,
        last_error=row.last_error,
    )

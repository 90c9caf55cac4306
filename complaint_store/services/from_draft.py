"""草稿变成诉求和工单：谁说的、说了什么、记下哪些要素；匿名的，号码和姓名不留。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from complaint_store.domain.complaint import Complaint, Reporter, Ticket
from complaint_store.domain.draft import Draft
from complaint_store.domain.ids import ComplaintId, ConversationId, TicketId, UserId
from complaint_store.domain.lifecycle import Status
from complaint_store.domain.receipt import RANDOM_DIGITS, make
from complaint_store.domain.routing import Lane, RoutingDecision, RoutingSubject
from complaint_store.policy.book import RuleBook
from complaint_store.security.redaction import redact
from complaint_store.security.tokens import new_id, random_digits
from complaint_store.services.dispatching import clock_from

IDENTITY = ("reporter_name", "phone", "contact", "id_card", "consent")

OWN_WORDS = ("demand", "project")  # 照原话记的，里面会有号码和姓名


def complaint_of(
    drafts: Sequence[Draft],
    *,
    channel: str,
    conversation: ConversationId | None,
    filed_by: UserId | None,
    now: datetime,
    sealed: bool,
) -> Complaint:
    """诉求: the words of all its matters, each once."""
    anonymous = any(d.anonymous for d in drafts)
    text = "\n\n".join(dict.fromkeys(d.text for d in drafts))
    return Complaint(
        id=ComplaintId(new_id()),
        text=redact(text) if anonymous else text,
        channel=channel,
        filed_at=now,
        reporter=None if anonymous else _reporter(drafts),
        conversation=conversation,
        filed_by=filed_by,
        sealed=sealed,
    )


def ticket_of(
    complaint: Complaint,
    draft: Draft,
    subject: RoutingSubject,
    decision: RoutingDecision,
    number: str,
    book: RuleBook,
) -> Ticket:
    """工单 of one matter: with its unit, or waiting at the desk for one."""
    waiting = decision.lane is Lane.DESK or (decision.lead is None and decision.lane is not Lane.SEALED)
    now = complaint.filed_at
    named = complaint.reporter is not None and complaint.reporter.name != ""
    return Ticket(
        id=TicketId(new_id()),
        complaint_id=complaint.id,
        number=number,
        receipt_code=make(random_digits(RANDOM_DIGITS)),
        lane=Lane.DESK if waiting else decision.lane,
        status=Status.AT_DESK if waiting else Status.DISPATCHED,
        category=subject.category,
        decision=decision,
        deadlines=clock_from(decision, now, book, named=named),
        filed_at=now,
        text=redact(draft.text) if draft.anonymous else draft.text,
        subtype=draft.subtype,
        marks=frozenset(draft.marks),
        fields=_fields(draft),
        area=subject.area,
        accused=subject.accused,
        confidence=draft.confidence,
        abstained=draft.abstain,
        dispatched_at=None if waiting else now,
    )


def _reporter(drafts: Sequence[Draft]) -> Reporter | None:
    fields: dict[str, Any] = {}
    for draft in drafts:
        fields |= {name: f for name, f in draft.fields.items() if name in IDENTITY}

    def said(name: str) -> str:
        field = fields.get(name)
        return str(field.normalized or field.value) if field else ""

    consent = fields.get("consent")
    reporter = Reporter(
        name=said("reporter_name"),
        phone=said("phone"),
        contact=said("contact"),
        id_card=said("id_card"),
        consent=bool(consent and consent.normalized is True),
    )
    return reporter if any((reporter.name, reporter.phone, reporter.contact, reporter.id_card)) else None


def _fields(draft: Draft) -> Mapping[str, Mapping[str, Any]]:
    def kept(name: str, value: Any) -> Any:
        told = draft.anonymous and name in OWN_WORDS and isinstance(value, str)
        return redact(value) if told else value

    return {
        name: {
            "value": kept(name, f.value),
            "normalized": kept(name, f.normalized),
            "role": f.role,
            "approx": f.approx,
            "code": f.code,
            "candidates": list(f.candidates),
        }
        for name, f in draft.fields.items()
        if name not in IDENTITY
    }

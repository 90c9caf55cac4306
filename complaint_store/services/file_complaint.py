"""提交：把草稿变成诉求和工单，同一事务里写好事件和要发的通知。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from typing import Any

from complaint_store.domain.complaint import Complaint, Reporter, Ticket
from complaint_store.domain.draft import Draft
from complaint_store.domain.errors import BadInput
from complaint_store.domain.ids import ComplaintId, ConversationId, TicketId, UnitId
from complaint_store.domain.lifecycle import Status
from complaint_store.domain.receipt import RANDOM_DIGITS, make
from complaint_store.domain.routing import Lane, RoutingDecision, RoutingSubject
from complaint_store.policy.book import RuleBook
from complaint_store.routing.route import route
from complaint_store.routing.subject import subject_of_draft
from complaint_store.security.redaction import redact
from complaint_store.security.tokens import new_id, random_digits
from complaint_store.services.actors import SYSTEM, Actor
from complaint_store.services.audit import digest_of
from complaint_store.services.dispatching import assigned, clock_from, dispatch_notices
from complaint_store.services.filed_before import as_filed, filed_before
from complaint_store.services.ports import AlreadyThere, UnitOfWork
from complaint_store.services.steps import event
from complaint_store.services.views import Filed, FiledTicket

__all__ = ["Filed", "FiledTicket", "file_complaint"]

MAX_CHARS = 20_000
IDENTITY = ("reporter_name", "phone", "contact", "id_card", "consent")

_Decided = tuple[Draft, RoutingSubject, RoutingDecision]


def file_complaint(
    draft: Draft | Sequence[Draft],
    *,
    channel: str,
    conversation: ConversationId | None,
    actor: Actor | None,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
    key: str | None = None,
    sealed_enabled: bool = False,
    lead: UnitId | None = None,
) -> Filed:
    """立单: one complaint, one ticket for each matter. The same key files once and answers the same again.

    `lead` is a clerk's own choice of unit; it may not be the accused. Consent to show the reporter's identity
    is the draft's field "consent"; name, phone and contact are the fields reporter_name, phone, contact.
    """
    drafts = (draft,) if isinstance(draft, Draft) else tuple(draft)
    _check(drafts)
    decided: list[_Decided] = []
    for one in drafts:
        subject = subject_of_draft(one, book)
        decided.append((one, subject, route(subject, book, sealed_enabled=sealed_enabled)))
    kept = [d for d in decided if d[2].lane is not Lane.REDIRECT]
    doors = tuple(dict.fromkeys(door for _, _, decision in decided for door in decision.doors))
    with uow:
        if len(kept) < len(decided) and conversation is not None:
            uow.messages.forget(conversation)  # 只告知途径的，说过的话也不留
            uow.commit()
        if not kept:
            return Filed(None, (), doors, decided[0][2].reason)
        before = filed_before(key, uow, book)
        if before is not None:
            return before
        try:
            tickets = _store(kept, channel, conversation, actor, uow, book, now, key, lead)
        except AlreadyThere:
            uow.rollback()
            before = filed_before(key, uow, book)
            if before is None:
                raise
            return before
    return Filed(
        tickets[0].complaint_id, tuple(as_filed(t, book) for t in tickets), doors, tickets[0].decision.reason
    )


def _check(drafts: tuple[Draft, ...]) -> None:
    if not drafts or not any(d.text.strip() for d in drafts):
        raise BadInput("还没有说到要反映的事，请先写几句。")
    if any(len(d.text) > MAX_CHARS for d in drafts):
        raise BadInput(f"内容超过{MAX_CHARS}字，请分开提交，或把材料作为附件上传。")


def _store(
    decided: list[_Decided],
    channel: str,
    conversation: ConversationId | None,
    actor: Actor | None,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
    key: str | None,
    lead: UnitId | None,
) -> list[Ticket]:
    """Sealed matters make a complaint of their own: nothing of them stands in one that others may open."""
    tickets: list[Ticket] = []
    by_lane = sorted(decided, key=lambda d: d[2].lane is Lane.SEALED)
    for sealed, group in groupby(by_lane, key=lambda d: d[2].lane is Lane.SEALED):
        matters = list(group)
        drafts = [d for d, _, _ in matters]
        complaint = _complaint(drafts, channel, conversation, actor, now, sealed)
        uow.complaints.add(complaint, f"{key}#sealed" if key and sealed else key)
        new = [_ticket(complaint, *matter, uow, book, now) for matter in matters]
        if lead is not None and not sealed:
            new = [_by_clerk(t, lead, now, book) for t in new]
        uow.tickets.add(new)
        _attach(drafts, new, sealed, uow)
        for ticket in new:
            uow.events.add(event("filed", ticket, actor, now, _filed_payload(complaint, uow)))
            kind = "to_desk" if ticket.status is Status.AT_DESK else "dispatched"
            payload = {"lead": ticket.lead, "reason": ticket.decision.reason}
            uow.events.add(event(kind, ticket, actor or SYSTEM, now, payload, _rule(ticket)))
        uow.outbox.add(
            [n for t in new for n in dispatch_notices(t, "dispatched", uow=uow, book=book, now=now)]
        )
        if sealed and conversation is not None:
            uow.messages.seal(conversation)
        tickets += new
    uow.commit()
    return tickets


def _complaint(
    drafts: list[Draft],
    channel: str,
    conversation: ConversationId | None,
    actor: Actor | None,
    now: datetime,
    sealed: bool,
) -> Complaint:
    anonymous = any(d.anonymous for d in drafts)
    text = "\n\n".join(dict.fromkeys(d.text for d in drafts))
    return Complaint(
        id=ComplaintId(new_id()),
        text=redact(text) if anonymous else text,
        channel=channel,
        filed_at=now,
        reporter=None if anonymous else _reporter(drafts),
        conversation=conversation,
        filed_by=actor.user_id if actor else None,
        sealed=sealed,
    )


def _reporter(drafts: list[Draft]) -> Reporter | None:
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


def _ticket(
    complaint: Complaint,
    draft: Draft,
    subject: RoutingSubject,
    decision: RoutingDecision,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
) -> Ticket:
    sealed = decision.lane is Lane.SEALED
    waiting = decision.lane is Lane.DESK or (decision.lead is None and not sealed)
    ticket = Ticket(
        id=TicketId(new_id()),
        complaint_id=complaint.id,
        number=uow.tickets.next_number(now.date(), sealed),
        receipt_code=make(random_digits(RANDOM_DIGITS)),
        lane=Lane.DESK if waiting else decision.lane,
        status=Status.AT_DESK if waiting else Status.DISPATCHED,
        category=subject.category,
        decision=decision,
        deadlines=(),
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
    return replace(ticket, deadlines=clock_from(decision, now, book))


def _fields(draft: Draft) -> Mapping[str, Mapping[str, Any]]:
    return {
        name: {
            "value": f.value,
            "normalized": f.normalized,
            "role": f.role,
            "approx": f.approx,
            "code": f.code,
            "candidates": list(f.candidates),
        }
        for name, f in draft.fields.items()
        if name not in IDENTITY
    }


def _by_clerk(ticket: Ticket, lead: UnitId, now: datetime, book: RuleBook) -> Ticket:
    if ticket.lead == lead:
        return ticket
    supporting = ticket.decision.supporting
    if ticket.status is Status.AT_DESK:
        return assigned(ticket, lead, supporting, "坐席核对后指定", now, book)
    return replace(assigned(ticket, lead, supporting, "坐席核对后指定", now, book), version=1)


def _attach(drafts: list[Draft], tickets: list[Ticket], sealed: bool, uow: UnitOfWork) -> None:
    ids = tuple(dict.fromkeys(a for d in drafts for a in d.attachments))
    known = {row.id for row in uow.attachments.known(ids)} if ids else set()
    uow.attachments.link(
        [i for i in ids if i in known], [t.id for t in tickets], source="reporter", sealed=sealed
    )


def _filed_payload(complaint: Complaint, uow: UnitOfWork) -> Mapping[str, Any]:
    return {"channel": complaint.channel, "digest": digest_of(complaint, uow.keyring)}


def _rule(ticket: Ticket) -> str:
    basis = "；".join(str(clause) for clause in ticket.decision.basis)
    return basis or f"分派矩阵 {ticket.decision.matrix_version}"

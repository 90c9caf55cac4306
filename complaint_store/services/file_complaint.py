"""提交：把草稿变成诉求和工单，同一事务里写好事件和要发的通知。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from complaint_store.domain.complaint import Complaint, Ticket
from complaint_store.domain.draft import Draft
from complaint_store.domain.errors import BadInput
from complaint_store.domain.ids import ConversationId, UnitId
from complaint_store.domain.lifecycle import Status
from complaint_store.domain.routing import Lane, RoutingDecision, RoutingSubject
from complaint_store.policy.book import RuleBook
from complaint_store.routing.route import route
from complaint_store.routing.subject import subject_of_draft
from complaint_store.services.actors import SYSTEM, Actor
from complaint_store.services.attachments import attach
from complaint_store.services.audit import digest_of
from complaint_store.services.dispatching import assigned, dispatch_notices
from complaint_store.services.filed_before import as_filed, filed_before
from complaint_store.services.from_draft import complaint_of, ticket_of
from complaint_store.services.ports import AlreadyThere, UnitOfWork
from complaint_store.services.recording import event
from complaint_store.services.views import Filed
from complaint_store.services.written import MOST


@dataclass(frozen=True, slots=True)
class _Matter:
    """要立的一件，和它该去哪里。"""

    draft: Draft
    subject: RoutingSubject
    decision: RoutingDecision
    lead: UnitId | None  # 坐席指定的

    @property
    def sealed(self) -> bool:
        return self.decision.lane is Lane.SEALED


@dataclass(frozen=True, slots=True)
class _Filing:
    """这一次提交: what holds for all of its matters."""

    channel: str
    conversation: ConversationId | None
    actor: Actor | None
    key: str | None
    uow: UnitOfWork
    book: RuleBook
    now: datetime


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
    lead: UnitId | Sequence[UnitId | None] | None = None,
) -> Filed:
    """立单: one complaint, one ticket for each matter. The same key files once and answers the same again.

    `lead` is a clerk's own choice of unit, for all or one for each; it may not be the accused, and then nothing
    is filed. Consent to show the reporter's identity is the draft's field "consent"; name, phone and contact are the fields reporter_name, phone, contact.
    """
    drafts = (draft,) if isinstance(draft, Draft) else tuple(draft)
    _check(drafts)
    subjects = [subject_of_draft(one, book) for one in drafts]
    decisions = [route(subject, book, sealed_enabled) for subject in subjects]
    leads = (lead,) * len(drafts) if lead is None or isinstance(lead, str) else lead
    matters = [_Matter(*parts) for parts in zip(drafts, subjects, decisions, leads, strict=True)]
    kept = [matter for matter in matters if matter.decision.lane is not Lane.REDIRECT]
    doors = tuple(dict.fromkeys(door for decision in decisions for door in decision.doors))
    with uow:
        if len(kept) < len(matters) and conversation is not None:
            uow.messages.forget(conversation)  # 只告知途径的，说过的话也不留
            uow.commit()
        if not kept:
            return Filed(None, (), doors, decisions[0].reason)
        filing = _Filing(channel, conversation, actor, key, uow, book, now)
        return filed_before(key, uow, book) or _file(filing, kept, doors)


def _file(filing: _Filing, matters: list[_Matter], doors: tuple[str, ...]) -> Filed:
    """The new tickets; what the same key filed meanwhile, in another process, is answered again."""
    try:
        tickets = _store(filing, matters)
    except AlreadyThere:
        filing.uow.rollback()
        before = filed_before(filing.key, filing.uow, filing.book)
        if before is None:
            raise
        return before
    filed = tuple(as_filed(ticket, filing.book) for ticket in tickets)
    return Filed(tickets[0].complaint_id, filed, doors, tickets[0].decision.reason)


def _check(drafts: tuple[Draft, ...]) -> None:
    if not drafts or not any(d.text.strip() for d in drafts):
        raise BadInput("还没有说到要反映的事，请先写几句。")
    if any(len(d.text) > MOST for d in drafts):
        raise BadInput(f"内容超过{MOST}字，请分开提交，或把材料作为附件上传。")


def _store(filing: _Filing, matters: list[_Matter]) -> list[Ticket]:
    """Sealed matters make a complaint of their own: nothing of them stands in one that others may open."""
    sealed = [matter for matter in matters if matter.sealed]
    open_ones = [matter for matter in matters if not matter.sealed]
    tickets = [ticket for group in (open_ones, sealed) if group for ticket in _store_group(filing, group)]
    filing.uow.commit()
    return tickets


def _store_group(filing: _Filing, matters: list[_Matter]) -> list[Ticket]:
    """One complaint with its tickets, their events and notices."""
    uow, sealed, key = filing.uow, matters[0].sealed, filing.key
    drafts = [matter.draft for matter in matters]
    complaint = complaint_of(
        drafts,
        channel=filing.channel,
        conversation=filing.conversation,
        filed_by=filing.actor.user_id if filing.actor else None,
        now=filing.now,
        sealed=sealed,
    )
    uow.complaints.add(complaint, f"{key}#sealed" if key and sealed else key)
    tickets = [_ticket(filing, complaint, matter) for matter in matters]
    uow.tickets.add(tickets)
    attach([id_ for draft in drafts for id_ in draft.attachments], tickets, source="reporter", uow=uow)
    for ticket in tickets:
        _record(filing, complaint, ticket)
    if sealed and filing.conversation is not None:
        uow.messages.seal(filing.conversation)
    return tickets


def _ticket(filing: _Filing, complaint: Complaint, matter: _Matter) -> Ticket:
    number = filing.uow.tickets.next_number(filing.now.date(), matter.sealed)
    ticket = ticket_of(complaint, matter.draft, matter.subject, matter.decision, number, filing.book)
    if matter.lead is None or matter.sealed or ticket.lead == matter.lead:
        return ticket
    supporting = ticket.decision.supporting
    return assigned(ticket, matter.lead, supporting, "坐席核对后指定", filing.now, filing.book)


def _record(filing: _Filing, complaint: Complaint, ticket: Ticket) -> None:
    """立单、派单两步记录，和要发的通知。"""
    uow, now, actor = filing.uow, filing.now, filing.actor
    filed = {"channel": complaint.channel, "digest": digest_of(complaint, uow.keyring)}
    uow.events.add(event("filed", ticket, actor, now, filed))
    kind = "to_desk" if ticket.status is Status.AT_DESK else "dispatched"
    given = {"lead": ticket.lead, "reason": ticket.decision.reason}
    uow.events.add(event(kind, ticket, actor or SYSTEM, now, given, _rule(ticket)))
    uow.outbox.add(dispatch_notices(ticket, "dispatched", uow=uow, book=filing.book, now=now))


def _rule(ticket: Ticket) -> str:
    basis = "；".join(str(clause) for clause in ticket.decision.basis)
    return basis or f"分派矩阵 {ticket.decision.matrix_version}"

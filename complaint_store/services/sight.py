"""谁能看到什么：工单、诉求人身份、附件，都在这里决定。

保障中小企业款项支付条例第二十五条、信访工作条例第三十条：不得把诉求人身份透露给被诉的一方。
"""

from __future__ import annotations

from complaint_store.domain.complaint import Complaint, Ticket
from complaint_store.domain.errors import NotFound
from complaint_store.domain.ids import TicketId
from complaint_store.domain.reading import Mark
from complaint_store.security.redaction import redact
from complaint_store.services.actors import Actor, Role
from complaint_store.services.ports import UnitOfWork

ANONYMOUS = "匿名诉求，没有留下身份和联系方式。"
CONSENTED = "诉求人同意公开身份。"


def may_see(ticket: Ticket, actor: Actor) -> bool:
    """密件只给纪检监察；承办与配合单位看自己的；坐席、督办看全部普通工单；管理员不看诉求。"""
    if ticket.sealed:
        return actor.role is Role.INSPECTOR
    if actor.role is Role.UNIT_CONTACT:
        return actor.unit is not None and actor.unit in (ticket.lead, *ticket.decision.supporting)
    return actor.role in (Role.CLERK, Role.SUPERVISOR)


def may_state(ticket: Ticket, actor: Actor) -> bool:
    """债务单位, once the lead has asked it: it may read what it is to answer, and nothing else of the ticket."""
    return (
        actor.role is Role.UNIT_CONTACT
        and actor.unit is not None
        and actor.unit == ticket.decision.respondent
        and not ticket.sealed
        and ticket.respondent_asked_at is not None
    )


def known_to_respondent(ticket: Ticket, complaint: Complaint) -> bool:
    """Who told it, and in which words, is for the debtor only with the reporter's consent."""
    reporter = complaint.reporter
    return reporter is not None and reporter.consent and Mark.RETALIATION.value not in ticket.marks


def visible(ticket_id: TicketId, actor: Actor, uow: UnitOfWork, *, lock: bool = False) -> Ticket:
    """The ticket, or NotFound — alike when there is none and when this person may not know of it."""
    ticket = uow.tickets.get(ticket_id, lock=lock)
    if not may_see(ticket, actor):
        raise NotFound("no such ticket")
    return ticket


def handled_by(ticket: Ticket, actor: Actor) -> bool:
    """Whether this person acts for the unit that handles the ticket."""
    if ticket.sealed:
        return actor.role is Role.INSPECTOR
    return actor.role is Role.UNIT_CONTACT and actor.unit is not None and actor.unit == ticket.lead


def identity_for(ticket: Ticket, complaint: Complaint, actor: Actor) -> tuple[bool, str]:
    """Whether this person sees who told it, and the reason in one sentence."""
    reporter = complaint.reporter
    if reporter is None:
        return False, ANONYMOUS
    if actor.role is Role.INSPECTOR or actor.role is Role.CLERK:
        return True, "为联系和回访诉求人所必需。"
    if actor.role is Role.SUPERVISOR:
        return False, "督办不需要知道诉求人是谁。"
    if reporter.consent:
        return True, CONSENTED
    if actor.unit != ticket.lead:
        return False, "诉求人未同意向配合单位公开身份。"
    if Mark.RETALIATION.value in ticket.marks:
        return False, "诉求人担心打击报复，未同意公开身份，请通过坐席联系。"
    if ticket.signed_at is None:
        return False, "签收后可见，仅用于办理本工单。"
    return True, "为办理本工单所必需，不得透露给被诉的一方。"


def kept_words(words: str, complaint: Complaint) -> str:
    """What the reporter writes later, as it is kept: an anonymous one leaves no number and no name by it."""
    return redact(words) if complaint.reporter is None else words


def reads_uncovered(ticket: Ticket, complaint: Complaint, actor: Actor) -> bool:
    """Whether numbers and names in the words stand open; where nobody is named, they may still be in the words."""
    if complaint.reporter is not None:
        return identity_for(ticket, complaint, actor)[0]
    signed = ticket.signed_at is not None and Mark.RETALIATION.value not in ticket.marks
    return actor.role in (Role.CLERK, Role.INSPECTOR) or (signed and handled_by(ticket, actor))


def opens_attachments(ticket: Ticket, complaint: Complaint, actor: Actor) -> bool:
    """A picture or a contract may show who told it: opened by those who see the identity; anonymous ones by the lead."""
    if complaint.reporter is None:
        return actor.role in (Role.CLERK, Role.INSPECTOR) or handled_by(ticket, actor)
    return identity_for(ticket, complaint, actor)[0]

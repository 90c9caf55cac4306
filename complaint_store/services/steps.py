"""可做的步骤：此人此刻对这张工单能做什么；第一项是主要步骤。"""

from __future__ import annotations

from collections.abc import Mapping

from complaint_store.domain.complaint import Ticket
from complaint_store.domain.errors import NotAllowed
from complaint_store.domain.ids import TicketId
from complaint_store.domain.lifecycle import Status
from complaint_store.services.actors import Actor, Role
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.sight import handled_by, visible

HANDLER_STEPS: Mapping[Status, tuple[str, ...]] = {
    Status.DISPATCHED: ("sign", "return_to_desk"),
    Status.IN_PROGRESS: ("reply", "ask_respondent", "ask_material", "request_extension", "return_to_desk"),
    Status.AWAITING_MATERIAL: ("reply", "ask_respondent", "request_extension"),
    Status.REPLIED: ("close",),
}
CLERK_STEPS: Mapping[Status, tuple[str, ...]] = {
    Status.AT_DESK: ("reassign", "close"),
    Status.RETURNED: ("reassign",),
    Status.DISPATCHED: ("reassign",),
    Status.IN_PROGRESS: ("reassign",),
    Status.CLOSED: ("archive",),
}


def steps_for(ticket: Ticket, actor: Actor) -> tuple[str, ...]:
    if handled_by(ticket, actor):
        steps = HANDLER_STEPS.get(ticket.status, ())
        if ticket.sealed:
            never = ("return_to_desk", "request_extension", "ask_respondent")
            return tuple(s for s in steps if s not in never)
        unfit = {
            "request_extension": not _may_ask_extension(ticket),
            "ask_respondent": ticket.decision.respondent is None or ticket.awaits_statement,
        }
        return tuple(s for s in steps if not unfit.get(s, False))
    if actor.role is Role.CLERK:
        first = ("decide_extension",) if ticket.extension else ()
        return first + CLERK_STEPS.get(ticket.status, ()) + _urging(ticket)
    return _urging(ticket) if actor.role is Role.SUPERVISOR else ()


def _urging(ticket: Ticket) -> tuple[str, ...]:
    """督办: while a unit has it."""
    running = ticket.status in HANDLER_STEPS and ticket.status is not Status.REPLIED
    return ("urge",) if running and ticket.lead is not None and not ticket.sealed else ()


def _may_ask_extension(ticket: Ticket) -> bool:
    return ticket.extension is None and ticket.last_day is not None


def for_handler(ticket_id: TicketId, actor: Actor, uow: UnitOfWork) -> Ticket:
    """The ticket, locked for a step of the unit that handles it."""
    ticket = visible(ticket_id, actor, uow, lock=True)
    if not handled_by(ticket, actor):
        raise NotAllowed("only the unit that leads this ticket may take this step")
    return ticket


def for_clerk(ticket_id: TicketId, actor: Actor, uow: UnitOfWork) -> Ticket:
    """The ticket, locked for a step of the desk."""
    ticket = visible(ticket_id, actor, uow, lock=True)
    actor.must_be(Role.CLERK)
    return ticket

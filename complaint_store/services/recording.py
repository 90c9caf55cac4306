"""记一步：谁、何时、做了什么、凭哪一条，写成办理记录；办完告诉经手的人办到哪了。"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from complaint_store.domain.complaint import Event, Ticket
from complaint_store.domain.ids import TicketId
from complaint_store.services.actors import Actor
from complaint_store.services.views import Moved
from complaint_store.services.words import STATUS_TEXT


def event(
    kind: str,
    ticket: Ticket,
    actor: Actor | None,
    now: datetime,
    payload: Mapping[str, Any] | None = None,
    rule: str = "",
) -> Event:
    """一张工单的一步; actor None is the reporter."""
    return Event(
        kind=kind,
        at=now,
        actor_user=actor.user_id if actor else None,
        actor_unit=actor.unit if actor else None,
        actor_role=actor.role.value if actor and actor.role else ("reporter" if actor is None else "system"),
        ticket_id=ticket.id,
        complaint_id=ticket.complaint_id,
        rule=rule,
        payload=payload or {},
        sealed=ticket.sealed,
    )


def staff_event(
    kind: str,
    actor: Actor | None,
    now: datetime,
    payload: Mapping[str, Any],
    ticket_id: TicketId | None = None,
) -> Event:
    """工单之外的一步: accounts, contacts, conversations taken over, notices sent again."""
    return Event(
        kind=kind,
        at=now,
        actor_user=actor.user_id if actor else None,
        actor_role=actor.role.value if actor and actor.role else "",
        ticket_id=ticket_id,
        payload=payload,
    )


def moved(ticket: Ticket) -> Moved:
    return Moved(ticket.id, ticket.number, ticket.status, STATUS_TEXT[ticket.status])

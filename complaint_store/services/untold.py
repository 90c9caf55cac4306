"""没告诉到的回执：单已经立了，答复还没记下就断了；再答同一句话时，先把它找出来。"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from complaint_store.domain.receipt import spoken
from complaint_store.policy.book import RuleBook
from complaint_store.services.conversations import PendingMessage
from complaint_store.services.filed_before import as_filed
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import FiledTicket


def untold(message: PendingMessage, *, uow: UnitOfWork, book: RuleBook) -> tuple[FiledTicket, ...]:
    """What the reporter filed here since this message came, and no recorded answer names."""
    with uow, uow.reading():
        complaints = uow.complaints.of_conversation(message.conversation)
        new = [c.id for c in complaints if c.filed_by is None and c.filed_at >= message.at]
        tickets = uow.tickets.of_complaints(new)
        kept: Mapping[str, Any] = uow.messages.latest_answered(message.conversation) or {}
    told = {ticket["receipt_code"] for ticket in kept.get("state", {}).get("tickets", ())}
    in_order = sorted(tickets, key=lambda ticket: ticket.number)
    return tuple(as_filed(t, book) for t in in_order if spoken(t.receipt_code) not in told)

"""重复提交：同一提交键已经立过的，把原来的结果再答一遍。"""

from __future__ import annotations

from complaint_store.domain.complaint import Ticket
from complaint_store.domain.receipt import spoken
from complaint_store.policy.book import RuleBook
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import Filed, FiledTicket
from complaint_store.services.words import category_name, lead_name


def filed_before(key: str | None, uow: UnitOfWork, book: RuleBook) -> Filed | None:
    if key is None:
        return None
    complaints = uow.complaints.filed_under(key, f"{key}#sealed")
    if not complaints:
        return None
    tickets = uow.tickets.of_complaints([c.id for c in complaints])
    in_order = sorted(tickets, key=lambda t: t.number)
    doors = tuple(dict.fromkeys(door for t in in_order for door in t.decision.doors))
    return Filed(
        complaints[0].id,
        tuple(as_filed(t, book) for t in in_order),
        doors,
        in_order[0].decision.reason,
        is_new=False,
    )


def as_filed(ticket: Ticket, book: RuleBook) -> FiledTicket:
    return FiledTicket(
        ticket_id=ticket.id,
        number=ticket.number,
        receipt_code=spoken(ticket.receipt_code),
        category=ticket.category,
        category_name=category_name(ticket.category, book),
        lane=ticket.lane,
        lead=ticket.lead,
        lead_name=lead_name(ticket, book),
        decision=ticket.decision,
        deadlines=ticket.deadlines,
    )

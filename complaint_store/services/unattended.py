"""没有人看的单位：手里有在办的工单，却没有一个在用的联络员账号。"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from complaint_store.domain.ids import UnitId
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor, Role
from complaint_store.services.ports import TicketQuery, UnitOfWork
from complaint_store.services.reminders import HANDLED
from complaint_store.services.words import unit_name


@dataclass(frozen=True, slots=True)
class UnattendedUnit:
    unit: UnitId
    name: str
    tickets: int  # 在办的
    mailed: bool  # 填了邮箱或回调，至少收得到通知


def unattended_units(actor: Actor, *, uow: UnitOfWork, book: RuleBook) -> tuple[UnattendedUnit, ...]:
    """Tickets that no one can sign for: how many, and nothing of what is in them."""
    actor.must_be(Role.ADMINISTRATOR)
    with uow, uow.reading():
        leads = Counter(t.lead for t in uow.tickets.counted(TicketQuery(statuses=HANDLED)) if t.lead)
        attended = {u.unit for u in uow.users.all() if u.active and u.role == Role.UNIT_CONTACT.value}
        reached = {c.unit for c in uow.contacts.all() if c.email or c.webhook_url}
    return tuple(
        UnattendedUnit(unit, unit_name(unit, book), n, unit in reached)
        for unit, n in sorted(leads.items(), key=lambda item: (-item[1], item[0]))
        if unit not in attended
    )

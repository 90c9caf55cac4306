"""报表数据：一个时段里每张工单一行，不含身份和原话。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class ReportRow:
    number: str
    category: str
    lead: str
    area: str
    channel: str
    status: str
    filed: date
    dispatched: date | None
    signed: date | None
    replied: date | None
    closed: date | None
    last_day: date | None
    overdue_days: int
    returns: int
    redone: int
    solved: bool | None
    score: int | None


def rows(
    actor: Actor, *, since: date, until: date, today: date, uow: UnitOfWork, book: RuleBook
) -> Iterator[ReportRow]:
    """Sealed tickets are not in it."""
    raise NotImplementedError

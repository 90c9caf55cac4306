"""队列：单位、坐席、督办各自看到哪些工单，按最后一天排列。"""

from __future__ import annotations

from datetime import date

from complaint_store.domain.ids import CategoryId, UnitId
from complaint_store.domain.lifecycle import Status
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import TicketLine


def unit_queue(
    actor: Actor,
    *,
    uow: UnitOfWork,
    book: RuleBook,
    today: date,
    include_closed: bool = False,
    limit: int = 200,
) -> tuple[TicketLine, ...]:
    """承办单位的工单 (lead or supporting), by last day."""
    raise NotImplementedError


def desk_queue(
    actor: Actor,
    *,
    uow: UnitOfWork,
    book: RuleBook,
    today: date,
    status: Status | None = None,
    number: str = "",
    limit: int = 200,
) -> tuple[TicketLine, ...]:
    """坐席看到的全部普通工单; those that need a person first come first."""
    raise NotImplementedError


def supervisor_queue(
    actor: Actor,
    *,
    uow: UnitOfWork,
    book: RuleBook,
    today: date,
    overdue_only: bool = False,
    unit: UnitId | None = None,
    category: CategoryId | None = None,
    status: Status | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = 500,
) -> tuple[TicketLine, ...]:
    """督办看到的工单, overdue first."""
    raise NotImplementedError


def inspector_queue(
    actor: Actor, *, uow: UnitOfWork, book: RuleBook, today: date, limit: int = 200
) -> tuple[TicketLine, ...]:
    """密件, for the inspector alone."""
    raise NotImplementedError

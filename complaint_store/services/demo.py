"""演示：往空库里填一个月的虚构工单，覆盖各种状态。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from complaint_store.policy.book import RuleBook
from complaint_store.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Filled:
    tickets: int
    users: tuple[tuple[str, str, str], ...]  # 账号、口令、说明
    receipt_codes: tuple[str, ...]


def fill(*, uow: UnitOfWork, book: RuleBook, now: datetime) -> Filled:
    """BadInput when the store already holds complaints."""
    raise NotImplementedError

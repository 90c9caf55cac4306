"""撤回：诉求人凭查询码撤回诉求。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.policy.book import RuleBook
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import Moved


def withdraw(
    code: str,
    *,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
    reason: str = "",
) -> Moved:
    """撤回."""
    raise NotImplementedError

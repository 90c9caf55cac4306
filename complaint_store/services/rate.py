"""评价：解决没有、打几分；未解决的退回重办。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.policy.book import RuleBook
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import Moved


def rate(
    code: str,
    solved: bool,
    score: int,
    *,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
    comment: str = "",
) -> Moved:
    """评价 (score 1–5); not solved → 重办, the clock starts anew."""
    raise NotImplementedError

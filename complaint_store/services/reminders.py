"""提醒：快到期、已逾期的工单，各给承办单位提醒一次。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.policy.book import RuleBook
from complaint_store.services.ports import UnitOfWork


def leave_reminders(*, uow: UnitOfWork, book: RuleBook, now: datetime) -> int:
    """Leave the notices that are due and were not left before; how many were new."""
    raise NotImplementedError

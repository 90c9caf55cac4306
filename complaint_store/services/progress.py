"""查进度：凭查询码看办到哪一步；码不对和码不存在，做同样的事、说同样的话。"""

from __future__ import annotations

from datetime import date

from complaint_store.domain.ids import ConversationId
from complaint_store.policy.book import RuleBook
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import Progress


def look_up(code: str, *, uow: UnitOfWork, book: RuleBook, today: date) -> Progress | None:
    """进度, or None — the same None, after the same work, for a mistyped and for a never issued code."""
    raise NotImplementedError


def tickets_of(
    conversation: ConversationId, *, uow: UnitOfWork, book: RuleBook, today: date
) -> tuple[Progress, ...]:
    """本次对话里立的工单, newest first; for its reporter, in that conversation."""
    raise NotImplementedError

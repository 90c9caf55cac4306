"""转人工：把整段对话交给坐席，诉求人此后的话直接进这件事。"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from complaint_store.domain.ids import ConversationId
from complaint_store.services.ports import UnitOfWork


def hand_over(
    conversation: ConversationId,
    reason: str,
    *,
    uow: UnitOfWork,
    now: datetime,
    state: Mapping[str, Any] | None = None,
    urgent: bool = False,
) -> str:
    """转人工, the case id. Idempotent: an open case of this conversation is returned.

    reason: human (要求人工), not_understood, crisis, script (蒙古文等), engine_away, other.
    """
    raise NotImplementedError

"""转人工：把整段对话交给坐席，诉求人此后的话直接进这件事。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from complaint_store.domain.complaint import Event
from complaint_store.domain.ids import ConversationId
from complaint_store.security.tokens import new_id
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.records import CaseRow


def hand_over(
    conversation: ConversationId,
    reason: str,
    *,
    uow: UnitOfWork,
    now: datetime,
    state: Mapping[str, Any] | None = None,
    urgent: bool = False,
    sealed: bool = False,
) -> str:
    """转人工, the case id. Idempotent: an open case of this conversation is returned.

    `sealed`: what was told so far is for the sealed lane, though not filed yet; the clerk sees only what comes after.
    reason: human (要求人工), not_understood, crisis, script (蒙古文等), engine_away, other.
    """
    with uow:
        seq = uow.conversations.next_seq(conversation, 0)  # 与同一对话的其他步骤排队
        open_case = uow.cases.open_of(conversation)
        if open_case is not None:
            if urgent and not open_case.urgent:
                uow.cases.save(replace(open_case, urgent=True, reason=reason))
                uow.commit()
            return open_case.id
        if sealed:
            uow.messages.seal(conversation)
        known = {} if sealed else dict(state or {})
        case = CaseRow(new_id(), conversation, reason, urgent, now, known, answered_seq=seq - 1)
        uow.cases.add(case)
        uow.events.add(Event(kind="case_opened", at=now, payload={"case": case.id, "reason": reason}))
        uow.commit()
        return case.id

"""坐席接手转人工的对话：看、接、答、结束。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import CaseLine, CaseView, MessageView


def open_cases(actor: Actor, *, uow: UnitOfWork, include_closed: bool = False) -> tuple[CaseLine, ...]:
    """待接的对话, urgent first, then oldest first."""
    raise NotImplementedError


def case_view(case_id: str, actor: Actor, *, uow: UnitOfWork) -> CaseView:
    """整段对话 (without what was sealed)."""
    raise NotImplementedError


def take_case(case_id: str, *, actor: Actor, uow: UnitOfWork, now: datetime) -> CaseLine:
    """接手."""
    raise NotImplementedError


def answer_case(case_id: str, text: str, *, actor: Actor, uow: UnitOfWork, now: datetime) -> MessageView:
    """答复: written into the conversation; on a pushed channel also left in the outbox."""
    raise NotImplementedError


def close_case(case_id: str, *, actor: Actor, uow: UnitOfWork, now: datetime, note: str = "") -> None:
    """结束人工服务; later messages go to the dialogue again."""
    raise NotImplementedError

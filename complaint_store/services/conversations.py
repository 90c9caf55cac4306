"""对话记录：每句话先存下来，同一句只算一次，按次序回答，没回答的能找回来。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from complaint_store.domain.ids import ConversationId
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import MessageView


@dataclass(frozen=True, slots=True)
class Received:
    """收到一句话; when it came before, `replies` holds what was answered then (None: not answered yet)."""

    message_id: str
    seq: int
    is_new: bool
    replies: tuple[Mapping[str, Any], ...] | None = None
    state: Mapping[str, Any] = field(default_factory=dict)
    case_id: str | None = None  # 正由坐席接待：不要再交给对话引擎


@dataclass(frozen=True, slots=True)
class PendingMessage:
    """还没回答的一句话."""

    message_id: str
    conversation: ConversationId
    channel: str
    address: str
    seq: int
    text: str
    attachments: tuple[str, ...]
    channel_message_id: str | None
    at: datetime


def open_conversation(channel: str, address: str | None, *, uow: UnitOfWork, now: datetime) -> ConversationId:
    """The conversation of this address, made at the first word; address None (web) always opens a new one."""
    raise NotImplementedError


def conversation_exists(conversation: ConversationId, channel: str, *, uow: UnitOfWork) -> bool:
    """Whether this id was given out on this channel."""
    raise NotImplementedError


def receive(
    conversation: ConversationId,
    channel_message_id: str | None,
    text: str,
    attachments: Sequence[str],
    *,
    uow: UnitOfWork,
    now: datetime,
) -> Received:
    """存下一句话. A retry (same conversation, same channel's message id) is one message."""
    raise NotImplementedError


def record_replies(
    message_id: str,
    replies: Sequence[Mapping[str, Any]],
    state: Mapping[str, Any],
    *,
    uow: UnitOfWork,
    now: datetime,
) -> tuple[MessageView, ...]:
    """记下回答; each reply {text, buttons:[{label, payload}], kind?}. The first recording stands."""
    raise NotImplementedError


def pending(*, uow: UnitOfWork, limit: int = 200) -> tuple[PendingMessage, ...]:
    """没回答的话, in order within each conversation; those in a clerk's hands are not pending."""
    raise NotImplementedError


def messages_after(
    conversation: ConversationId, seq: int, *, uow: UnitOfWork, limit: int = 500
) -> tuple[MessageView, ...]:
    """这段对话里第 seq 条之后的, for its reporter."""
    raise NotImplementedError


def last_state(conversation: ConversationId, *, uow: UnitOfWork) -> Mapping[str, Any]:
    """The state recorded with the latest replies, {} when there is none."""
    raise NotImplementedError


def add_notice(
    conversation: ConversationId, text: str, *, uow: UnitOfWork, now: datetime, key: str | None = None
) -> MessageView:
    """我们主动说的一句 (办理有了进展); the same key is one notice."""
    raise NotImplementedError

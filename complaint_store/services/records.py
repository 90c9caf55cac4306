"""存放的记录：仓库交出和收下的值，诉求与工单之外的部分。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from complaint_store.domain.ids import CategoryId, ConversationId, TicketId, UnitId, UserId
from complaint_store.domain.lifecycle import Status


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """待发通知 (outbox row). The key lets the receiver recognise a second sending of the same notice."""

    id: str
    key: str
    kind: str  # 见 services/notices.py
    channel: str  # portal, mail, webhook, web, telegram
    address: str
    payload: Mapping[str, Any]
    created_at: datetime
    due_at: datetime
    ticket_id: TicketId | None = None
    unit: UnitId | None = None
    sealed: bool = False
    state: str = "waiting"  # waiting, sending, sent, dead
    attempts: int = 0
    last_error: str = ""
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CountedTicket:
    """一张工单用来数数的部分: only what stands in plain columns, so that thousands are counted at once."""

    id: TicketId
    status: Status
    category: CategoryId | None
    lead: UnitId | None
    filed_at: datetime
    dispatched_at: datetime | None
    signed_at: datetime | None
    replied_at: datetime | None
    last_day: date | None
    solved: bool | None
    score: int | None


@dataclass(frozen=True, slots=True)
class ConversationRow:
    id: ConversationId
    channel: str
    address: str
    opened_at: datetime
    last_seq: int = 0


@dataclass(frozen=True, slots=True)
class MessageRow:
    id: str
    conversation: ConversationId
    seq: int
    direction: str
    kind: str
    text: str
    at: datetime
    channel_message_id: str | None = None
    in_reply_to: str | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)  # 按钮、附件、对话状态
    answered_at: datetime | None = None
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class CaseRow:
    id: str
    conversation: ConversationId
    reason: str
    urgent: bool
    opened_at: datetime
    state: Mapping[str, Any]
    taken_by: UserId | None = None
    answered_seq: int = 0
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class UserRow:
    id: UserId
    name: str
    display_name: str
    role: str
    unit: UnitId | None
    password_hash: str
    active: bool
    must_change: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class SessionRow:
    token_hash: str
    user_id: UserId
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class ThrottleRow:
    key: str
    failures: int
    window_start: datetime
    blocked_until: datetime | None


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    id: str
    file_name: str
    media_type: str
    size: int
    at: datetime
    ticket_id: TicketId | None = None
    conversation: ConversationId | None = None
    source: str = "reporter"  # reporter, unit, clerk
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class ContactRow:
    """承办单位联系方式。"""

    unit: UnitId
    email: str = ""
    webhook_url: str = ""
    webhook_secret: str = ""
    updated_at: datetime | None = None

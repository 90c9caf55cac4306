"""表：存什么、哪些列加密、哪些列可以查。

Plain columns hold only what a queue, a count or the worker must search by. Who told it, what was told, what was
answered and every value read from it stand in sealed columns. A sealed ticket has no category and no unit in plain.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from complaint_store.db.sealed import Moment, SealedBytes, SealedJson, SealedText

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
ID = String(32)


def _id(name: str, target: str | None = None, *, nullable: bool = False, primary_key: bool = False) -> Column:
    keys = [ForeignKey(target)] if target else []
    return Column(name, ID, *keys, nullable=nullable, primary_key=primary_key)


meta = Table(
    "meta", METADATA, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False)
)

counters = Table(
    "counters",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", Integer, nullable=False),
)

complaints = Table(
    "complaints",
    METADATA,
    _id("id", primary_key=True),
    Column("filing_key", LargeBinary, unique=True),  # 提交键的盲索引
    Column("conversation_index", LargeBinary, index=True),
    Column("channel", String(20), nullable=False),
    Column("filed_at", Moment, nullable=False),
    Column("sealed", Boolean, nullable=False),
    Column("body", SealedJson("complaints.body"), nullable=False),  # 原话、诉求人、来自哪段对话
)

tickets = Table(
    "tickets",
    METADATA,
    _id("id", primary_key=True),
    _id("complaint_id", "complaints.id"),
    Column("number", String(24), nullable=False, unique=True),
    Column("receipt_index", LargeBinary, nullable=False, unique=True),
    Column("lane", String(12), nullable=False),
    Column("sealed", Boolean, nullable=False),
    Column("status", String(20), nullable=False),
    Column("category", String(40)),
    Column("lead", String(80)),
    Column("urgent", Boolean, nullable=False),
    Column("asks_extension", Boolean, nullable=False),
    Column("filed_at", Moment, nullable=False),
    Column("dispatched_at", Moment),
    Column("signed_at", Moment),
    Column("replied_at", Moment),
    Column("closed_at", Moment),
    Column("last_day", Date),
    Column("returns", Integer, nullable=False),
    Column("redone", Integer, nullable=False),
    Column("solved", Boolean),
    Column("score", Integer),
    Column("version", Integer, nullable=False),
    Column("body", SealedJson("tickets.body"), nullable=False),  # 查询码、要素、分派结果、期限
    Index("ix_tickets_complaint", "complaint_id"),
    Index("ix_tickets_lead", "lead", "status"),
    Index("ix_tickets_queue", "sealed", "status", "last_day"),
    Index("ix_tickets_filed", "sealed", "filed_at"),
)

ticket_units = Table(
    "ticket_units",
    METADATA,
    _id("ticket_id", "tickets.id", primary_key=True),
    Column("unit_index", LargeBinary, primary_key=True),  # 单位编号的盲索引：被诉单位不可从库里看出
    Column("part", String(12), primary_key=True),  # lead, supporting, respondent
    Index("ix_ticket_units_unit", "unit_index", "part"),
)

events = Table(
    "events",
    METADATA,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("at", Moment, nullable=False),
    Column("kind", String(40), nullable=False),
    _id("ticket_id", nullable=True),
    _id("complaint_id", nullable=True),
    Column("actor", String(120), nullable=False),  # 身份/单位/账号编号
    Column("sealed", Boolean, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Index("ix_events_ticket", "ticket_id", "seq"),
)

audit_head = Table(
    "audit_head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("events", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

outbox = Table(
    "outbox",
    METADATA,
    # 按写下的先后送出：同一时刻写的几条，诉求人看到的次序也不会乱
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("id", ID, nullable=False, unique=True),
    Column("key", String(120), nullable=False, unique=True),
    Column("kind", String(40), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("address", SealedText("outbox.address"), nullable=False),
    Column("payload", SealedJson("outbox.payload"), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("state", String(12), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("lease", String(64)),
    Column("lease_until", Moment),
    Column("last_error", String(80), nullable=False),
    Column("sent_at", Moment),
    _id("ticket_id", nullable=True),
    Column("unit", String(80)),
    Column("sealed", Boolean, nullable=False),
    Index("ix_outbox_due", "state", "due_at"),
    Index("ix_outbox_ticket", "ticket_id"),
    Index("ix_outbox_unit", "unit", "channel", "created_at"),
)

conversations = Table(
    "conversations",
    METADATA,
    _id("id", primary_key=True),
    Column("channel", String(20), nullable=False),
    Column("address", SealedText("conversations.address")),
    Column("address_index", LargeBinary, unique=True),
    Column("opened_at", Moment, nullable=False),
    Column("last_seq", Integer, nullable=False),
)

messages = Table(
    "messages",
    METADATA,
    _id("id", primary_key=True),
    _id("conversation_id", "conversations.id"),
    Column("seq", Integer, nullable=False),
    Column("direction", String(3), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("text", SealedText("messages.text"), nullable=False),
    Column("extra", SealedJson("messages.extra"), nullable=False),
    Column("at", Moment, nullable=False),
    Column("channel_message_index", LargeBinary),
    _id("in_reply_to", nullable=True),
    Column("answered_at", Moment),
    Column("sealed", Boolean, nullable=False),
    UniqueConstraint("conversation_id", "seq"),
    UniqueConstraint("conversation_id", "channel_message_index"),
    Index("ix_messages_in_reply_to", "in_reply_to"),
    Index(
        "ix_messages_pending",
        "conversation_id",
        "seq",
        sqlite_where=text("direction = 'in' AND answered_at IS NULL"),
        postgresql_where=text("direction = 'in' AND answered_at IS NULL"),
    ),
)

cases = Table(
    "cases",
    METADATA,
    _id("id", primary_key=True),
    _id("conversation_id", "conversations.id"),
    Column("open_key", ID, unique=True),  # 开着时等于对话编号：一段对话同时只有一件
    Column("reason", String(40), nullable=False),
    Column("urgent", Boolean, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("state", SealedJson("cases.state"), nullable=False),
    _id("taken_by", nullable=True),
    Column("answered_seq", Integer, nullable=False),
    Column("closed_at", Moment),
)

users = Table(
    "users",
    METADATA,
    _id("id", primary_key=True),
    Column("name_index", LargeBinary, nullable=False, unique=True),
    Column("name", SealedText("users.name"), nullable=False),
    Column("display_name", SealedText("users.display_name"), nullable=False),
    Column("role", String(20), nullable=False),
    Column("unit", String(80)),
    Column("password_hash", Text, nullable=False),
    Column("active", Boolean, nullable=False),
    Column("must_change", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
)

sessions = Table(
    "sessions",
    METADATA,
    Column("token_hash", String(64), primary_key=True),
    _id("user_id", "users.id"),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index("ix_sessions_user", "user_id"),
)

throttles = Table(
    "throttles",
    METADATA,
    Column("key", LargeBinary, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("window_start", Moment, nullable=False),
    Column("blocked_until", Moment),
)

attachments = Table(
    "attachments",
    METADATA,
    _id("id", primary_key=True),
    _id("conversation_id", nullable=True),
    Column("source", String(12), nullable=False),
    Column("sealed", Boolean, nullable=False),
    Column("at", Moment, nullable=False),
    Column("size", Integer, nullable=False),
    Column("media_type", String(80), nullable=False),
    Column("file_name", SealedText("attachments.file_name"), nullable=False),
    Column("data", SealedBytes("attachments.data"), nullable=False),
)

ticket_attachments = Table(
    "ticket_attachments",
    METADATA,
    _id("ticket_id", "tickets.id", primary_key=True),
    _id("attachment_id", "attachments.id", primary_key=True),
    Index("ix_ticket_attachments_attachment", "attachment_id"),
)

contacts = Table(
    "contacts",
    METADATA,
    Column("unit", String(80), primary_key=True),
    Column("email", SealedText("contacts.email"), nullable=False),
    Column("webhook_url", SealedText("contacts.webhook_url"), nullable=False),
    Column("webhook_secret", SealedText("contacts.webhook_secret"), nullable=False),
    Column("updated_at", Moment, nullable=False),
)

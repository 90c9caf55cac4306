"""对话、每句话与人工坐席接待的存取。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, exists, func, insert, select, update

from complaint_store.db.sealed import Under
from complaint_store.db.tables import cases, conversations, messages
from complaint_store.domain.errors import NotFound
from complaint_store.domain.ids import ConversationId, UserId
from complaint_store.services.records import CaseRow, ConversationRow, MessageRow

if TYPE_CHECKING:
    from complaint_store.db.unit_of_work import SqlUnitOfWork

FORGOTTEN = "（这段话没有保存）"
CASES_AT_MOST = 200

# 每轮对话都要用的语句，只造一次：造语句比执行还慢
_TALK: BindParameter[str] = bindparam("talk")
_MESSAGE: BindParameter[str] = bindparam("message")
_NEXT_SEQ = (
    update(conversations)
    .where(conversations.c.id == _TALK)
    .values(last_seq=conversations.c.last_seq + bindparam("count"))
    .returning(conversations.c.last_seq, conversations.c.channel)
)
_ADD_MESSAGES = insert(messages)
_MESSAGE_BY_ID = select(messages).where(messages.c.id == _MESSAGE)
_MESSAGE_BY_MARK = select(messages).where(
    messages.c.conversation_id == _TALK, messages.c.channel_message_index == bindparam("mark")
)
_ANSWERED = (
    update(messages)
    .where(messages.c.id == _MESSAGE)
    .values(answered_at=bindparam("now"), extra=bindparam("kept"))
)
_PENDING = (
    select(messages, conversations.c.channel, conversations.c.address)
    .join(conversations, conversations.c.id == messages.c.conversation_id)
    .where(
        messages.c.direction == "in",
        messages.c.answered_at.is_(None),
        ~exists().where(cases.c.open_key == messages.c.conversation_id),
    )
    .order_by(messages.c.conversation_id, messages.c.seq)
    .limit(bindparam("most"))
)
_PENDING_HERE = _PENDING.where(messages.c.conversation_id == _TALK)
_LATEST_ANSWERED = (
    select(messages.c.extra)
    .where(
        messages.c.conversation_id == _TALK,
        messages.c.direction == "in",
        messages.c.answered_at.is_not(None),
    )
    .order_by(messages.c.seq.desc())
    .limit(1)
)
_OPEN_CASE = select(cases).where(cases.c.open_key == _TALK)


class ConversationTable:
    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, row: ConversationRow) -> None:
        mark = self._uow.keyring.index("conversations.address", f"{row.channel}\x00{row.address}")
        self._uow.run(
            insert(conversations),
            {
                "id": row.id,
                "channel": row.channel,
                "address": row.address or None,
                "address_index": mark if row.address else None,
                "opened_at": row.opened_at,
                "last_seq": row.last_seq,
            },
        )

    def get(self, conversation: ConversationId) -> ConversationRow:
        row = self._uow.run(select(conversations).where(conversations.c.id == conversation)).one_or_none()
        if row is None:
            raise NotFound("no such conversation")
        return _conversation(row)

    def at_address(self, channel: str, address: str) -> ConversationId | None:
        mark = self._uow.keyring.index("conversations.address", f"{channel}\x00{address}")
        found = self._uow.run(
            select(conversations.c.id).where(conversations.c.address_index == mark)
        ).scalar()
        return ConversationId(found) if found else None

    def next_seq(self, conversation: ConversationId, count: int = 1, *, channel: str | None = None) -> int:
        """The first of `count` new numbers; also makes the turns of one conversation wait for each other."""
        row = self._uow.run(_NEXT_SEQ, {"talk": conversation, "count": count}).one_or_none()
        if row is None or channel not in (None, row.channel):
            raise NotFound("no such conversation")
        return int(row.last_seq) - count + 1


class MessageTable:
    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, rows: Sequence[MessageRow]) -> None:
        index = self._uow.keyring.index
        self._uow.run(
            _ADD_MESSAGES,
            [
                {
                    "id": row.id,
                    "conversation_id": row.conversation,
                    "seq": row.seq,
                    "direction": row.direction,
                    "kind": row.kind,
                    "text": Under(row.text, row.sealed),
                    "extra": Under(dict(row.extra), row.sealed),
                    "at": row.at,
                    "channel_message_index": index("messages.channel", row.channel_message_id)
                    if row.channel_message_id
                    else None,
                    "in_reply_to": row.in_reply_to,
                    "answered_at": row.answered_at,
                    "sealed": row.sealed,
                }
                for row in rows
            ],
        )

    def get(self, message_id: str) -> MessageRow:
        row = self._uow.run(_MESSAGE_BY_ID, {"message": message_id}).one_or_none()
        if row is None:
            raise NotFound("no such message")
        return _message(row)

    def by_channel_id(self, conversation: ConversationId, channel_message_id: str) -> MessageRow | None:
        mark = self._uow.keyring.index("messages.channel", channel_message_id)
        row = self._uow.run(_MESSAGE_BY_MARK, {"talk": conversation, "mark": mark}).one_or_none()
        return None if row is None else _message(row)

    def replies_to(self, message_id: str) -> tuple[MessageRow, ...]:
        rows = self._uow.run(
            select(messages).where(messages.c.in_reply_to == message_id).order_by(messages.c.seq)
        )
        return tuple(_message(row) for row in rows)

    def answered(self, message_id: str, extra: Mapping[str, Any], sealed: bool, now: datetime) -> None:
        self._uow.run(_ANSWERED, {"message": message_id, "now": now, "kept": Under(dict(extra), sealed)})

    def pending(
        self, limit: int, conversation: ConversationId | None = None
    ) -> tuple[tuple[MessageRow, ConversationRow], ...]:
        """Not answered, and not in a clerk's hands; in order within each conversation."""
        if conversation is None:
            rows = self._uow.run(_PENDING, {"most": limit})
        else:
            rows = self._uow.run(_PENDING_HERE, {"most": limit, "talk": conversation})
        return tuple(
            (
                _message(row),
                ConversationRow(
                    ConversationId(row.conversation_id), row.channel, row.address or "", row.at, row.seq
                ),
            )
            for row in rows
        )

    def after(self, conversation: ConversationId, seq: int, limit: int) -> tuple[MessageRow, ...]:
        rows = self._uow.run(
            select(messages)
            .where(messages.c.conversation_id == conversation, messages.c.seq > seq)
            .order_by(messages.c.seq)
            .limit(limit)
        )
        return tuple(_message(row) for row in rows)

    def latest_answered(self, conversation: ConversationId) -> Mapping[str, Any] | None:
        """What was kept beside the last message that got its answer."""
        extra: Mapping[str, Any] | None = self._uow.run(_LATEST_ANSWERED, {"talk": conversation}).scalar()
        return extra

    def seal(self, conversation: ConversationId) -> None:
        """密件立单后，此前的话改用密件的钥匙，坐席接手时也看不到。"""
        self._seal(messages.c.conversation_id == conversation)

    def seal_one(self, message_id: str) -> None:
        self._seal(messages.c.id == message_id)

    def _seal(self, which: ColumnElement[bool]) -> None:
        rows = self._uow.run(select(messages).where(which, messages.c.sealed.is_(False))).all()
        for row in rows:
            self._uow.run(
                update(messages)
                .where(messages.c.id == row.id)
                .values(sealed=True, text=Under(row.text, True), extra=Under(row.extra, True))
            )

    def forget(self, conversation: ConversationId, since: str | None = None) -> None:
        """只告知途径的事（如反映纪检机关自身的线索）：从这一句起，说过的话不留，只留下有过这一条。"""
        wanted = select(messages.c.id, messages.c.sealed, messages.c.extra).where(
            messages.c.conversation_id == conversation
        )
        if since is not None:
            first = select(messages.c.seq).where(messages.c.id == since).scalar_subquery()
            wanted = wanted.where(messages.c.seq >= func.coalesce(first, 0))
        for row in self._uow.run(wanted).all():
            kept = {"channel_message_id": row.extra.get("channel_message_id"), **told_of(row.extra)}
            self._uow.run(
                update(messages)
                .where(messages.c.id == row.id)
                .values(text=Under(FORGOTTEN, row.sealed), extra=Under(kept, row.sealed))
            )


def told_of(extra: Mapping[str, Any]) -> dict[str, Any]:
    """What stays beside a message that is not kept: that it is not, and the receipts of what was filed before."""
    tickets = extra.get("state", {}).get("tickets")
    return {"forgotten": True, **({"state": {"tickets": tickets}} if tickets else {})}


class CaseTable:
    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, row: CaseRow) -> None:
        self._uow.run(
            insert(cases),
            {"id": row.id, "conversation_id": row.conversation, **_case_columns(row)},
        )

    def get(self, case_id: str, *, lock: bool = False) -> CaseRow:
        wanted = select(cases).where(cases.c.id == case_id)
        row = self._uow.run(wanted.with_for_update() if lock else wanted).one_or_none()
        if row is None:
            raise NotFound("no such case")
        return _case(row)

    def open_of(self, conversation: ConversationId) -> CaseRow | None:
        row = self._uow.run(_OPEN_CASE, {"talk": conversation}).one_or_none()
        return None if row is None else _case(row)

    def save(self, row: CaseRow) -> None:
        self._uow.run(update(cases).where(cases.c.id == row.id).values(**_case_columns(row)))

    def open_ones(self) -> tuple[tuple[CaseRow, str, int], ...]:
        """Each with its channel and how much the person said since the last answer; urgent first, then oldest."""
        unread = (
            select(func.count())
            .select_from(messages)
            .where(
                messages.c.conversation_id == cases.c.conversation_id,
                messages.c.direction == "in",
                messages.c.seq > cases.c.answered_seq,
            )
            .scalar_subquery()
        )
        wanted = (
            select(cases, conversations.c.channel, unread.label("unread"))
            .join(conversations, conversations.c.id == cases.c.conversation_id)
            .where(cases.c.open_key.is_not(None))
            .order_by(cases.c.urgent.desc(), cases.c.opened_at)
            .limit(CASES_AT_MOST)
        )
        return tuple((_case(row), row.channel, row.unread) for row in self._uow.run(wanted))


def _conversation(row: Any) -> ConversationRow:
    return ConversationRow(
        ConversationId(row.id), row.channel, row.address or "", row.opened_at, row.last_seq
    )


def _message(row: Any) -> MessageRow:
    return MessageRow(
        id=row.id,
        conversation=ConversationId(row.conversation_id),
        seq=row.seq,
        direction=row.direction,
        kind=row.kind,
        text=row.text,
        at=row.at,
        in_reply_to=row.in_reply_to,
        extra=row.extra,
        answered_at=row.answered_at,
        sealed=row.sealed,
    )


def _case_columns(row: CaseRow) -> dict[str, Any]:
    return {
        "open_key": None if row.closed_at else row.conversation,
        "reason": row.reason,
        "urgent": row.urgent,
        "opened_at": row.opened_at,
        "state": dict(row.state),
        "taken_by": row.taken_by,
        "answered_seq": row.answered_seq,
        "closed_at": row.closed_at,
    }


def _case(row: Any) -> CaseRow:
    return CaseRow(
        id=row.id,
        conversation=ConversationId(row.conversation_id),
        reason=row.reason,
        urgent=row.urgent,
        opened_at=row.opened_at,
        state=row.state,
        taken_by=UserId(row.taken_by) if row.taken_by else None,
        answered_seq=row.answered_seq,
        closed_at=row.closed_at,
    )

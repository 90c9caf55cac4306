"""对话记录：每句话先存下来，同一句只算一次，按次序回答，没回答的能找回来。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from complaint_store.domain.errors import NotFound
from complaint_store.domain.ids import ConversationId
from complaint_store.domain.receipt import codes_in
from complaint_store.domain.routing import Lane
from complaint_store.security.tokens import new_bearer_id, new_id
from complaint_store.services.ports import AlreadyThere, UnitOfWork
from complaint_store.services.records import ConversationRow, MessageRow
from complaint_store.services.views import MessageView

MOST_WAITING = 200  # 一次取多少句


@dataclass(frozen=True, slots=True)
class PendingMessage:
    """还没回答的一句话。"""

    message_id: str
    conversation: ConversationId
    channel: str
    address: str
    seq: int
    text: str
    attachments: tuple[str, ...]
    channel_message_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Received:
    """收到一句话; when it came before, `replies` holds what was answered then (None: not answered yet)."""

    message_id: str
    seq: int
    is_new: bool
    replies: tuple[Mapping[str, Any], ...] | None = None
    state: Mapping[str, Any] = field(default_factory=dict)
    case_id: str | None = None  # 正由坐席接待：不要再交给对话引擎
    waiting: tuple[PendingMessage, ...] = ()  # 这段对话里还没回答的，依次，含这一句


def open_conversation(channel: str, address: str | None, *, uow: UnitOfWork, now: datetime) -> ConversationId:
    """The conversation of this address, made at the first word; address None (web) always opens a new one."""
    with uow:
        if address:
            with uow.reading():
                known = uow.conversations.at_address(channel, address)
            if known is not None:
                return known
        row = ConversationRow(ConversationId(new_bearer_id()), channel, address or "", now)
        try:
            uow.conversations.add(row)
            uow.commit()
        except AlreadyThere:
            uow.rollback()
            known = uow.conversations.at_address(channel, address or "")
            if known is None:
                raise
            return known
        return row.id


def conversation_exists(conversation: ConversationId, channel: str, *, uow: UnitOfWork) -> bool:
    """Whether this id was given out on this channel."""
    with uow, uow.reading():
        try:
            return uow.conversations.get(conversation).channel == channel
        except NotFound:
            return False


def receive(
    conversation: ConversationId,
    channel_message_id: str | None,
    text: str,
    attachments: Sequence[str],
    *,
    uow: UnitOfWork,
    now: datetime,
    channel: str | None = None,
) -> Received:
    """存下一句话. A retry (same conversation, same channel's message id) is one message.

    NotFound when there is no such conversation on this channel. The channel's id of a message counts within its
    conversation only: nobody reads another's answers by guessing an id.
    """
    with uow:
        seq = uow.conversations.next_seq(conversation, channel=channel)
        case = uow.cases.open_of(conversation)
        if channel_message_id:
            before = uow.messages.by_channel_id(conversation, channel_message_id)
            if before is not None:
                return _as_received_before(before, case.id if case else None, uow)
        files = _own_files(conversation, attachments, uow)
        row = MessageRow(
            id=new_id(),
            conversation=conversation,
            seq=seq,
            direction="in",
            kind="message",
            text=text,
            at=now,
            channel_message_id=channel_message_id,
            extra={
                "attachments": files,
                "channel_message_id": channel_message_id,
                **({"state": _beside_the_clerk(conversation, uow)} if case else {}),
            },
            answered_at=now if case else None,  # 由坐席接着，不再等对话引擎
        )
        uow.messages.add([row])
        waiting = () if case else _waiting(uow, MOST_WAITING, conversation)
        uow.commit()
    return Received(row.id, seq, True, case_id=case.id if case else None, waiting=waiting)


def _own_files(conversation: ConversationId, ids: Sequence[str], uow: UnitOfWork) -> list[str]:
    """Of these, the files that were handed in with this conversation: nobody adds another's by its id."""
    wanted = [id_ for id_ in dict.fromkeys(ids) if id_.isascii() and id_.isalnum()]
    own = {row.id for row in uow.attachments.known(wanted) if row.conversation == conversation}
    return [id_ for id_ in wanted if id_ in own]


def _as_received_before(before: MessageRow, case_id: str | None, uow: UnitOfWork) -> Received:
    if before.answered_at is None:
        waiting = () if case_id else _waiting(uow, MOST_WAITING, before.conversation)
        return Received(before.id, before.seq, False, case_id=case_id, waiting=waiting)
    replies = tuple(_reply(row) for row in uow.messages.replies_to(before.id))
    return Received(before.id, before.seq, False, replies, before.extra.get("state", {}), case_id)


def record_replies(
    message_id: str,
    replies: Sequence[Mapping[str, Any]],
    state: Mapping[str, Any],
    *,
    uow: UnitOfWork,
    now: datetime,
) -> tuple[MessageView, ...]:
    """记下回答; each reply {text, buttons:[{label, payload}], kind?}. The first recording stands."""
    with uow:
        message = uow.messages.get(message_id)
        first = uow.conversations.next_seq(message.conversation, len(replies))
        if message.answered_at is not None:
            before = uow.messages.replies_to(message_id)
            if before:
                return tuple(message_view(row) for row in before)
        sealed = message.sealed or _names_sealed([str(reply.get("text", "")) for reply in replies], uow)
        if sealed and not message.sealed:
            uow.messages.seal_one(message_id)
        rows = [
            MessageRow(
                id=new_id(),
                conversation=message.conversation,
                seq=first + place,
                direction="out",
                kind="reply",
                text=str(reply.get("text", "")),
                at=now,
                in_reply_to=message_id,
                extra={"reply": dict(reply)},
                sealed=sealed,
            )
            for place, reply in enumerate(replies)
        ]
        if rows:
            uow.messages.add(rows)
        uow.messages.answered(message_id, {**message.extra, "state": _kept(state, message)}, sealed, now)
        uow.commit()
    return tuple(message_view(row) for row in rows)


def _kept(state: Mapping[str, Any], message: MessageRow) -> dict[str, Any]:
    """Of what is not to be kept, only the receipts of what was filed before."""
    if message.extra.get("forgotten"):
        return {"tickets": state.get("tickets", [])}
    return dict(state)


def _names_sealed(texts: Sequence[str], uow: UnitOfWork) -> bool:
    """Whether these words carry the 查询码 of a sealed ticket: then a clerk who takes over may not read them."""
    tickets = (uow.tickets.by_receipt(code) for text in texts for code in codes_in(text))
    return any(ticket is not None and ticket.sealed for ticket in tickets)


def pending(
    *, uow: UnitOfWork, limit: int = MOST_WAITING, conversation: ConversationId | None = None
) -> tuple[PendingMessage, ...]:
    """没回答的话 (of one conversation), in order; those in a clerk's hands are not pending."""
    with uow, uow.reading():
        return _waiting(uow, limit, conversation)


def _waiting(uow: UnitOfWork, limit: int, conversation: ConversationId | None) -> tuple[PendingMessage, ...]:
    return tuple(
        PendingMessage(
            message_id=message.id,
            conversation=message.conversation,
            channel=talk.channel,
            address=talk.address,
            seq=message.seq,
            text=message.text,
            attachments=tuple(message.extra.get("attachments", ())),
            channel_message_id=message.extra.get("channel_message_id"),
            at=message.at,
        )
        for message, talk in uow.messages.pending(limit, conversation)
    )


def messages_after(
    conversation: ConversationId, seq: int, *, uow: UnitOfWork, limit: int = 500
) -> tuple[MessageView, ...]:
    """这段对话里第 seq 条之后的, for its reporter."""
    with uow, uow.reading():
        return tuple(message_view(row) for row in uow.messages.after(conversation, seq, limit))


def last_state(conversation: ConversationId, *, uow: UnitOfWork) -> Mapping[str, Any]:
    """The state recorded with the latest replies, {} when there is none."""
    with uow, uow.reading():
        return _latest_state(conversation, uow)


def with_earlier_tickets(
    conversation: ConversationId, state: Mapping[str, Any], *, uow: UnitOfWork
) -> dict[str, Any]:
    """这一轮的状态，加上这段对话里先前立的单; to be recorded in the same unit of work."""
    with uow:
        before = _latest_state(conversation, uow)
    tickets = {t["receipt_code"]: t for t in (*before.get("tickets", ()), *state.get("tickets", ()))}
    return {**state, "tickets": list(tickets.values())}


def _latest_state(conversation: ConversationId, uow: UnitOfWork) -> Mapping[str, Any]:
    extra = uow.messages.latest_answered(conversation)
    state: Mapping[str, Any] = extra.get("state", {}) if extra else {}
    return state


def _beside_the_clerk(conversation: ConversationId, uow: UnitOfWork) -> dict[str, Any]:
    """接待期间，记下的仍是先前那些; of what is for the sealed lane, the receipts alone."""
    state = _latest_state(conversation, uow)
    if state.get("route", {}).get("lane") == Lane.SEALED.value:
        return {"tickets": state.get("tickets", [])}
    return dict(state)


def add_notice(
    conversation: ConversationId,
    text: str,
    *,
    uow: UnitOfWork,
    now: datetime,
    key: str | None = None,
    sealed: bool = False,
) -> MessageView:
    """我们主动说的一句 (办理有了进展); the same key is one notice."""
    with uow:
        row = put_out(conversation, text, "notice", uow=uow, now=now, key=key, sealed=sealed)
        uow.commit()
    return message_view(row)


def put_out(
    conversation: ConversationId,
    text: str,
    kind: str,
    *,
    uow: UnitOfWork,
    now: datetime,
    key: str | None,
    sealed: bool = False,
) -> MessageRow:
    """Append our own words inside the caller's transaction; a key that is there already gives that message."""
    seq = uow.conversations.next_seq(conversation)
    mark = f"notice:{key}" if key else None
    before = uow.messages.by_channel_id(conversation, mark) if mark else None
    if before is not None:
        return before
    row = MessageRow(new_id(), conversation, seq, "out", kind, text, now, mark, sealed=sealed)
    uow.messages.add([row])
    return row


def message_view(row: MessageRow) -> MessageView:
    reply = _reply(row)
    return MessageView(
        message_id=row.id,
        conversation=row.conversation,
        seq=row.seq,
        direction=row.direction,
        kind=row.kind,
        text=row.text,
        buttons=tuple(reply.get("buttons") or ()),
        at=row.at,
        attachments=tuple(row.extra.get("attachments", ())),
        in_reply_to=row.in_reply_to,
    )


def _reply(row: MessageRow) -> Mapping[str, Any]:
    kept: Mapping[str, Any] = row.extra.get("reply") or {"text": row.text, "buttons": []}
    return kept

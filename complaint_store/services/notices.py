"""通知：一步办理之后，谁该知道、走哪个渠道；只写进发件箱，由投递程序送出。

To a unit goes no personal data and not a word of the complaint: those stay behind its log-in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from complaint_store.domain.channel import MAIL, PORTAL, WEBHOOK
from complaint_store.domain.complaint import Ticket
from complaint_store.domain.errors import NotFound
from complaint_store.domain.ids import UnitId
from complaint_store.policy.book import RuleBook
from complaint_store.security.tokens import new_id
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.records import ContactRow, ConversationRow, NoticeRow
from complaint_store.services.words import NOTICE_TITLE, category_name, unit_name


def to_units(
    kinds: Iterable[tuple[Ticket, UnitId, str]],
    *,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
    mark: Callable[[Ticket], str] | None = None,
) -> list[NoticeRow]:
    """The rows for these units: the portal always, mail and webhook where the unit has them.

    `mark` makes a key that is the same however often the same thing is found (a reminder of one last day).
    """
    wanted = [(t, unit, kind) for t, unit, kind in kinds if not t.sealed]
    contacts = uow.contacts.among(sorted({unit for _, unit, _ in wanted}))
    return [
        NoticeRow(
            id=new_id(),
            key=f"{ticket.number}-{kind}-{mark(ticket) if mark else ticket.version}-{channel}-{unit}"[:120],
            kind=kind,
            channel=channel,
            address=address,
            payload=_payload(ticket, unit, kind, book),
            created_at=now,
            due_at=now,
            ticket_id=ticket.id,
            unit=unit,
        )
        for ticket, unit, kind in wanted
        for channel, address in _ways(unit, contacts.get(unit))
    ]


def to_reporter(ticket: Ticket, text: str, kind: str, *, uow: UnitOfWork, now: datetime) -> list[NoticeRow]:
    """One row for the conversation where it was told; none when it was not told in a conversation."""
    conversation = uow.complaints.get(ticket.complaint_id).conversation
    if conversation is None:
        return []
    try:
        talk = uow.conversations.get(conversation)
    except NotFound:  # 对话不在了，凭查询码仍可查
        return []
    key = f"{ticket.number}-{kind}-{ticket.version}-reporter"
    return [to_conversation(talk, text, kind, key=key, now=now, ticket=ticket)]


def to_conversation(
    talk: ConversationRow, text: str, kind: str, *, key: str, now: datetime, ticket: Ticket | None = None
) -> NoticeRow:
    return NoticeRow(
        id=new_id(),
        key=key,
        kind=kind,
        channel=talk.channel,
        address=talk.address or talk.id,
        payload={
            "kind": kind,
            "text": text,
            "conversation_id": talk.id,
            "ticket_number": ticket.number if ticket else "",
            "buttons": [],
        },
        created_at=now,
        due_at=now,
        ticket_id=ticket.id if ticket else None,
        sealed=ticket is not None and ticket.sealed,
    )


def _ways(unit: UnitId, contact: ContactRow | None) -> list[tuple[str, str]]:
    ways = [(PORTAL, str(unit))]
    if contact and contact.email:
        ways.append((MAIL, contact.email))
    if contact and contact.webhook_url:
        ways.append((WEBHOOK, contact.webhook_url))
    return ways


def _payload(ticket: Ticket, unit: UnitId, kind: str, book: RuleBook) -> dict[str, Any]:
    last_day = ticket.last_day
    return {
        "kind": kind,
        "title": NOTICE_TITLE.get(kind, "工单有了变化"),
        "ticket_id": ticket.id,
        "number": ticket.number,
        "unit": unit,
        "unit_name": unit_name(unit, book),
        "category": ticket.category,
        "category_name": category_name(ticket.category, book),
        "last_day": last_day.isoformat() if last_day else None,
    }

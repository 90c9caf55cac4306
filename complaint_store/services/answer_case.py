"""坐席接手转人工的对话：看、接、答、结束。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from complaint_store.domain.channel import WEB
from complaint_store.domain.complaint import Event
from complaint_store.domain.errors import BadInput, NotFound
from complaint_store.domain.ids import UserId
from complaint_store.security.tokens import new_id
from complaint_store.services.actors import Actor, Role
from complaint_store.services.conversations import message_view, put_out
from complaint_store.services.notices import to_conversation
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.recording import staff_event
from complaint_store.services.records import CaseRow
from complaint_store.services.views import CaseLine, CaseView, MessageView

REASONS = {
    "human": "要求人工服务",
    "not_understood": "三次没有听懂",
    "crisis": "可能有人身危险或群体性事件",
    "script": "蒙古文或其他文字",
    "engine_away": "自动应答暂时不在",
    "other": "其他",
}


def open_cases(actor: Actor, *, uow: UnitOfWork) -> tuple[CaseLine, ...]:
    """待接的对话, urgent first, then oldest first."""
    actor.must_be(Role.CLERK)
    with uow, uow.reading():
        names = _names(uow)
        return tuple(_line(row, channel, unread, names) for row, channel, unread in uow.cases.open_ones())


def case_view(case_id: str, actor: Actor, *, uow: UnitOfWork) -> CaseView:
    """整段对话 (without what was sealed)."""
    _clerk_only(actor)
    with uow, uow.reading():
        case = uow.cases.get(case_id)
        channel = uow.conversations.get(case.conversation).channel
        said = [row for row in uow.messages.after(case.conversation, 0, 2000) if not row.sealed]
        unread = sum(1 for row in said if row.direction == "in" and row.seq > case.answered_seq)
        line = _line(case, channel, unread, _names(uow))
        return CaseView(line, tuple(message_view(row) for row in said), case.state)


def take_case(case_id: str, *, actor: Actor, uow: UnitOfWork, now: datetime) -> CaseLine:
    """接手。"""
    _clerk_only(actor)
    with uow:
        case = _open(case_id, uow)
        channel = uow.conversations.get(case.conversation).channel
        if case.taken_by not in (None, actor.user_id):
            raise BadInput("这段对话已有同事接手，请刷新后再看。")
        case = replace(case, taken_by=actor.user_id)
        uow.cases.save(case)
        uow.events.add(_event("case_taken", case, actor, now))
        line = _line(case, channel, 0, _names(uow))
        uow.commit()
    return line


def answer_case(case_id: str, text: str, *, actor: Actor, uow: UnitOfWork, now: datetime) -> MessageView:
    """答复: written into the conversation; on a pushed channel also left in the outbox."""
    _clerk_only(actor)
    if not text.strip():
        raise BadInput("请先写下要答复的话。")
    with uow:
        case = _open(case_id, uow)
        talk = uow.conversations.get(case.conversation)
        key = f"case-{new_id()}"
        message = put_out(case.conversation, text.strip(), "clerk", uow=uow, now=now, key=key)
        if talk.channel != WEB:
            uow.outbox.add([to_conversation(talk, text.strip(), "clerk_answer", key=key, now=now)])
        uow.cases.save(replace(case, taken_by=case.taken_by or actor.user_id, answered_seq=message.seq))
        uow.events.add(_event("case_answered", case, actor, now))
        uow.commit()
    return message_view(message)


def close_case(
    case_id: str, *, actor: Actor, uow: UnitOfWork, now: datetime, note: str = "", seen: int | None = None
) -> None:
    """结束人工服务; later messages go to the dialogue again.

    `seen`: the last message the clerk has on the screen; what came after it was left to the clerk, and to nobody else
    (but what is sealed the clerk can never have read).
    """
    _clerk_only(actor)
    with uow:
        case = _open(case_id, uow)
        came = uow.messages.after(case.conversation, seen, 100) if seen is not None else ()
        if any(row.direction == "in" and not row.sealed for row in came):
            raise BadInput("对方刚又说了话，请看过下面最新的话再结束。")
        uow.cases.save(replace(case, closed_at=now, taken_by=case.taken_by or actor.user_id))
        uow.events.add(_event("case_closed", case, actor, now, note))
        uow.commit()


def _open(case_id: str, uow: UnitOfWork) -> CaseRow:
    case = uow.cases.get(case_id, lock=True)
    if case.closed_at is not None:
        raise BadInput("这段对话的人工服务已经结束。")
    return case


def _clerk_only(actor: Actor) -> None:
    if actor.role is not Role.CLERK:
        raise NotFound("no such case")


def _names(uow: UnitOfWork) -> dict[UserId, str]:
    """Who is who among the staff."""
    return {user.id: user.display_name or user.name for user in uow.users.all()}


def _line(row: CaseRow, channel: str, unread: int, names: Mapping[UserId, str]) -> CaseLine:
    return CaseLine(
        case_id=row.id,
        conversation=row.conversation,
        channel=channel,
        reason=row.reason,
        reason_text=REASONS.get(row.reason, REASONS["other"]),
        urgent=row.urgent,
        opened_at=row.opened_at,
        taken_by=names.get(row.taken_by, str(row.taken_by)) if row.taken_by else None,
        unread=unread,
        closed_at=row.closed_at,
    )


def _event(kind: str, case: CaseRow, actor: Actor, now: datetime, note: str = "") -> Event:
    return staff_event(kind, actor, now, {"case": case.id, **({"note": note} if note else {})})

"""承办单位的门户首页：本单位的工单按眼前要办到的一天排，旁边是收到的通知。"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from bot.web.access import allow
from bot.web.render import house_of, page
from bot.web.sessions import Visitor
from complaint_store.domain.ids import TicketId
from complaint_store.services.actors import Role
from complaint_store.services.portal_notices import PortalNotice, unit_notices
from complaint_store.services.queues import unit_queue, unsigned_among
from complaint_store.services.reminders import HANDLED
from complaint_store.services.statements import statements_asked

NOTICES, SHOWN = 100, 12  # 翻看多少条，列出多少条
TO_SIGN = frozenset({"dispatched", "reassigned", "redone"})  # 签收了就不再提
GONE = frozenset({"taken_away"})  # 已经不在本单位，打不开了

router = APIRouter(prefix="/portal", include_in_schema=False)
Contact = Annotated[Visitor, Depends(allow(Role.UNIT_CONTACT))]


def unit_name(request: Request, visitor: Visitor) -> str:
    book = house_of(request).book
    known = book.units.get(visitor.unit) if visitor.unit else None
    return known.full_name if known else "未指定单位"


def latest(notices: Sequence[PortalNotice], unsigned: Container[TicketId | None]) -> list[PortalNotice]:
    """The newest of each ticket, the newest first: what came before stands in the ticket's own history."""
    newest: dict[str, PortalNotice] = {}
    for notice in sorted(notices, key=lambda n: n.at, reverse=True):
        newest.setdefault(notice.ticket_id or notice.notice_id, notice)
    return [n for n in newest.values() if n.kind not in TO_SIGN or n.ticket_id in unsigned][:SHOWN]


@router.get("")
def portal(request: Request, visitor: Contact, all: bool = False, number: str = "") -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        queue = unit_queue(
            visitor.actor,
            uow=uow,
            book=house.book,
            today=house.today(),
            include_closed=all,
            number=number[:40],
        )
        asked = statements_asked(visitor.actor, uow=uow, book=house.book, include_given=all)
        notices = unit_notices(visitor.actor, uow=uow, limit=NOTICES)
        told_of = [n.ticket_id for n in notices if n.ticket_id is not None]
        unsigned = unsigned_among(told_of, visitor.actor, uow=uow)
    return page(
        request,
        "portal/queue.html",
        visitor=visitor,
        queue=queue,
        number=number.strip(),
        asked=asked,
        notices=latest(notices, unsigned),
        urged={n.ticket_id for n in notices if n.kind == "urged"}
        & {line.ticket_id for line in queue.lines if line.status in HANDLED},
        all=all,
        gone=GONE,
        current="queue",
        unit=unit_name(request, visitor),
    )

"""坐席办工单：改派、裁定退回、批复延期，看清楚为什么给了这个单位。"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.desk.draft_form import unit_of
from bot.desk.intake import LANES, choices
from bot.desk.marks import Marked, segments
from bot.desk.queue import Clerk, read_queue
from bot.web.render import house_of, page
from complaint_store.domain.errors import BadInput, MoveNotAllowed, NotAllowed
from complaint_store.domain.ids import TicketId
from complaint_store.domain.lifecycle import RUNNING, Status
from complaint_store.services.close import archive, close
from complaint_store.services.decide_extension import decide_extension
from complaint_store.services.reassign import reassign
from complaint_store.services.ticket_view import view
from complaint_store.services.told_on_phone import add_by_phone, rate_by_phone, withdraw_by_phone
from complaint_store.services.urge import urge
from complaint_store.services.views import Moved

router = APIRouter(prefix="/desk/tickets", include_in_schema=False)
Words = Annotated[str, Form(max_length=4000)]
AVOIDS = "这个单位须回避，不能承办这件事，请另选一个单位。"
MOVED_ON = "这张工单的状态刚刚有变化，请看清下面最新的情况再办。"


@router.get("/{ticket_id}")
def ticket(request: Request, ticket_id: str, visitor: Clerk) -> Response:
    return _shown(request, ticket_id, visitor)


@router.post("/{ticket_id}/reassign")
def reassign_it(
    request: Request, ticket_id: str, visitor: Clerk, lead: Words = "", reason: Words = ""
) -> Response:
    """改派、派单; 维持原派（不同意退回）is the same unit again, with the reason."""
    house = house_of(request)
    unit = unit_of(lead.strip(), house.book)
    if unit is None or not reason.strip():
        return _shown(request, ticket_id, visitor, problem="请选好承办单位，并写明理由。", typed=reason)
    try:
        with house.database.unit_of_work() as uow:
            reassign(
                TicketId(ticket_id), unit, reason.strip(),
                actor=visitor.actor, uow=uow, book=house.book, now=house.now(),
            )  # fmt: skip
    except (BadInput, NotAllowed, MoveNotAllowed) as fault:
        return _shown(request, ticket_id, visitor, problem=sentence_of(fault, AVOIDS), typed=reason)
    return RedirectResponse(f"/desk/tickets/{ticket_id}", status_code=303)


@router.post("/{ticket_id}/extension")
def extension(
    request: Request, ticket_id: str, visitor: Clerk, decision: Words = "", reason: Words = ""
) -> Response:
    house = house_of(request)
    if decision not in {"approve", "refuse"} or not reason.strip():
        return _shown(request, ticket_id, visitor, problem="请选同意或不同意，并写明理由。", typed=reason)
    try:
        with house.database.unit_of_work() as uow:
            decide_extension(
                TicketId(ticket_id), decision == "approve", reason.strip(),
                actor=visitor.actor, uow=uow, book=house.book, now=house.now(),
            )  # fmt: skip
    except (BadInput, NotAllowed, MoveNotAllowed) as fault:
        return _shown(request, ticket_id, visitor, problem=sentence_of(fault), typed=reason)
    return RedirectResponse(f"/desk/tickets/{ticket_id}", status_code=303)


@router.post("/{ticket_id}/close")
def close_it(request: Request, ticket_id: str, visitor: Clerk, note: Words = "") -> Response:
    """直接答复并办结（待人工分派的）。"""
    return _step(request, ticket_id, visitor, close, note)


@router.post("/{ticket_id}/archive")
def archive_it(request: Request, ticket_id: str, visitor: Clerk, note: Words = "") -> Response:
    """回访之后归档。"""
    return _step(request, ticket_id, visitor, archive, note)


@router.post("/{ticket_id}/urge")
def urge_it(request: Request, ticket_id: str, visitor: Clerk, text: Words = "") -> Response:
    """督办意见。"""
    return _step(request, ticket_id, visitor, urge, text)


@router.post("/{ticket_id}/material")
def material(
    request: Request, ticket_id: str, visitor: Clerk, text: Annotated[str, Form(max_length=20_000)] = ""
) -> Response:
    """来话人又打来补充; a whole transcript may be told."""
    return _step(request, ticket_id, visitor, add_by_phone, text)


@router.post("/{ticket_id}/withdraw")
def withdraw_it(request: Request, ticket_id: str, visitor: Clerk, text: Words = "") -> Response:
    """来话人说不投诉了。"""
    return _step(request, ticket_id, visitor, withdraw_by_phone, text)


@router.post("/{ticket_id}/rating")
def rating(
    request: Request,
    ticket_id: str,
    visitor: Clerk,
    solved: Words = "",
    score: Annotated[int, Form()] = 0,
    note: Words = "",
) -> Response:
    """回访。"""
    house = house_of(request)
    if solved not in {"yes", "no"}:
        return _shown(request, ticket_id, visitor, problem="请选解决了没有，再打1到5分。", typed=note)
    try:
        with house.database.unit_of_work() as uow:
            rate_by_phone(
                TicketId(ticket_id), solved == "yes", score,
                actor=visitor.actor, uow=uow, book=house.book, now=house.now(), text=note,
            )  # fmt: skip
    except (BadInput, NotAllowed, MoveNotAllowed) as fault:
        return _shown(request, ticket_id, visitor, problem=sentence_of(fault), typed=note)
    return RedirectResponse(f"/desk/tickets/{ticket_id}", status_code=303)


def _step(
    request: Request, ticket_id: str, visitor: Clerk, service: Callable[..., Moved], words: str
) -> Response:
    house = house_of(request)
    try:
        with house.database.unit_of_work() as uow:
            service(
                TicketId(ticket_id), words.strip(),
                actor=visitor.actor, uow=uow, book=house.book, now=house.now(),
            )  # fmt: skip
    except (BadInput, NotAllowed, MoveNotAllowed) as fault:
        return _shown(request, ticket_id, visitor, problem=sentence_of(fault), typed=words)
    return RedirectResponse(f"/desk/tickets/{ticket_id}", status_code=303)


def sentence_of(fault: Exception, not_allowed: str = "这一步您现在不能办，请看清下面最新的情况。") -> str:
    if isinstance(fault, BadInput):
        return str(fault)
    return MOVED_ON if isinstance(fault, MoveNotAllowed) else not_allowed


def _shown(
    request: Request, ticket_id: str, visitor: Clerk, *, problem: str = "", typed: str = ""
) -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        t = view(TicketId(ticket_id), visitor.actor, uow=uow, book=house.book, today=house.today())
    marks = [Marked(f.name, f.start, f.end) for f in t.fields if f.start is not None and f.end is not None]
    return page(
        request,
        "desk/ticket.html",
        visitor=visitor,
        status=400 if problem else 200,
        queue=read_queue(request, visitor),
        current=ticket_id,
        t=t,
        segments=segments(t.text, marks),
        problem=problem,
        typed=typed,
        lanes=LANES,
        open_for_words=t.status in RUNNING,
        may_rate=t.status in (Status.REPLIED, Status.CLOSED) and t.solved is None,
        **choices(house),
    )

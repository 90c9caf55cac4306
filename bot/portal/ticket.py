"""承办单位办一张工单：签收、答复、请补材料、申请延期、退回、办结，每种状态只突出一个主要步骤。"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.portal.queue import Contact, unit_name
from bot.web.news import PRESSING, since_the_last_reply
from bot.web.render import house_of, page
from bot.web.sessions import Visitor
from complaint_store.domain.errors import BadInput, MoveNotAllowed, NotAllowed, NotFound
from complaint_store.domain.ids import TicketId
from complaint_store.services.ask_material import ask_material
from complaint_store.services.ask_respondent import ask_respondent
from complaint_store.services.close import close
from complaint_store.services.reply import reply
from complaint_store.services.request_extension import request_extension
from complaint_store.services.return_to_desk import return_to_desk
from complaint_store.services.sign import sign
from complaint_store.services.statements import statement_view
from complaint_store.services.ticket_view import view

router = APIRouter(prefix="/portal/tickets/{ticket_id}", include_in_schema=False)
Words = Annotated[str, Form(max_length=20_000)]
Short = Annotated[str, Form(max_length=500)]


@router.get("")
def ticket(request: Request, ticket_id: str, visitor: Contact) -> Response:
    """The unit's own ticket; a debtor who was asked for its statement is led to the page that it may see."""
    try:
        return _shown(request, ticket_id, visitor)
    except NotFound:
        house = house_of(request)
        with house.database.unit_of_work() as uow:
            statement_view(TicketId(ticket_id), visitor.actor, uow=uow, book=house.book)
        return RedirectResponse(f"/portal/statements/{ticket_id}", status_code=303)


@router.post("/sign")
def sign_it(request: Request, ticket_id: str, visitor: Contact) -> Response:
    return _do(request, ticket_id, visitor, "sign", sign)


@router.post("/reply")
def reply_it(request: Request, ticket_id: str, visitor: Contact, text: Words = "") -> Response:
    missing = "" if text.strip() else "请先写下给诉求人的答复。"
    return _do(request, ticket_id, visitor, "reply", reply, text.strip(), missing=missing)


@router.post("/ask")
def ask_it(request: Request, ticket_id: str, visitor: Contact, text: Words = "") -> Response:
    missing = "" if text.strip() else "请写明要诉求人补充什么。"
    return _do(request, ticket_id, visitor, "ask_material", ask_material, text.strip(), missing=missing)


@router.post("/respondent")
def respondent(request: Request, ticket_id: str, visitor: Contact, text: Words = "") -> Response:
    """请债务单位说明情况。"""
    missing = "" if text.strip() else "请写明要对方说明哪些情况。"
    return _do(request, ticket_id, visitor, "ask_respondent", ask_respondent, text.strip(), missing=missing)


@router.post("/extension")
def extension(
    request: Request, ticket_id: str, visitor: Contact, last_day: Short = "", reason: Words = ""
) -> Response:
    """申请延期 to a day that the law allows; the service knows how far."""
    try:
        until = date.fromisoformat(last_day)
    except ValueError:
        until = None
    missing = "" if until and reason.strip() else "请选好延到哪一天，并写明理由。"
    return _do(
        request, ticket_id, visitor, "request_extension", request_extension, until, reason.strip(), missing=missing
    )  # fmt: skip


@router.post("/return")
def return_it(
    request: Request, ticket_id: str, visitor: Contact, reason: Words = "", clause: Short = ""
) -> Response:
    missing = "" if reason.strip() and clause.strip() else "退回要写明理由，以及依据哪一条。"
    return _do(
        request, ticket_id, visitor, "return_to_desk", return_to_desk, reason.strip(), clause.strip(), missing=missing
    )  # fmt: skip


@router.post("/close")
def close_it(request: Request, ticket_id: str, visitor: Contact, note: Words = "") -> Response:
    return _do(request, ticket_id, visitor, "close", close, note.strip())


def _do(
    request: Request,
    ticket_id: str,
    visitor: Visitor,
    step: str,
    service: Callable[..., Any],
    *words: Any,
    missing: str = "",
) -> Response:
    """One step of work; what cannot be done is said on the ticket's own page."""
    house = house_of(request)
    typed = {step: tuple(str(w or "") for w in words)}
    if missing:
        return _shown(request, ticket_id, visitor, problem=missing, typed=typed)
    try:
        with house.database.unit_of_work() as uow:
            service(
                TicketId(ticket_id), *words, actor=visitor.actor, uow=uow, book=house.book, now=house.now()
            )
    except BadInput as reason:
        return _shown(request, ticket_id, visitor, problem=str(reason), typed=typed)
    except MoveNotAllowed:
        problem = "这张工单的状态刚刚有变化，请看清下面最新的情况再办。"
        return _shown(request, ticket_id, visitor, problem=problem, typed=typed)
    except NotAllowed:
        return _shown(
            request, ticket_id, visitor, problem="这一步由主办单位来办，您可以查看进展。", typed=typed
        )
    return RedirectResponse(f"/portal/tickets/{ticket_id}?done={step}", status_code=303)


DONE = {
    "sign": "已签收，办理期限从派单那天算起。",
    "reply": "答复已发给诉求人。",
    "ask_material": "已请诉求人补充材料，办理期限不变。",
    "ask_respondent": "已请对方说明情况，办理期限不变。",
    "request_extension": "延期申请已交坐席批复。",
    "return_to_desk": "已退回坐席。",
    "close": "已办结。",
}


def _shown(
    request: Request,
    ticket_id: str,
    visitor: Visitor,
    *,
    problem: str = "",
    typed: dict[str, tuple[str, ...]] | None = None,
) -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        t = view(TicketId(ticket_id), visitor.actor, uow=uow, book=house.book, today=house.today())
    return page(
        request,
        "portal/ticket.html",
        visitor=visitor,
        status=400 if problem else 200,
        t=t,
        news=since_the_last_reply(t.events),
        pressing=PRESSING,
        problem=problem,
        typed=typed or {},
        done="" if problem else DONE.get(request.query_params.get("done", ""), ""),
        current="",
        unit=unit_name(request, visitor),
    )

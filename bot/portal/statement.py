"""被诉的债务单位说明情况：只看到要答的事，写一段说明交给主办单位。"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.portal.queue import Contact, unit_name
from bot.web.render import house_of, page
from bot.web.sessions import Visitor
from complaint_store.domain.errors import BadInput, MoveNotAllowed
from complaint_store.domain.ids import TicketId
from complaint_store.services.give_statement import give_statement
from complaint_store.services.statements import statement_view

router = APIRouter(prefix="/portal/statements/{ticket_id}", include_in_schema=False)
Words = Annotated[str, Form(max_length=20_000)]


@router.get("")
def statement(request: Request, ticket_id: str, visitor: Contact) -> Response:
    return _shown(request, ticket_id, visitor)


@router.post("")
def give(request: Request, ticket_id: str, visitor: Contact, text: Words = "") -> Response:
    house = house_of(request)
    try:
        with house.database.unit_of_work() as uow:
            give_statement(
                TicketId(ticket_id), text, actor=visitor.actor, uow=uow, book=house.book, now=house.now()
            )
    except BadInput as reason:
        return _shown(request, ticket_id, visitor, problem=str(reason), typed=text)
    except MoveNotAllowed:
        problem = "这件事现在不用本单位再说明，请看清下面最新的情况。"
        return _shown(request, ticket_id, visitor, problem=problem, typed=text)
    return RedirectResponse(f"/portal/statements/{ticket_id}?done=1", status_code=303)


def _shown(
    request: Request, ticket_id: str, visitor: Visitor, *, problem: str = "", typed: str = ""
) -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        s = statement_view(TicketId(ticket_id), visitor.actor, uow=uow, book=house.book)
    return page(
        request,
        "portal/statement.html",
        visitor=visitor,
        status=400 if problem else 200,
        s=s,
        problem=problem,
        typed=typed,
        done="" if problem or "done" not in request.query_params else f"说明已交给{s.lead_name}。",
        current="",
        unit=unit_name(request, visitor),
    )

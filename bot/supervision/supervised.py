"""督办看一张工单，写督办意见。"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.desk.marks import Marked, segments
from bot.supervision.access import Supervisor
from bot.web.render import house_of, page
from bot.web.sessions import Visitor
from complaint_store.domain.errors import BadInput
from complaint_store.domain.ids import TicketId
from complaint_store.services.ticket_view import view
from complaint_store.services.urge import urge

router = APIRouter(prefix="/supervision", include_in_schema=False)


@router.get("/tickets/{ticket_id}")
def ticket(request: Request, ticket_id: str, visitor: Supervisor) -> Response:
    return _shown(request, ticket_id, visitor)


@router.post("/tickets/{ticket_id}/urge")
def urge_it(
    request: Request, ticket_id: str, visitor: Supervisor, text: Annotated[str, Form(max_length=4000)] = ""
) -> Response:
    """督办意见。"""
    house = house_of(request)
    try:
        with house.database.unit_of_work() as uow:
            urge(TicketId(ticket_id), text, actor=visitor.actor, uow=uow, book=house.book, now=house.now())
    except BadInput as reason:
        return _shown(request, ticket_id, visitor, str(reason), text)
    return RedirectResponse(f"/supervision/tickets/{ticket_id}?done=urge", status_code=303)


def _shown(
    request: Request, ticket_id: str, visitor: Visitor, problem: str = "", typed: str = ""
) -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        t = view(TicketId(ticket_id), visitor.actor, uow=uow, book=house.book, today=house.today())
    marks = [Marked(f.name, f.start, f.end) for f in t.fields if f.start is not None and f.end is not None]
    return page(
        request,
        "supervision/ticket.html",
        visitor=visitor,
        status=400 if problem else 200,
        current="tickets",
        t=t,
        segments=segments(t.text, marks),
        problem=problem,
        typed=typed,
        done="" if problem or "done" not in request.query_params else f"督办意见已发给{t.lead_name}。",
    )

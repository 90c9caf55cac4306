"""转人工的对话：坐席看全程、接手、在对话里答、把它立成工单、结束。"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.api.chat import MOST_SEQ
from bot.desk.queue import Clerk, read_queue
from bot.web.render import house_of, page
from bot.web.words import FIELD_NAMES, as_read, field_value
from complaint_store.domain.errors import BadInput
from complaint_store.services.answer_case import answer_case, case_view, close_case, take_case

router = APIRouter(prefix="/desk/cases", include_in_schema=False)


@router.get("/{case_id}")
def case(request: Request, case_id: str, visitor: Clerk) -> Response:
    return _shown(request, case_id, visitor)


@router.post("/{case_id}/take")
def take(request: Request, case_id: str, visitor: Clerk) -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        take_case(case_id, actor=visitor.actor, uow=uow, now=house.now())
    return RedirectResponse(f"/desk/cases/{case_id}#answer", status_code=303)


@router.post("/{case_id}/answer")
def answer(
    request: Request, case_id: str, visitor: Clerk, text: Annotated[str, Form(max_length=20_000)] = ""
) -> Response:
    house = house_of(request)
    if not text.strip():
        return _shown(request, case_id, visitor, problem="请先写下要答复的话。")
    try:
        with house.database.unit_of_work() as uow:
            answer_case(case_id, text.strip(), actor=visitor.actor, uow=uow, now=house.now())
    except BadInput as reason:
        return _shown(request, case_id, visitor, problem=str(reason), typed=text)
    return RedirectResponse(f"/desk/cases/{case_id}#answer", status_code=303)


@router.post("/{case_id}/close")
def close(
    request: Request,
    case_id: str,
    visitor: Clerk,
    note: Annotated[str, Form(max_length=2000)] = "",
    seen: Annotated[int | None, Form(ge=0, le=MOST_SEQ)] = None,
) -> Response:
    house = house_of(request)
    try:
        with house.database.unit_of_work() as uow:
            close_case(case_id, actor=visitor.actor, uow=uow, now=house.now(), note=note.strip(), seen=seen)
    except BadInput as reason:
        return _shown(request, case_id, visitor, problem=str(reason))
    return RedirectResponse("/desk", status_code=303)


def _shown(request: Request, case_id: str, visitor: Clerk, *, problem: str = "", typed: str = "") -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        found = case_view(case_id, visitor.actor, uow=uow)
    told = [m.text for m in found.messages if m.direction == "in" and not m.text.startswith("/")]
    noted = [
        (FIELD_NAMES[name], field_value(name, value))
        for name, value in (found.state.get("filled") or {}).items()
        if name in FIELD_NAMES and value not in (None, "")
    ]
    return page(
        request,
        "desk/case.html",
        visitor=visitor,
        status=400 if problem else 200,
        queue=read_queue(request, visitor),
        current=case_id,
        case=found,
        seen=found.messages[-1].seq if found.messages else 0,
        talk=list(zip(found.messages, as_read(found.messages), strict=True)),
        told="\n".join(told),
        noted=noted,
        problem=problem,
        typed=typed,
    )

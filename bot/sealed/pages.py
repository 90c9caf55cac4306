"""密件：只有纪检监察能进；没有开通时，这里如同不存在。"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.web.access import allow
from bot.web.news import since_the_last_reply
from bot.web.render import house_of, page
from bot.web.sessions import Visitor
from complaint_store.domain.errors import BadInput, MoveNotAllowed, NotAllowed, NotFound
from complaint_store.domain.ids import TicketId
from complaint_store.services.actors import Role
from complaint_store.services.ask_material import ask_material
from complaint_store.services.close import close
from complaint_store.services.queues import inspector_queue
from complaint_store.services.reply import reply
from complaint_store.services.sign import sign
from complaint_store.services.ticket_view import view
from complaint_store.services.views import Moved

router = APIRouter(prefix="/sealed", include_in_schema=False)
Inspector = Annotated[Visitor, Depends(allow(Role.INSPECTOR))]


@dataclass(frozen=True, slots=True)
class SealedStep:
    """一个步骤的按钮、要写的话、做了会怎样、做完说什么。"""

    button: str
    words: str
    hint: str
    done: str


STEPS = {
    "sign": SealedStep("签收", "", "签收后，反映人会在对话里和查询页上看到已经收下。", "已签收。"),
    "reply": SealedStep(
        "答复", "给反映人的答复", "反映人凭查询码看到；匿名的也看得到。", "答复已发给反映人。"
    ),
    "ask_material": SealedStep(
        "请补充材料", "需要补充什么", "反映人凭查询码补充，材料只在密件通道里。", "已请反映人补充材料。"
    ),
    "close": SealedStep("办结", "办结说明（可以不写）", "", "已办结。"),
}

WORDY: Mapping[str, Callable[..., Moved]] = {"reply": reply, "ask_material": ask_material, "close": close}


def _must_be_enabled(request: Request) -> None:
    if not house_of(request).settings.sealed_lane:
        raise NotFound


@router.get("")
def queue(request: Request, visitor: Inspector, all: bool = False) -> Response:
    _must_be_enabled(request)
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        lines = inspector_queue(
            visitor.actor, uow=uow, book=house.book, today=house.today(), include_closed=all
        )
    return page(request, "sealed/queue.html", visitor=visitor, lines=lines, all=all)


@router.get("/tickets/{ticket_id}")
def ticket(request: Request, ticket_id: str, visitor: Inspector) -> Response:
    _must_be_enabled(request)
    return _shown(request, ticket_id, visitor)


@router.post("/tickets/{ticket_id}/{step}")
def step_it(
    request: Request,
    ticket_id: str,
    step: str,
    visitor: Inspector,
    text: Annotated[str, Form(max_length=20_000)] = "",
) -> Response:
    _must_be_enabled(request)
    if step not in STEPS:
        raise NotFound
    words = text.strip()
    if step in {"reply", "ask_material"} and not words:
        return _shown(request, ticket_id, visitor, "请先写好要发的话。", {step: words})
    house = house_of(request)
    common: dict[str, Any] = {"actor": visitor.actor, "book": house.book, "now": house.now()}
    try:
        with house.database.unit_of_work() as uow:
            if step == "sign":
                sign(TicketId(ticket_id), uow=uow, **common)
            else:
                WORDY[step](TicketId(ticket_id), words, uow=uow, **common)
    except BadInput as reason:
        return _shown(request, ticket_id, visitor, str(reason), {step: words})
    except (MoveNotAllowed, NotAllowed):
        problem = "这一步现在不能办，请看清下面最新的情况。"
        return _shown(request, ticket_id, visitor, problem, {step: words})
    return RedirectResponse(f"/sealed/tickets/{ticket_id}?done={step}", status_code=303)


def _shown(
    request: Request,
    ticket_id: str,
    visitor: Visitor,
    problem: str = "",
    typed: Mapping[str, str] | None = None,
) -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        t = view(TicketId(ticket_id), visitor.actor, uow=uow, book=house.book, today=house.today())
    return page(
        request,
        "sealed/ticket.html",
        visitor=visitor,
        status=400 if problem else 200,
        t=t,
        news=since_the_last_reply(t.events),
        steps=STEPS,
        problem=problem,
        typed=typed or {},
        done=STEPS[asked].done
        if (asked := request.query_params.get("done", "")) in STEPS and not problem
        else "",
    )

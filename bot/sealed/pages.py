"""密件：只有纪检监察能进；没有开通时，这里如同不存在。"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.web.access import allow
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
STEPS = {  # 步骤 → 按钮、要写的话
    "sign": ("签收", ""),
    "reply": ("答复", "给反映人的答复"),
    "ask_material": ("请补充材料", "需要补充什么"),
    "close": ("办结", "办结说明（可以不写）"),
}

WORDY: Mapping[str, Callable[..., Moved]] = {"reply": reply, "ask_material": ask_material, "close": close}


def _must_be_enabled(request: Request) -> None:
    if not house_of(request).settings.sealed_lane:
        raise NotFound


@router.get("")
def queue(request: Request, visitor: Inspector) -> Response:
    _must_be_enabled(request)
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        lines = inspector_queue(visitor.actor, uow=uow, book=house.book, today=house.today())
    return page(request, "sealed/queue.html", visitor=visitor, lines=lines)


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
        return _shown(request, ticket_id, visitor, "请先写好要发的话。")
    house = house_of(request)
    common: dict[str, Any] = {"actor": visitor.actor, "book": house.book, "now": house.now()}
    try:
        with house.database.unit_of_work() as uow:
            if step == "sign":
                sign(TicketId(ticket_id), uow=uow, **common)
            else:
                WORDY[step](TicketId(ticket_id), words, uow=uow, **common)
    except BadInput as reason:
        return _shown(request, ticket_id, visitor, str(reason))
    except (MoveNotAllowed, NotAllowed):
        return _shown(request, ticket_id, visitor, "这一步现在不能办，请看清下面最新的情况。")
    return RedirectResponse(f"/sealed/tickets/{ticket_id}", status_code=303)


def _shown(request: Request, ticket_id: str, visitor: Visitor, problem: str = "") -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        t = view(TicketId(ticket_id), visitor.actor, uow=uow, book=house.book, today=house.today())
    return page(
        request,
        "sealed/ticket.html",
        visitor=visitor,
        status=400 if problem else 200,
        t=t,
        steps=STEPS,
        problem=problem,
    )

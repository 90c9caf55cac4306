"""坐席查条款：问一句，得到逐字条文和出处；资料里没有就说没有。"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bot.desk.queue import Clerk, read_queue
from bot.web.render import house_of, page

router = APIRouter(prefix="/desk/policy", include_in_schema=False)


@router.get("")
def policy(request: Request, visitor: Clerk, q: str = "") -> Response:
    house = house_of(request)
    question = q.strip()[:500]
    return page(
        request,
        "desk/policy.html",
        visitor=visitor,
        queue=read_queue(request, visitor),
        current="policy",
        question=question,
        answer=house.library.answer(question, house.today()) if question else None,
    )

"""坐席的队列：先是需要人马上看的，再是其余的；键盘可以走遍。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.web.access import allow
from bot.web.render import house_of, page
from bot.web.sessions import Visitor
from complaint_store.domain.lifecycle import Status
from complaint_store.services.actors import Role
from complaint_store.services.answer_case import open_cases
from complaint_store.services.earlier_calls import found_for_clerk
from complaint_store.services.flags import PERSON_FIRST, needs_person
from complaint_store.services.queues import desk_queue
from complaint_store.services.told_on_phone import to_read_out
from complaint_store.services.undeliverable import DeadLetter, dead_letters, retry
from complaint_store.services.views import CaseLine, TicketLine

router = APIRouter(prefix="/desk", include_in_schema=False)
Clerk = Annotated[Visitor, Depends(allow(Role.CLERK))]


@dataclass(frozen=True, slots=True)
class DeskQueue:
    """左栏。"""

    cases: tuple[CaseLine, ...]
    first: tuple[TicketLine, ...]  # 需要人先看
    rest: tuple[TicketLine, ...]
    undeliverable: tuple[DeadLetter, ...]
    search: str = ""


def read_queue(request: Request, visitor: Visitor, search: str = "") -> DeskQueue:
    """Everything that the left pane shows."""
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        cases = open_cases(visitor.actor, uow=uow)
        if search.strip():
            lines = found_for_clerk(
                search[:40], actor=visitor.actor, uow=uow, book=house.book, now=house.now()
            )
        else:
            lines = desk_queue(visitor.actor, uow=uow, book=house.book, today=house.today())
        dead = dead_letters(visitor.actor, uow=uow, book=house.book)
    first = tuple(line for line in lines if needs_a_person(line))
    rest = tuple(line for line in lines if not needs_a_person(line))
    return DeskQueue(cases, first, rest, dead, search)


def needs_a_person(line: TicketLine) -> bool:
    """待人工分派、被退回、拿不准、逾期（连签收、受理的也算）、没送到、待批延期等。"""
    waits = line.status in {Status.AT_DESK, Status.RETURNED}
    late = line.next_left is not None and line.next_left < 0
    return waits or late or needs_person(line.flags) < len(PERSON_FIRST)


@router.get("")
def desk(request: Request, visitor: Clerk, q: str = "", filed: str = "") -> Response:
    numbers = [number for number in filed.split(",") if number][:10]
    return started(request, visitor, search=q, filed=numbers)


@router.post("/search")
def search(request: Request, visitor: Clerk, q: Annotated[str, Form(max_length=100)] = "") -> Response:
    """找工单: sent as a form, so that a phone or a name stands in no address and no log."""
    return started(request, visitor, search=q)


def started(
    request: Request,
    visitor: Visitor,
    *,
    search: str = "",
    filed: Sequence[str] = (),
    sealed: Sequence[str] = (),
    transcript: str = "",
    problem: str = "",
) -> Response:
    """立单页: with what was just filed to be read out, or with what hindered the reading."""
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        told = to_read_out(filed, actor=visitor.actor, uow=uow, book=house.book, today=house.today())
    return page(
        request,
        "desk/start.html",
        visitor=visitor,
        status=400 if problem else 200,
        queue=read_queue(request, visitor, search),
        current="",
        filed=filed,
        told=told,
        sealed=sealed,
        transcript=transcript,
        problem=problem,
    )


@router.get("/undeliverable")
def undeliverable(request: Request, visitor: Clerk) -> Response:
    return page(
        request,
        "desk/undeliverable.html",
        visitor=visitor,
        queue=read_queue(request, visitor),
        current="undeliverable",
    )


@router.post("/undeliverable/{notice_id}/retry")
def send_again(request: Request, notice_id: str, visitor: Clerk) -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        retry(notice_id, actor=visitor.actor, uow=uow, now=house.now())
    return RedirectResponse("/desk/undeliverable", status_code=303)

"""督办：四率、逾期、按单位和类别的表，每个数都能点开看后面的工单。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.desk.marks import Marked, segments
from bot.web.access import allow
from bot.web.render import house_of, page
from bot.web.sessions import Visitor
from complaint_store.domain.errors import BadInput
from complaint_store.domain.ids import CategoryId, TicketId, UnitId
from complaint_store.domain.lifecycle import Status
from complaint_store.services.actors import Role
from complaint_store.services.figures import FigureRow, Rate, figures
from complaint_store.services.queues import supervisor_queue
from complaint_store.services.ticket_view import view
from complaint_store.services.urge import urge

router = APIRouter(prefix="/supervision", include_in_schema=False)
Supervisor = Annotated[Visitor, Depends(allow(Role.SUPERVISOR))]
DAYS = 30
NOBODY = "none"  # 还没有单位、还没有定类别的


@dataclass(frozen=True, slots=True)
class Tile:
    """一个数、它的变化和它后面有多少件."""

    name: str
    number: str
    change: str
    behind: str
    href: str = ""


@router.get("")
def overview(request: Request, visitor: Supervisor, since: str = "", until: str = "") -> Response:
    house = house_of(request)
    start, end = period(since, until, house.today())
    with house.database.unit_of_work() as uow:
        found = figures(visitor.actor, since=start, until=end, today=house.today(), uow=uow, book=house.book)
        overdue = supervisor_queue(
            visitor.actor, uow=uow, book=house.book, today=house.today(), overdue_only=True, limit=20
        )
    return page(
        request,
        "supervision/overview.html",
        visitor=visitor,
        current="overview",
        f=found,
        tiles=tiles(found.total, found.before, f"since={start}&until={end}"),
        overdue=overdue,
        since=start,
        until=end,
    )


@router.get("/tickets")
def tickets(
    request: Request,
    visitor: Supervisor,
    overdue: bool = False,
    unit: str = "",
    category: str = "",
    status: str = "",
    since: str = "",
    until: str = "",
) -> Response:
    house = house_of(request)
    start, end = (period(since, until, house.today())) if since or until else (None, None)
    with house.database.unit_of_work() as uow:
        lines = supervisor_queue(
            visitor.actor,
            uow=uow,
            book=house.book,
            today=house.today(),
            overdue_only=overdue,
            unit=UnitId(unit) if unit in house.book.units else None,
            category=CategoryId(category) if category in house.book.categories else None,
            status=Status(status) if status in {s.value for s in Status} else None,
            since=start,
            until=end,
        )
    if unit == NOBODY:
        lines = tuple(line for line in lines if line.lead is None)
    if category == NOBODY:
        lines = tuple(line for line in lines if line.category is None)
    return page(
        request,
        "supervision/tickets.html",
        visitor=visitor,
        current="tickets",
        lines=lines,
        overdue=overdue,
        unit=unit,
        category=category,
        since=start,
        until=end,
        units=sorted(house.book.units.values(), key=lambda u: u.name),
        categories=list(house.book.categories.values()),
    )


@router.get("/tickets/{ticket_id}")
def ticket(request: Request, ticket_id: str, visitor: Supervisor) -> Response:
    return _shown(request, ticket_id, visitor)


@router.post("/tickets/{ticket_id}/urge")
def urge_it(
    request: Request, ticket_id: str, visitor: Supervisor, text: Annotated[str, Form(max_length=4000)] = ""
) -> Response:
    """督办意见."""
    house = house_of(request)
    try:
        with house.database.unit_of_work() as uow:
            urge(TicketId(ticket_id), text, actor=visitor.actor, uow=uow, book=house.book, now=house.now())
    except BadInput as reason:
        return _shown(request, ticket_id, visitor, str(reason))
    return RedirectResponse(f"/supervision/tickets/{ticket_id}", status_code=303)


def _shown(request: Request, ticket_id: str, visitor: Visitor, problem: str = "") -> Response:
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
    )


def period(since: str, until: str, today: date) -> tuple[date, date]:
    """The asked days, or the last thirty when they are not days or the wrong way round."""
    try:
        start, end = date.fromisoformat(since), date.fromisoformat(until)
    except ValueError:
        return today - timedelta(days=DAYS - 1), today
    return (start, end) if start <= end else (end, start)


def tiles(now: FigureRow, before: FigureRow, days: str) -> list[Tile]:
    """Each figure opens the tickets of its days."""
    behind = f"/supervision/tickets?{days}"
    late = "/supervision/tickets?overdue=1"
    return [
        Tile("收到", f"{now.filed}件", _count_change(now.filed, before.filed), f"n={now.filed}", behind),
        Tile("逾期未办结", f"{now.overdue}件", "", f"在办 {now.open} 件", late),
        _rate("签收率", now.signed, before.signed, behind),
        _rate("按期办结率", now.on_time, before.on_time, behind),
        _rate("解决率", now.solved, before.solved, behind),
        _rate("满意率", now.satisfied, before.satisfied, behind),
    ]


def percent(rate: Rate) -> str:
    return "暂无" if rate.value is None else f"{rate.value * 100:.0f}%"


def _rate(name: str, now: Rate, before: Rate, href: str) -> Tile:
    change = ""
    if now.value is not None and before.value is not None:
        points = round(now.value * 100) - round(before.value * 100)
        change = "与上期持平" if points == 0 else f"比上期{'高' if points > 0 else '低'}{abs(points)}个百分点"
    return Tile(name, percent(now), change, f"n={now.n}", href)


def _count_change(now: int, before: int) -> str:
    if now == before:
        return "与上期一样多"
    return f"比上期{'多' if now > before else '少'}{abs(now - before)}件"

"""督办：四率、逾期、图和图下的表，每个数都能点开看后面的工单。"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.desk.marks import Marked, segments
from bot.supervision.drawing import draw
from bot.supervision.figure_words import WORDS, percent, told
from bot.supervision.sections import NOBODY, sections
from bot.supervision.tiles import tiles
from bot.web.access import allow
from bot.web.render import house_of, page
from bot.web.sessions import Visitor
from bot.web.unit_choices import by_place
from complaint_store.domain.errors import BadInput
from complaint_store.domain.ids import CategoryId, TicketId, UnitId
from complaint_store.domain.lifecycle import Status
from complaint_store.services.actors import Role
from complaint_store.services.behind_figures import Narrowed, tickets_behind
from complaint_store.services.figures import Figure, figures
from complaint_store.services.queues import Wanted, supervisor_count, supervisor_queue
from complaint_store.services.ticket_view import view
from complaint_store.services.urge import urge
from complaint_store.services.views import TicketLine

router = APIRouter(prefix="/supervision", include_in_schema=False)
Supervisor = Annotated[Visitor, Depends(allow(Role.SUPERVISOR))]
DAYS = 30
FIRST, LISTED = 20, 500  # 总览上、工单页上最多列多少件；一共多少件总是写明
YEARS = (2000, 2099)  # 问到这以外的，当没看懂


@router.get("")
def overview(request: Request, visitor: Supervisor, since: str = "", until: str = "") -> Response:
    house = house_of(request)
    start, end = period(since, until, house.today())
    with house.database.unit_of_work() as uow:
        found = figures(visitor.actor, since=start, until=end, today=house.today(), uow=uow, book=house.book)
        late = Wanted(overdue_only=True)
        overdue = supervisor_queue(
            visitor.actor, late, uow=uow, book=house.book, today=house.today(), limit=FIRST
        )
        overdue_in_all = supervisor_count(visitor.actor, late, uow=uow, today=house.today())
    return page(
        request,
        "supervision/overview.html",
        visitor=visitor,
        current="overview",
        sections=sections(found),
        draw=draw,
        tiles=tiles(found.total, found.before, f"since={start}&until={end}"),
        overdue=overdue,
        overdue_in_all=overdue_in_all,
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
    figure: str = "",
    since: str = "",
    until: str = "",
) -> Response:
    house = house_of(request)
    if figure in set(Figure):
        return _behind(request, visitor, Figure(figure), unit, category, since, until)
    start, end = (period(since, until, house.today())) if since or until else (None, None)
    wanted = Wanted(
        overdue_only=overdue,
        unit=UnitId(unit) if unit in house.book.units else None,
        category=CategoryId(category) if category in house.book.categories else None,
        without=tuple(name for name, asked in (("lead", unit), ("category", category)) if asked == NOBODY),
        status=Status(status) if status in {s.value for s in Status} else None,
        since=start,
        until=end,
    )
    with house.database.unit_of_work() as uow:
        lines = supervisor_queue(
            visitor.actor, wanted, uow=uow, book=house.book, today=house.today(), limit=LISTED
        )
        in_all = supervisor_count(visitor.actor, wanted, uow=uow, today=house.today())
    return _listed(
        request,
        visitor,
        "逾期未办结的工单" if overdue else "工单",
        lines,
        in_all,
        overdue=overdue,
        unit=unit,
        category=category,
        since=start,
        until=end,
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
        return _shown(request, ticket_id, visitor, str(reason), text)
    return RedirectResponse(f"/supervision/tickets/{ticket_id}?done=urge", status_code=303)


def _behind(
    request: Request, visitor: Visitor, figure: Figure, unit: str, category: str, since: str, until: str
) -> Response:
    """一个数后面的工单."""
    house = house_of(request)
    start, end = period(since, until, house.today())
    only = Narrowed(
        lead=(None if unit == NOBODY else UnitId(unit),) if unit else (),
        category=(None if category == NOBODY else CategoryId(category),) if category else (),
    )
    with house.database.unit_of_work() as uow:
        found = tickets_behind(
            visitor.actor,
            figure,
            since=start,
            until=end,
            only=only,
            today=house.today(),
            uow=uow,
            book=house.book,
            limit=LISTED,
        )
    name = WORDS[figure].name
    return _listed(
        request,
        visitor,
        f"{name} {percent(found.rate)}" if WORDS[figure].missed else name,
        found.lines,
        found.rate.n,
        figure=figure.value,
        said=told(figure, found.rate),
        missed=found.missed,
        missed_word=WORDS[figure].missed,
        unit=unit,
        category=category,
        since=start,
        until=end,
    )


def _listed(
    request: Request, visitor: Visitor, title: str, lines: Sequence[TicketLine], in_all: int, **more: Any
) -> Response:
    book = house_of(request).book
    return page(
        request,
        "supervision/tickets.html",
        visitor=visitor,
        current="tickets",
        title=title,
        lines=lines,
        in_all=in_all,
        nobody=NOBODY,
        units=by_place(book),
        categories=list(book.categories.values()),
        **{"overdue": False, "figure": "", "said": "", "missed": frozenset(), "missed_word": "", **more},
    )


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


def period(since: str, until: str, today: date) -> tuple[date, date]:
    """The asked days, or the last thirty when they are not days or the wrong way round."""
    try:
        start, end = sorted((date.fromisoformat(since), date.fromisoformat(until)))
    except ValueError:
        start = end = date.min
    if start.year < YEARS[0] or end.year > YEARS[1]:
        return today - timedelta(days=DAYS - 1), today
    return start, end

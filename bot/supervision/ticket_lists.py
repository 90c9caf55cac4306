"""督办的工单页：一个数后面的工单，或按单位、事项、日子挑出来的；一样的可以存成表格。"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from bot.spreadsheet import detail_table, write_xlsx
from bot.supervision.access import Supervisor
from bot.supervision.figure_words import WORDS, percent, told
from bot.supervision.period import period
from bot.supervision.sections import NOBODY
from bot.web.render import house_of, page
from bot.web.sessions import Visitor
from bot.web.unit_choices import by_place
from complaint_store.domain.ids import CategoryId, TicketId, UnitId
from complaint_store.domain.lifecycle import Status
from complaint_store.services.behind_figures import Narrowed, tickets_behind
from complaint_store.services.figures import EVERYTHING, Figure
from complaint_store.services.ports import TicketQuery
from complaint_store.services.queues import Wanted, late_to_sign, supervisor_count, supervisor_queue
from complaint_store.services.report import rows_of
from complaint_store.services.views import TicketLine
from complaint_store.services.words import STATUS_TEXT

router = APIRouter(prefix="/supervision", include_in_schema=False)
LISTED = 500  # 页面上最多列多少件；一共多少件总是写明，存成表格的是全部
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Asked:
    """地址里问的是哪些工单。"""

    overdue: bool = False
    unsigned: bool = False  # 过了受理、告知的日子还没签收的
    unit: str = ""
    category: str = ""
    status: str = ""
    figure: str = ""
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """找到的工单，和页面上怎么说它们。"""

    title: str
    lines: tuple[TicketLine, ...]
    in_all: int
    every: tuple[TicketQuery, ...]  # 去取全部的
    since: date | None
    until: date | None
    said: str = ""
    missed: frozenset[TicketId] = frozenset()  # 没做到的
    missed_word: str = ""


AskedFor = Annotated[Asked, Depends()]


@router.get("/tickets")
def tickets(request: Request, visitor: Supervisor, asked: AskedFor) -> Response:
    book = house_of(request).book
    return page(
        request,
        "supervision/tickets.html",
        visitor=visitor,
        current="tickets",
        asked=asked,
        found=_find(request, visitor, asked, LISTED),
        figure=asked.figure in set(Figure),
        query=request.url.query,
        nobody=NOBODY,
        statuses=STATUS_TEXT,
        units=by_place(book),
        categories=list(book.categories.values()),
    )


@router.get("/tickets.xlsx")
def spreadsheet(request: Request, visitor: Supervisor, asked: AskedFor) -> Response:
    """存成表格: the same tickets, all of them, one a line."""
    house = house_of(request)
    found = _find(request, visitor, asked, limit=0)
    with house.database.unit_of_work() as uow:
        every = rows_of(visitor.actor, found.every, today=house.today(), uow=uow, book=house.book)
        head, body = detail_table(every)
    file = io.BytesIO()
    write_xlsx(head, body, file)
    headers = {
        "Content-Disposition": f'attachment; filename="gongdan-{house.today()}.xlsx"',
        "Cache-Control": "no-store",
    }
    return Response(file.getvalue(), media_type=XLSX, headers=headers)


def _find(request: Request, visitor: Visitor, asked: Asked, limit: int) -> Found:
    if asked.figure in set(Figure):
        return _behind(request, visitor, asked, limit)
    house = house_of(request)
    book, today = house.book, house.today()
    if asked.unsigned:
        with house.database.unit_of_work() as uow:
            lines = late_to_sign(visitor.actor, uow=uow, book=book, today=today)
        every = TicketQuery(ids=tuple(line.ticket_id for line in lines), limit=EVERYTHING)
        return Found("过了日子还没有单位签收的工单", lines, len(lines), (every,), None, None)
    start, end = period(asked.since, asked.until, today) if asked.since or asked.until else (None, None)
    chosen = (("lead", asked.unit), ("category", asked.category))
    wanted = Wanted(
        overdue_only=asked.overdue,
        unit=UnitId(asked.unit) if asked.unit in book.units else None,
        category=CategoryId(asked.category) if asked.category in book.categories else None,
        without=tuple(name for name, choice in chosen if choice == NOBODY),
        status=Status(asked.status) if asked.status in {s.value for s in Status} else None,
        since=start,
        until=end,
    )
    with house.database.unit_of_work() as uow:
        lines = supervisor_queue(visitor.actor, wanted, uow=uow, book=book, today=today, limit=limit)
        in_all = supervisor_count(visitor.actor, wanted, uow=uow, today=today)
    return Found(
        "逾期未办结的工单" if asked.overdue else "工单",
        lines,
        in_all,
        (wanted.query(today, EVERYTHING),),
        start,
        end,
    )


def _behind(request: Request, visitor: Visitor, asked: Asked, limit: int) -> Found:
    """一个数后面的工单。"""
    house = house_of(request)
    figure = Figure(asked.figure)
    start, end = period(asked.since, asked.until, house.today())
    unit, category = asked.unit, asked.category
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
            limit=limit,
        )
    words = WORDS[figure]
    return Found(
        title=f"{words.name} {percent(found.rate)}" if words.missed else words.name,
        lines=found.lines,
        in_all=found.rate.n,
        every=found.every,
        since=start,
        until=end,
        said=told(figure, found.rate),
        missed=found.missed,
        missed_word=words.missed,
    )

"""督办总览：四率、逾期、图和图下的表，每个数都能点开看后面的工单。"""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from bot.supervision.access import Supervisor
from bot.supervision.drawing import draw
from bot.supervision.period import period
from bot.supervision.sections import sections
from bot.supervision.tiles import tiles
from bot.web.render import house_of, page
from complaint_store.services.figures import figures
from complaint_store.services.queues import Wanted, late_to_sign, supervisor_count, supervisor_queue

router = APIRouter(prefix="/supervision", include_in_schema=False)
FIRST = 20  # 总览上最多列多少件逾期的；一共多少件总是写明


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
        unsigned = late_to_sign(visitor.actor, uow=uow, book=house.book, today=house.today())
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
        unsigned=unsigned[:FIRST],
        unsigned_in_all=len(unsigned),
        since=start,
        until=end,
    )

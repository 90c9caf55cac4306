"""总览的三节：按日子、按承办单位、按事项；每节先是图，图下是同样的数，一行一行都能点开。"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from bot.supervision.charts import Chart, ChartName, charts
from complaint_store.services.figures import FigureRow, Figures

NOBODY = "none"  # 还没有单位、还没有定类别的


@dataclass(frozen=True, slots=True)
class Line:
    """表里的一行，和它后面那些工单的地址。"""

    row: FigureRow
    query: str


@dataclass(frozen=True, slots=True)
class Section:
    """一节。"""

    caption: str
    rows_are: str  # 表里一行是什么
    charts: tuple[Chart, ...]
    lines: tuple[Line, ...]


def sections(found: Figures) -> tuple[Section, ...]:
    drawn = charts(found)
    step = found.over_time[0][0].step
    over_time = tuple(
        Line(row, urlencode({"since": part.since, "until": part.until})) for part, row in found.over_time
    )
    return (
        Section(f"按收到的日子，一{step}一行", "日子", (drawn[ChartName.OVER_TIME],), over_time),
        Section(
            "按承办单位",
            "单位",
            (drawn[ChartName.OPEN_BY_UNIT], drawn[ChartName.ON_TIME_BY_UNIT]),
            tuple(_lines("unit", found.by_unit, found)),
        ),
        Section(
            "按事项",
            "事项",
            (drawn[ChartName.BY_CATEGORY],),
            tuple(_lines("category", found.by_category, found)),
        ),
    )


def _lines(kind: str, rows: Iterable[FigureRow], found: Figures) -> Iterable[Line]:
    for row in rows:
        yield Line(row, urlencode({kind: row.id or NOBODY, "since": found.since, "until": found.until}))

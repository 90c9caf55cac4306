"""总览的四张图：各画哪些数、从哪一条画起、用话怎么说；没有可画的时候说什么。"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.supervision.figure_words import WORDS
from complaint_store.services.figures import Figure, FigureRow, Figures
from complaint_store.services.stretches import Step, Stretch

BARS_AT_MOST = 12  # 再多就看不清了；表里总是全的


class ChartName(StrEnum):
    OVER_TIME = "over-time"
    OPEN_BY_UNIT = "open-by-unit"
    ON_TIME_BY_UNIT = "on-time-by-unit"
    BY_CATEGORY = "by-category"


class Part(StrEnum):
    """一条里的一段：情况有三种，各有自己的花纹。"""

    LATE = "late"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Bar:
    """一条：叫什么、图上怎么写、各段多少件、整条用话怎么说。"""

    name: str
    label: str
    counts: tuple[int, ...]
    told: str


@dataclass(frozen=True, slots=True)
class Chart:
    """一张图；一条也没有时，用 `empty` 里的话代替。"""

    name: ChartName
    title: str
    parts: tuple[tuple[Part, str], ...]  # 从底边往外各是什么：要留意的挨着底边，好比较
    bars: tuple[Bar, ...]
    left_out: int
    empty: str

    @property
    def words(self) -> str:
        """The whole chart in words, for who does not see it; the same numbers as the table under it."""
        rest = f"另有{self.left_out}个没有画，都在下面的表里。" if self.left_out else ""
        return f"条形图，{self.title}：{'；'.join(bar.told for bar in self.bars)}。{rest}"


def charts(found: Figures) -> dict[ChartName, Chart]:
    """All four, from the same figures as the tables."""
    drawn = (
        _over_time(found.over_time),
        _open_by_unit(found.by_unit),
        _on_time_by_unit(found.by_unit),
        _by_category(found.by_category),
    )
    return {chart.name: chart for chart in drawn}


CONDITION = ((Part.LATE, "逾期未办结"), (Part.OPEN, "在办未逾期"), (Part.DONE, "已答复或办结"))


def _over_time(rows: tuple[tuple[Stretch, FigureRow], ...]) -> Chart:
    any_filed = any(row.filed for _, row in rows)
    step = rows[0][0].step
    return Chart(
        ChartName.OVER_TIME,
        f"每{step}收到多少，现在怎样了",
        CONDITION,
        tuple(_condition(row, _axis_label(stretch)) for stretch, row in rows) if any_filed else (),
        0,
        f"这一段还没有收到工单，每{step}收到的件数会画在这里。",
    )


def _open_by_unit(rows: tuple[FigureRow, ...]) -> Chart:
    running = sorted((r for r in rows if r.open), key=lambda r: (-r.overdue, -r.open, r.name))
    bars = (
        Bar(
            row.name,
            _label(row.name, row.open),
            (row.overdue, row.open - row.overdue),
            f"{row.name}在办{row.open}件" + (f"，其中逾期{row.overdue}件" if row.overdue else ""),
        )
        for row in running
    )
    return _cut(
        ChartName.OPEN_BY_UNIT,
        "各单位在办和逾期的",
        CONDITION[:2],
        bars,
        "这一段收到的没有还在办的。在办和逾期的件数会按单位画在这里。",
    )


def _on_time_by_unit(rows: tuple[FigureRow, ...]) -> Chart:
    due = sorted((r for r in rows if r.on_time.n), key=lambda r: (r.on_time.done - r.on_time.n, -r.on_time.n))
    bars = (
        Bar(
            row.name,
            _label(row.name, row.on_time.n),
            (row.on_time.n - row.on_time.done, row.on_time.done),
            f"{row.name}{row.on_time.n}件，按期{row.on_time.done}件"
            f"，{WORDS[Figure.ON_TIME].missed}{row.on_time.n - row.on_time.done}件",
        )
        for row in due
    )
    return _cut(
        ChartName.ON_TIME_BY_UNIT,
        "各单位已答复或已到期的，按期没有",
        ((Part.LATE, WORDS[Figure.ON_TIME].missed), (Part.DONE, "按期")),
        bars,
        "这一段收到的还没有答复，也没有到期。按期和超过期限的件数会按单位画在这里。",
    )


def _by_category(rows: tuple[FigureRow, ...]) -> Chart:
    filed = sorted((r for r in rows if r.filed), key=lambda r: (-r.filed, r.name))
    return _cut(
        ChartName.BY_CATEGORY,
        "各类事项收到多少，现在怎样了",
        CONDITION,
        (_condition(row, _label(row.name, row.filed)) for row in filed),
        "这一段还没有收到工单，各类事项的件数会画在这里。",
    )


def _cut(
    name: ChartName, title: str, parts: tuple[tuple[Part, str], ...], bars: Iterable[Bar], empty: str
) -> Chart:
    every = tuple(bars)
    return Chart(name, title, parts, every[:BARS_AT_MOST], max(0, len(every) - BARS_AT_MOST), empty)


def _condition(row: FigureRow, label: str) -> Bar:
    told = f"{row.name}收到{row.filed}件"
    if row.open:
        told += f"，其中在办{row.open}件" + (f"，逾期{row.overdue}件" if row.overdue else "")
    return Bar(row.name, label, (row.overdue, row.open - row.overdue, row.filed - row.open), told)


def _label(name: str, count: int) -> str:
    return f"{name if len(name) <= 14 else name[:13] + '…'} {count}件"


def _axis_label(part: Stretch) -> str:
    match part.step:
        case Step.YEAR:
            return f"{part.since.year}年"
        case Step.MONTH:
            return f"{part.since.year}年{part.since.month}月"
        case _:
            day = f"{part.since.month}月{part.since.day}日"
            return day if part.since == part.until else f"{day}起"

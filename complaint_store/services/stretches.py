"""分截：一段日子按天、按周、按月还是按年来数，每截从哪天到哪天。"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DAYS_AT_MOST, WEEKS_AT_MOST, MONTHS_AT_MOST = 10, 14, 24  # 再多就换大一号的截
ONE_DAY = timedelta(days=1)


class Step(StrEnum):
    """一截有多长。"""

    DAY = "天"
    WEEK = "周"
    MONTH = "月"
    YEAR = "年"


@dataclass(frozen=True, slots=True)
class Stretch:
    """一截日子，头尾两天都在内；时段两头的一截可以不满。"""

    since: date
    until: date
    step: Step

    @property
    def name(self) -> str:
        """11月2日 / 11月2日至8日 / 2026年11月 / 2026年；不满的月和年写明哪天到哪天。"""
        first, last, after = self.since, self.until, self.until + ONE_DAY
        if self.step is Step.YEAR and (first.month, first.day, after.month, after.day) == (1, 1, 1, 1):
            return f"{first.year}年"
        if self.step is Step.MONTH and first.day == after.day == 1:
            return f"{first.year}年{first.month}月"
        start = f"{first.month}月{first.day}日"
        if self.step in {Step.MONTH, Step.YEAR}:
            start = f"{first.year}年{start}"
        if first == last:
            return start
        return (
            f"{start}至{last.day}日" if first.month == last.month else f"{start}至{last.month}月{last.day}日"
        )


def stretches(since: date, until: date) -> tuple[Stretch, ...]:
    """The days from `since` to `until` without a gap, in as few pieces as an eye can compare."""
    return tuple(_cut(since, until, _step(since, until)))


def _step(since: date, until: date) -> Step:
    days = (until - since).days + 1
    if days <= DAYS_AT_MOST:
        return Step.DAY
    if since.weekday() + days <= WEEKS_AT_MOST * 7:
        return Step.WEEK
    months = (until.year - since.year) * 12 + until.month - since.month + 1
    return Step.MONTH if months <= MONTHS_AT_MOST else Step.YEAR


def _cut(since: date, until: date, step: Step) -> Iterator[Stretch]:
    start = since
    while start <= until:
        end = min(_last_day(start, step), until)
        yield Stretch(start, end, step)
        start = end + ONE_DAY


def _last_day(day: date, step: Step) -> date:
    """The last day of the day, week, month or year that this day is in; a week ends on 星期日。"""
    match step:
        case Step.DAY:
            return day
        case Step.WEEK:
            return day + timedelta(days=6 - day.weekday())
        case Step.MONTH:
            return (day.replace(day=1) + timedelta(days=31)).replace(day=1) - ONE_DAY
        case Step.YEAR:
            return day.replace(month=12, day=31)

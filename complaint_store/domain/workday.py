"""工作日：哪天上班，从某天起数若干个工作日是哪天。"""

from __future__ import annotations

import calendar as month_table
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum


class DayKind(str, Enum):
    """放假通知中的日子。"""

    HOLIDAY = "holiday"  # 放假
    MAKE_UP = "make_up"  # 周末调休上班


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """工作日表; `years` are those whose 放假通知 has been published and entered."""

    days: Mapping[date, DayKind]
    years: frozenset[int]

    def is_working_day(self, day: date) -> bool:
        listed = self.days.get(day)
        if listed is not None:
            return listed is DayKind.MAKE_UP
        return day.weekday() < 5

    def is_certain(self, first: date, last: date) -> bool:
        """Whether every year touched has its notice; if not, the result is 暂定。"""
        return all(year in self.years for year in range(first.year, last.year + 1))


def working_days_after(day: date, count: int, calendar: WorkCalendar) -> date:
    """The `count`-th working day after `day`; the day itself is not counted (当日不计)."""
    if count < 0:
        raise ValueError(f"found {count} working days, expected 0 or more")
    current = day
    left = count
    while left > 0:
        current += timedelta(days=1)
        if calendar.is_working_day(current):
            left -= 1
    return current


def working_days_between(day: date, last: date, calendar: WorkCalendar) -> int:
    """How many working days are left after `day`, up to and with `last`; negative once it is over."""
    if last < day:
        return -working_days_between(last, day, calendar)
    span = range(1, (last - day).days + 1)
    return sum(calendar.is_working_day(day + timedelta(days=step)) for step in span)


def months_after(day: date, count: int) -> date:
    """The same day `count` months later, or that month's last day when there is none."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    last = month_table.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))

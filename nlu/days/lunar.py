"""农历：农历某年某月某日是公历哪一天。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from nlu.lexicon import lines_of


@dataclass(frozen=True)
class LunarYear:
    """一个农历年: its first day, the leap month (0: none), and the length of each month in order."""

    first: date
    leap: int
    lengths: tuple[int, ...]


@lru_cache(maxsize=1)
def lunar_years() -> dict[int, LunarYear]:
    """农历年表 (data/lexicon/lunar.txt)."""
    years = {}
    for line in lines_of("lunar.txt"):
        year, first, leap, sizes = line.split()
        lengths = tuple(30 if size == "L" else 29 for size in sizes)
        years[int(year)] = LunarYear(date.fromisoformat(first), int(leap), lengths)
    return years


def solar_date(year: int, month: int, day: int, leap: bool = False) -> date | None:
    """The solar date of a lunar one; None when that lunar day does not exist or the table does not reach it."""
    lunar = lunar_years().get(year)
    if lunar is None or not 1 <= month <= 12 or (leap and lunar.leap != month):
        return None
    position = month - 1 + (1 if leap or (lunar.leap and month > lunar.leap) else 0)
    if not 1 <= day <= lunar.lengths[position]:
        return None
    return lunar.first + timedelta(days=sum(lunar.lengths[:position]) + day - 1)


def lunar_month_days(year: int, month: int) -> tuple[date, date] | None:
    """The first and the last solar day of a lunar month (not the leap one)."""
    first = solar_date(year, month, 1)
    last = solar_date(year, month, 30) or solar_date(year, month, 29)
    return None if first is None or last is None else (first, last)


def lunar_year_of(day: date) -> int:
    """The lunar year in which a solar day falls."""
    lunar = lunar_years().get(day.year)
    return day.year - 1 if lunar is not None and day < lunar.first else day.year

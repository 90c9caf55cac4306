"""日历推算：把“上个月”“三年前”“去年腊月”“春节前”算成年、月、日，说到哪一级就到哪一级。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from nlu.days.lunar import lunar_month_days, solar_date


@dataclass(frozen=True)
class MonthDay:
    """年月日, 0 where it was not said."""

    year: int
    month: int = 0
    day: int = 0


@dataclass(frozen=True)
class Said:
    """说到的日期, as exact as it was said."""

    iso: str
    month_day: MonthDay
    approx: bool = False
    candidates: tuple[str, ...] = ()

    @classmethod
    def of(cls, year: int, month: int = 0, day: int = 0, approx: bool = False) -> Said:
        iso = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if day else "")
        return cls(iso, MonthDay(year, month, day), approx)


def in_month(year: int, month: int, day: int, today: date) -> Said | None:
    """A day of a month, or the month when no such day exists."""
    if not (1 <= month <= 12 and 1900 <= year <= today.year + 20):
        return None
    if day:
        try:
            date(year, month, day)
        except ValueError:
            day = 0
    return Said.of(year, month, day)


def latest_month(month: int, today: date, day: int = 0) -> MonthDay:
    """The last such month (and day) that is not in the future."""
    future = (month, day) > (today.month, today.day if day else 0)
    return MonthDay(today.year - 1 if future else today.year, month, day)


def day_in(today: date, days: int) -> Said:
    """昨天、前天、大前天。"""
    day = today + timedelta(days=days)
    return Said.of(day.year, day.month, day.day)


def weekday(today: date, weeks: int, name: str | None) -> Said:
    """上周三; without the day the week's Monday, approximately."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
    day = monday + timedelta(
        days="一二三四五六日".index(name.replace("天", "日").replace("末", "六")) if name else 0
    )
    return Said.of(day.year, day.month, day.day, approx=not name)


def ago(today: date, count: float, unit: str, half: bool, vague: bool) -> Said | None:
    """三年前 → the year, 两个月前 → the month, 十天前 → the day."""
    count += 0.5 if half else 0
    if unit == "年" and count >= 1 and not half:
        return Said.of(today.year - int(count), approx=vague)
    if unit in ("年", "月"):
        months = count * 12 if unit == "年" else count
        if months < 1:
            return _days_ago(today, 15, approx=True)
        total = today.year * 12 + today.month - 1 - int(months)
        return Said.of(total // 12, total % 12 + 1, approx=vague)
    days = int(count * (7 if unit == "周" else 1))
    return _days_ago(today, days, vague) if 0 < days < 20_000 else None


def _days_ago(today: date, days: int, approx: bool) -> Said:
    day = today - timedelta(days=days)
    return Said.of(day.year, day.month, day.day, approx)


def lunar_said(year: int, month: int, day: int) -> Said | None:
    """农历某月某日; a lunar month without a day is the solar month in which it begins, the other one a candidate."""
    if day:
        solar = solar_date(year, month, day)
        return None if solar is None else Said.of(solar.year, solar.month, solar.day)
    days = lunar_month_days(year, month)
    if days is None:
        return None
    first, last = days
    both = (f"{first.year:04d}-{first.month:02d}", f"{last.year:04d}-{last.month:02d}")
    candidates = both if both[0] != both[1] else ()
    return Said(both[0], MonthDay(first.year, first.month), True, candidates)


_SOLAR_FESTIVALS = {
    "元旦": (1, 1),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "国庆": (10, 1),
    "十一": (10, 1),
    "清明": (4, 5),
    "三八": (3, 8),
}
_SOLAR_FESTIVALS |= {"六一": (6, 1), "七一": (7, 1), "八一": (8, 1)}
_LUNAR_FESTIVALS = {
    "春节": (1, 1),
    "过年": (1, 1),
    "大年初一": (1, 1),
    "元宵": (1, 15),
    "端午": (5, 5),
    "中秋": (8, 15),
    "五月端午": (5, 5),
    "八月十五": (8, 15),
    "八月中秋": (8, 15),
    "二月二": (2, 2),
    "重阳": (9, 9),
}


def festival(name: str, year: int, around: bool) -> Said | None:
    """节日 of a solar year; 前后、期间 and 过年 keep the month alone."""
    if name in _SOLAR_FESTIVALS:
        month, day = _SOLAR_FESTIVALS[name]
        exact: date | None = date(year, month, day)
        around = around or name == "清明"
    elif name in ("除夕", "大年三十"):
        first = solar_date(year, 1, 1)
        exact = first - timedelta(days=1) if first else None
    elif name == "腊八":
        exact = solar_date(year - 1, 12, 8)
    else:
        exact = solar_date(year, *_LUNAR_FESTIVALS[name])
    if exact is None:
        return None
    if around or name == "过年":
        return Said.of(exact.year, exact.month, approx=True)
    return Said.of(exact.year, exact.month, exact.day)

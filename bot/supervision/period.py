"""督办页上问的是哪一段日子。"""

from __future__ import annotations

from datetime import date, timedelta

DAYS = 30
YEARS = (2000, 2099)  # 问到这以外的，当没看懂


def period(since: str, until: str, today: date) -> tuple[date, date]:
    """The asked days, or the last thirty when they are not days or the wrong way round."""
    try:
        start, end = sorted((date.fromisoformat(since), date.fromisoformat(until)))
    except ValueError:
        start = end = date.min
    if start.year < YEARS[0] or end.year > YEARS[1]:
        return today - timedelta(days=DAYS - 1), today
    return start, end

"""北京时间：全系统的日子都按它算；一天从哪一刻起。"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")  # 中国自 1992 年起无夏令时


def start_of(day: date) -> datetime:
    """The day's first moment."""
    return datetime.combine(day, time.min, SHANGHAI)

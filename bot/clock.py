"""钟：唯一看时间的地方；全系统用北京时间。"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")  # 中国自 1992 年起无夏令时


def shanghai_now() -> datetime:
    return datetime.now(SHANGHAI)

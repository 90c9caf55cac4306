"""钟：唯一看时间的地方；全系统用北京时间。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.domain.beijing_time import SHANGHAI


def shanghai_now() -> datetime:
    return datetime.now(SHANGHAI)

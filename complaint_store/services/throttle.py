"""限次：同一账号、同一地址试错太多，要等一会儿。"""

from __future__ import annotations

from datetime import datetime, timedelta

from complaint_store.services.ports import UnitOfWork
from complaint_store.services.records import ThrottleRow

WINDOW = timedelta(minutes=15)
WAIT = timedelta(minutes=15)  # 等十五分钟：一天最多试几百次，猜不中十位口令；记错的人也等得起
# 一处试一个账号五次；一个办公室常共用一个地址，所以地址放宽；一个账号从各处来的合起来比一个地址多：
# 谁也不能只凭一个地址把别处的人锁在外面
LIMITS = {"pair": 5, "address": 30, "name": 40}


def count_attempt(kind: str, value: str, uow: UnitOfWork, now: datetime) -> datetime | None:
    """Count one more attempt; until when to wait, or None when it may go on. The caller commits."""
    key = f"{kind}:{value}"
    row = uow.throttles.get(key, lock=True)
    if row is not None and row.blocked_until is not None and now < row.blocked_until <= now + WAIT:
        return row.blocked_until
    if row is None or not row.window_start <= now < row.window_start + WINDOW:  # 时钟拨错过的，重新数
        row = ThrottleRow(key, 0, now, None)
    tries = row.failures + 1
    blocked = now + WAIT if tries > LIMITS[kind] else None
    uow.throttles.put(ThrottleRow(key, tries, row.window_start, blocked))
    return blocked


def forgive(kind: str, value: str, uow: UnitOfWork) -> None:
    """It was the right person: this attempt does not count. The caller commits."""
    key = f"{kind}:{value}"
    row = uow.throttles.get(key, lock=True)
    if row is None:
        return
    if kind != "address" or row.failures <= 1:
        uow.throttles.clear(key)
    else:
        uow.throttles.put(ThrottleRow(key, row.failures - 1, row.window_start, None))

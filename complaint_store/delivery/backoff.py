"""退避：发不出的通知隔多久再发，发几次算送不到。"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from complaint_store.domain.channel import TELEGRAM, WEB

# 先密后疏：一分钟挡住一时断线，半小时挡住重启，八小时跨过下班，一天一次跨过周末和三天小长假；
# 再送不到的，一定要有人去看单位的邮箱或系统，所以交给坐席。
WAITS: tuple[timedelta, ...] = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
    timedelta(hours=24),
    timedelta(hours=24),
    timedelta(hours=24),
)

# 每条的租约要长过一次发送的最长时间（webhook 15 秒、SMTP 数十秒），又短得让掉线的投递程序的活很快有人接；
# 一次取几条就租几倍的时间，因为它们是一条接一条发的
LEASE_EACH = timedelta(seconds=90)

# 诉求人那边的推送，多半是停用了机器人，不必试那么久；凭查询码总能查到
SHORTER: Mapping[str, int] = {TELEGRAM: 6, WEB: 4}


def next_wait(channel: str, attempts: int) -> timedelta | None:
    """How long to wait after this many failed attempts; None when it is given up."""
    most = SHORTER.get(channel, len(WAITS))
    return WAITS[attempts - 1] if attempts <= most else None

"""快慢：一个来源一分钟能说几句、能试几次查询码；只记在内存里，来源不落盘。

Every attempt counts alike, before anything is looked up: right, wrong and never issued codes are told the same.
"""

from __future__ import annotations

import time
from collections import OrderedDict

from fastapi import Request

MESSAGES_PER_MINUTE = 60  # 说得再快的人也到不了
LIKE_ONE_MORE = 2_000  # 字；每多这么多字，读它费的工夫又像多说一句
CODES_PER_MINUTE = 30  # 一个办公室常共用一个地址；十六位的码，这样的次数猜一万年也猜不中
ADDRESSES = 10_000  # 记得住的来源数；更早的先忘
LOOPBACK = frozenset({"127.0.0.1", "::1"})
FORWARDED = ("x-forwarded-for", "forwarded", "x-real-ip")  # 有任何一个，就是代理转来的
OWN_MACHINE = ""  # 本机的程序不限


class TooFast(Exception):
    """One source asks too often; the message is one Chinese sentence saying what to do now."""


class Pace:
    """一个来源的快慢: so many a minute; what is not used up comes back little by little."""

    def __init__(
        self, per_minute: int = MESSAGES_PER_MINUTE, sentence: str = "操作得有些快，请过一会儿再试。"
    ) -> None:
        self._per_minute = per_minute
        self._sentence = sentence
        self._seen: OrderedDict[str, tuple[float, float]] = OrderedDict()  # 来源 → (余量, 何时算的)

    def allows(self, source: str, now: float) -> bool:
        left, since = self._seen.pop(source, (float(self._per_minute), now))
        left = min(float(self._per_minute), left + (now - since) * self._per_minute / 60)
        allowed = left >= 1
        self._seen[source] = (left - 1 if allowed else left, now)
        while len(self._seen) > ADDRESSES:
            self._seen.popitem(last=False)
        return allowed

    def count(self, source: str, times: int = 1) -> None:
        """So many more from this source; TooFast when that is too many."""
        for _ in range(times if source != OWN_MACHINE else 0):
            if not self.allows(source, time.monotonic()):
                raise TooFast(self._sentence)


def message_pace() -> Pace:
    return Pace(MESSAGES_PER_MINUTE)


def code_pace() -> Pace:
    return Pace(CODES_PER_MINUTE, "查询码试得太勤了，请过一分钟再试；码记不清了，可以转人工请坐席帮您查。")


def source_of(request: Request) -> str:
    """Where a request comes from. A program on this machine is not counted; what any proxy passes on is.

    A proxy on this machine that is not named in CHENGSU_TRUSTED_PROXIES makes everybody look like this machine:
    its headers give it away, and then all it passes on counts as one source rather than none.
    """
    address = request.client.host if request.client else OWN_MACHINE
    if address in LOOPBACK and not any(name in request.headers for name in FORWARDED):
        return OWN_MACHINE
    return address

"""投递进程的活：送出到时的通知，留下该留的提醒，清掉没有立单的材料。"""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from complaint_store.delivery.worker import DeliveryReport, deliver_due
from complaint_store.services.reminders import leave_reminders
from complaint_store.services.unfiled import remove_unfiled

if TYPE_CHECKING:
    from bot.assembly import House

log = logging.getLogger("chengsu.worker")

LOOK_SECONDS = 2.0  # 多久看一次发件箱
BATCH = 10  # 一次取几条；进程倒下，取了没送的最多等这么多份租约，再由别人接着送
REMIND_EVERY = timedelta(minutes=15)
TIDY_EVERY = timedelta(hours=6)


async def deliver(house: House) -> None:
    """投递: look at the outbox every few seconds, at once again while there is more."""
    while True:
        report = await asyncio.to_thread(deliver_due, house.database, house.senders, house.now(), BATCH)
        _log(report)
        if report.sent + report.delayed + report.dead < BATCH:
            await asyncio.sleep(LOOK_SECONDS)


async def remind(house: House) -> None:
    """提醒: which notices are due is decided by the store; each is left once."""
    while True:
        left = await asyncio.to_thread(_remind, house)
        if left:
            log.info("reminders.left count=%d", left)
        await asyncio.sleep(REMIND_EVERY.total_seconds())


async def tidy(house: House) -> None:
    """清理: uploads that were never filed do not stay for ever."""
    while True:
        removed = await asyncio.to_thread(_tidy, house)
        if removed:
            log.info("uploads.removed count=%d", removed)
        await asyncio.sleep(TIDY_EVERY.total_seconds())


def _tidy(house: House) -> int:
    with house.database.unit_of_work() as uow:
        return remove_unfiled(uow=uow, now=house.now())


def _remind(house: House) -> int:
    with house.database.unit_of_work() as uow:
        return leave_reminders(uow=uow, book=house.book, now=house.now())


def _log(report: DeliveryReport) -> None:
    if report.sent or report.delayed or report.dead:
        log.info("delivery sent=%d delayed=%d dead=%d", report.sent, report.delayed, report.dead)

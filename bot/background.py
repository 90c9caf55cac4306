"""后台的活：随应用一直做；出了错记下是哪一件，过一会儿再来，不连累别的。"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.assembly import House

log = logging.getLogger("chengsu.app")

Background = Callable[["House"], Awaitable[None]]
RESTART_SECONDS = 5.0


async def keep_running(job: Background, house: House) -> None:
    """Until it ends by itself or is cancelled."""
    while True:
        try:
            await job(house)
            return
        except Exception as fault:
            name = getattr(job, "__qualname__", type(job).__name__)
            log.error("background.failed job=%s error=%s", name, type(fault).__name__)
            await asyncio.sleep(RESTART_SECONDS)

"""应用的服务器：网页、接口、Telegram、投递都挂在一个 uvicorn 上；装载较重，引擎起动之后才读到这里。"""

from __future__ import annotations

import logging
from collections.abc import Generator
from contextlib import contextmanager

import uvicorn

from bot.app import create_app
from bot.assembly import House, build_house
from bot.background import Background
from bot.channels.telegram import listen
from bot.channels.telegram_bot import make_bot
from bot.channels.telegram_channel import TelegramChannel
from bot.settings import Settings
from bot.supervise import EngineProcess
from bot.turns import keep_replaying, take_turn
from bot.worker import deliver, remind, tidy

log = logging.getLogger("chengsu.serve")

GRACE_SECONDS = 10


class Server(uvicorn.Server):
    """uvicorn without its own signal handling: one place decides how everything stops."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield


def open_front(settings: Settings, engine: EngineProcess, worker: bool) -> tuple[House, Server]:
    """The house and its server, not yet listening."""
    house = build_house(settings)
    return house, make_server(house, engine, worker)


def make_server(house: House, engine: EngineProcess, worker: bool) -> Server:
    settings = house.settings

    async def keep_engine(_: House) -> None:
        """The engine that is running already, and after it each next one."""
        if engine.process is not None:
            code = await engine.process.wait()
            log.error("engine.died code=%s", code)
        await engine.keep()

    jobs: list[Background] = [keep_engine, keep_replaying]
    if worker:
        jobs += [deliver, remind, tidy]
    channel = None
    if settings.telegram_token:
        channel = TelegramChannel(house, make_bot(settings), take_turn)
        jobs.append(lambda _: listen(channel))
    app = create_app(house, jobs)
    app.state.telegram = channel
    proxies = settings.trusted_proxies.strip()
    return Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,  # 网址里可能有查询码
            proxy_headers=bool(proxies),
            forwarded_allow_ips=proxies or None,
            server_header=False,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    )

"""运行：对话引擎、网页、Telegram 与投递一起起来，都好了才算好；要停就一起停干净。"""

from __future__ import annotations

import asyncio
import logging
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import uvloop

from bot.background import keep_running
from bot.channels.telegram_words import usable_secret
from bot.commands.errors import CommandError, bad_input, trouble
from bot.engine_model import EngineTrouble
from bot.settings import Settings
from bot.supervise import EngineProcess, check_engine

if TYPE_CHECKING:
    from bot.assembly import House
    from bot.front import Server

log = logging.getLogger("chengsu.serve")

PAGES = (
    ("聊天", "/"),
    ("查进度", "/progress"),
    ("坐席", "/desk"),
    ("单位门户", "/portal"),
    ("督办", "/supervision"),
    ("管理", "/admin"),
)


def quiet_logs() -> None:
    """Events of our own at INFO; libraries only when something is wrong (their INFO holds addresses and tokens)."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("chengsu").setLevel(logging.INFO)
    for name in ("aiohttp", "httpx", "httpcore", "telegram", "uvicorn.access", "rasa_sdk"):
        logging.getLogger(name).setLevel(logging.WARNING)


def bind(settings: Settings) -> socket.socket:
    """The app's port, taken before anything else is started."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # 写明 IPPROTO_TCP，asyncio 才会给收下的连接关掉 Nagle 算法，否则每次应答白等 40 毫秒
    door = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((settings.host, settings.port))
    except OSError as error:
        door.close()
        raise CommandError(
            f"端口 {settings.port} 用不了，可能已被别的程序占用，请关掉它或设 CHENGSU_PORT 换一个。",
            found=f"{settings.host}:{settings.port} {trouble(error)}",
        ) from None
    return door


def serve_everything(settings: Settings, *, worker: bool, say: Callable[[str], None]) -> None:
    """Until SIGINT or SIGTERM."""
    quiet_logs()
    if settings.telegram_webhook_secret and not usable_secret(settings.telegram_webhook_secret):
        raise bad_input(
            "Telegram 的 webhook 密令写得不对。",
            expected="1 到 256 个字母、数字、_ 或 -",
            where="CHENGSU_TELEGRAM_WEBHOOK_SECRET",
        )
    try:
        check_engine(settings)
        with bind(settings) as door:
            uvloop.run(_serve(settings, door, worker, say))
    except EngineTrouble as trouble:
        raise CommandError(str(trouble)) from None


def work_only(settings: Settings, say: Callable[[str], None]) -> None:
    """Only what belongs to the worker, beside apps that run elsewhere on the same store."""
    from bot.assembly import build_house

    quiet_logs()
    house = build_house(settings)
    try:
        asyncio.run(_work(house, say))
    finally:
        house.database.close()


async def _work(house: House, say: Callable[[str], None]) -> None:
    from bot.worker import deliver, remind, tidy

    stopping = stop_event()
    jobs = [asyncio.create_task(keep_running(job, house)) for job in (deliver, remind, tidy)]
    say("投递已启动，Ctrl-C 停止。")
    await stopping.wait()
    for job in jobs:
        job.cancel()
    await asyncio.gather(*jobs, return_exceptions=True)
    say("已停下。")


async def _serve(settings: Settings, door: socket.socket, worker: bool, say: Callable[[str], None]) -> None:
    stopping = stop_event()
    engine = EngineProcess(settings)
    say("正在启动……")
    await engine.start()
    try:
        house, server = await asyncio.to_thread(_open_front, settings, engine, worker)
        running = asyncio.create_task(server.serve(sockets=[door]))
        ready = asyncio.create_task(_ready(server, engine, house))
        stop = asyncio.create_task(stopping.wait())
        try:
            await asyncio.wait({running, ready, stop}, return_when=asyncio.FIRST_COMPLETED)
            if ready.done() and not stop.done():
                ready.result()  # EngineTrouble：起不来就整个停下
                for name, path in PAGES:
                    say(f"  {name}　{settings.public_url}{path}")
                say("可以用了，Ctrl-C 停止。")
                await asyncio.wait({running, stop}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            server.should_exit = True
            for task in (ready, stop):
                task.cancel()
            with suppress(SystemExit):
                await running
            await house.engine.close()
            await asyncio.to_thread(house.database.close)
    finally:
        await engine.stop()
    say("已停下。")


def _open_front(settings: Settings, engine: EngineProcess, worker: bool) -> tuple[House, Server]:
    from bot.front import open_front  # 网页框架装载要几秒：引擎先起动，两边同时装

    return open_front(settings, engine, worker)


async def _ready(server: Server, engine: EngineProcess, house: House) -> None:
    await engine.wait_healthy(house.engine)
    while not server.started:
        await asyncio.sleep(0.05)


def stop_event() -> asyncio.Event:
    """Set by the first signal; a second one does not cut the stopping short."""
    event = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, event.set)
    return event

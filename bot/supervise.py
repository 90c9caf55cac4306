"""看护对话引擎：起动、等它能答、倒了再起（越来越慢地试）、停就停干净。"""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import time
from asyncio.subprocess import DEVNULL, Process
from contextlib import suppress

from bot.dialogue import EngineClient
from bot.engine_model import EngineTrouble, quiet_environment, require_model, require_python
from bot.settings import ROOT, Settings
from complaint_store.security.secret_file import read_or_make

log = logging.getLogger("chengsu.engine")

BACK_OFF = (0.5, 1.0, 2.0, 5.0, 10.0, 30.0)  # 秒：接连倒下时，等多久再起
STEADY = 60.0  # 活过这么久，再倒下就从头数
STOP_SECONDS = 10.0
KEY_BYTES = 32


class EngineProcess:
    """一个引擎进程. `keep` runs it until cancelled; `start` alone is for tests and benches."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.process: Process | None = None

    @property
    def pid(self) -> int | None:
        return self.process.pid if self.process and self.process.returncode is None else None

    async def start(self) -> None:
        """Start it; EngineTrouble in one sentence when it cannot be started at all."""
        require_python(self.settings)
        model = require_model(self.settings)
        require_free_port(self.settings.engine_port)
        self.process = await asyncio.create_subprocess_exec(
            str(self.settings.engine_python),
            "-m",
            "nlu.engine",
            "serve",
            "--model",
            str(model),
            "--port",
            str(self.settings.engine_port),
            "--parent",
            str(os.getpid()),
            cwd=ROOT,
            env=engine_environment(self.settings),
            stdin=DEVNULL,
            start_new_session=True,  # 终端里的 Ctrl-C 由应用转达，不直接打断它
        )

    async def wait_healthy(self, client: EngineClient, seconds: float = 120.0) -> None:
        """Until it answers; EngineTrouble when it died or took too long."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.pid is None:
                raise EngineTrouble("对话引擎起动后又停了，请看上面的输出，改好后再启动。")
            if await client.healthy():
                return
            await asyncio.sleep(0.1)
        raise EngineTrouble(f"对话引擎 {seconds:.0f} 秒内没有就绪，请看上面的输出。")

    async def keep(self) -> None:
        """Run for as long as the app does; a dead engine comes back, trouble is named and tried again."""
        failures = 0
        try:
            while True:
                started = time.monotonic()
                try:
                    await self.start()
                    if self.process is not None:
                        code = await self.process.wait()
                        log.error("engine.died code=%s", code)
                except EngineTrouble as trouble:
                    log.error("engine.not_started %s", trouble)
                failures = 0 if time.monotonic() - started > STEADY else failures + 1
                await asyncio.sleep(BACK_OFF[min(failures, len(BACK_OFF)) - 1] if failures else BACK_OFF[0])
        finally:
            await self.stop()

    async def stop(self) -> None:
        """Ask, wait, insist."""
        process = self.process
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_SECONDS)
        except asyncio.TimeoutError:
            with suppress(ProcessLookupError):
                process.kill()
            await process.wait()


def check_engine(settings: Settings) -> None:
    """Everything that can be known before starting: environment, model, port."""
    require_python(settings)
    require_model(settings)
    require_free_port(settings.engine_port)


def require_free_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise EngineTrouble(
                f"对话引擎的端口 {port} 已被别的程序占用，请关掉它，或设 CHENGSU_ENGINE_PORT 换一个端口。"
            ) from None


def engine_environment(settings: Settings) -> dict[str, str]:
    """Addresses, token and key file go to the engine by environment, never on the command line."""
    return {
        **quiet_environment(),
        "CHENGSU_ACTION_URL": settings.action_url,
        "CHENGSU_ENGINE_TOKEN": settings.shared_token(),
        "CHENGSU_TRACKER_URL": tracker_url(settings),
        "CHENGSU_TRACKER_KEY": str(tracker_key(settings)),
    }


def tracker_url(settings: Settings) -> str:
    """Beside the app's SQLite file, or in the same PostgreSQL (the engine's SQLAlchemy knows psycopg2 only)."""
    if not settings.database.startswith("postgres"):
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        file = settings.data_dir / "dialogue.sqlite3"
        file.touch(mode=0o600)
        return f"sqlite:///{file}"
    return "postgresql+psycopg2" + settings.database[settings.database.index("://") :]


def tracker_key(settings: Settings) -> os.PathLike[str]:
    """The key of the open drafts: a file outside the database, readable by this user only."""
    path = settings.keys_dir / "tracker.key"
    read_or_make(path, lambda: os.urandom(KEY_BYTES))
    return path

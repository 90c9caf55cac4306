"""看护引擎：起不来时一句话说清怎么办；倒了自己再起；停就停干净。"""

from __future__ import annotations

import asyncio
import socket
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from bot.dialogue import EngineClient
from bot.engine_model import EngineTrouble, train_if_changed
from bot.settings import Settings
from bot.supervise import EngineProcess, check_engine, engine_environment, require_free_port
from tests.support.engine import free_port


def test_a_taken_port_is_named_with_the_way_out():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(EngineTrouble, match=f"{port}.*CHENGSU_ENGINE_PORT"):
            require_free_port(port)


def test_a_missing_model_says_which_command_makes_it(tmp_path: Path):
    settings = Settings(data_dir=tmp_path, engine_model_dir=tmp_path, engine_python=Path(sys.executable))
    with pytest.raises(EngineTrouble, match="make setup"):
        check_engine(settings)


def test_a_missing_environment_says_which_command_makes_it(tmp_path: Path):
    with pytest.raises(EngineTrouble, match="make setup"):
        check_engine(Settings(data_dir=tmp_path, engine_python=tmp_path / ".venv-engine" / "bin" / "python"))


def test_the_key_of_open_drafts_is_a_file_of_this_user_only(tmp_path: Path):
    environment = engine_environment(Settings(data_dir=tmp_path))
    key = Path(environment["CHENGSU_TRACKER_KEY"])
    assert len(key.read_bytes()) == 32
    assert key.stat().st_mode & 0o077 == 0
    assert key.read_bytes().hex() not in str(environment)


@pytest.mark.engine
def test_a_dead_engine_comes_back_and_a_stopped_one_is_gone(tmp_path: Path):
    settings = Settings(data_dir=tmp_path, port=free_port(), engine_port=free_port())
    train_if_changed(settings)

    async def scenario() -> None:
        engine, client = EngineProcess(settings), EngineClient(settings.engine_url, settings.shared_token())
        keeping = asyncio.create_task(engine.keep())
        await until_healthy(client)
        first = engine.pid
        assert engine.process is not None
        engine.process.kill()
        await engine.process.wait()
        await until_healthy(client)
        assert engine.pid not in {None, first}
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping
        assert engine.pid is None
        assert not await client.healthy()
        await client.close()

    asyncio.run(asyncio.wait_for(scenario(), 180))


async def until_healthy(client: EngineClient) -> None:
    while not await client.healthy():
        await asyncio.sleep(0.2)

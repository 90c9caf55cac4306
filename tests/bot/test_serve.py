"""`chengsu serve`：三样一起起来、印出地址、Telegram 上能说话、一个信号一起停干净。"""

from __future__ import annotations

import signal
from pathlib import Path

import httpx
import pytest

from bench.running import Running, command_line, descendants, running_chengsu
from bot.engine_model import train_if_changed
from bot.settings import Settings
from tests.support.telegram_server import TOKEN, TelegramServer

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module", autouse=True)
def model() -> None:
    train_if_changed(Settings())


def stopped(running: Running, number: int) -> tuple[int, list[int]]:
    """Exit code after this signal, and which of its processes are still there."""
    family = [running.process.pid, *descendants(running.process.pid)]
    running.process.send_signal(number)
    code = running.process.wait(30)
    return code, [pid for pid in family if command_line(pid)]


def test_everything_starts_together_talks_on_telegram_and_stops_together(tmp_path: Path):
    with TelegramServer() as telegram:
        settings = {"CHENGSU_TELEGRAM_TOKEN": TOKEN, "CHENGSU_TELEGRAM_BASE_URL": telegram.base_url}
        with running_chengsu(tmp_path / "var", settings) as running:
            parts = httpx.get(f"{running.url}/healthz").json()
            assert parts == {"status": "ok", "app": "ok", "store": "ok", "engine": "ok"}
            telegram.say("/start")
            assert "匿名" in telegram.wait_for(1)[0]
            telegram.say("巴润别立镇政府欠我们公司修路工程款三十五万元，去年三月就验收了")
            heard = "\n".join(telegram.wait_for(3)[1:])
            assert "35万元" in heard
            assert "阿左旗巴润别立镇人民政府" in heard
            code, left = stopped(running, signal.SIGTERM)
            log = running.log.read_text(encoding="utf-8")
    assert code == 0
    assert left == []
    assert f"{running.url}/desk" in log
    assert log.rstrip().endswith("已停下。")
    for secret in (TOKEN, "巴润别立", "三十五万"):
        assert secret not in log


def test_a_second_start_on_the_same_ports_says_so_and_leaves_the_first_alone(tmp_path: Path):
    with running_chengsu(tmp_path / "var") as running:
        second = running.command("serve")
        assert second.returncode == 1
        assert "占用" in second.stderr
        assert "Traceback" not in second.stderr
        assert httpx.get(f"{running.url}/healthz").status_code == 200
        code, left = stopped(running, signal.SIGINT)
    assert (code, left) == (0, [])

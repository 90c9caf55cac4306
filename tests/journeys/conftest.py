"""一次旅程用一处诚诉：真实的引擎、应用、投递与 Telegram，同一个浏览器；账号由 chengsu user add 开出。"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from bench.running import Running, running_chengsu
from bot.engine_model import train_if_changed
from bot.settings import Settings
from tests.journeys.town import Passwords, Town
from tests.support.browser import chromium, may_skip
from tests.support.telegram_server import TOKEN, TelegramServer

STAFF = (
    ("zuoxi", "clerk"),
    ("meng-gongxin", "unit_contact", "--unit", "盟工信局"),
    ("zuoqi-renshe", "unit_contact", "--unit", "阿左旗人社局"),
    ("duban", "supervisor"),
)


@pytest.fixture(scope="module")  # playwright 开着时，asyncio 认为本线程已有循环在跑：一个文件用完就关
def browser() -> Iterator[Browser]:
    if may_skip():
        pytest.skip("没有找到 /usr/bin/chromium，浏览器测试未运行；apt install chromium 后再试")
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, TelegramServer]]:
    train_if_changed(Settings())
    with TelegramServer() as telegram:
        channel = {"CHENGSU_TELEGRAM_TOKEN": TOKEN, "CHENGSU_TELEGRAM_BASE_URL": telegram.base_url}
        with running_chengsu(tmp_path_factory.mktemp("town") / "var", channel) as running:
            yield running, telegram


@pytest.fixture(scope="session")
def passwords() -> Passwords:
    return Passwords()


@pytest.fixture(scope="module")
def town(services: tuple[Running, TelegramServer], passwords: Passwords, browser: Browser) -> Town:
    found = Town(*services, browser, passwords)
    for words in STAFF:
        found.hire(*words)
    return found

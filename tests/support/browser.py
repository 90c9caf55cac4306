"""真实的浏览器看真实的页面：起一个应用，打开 Debian 的 Chromium，登录、截图、查无障碍。"""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bot.app import create_app
from bot.assembly import House
from tests.support.house import PASSWORD

CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--disable-domain-reliability", "--no-first-run")  # fmt: skip  # 只看我们的页面，不与别处来往
ARTEFACTS = Path(__file__).resolve().parents[2] / "artefacts" / "screens"
PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}


def has_chromium() -> bool:
    return Path(CHROMIUM).exists()


def may_skip() -> bool:
    """Without Chromium the browser tests are left out in words, but never in CI."""
    return not has_chromium() and not os.environ.get("CI")


@contextmanager
def served(house: House) -> Iterator[str]:
    """The app of this house on a free port, in a thread of this process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    server = uvicorn.Server(
        uvicorn.Config(create_app(house), host="127.0.0.1", port=port, log_level="warning", access_log=False)
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError(f"the app did not start on port {port}")
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(timeout=10)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass(slots=True)
class Screen:
    """One person's browser window."""

    page: Page
    url: str
    context: BrowserContext

    def go(self, path: str) -> Page:
        self.page.goto(self.url + path)
        return self.page

    def log_in(self, name: str, password: str = PASSWORD) -> Page:
        self.go("/login")
        self.page.get_by_label("账号").fill(name)
        self.page.get_by_label("口令").fill(password)
        self.page.get_by_role("button", name="登录").click()
        self.page.wait_for_load_state()
        return self.page

    def say(self, text: str, replies: int = 1) -> None:
        """Say it in the chat and wait until so many more replies have come."""
        before = self.page.locator("#messages > li").count()
        self.page.get_by_label("您要说的话").fill(text)
        self.page.get_by_role("button", name="发送").click()
        self.page.wait_for_function(
            "n => document.querySelectorAll('#messages > li').length >= n && document.getElementById('typing').hidden",
            arg=before + 1 + replies,
            timeout=30_000,
        )

    def shot(self, name: str, *, whole: bool = False) -> Path:
        """A picture kept as an artefact of the run."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        path = ARTEFACTS / f"{name}.png"
        self.page.screenshot(path=str(path), full_page=whole)
        return path

    def violations(self) -> list[str]:
        """What axe-core finds wrong on the page as it is, one line each."""
        found: dict[str, Any] = Axe().run(self.page).response
        return [
            f"{v['id']} ({v['impact']}): {v['help']} — {n['target']} {' '.join(n['html'].split())[:160]}"
            for v in found["violations"]
            for n in v["nodes"]
        ]


@contextmanager
def screen(
    browser: Browser,
    url: str,
    size: dict[str, int],
    *,
    dark: bool = False,
    script: bool = True,
    large: bool = False,
) -> Iterator[Screen]:
    """A window of its own, as of somebody else's machine."""
    context = browser.new_context(
        viewport=size,  # type: ignore[arg-type]
        color_scheme="dark" if dark else "light",
        java_script_enabled=script,
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        accept_downloads=True,
    )
    if large:
        context.add_cookies([{"name": "chengsu_type", "value": "large", "url": url}])
    page = context.new_page()
    page.set_default_timeout(15_000)
    try:
        yield Screen(page, url, context)
    finally:
        context.close()

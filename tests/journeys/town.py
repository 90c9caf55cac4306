"""办事旅程的场所：一处真实运行的诚诉、一个 Telegram、一个浏览器，和各自坐在自己机器前的人。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Locator, Page, expect

from bench.running import Running
from complaint_store.db.database import Database
from complaint_store.security.keys import Keyring
from tests.support.browser import DESKTOP, PHONE, Screen, screen
from tests.support.telegram_server import TelegramServer

OWN_PASSWORD = "大漠孤烟直，长河落日圆。"
ONE_TIME = re.compile(r"一次性口令 (\S+?)（")
NEWS_MS = 20_000  # 投递两秒一看、网页五秒一看，机器忙时宽一些


@dataclass(slots=True)
class Passwords:
    """谁还用着一次性口令，谁已经换成自己的。"""

    own: set[str] = field(default_factory=set)
    one_time: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Town:
    """一处诚诉和它周围的人。"""

    running: Running
    telegram: TelegramServer
    browser: Browser
    passwords: Passwords

    def hire(self, name: str, role: str, *words: str) -> None:
        """`chengsu user add`, as an operator does it."""
        if name in self.passwords.one_time:
            return
        done = self.running.command("user", "add", name, "--role", role, *words)
        found = ONE_TIME.search(done.stdout)
        assert done.returncode == 0 and found, done.stdout + done.stderr
        self.passwords.one_time[name] = found.group(1)

    @contextmanager
    def citizen(self, size: dict[str, int] = PHONE, **look: bool) -> Iterator[Citizen]:
        with screen(self.browser, self.running.url, size, **look) as found:
            yield Citizen(found.page, found.url, found.context)

    @contextmanager
    def seat(self, name: str, size: dict[str, int] = DESKTOP) -> Iterator[Seat]:
        """A member of staff at work; the first time, the one-time password is changed."""
        with screen(self.browser, self.running.url, size) as found:
            seat = Seat(found.page, found.url, found.context)
            if name in self.passwords.own:
                seat.log_in(name, OWN_PASSWORD)
            else:
                seat.log_in(name, self.passwords.one_time[name])
                seat.change_password(self.passwords.one_time[name], OWN_PASSWORD)
                seat.log_in(name, OWN_PASSWORD)
                self.passwords.own.add(name)
            yield seat

    @contextmanager
    def store(self) -> Iterator[Database]:
        """The store behind the running app, to compare what two channels left in it."""
        folder = self.running.data_dir
        database = Database(
            f"sqlite:///{folder / 'chengsu.sqlite3'}", Keyring.load_or_create(folder / "keys")
        )
        try:
            yield database
        finally:
            database.close()


class Looking(Screen):
    """A window whose pages are looked at: a picture, and axe-core at both widths, light and dark."""

    __slots__ = ()

    def look(self, name: str, *, whole: bool = False) -> None:
        self.shot(name, whole=whole)
        own = self.page.viewport_size
        found: list[str] = []
        for size in (PHONE, DESKTOP):
            self.page.set_viewport_size(size)  # type: ignore[arg-type]
            for scheme in ("dark", "light"):
                self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                found += [f"{name} {size['width']} {scheme}: {fault}" for fault in self.violations()]
        self.page.set_viewport_size(own)  # type: ignore[arg-type]
        assert found == []


class Citizen(Looking):
    """诉求人, at the web chat."""

    __slots__ = ()

    @property
    def messages(self) -> Locator:
        return self.page.locator("#messages")

    @property
    def receipt(self) -> Locator:
        return self.page.get_by_label("受理回执").last

    def press(self, label: str, replies: int = 1) -> None:
        before = self.page.locator("#messages > li").count()
        self.messages.get_by_role("button", name=label).last.click()
        self.page.wait_for_function(
            "n => document.querySelectorAll('#messages > li').length >= n && document.getElementById('typing').hidden",
            arg=before + 1 + replies,
            timeout=30_000,
        )

    def last_said(self) -> str:
        """What the other side said last, buttons left out."""
        return self.page.locator("#messages > li:not(.from-person) .bubble").last.inner_text()

    def code(self) -> str:
        return self.receipt.locator(".receipt-code").inner_text()

    def answer_until_summary(self, answer: str = "跳过", most: int = 8) -> list[str]:
        """The same answer to whatever is still asked; the questions that came."""
        questions: list[str] = []
        for _ in range(most):
            said = self.last_said()
            if "请您看一遍" in said:
                return questions
            questions.append(said.removeprefix("诚诉：").strip().splitlines()[0])
            self.say(answer)
        raise AssertionError(f"no summary after {questions}")

    def sees(self, words: str) -> None:
        expect(self.messages).to_contain_text(words, timeout=NEWS_MS)


class Seat(Looking):
    """工作人员, at a desk, a portal or the supervision page."""

    __slots__ = ()

    def change_password(self, old: str, new: str) -> None:
        self.go("/password")
        self.page.get_by_label("现在的口令").fill(old)
        self.page.get_by_label("新口令", exact=True).fill(new)
        self.page.get_by_label("再写一遍新口令").fill(new)
        self.page.get_by_role("button", name="保存新口令").click()
        self.page.wait_for_load_state()

    def open_ticket(self, queue: str, words: str) -> Page:
        """The ticket of this queue page in which these words stand."""
        self.go(queue)
        hrefs = self.page.locator("a[href*='/tickets/']").evaluate_all(
            "links => [...new Set(links.map(a => a.getAttribute('href')))]"
        )
        for href in hrefs:
            self.go(href)
            if words in self.page.locator("main").inner_text():
                return self.page
        raise AssertionError(f"no ticket with these words among the {len(hrefs)} of {queue}")

    def step(self, summary: str, button: str, **fields: str) -> None:
        """One step of the ticket page: open its part, fill in, send."""
        part = self.page.locator("details", has_text=summary)
        if part.count() and part.first.get_attribute("open") is None:
            part.first.locator("summary").click()
        for label, value in fields.items():
            self.page.get_by_label(label, exact=True).fill(value)
        self.page.get_by_role("button", name=button, exact=True).click()
        self.page.wait_for_load_state()

"""印出来的工单：原话、要点、办理过程都在；纸上填不了的表不印。"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from bot.assembly import House
from tests.support.browser import may_skip, screen
from tests.support.house import WAGES, Furnished, file, signed, told

A4 = {"width": 672, "height": 1000}  # A4 减去两边各16毫米
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        may_skip(), reason="没有找到 /usr/bin/chromium，浏览器测试未运行；apt install chromium 后再试"
    ),
]


@pytest.mark.parametrize(
    ("name", "start"), [("zuoqi-renshe", "/portal/tickets"), ("duban", "/supervision/tickets")]
)
def test_a_ticket_prints_what_is_in_it_and_no_form(
    browser: Browser, url: str, house: House, furnished: Furnished, name: str, start: str
) -> None:
    ticket = file(house, told(house, WAGES), lead="阿左旗人社局")
    signed(house, ticket)
    with screen(browser, url, A4) as seen:
        seen.log_in(name)
        seen.page.emulate_media(media="print")
        page = seen.go(f"{start}/{ticket.ticket_id}")
        for words in ("原话", "办理过程", "期限"):
            expect(page.get_by_role("heading", name=words)).to_be_visible()
        forms = page.locator("main form, main textarea, main details.panel")
        assert forms.count() and not any(form.is_visible() for form in forms.all())
        assert page.evaluate("document.documentElement.scrollWidth") <= A4["width"]
        seen.shot(f"paper-{name}", whole=True)

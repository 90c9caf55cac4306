"""坐席的键盘与打印：直接粘贴、栏里按 Enter 不登记、几件事各认各的原话、打印只有这一张。"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.bot.test_desk import TALK
from tests.bot.test_desk_calls import QUESTION, TWO
from tests.support.browser import DESKTOP, Screen, may_skip, screen
from tests.support.house import Furnished

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        may_skip(), reason="没有找到 /usr/bin/chromium，浏览器测试未运行；apt install chromium 后再试"
    ),
]


@pytest.fixture
def desk(browser: Browser, url: str) -> Iterator[Screen]:
    with screen(browser, url, DESKTOP) as found:
        found.log_in("zuoxi")
        found.go("/desk")
        yield found


def read(desk: Screen, text: str) -> None:
    desk.page.get_by_label("通话转写稿或来话原文").fill(text)
    desk.page.keyboard.press("Control+Enter")
    expect(desk.page.get_by_role("heading", name="来话原文")).to_be_visible()


def test_what_is_pasted_anywhere_is_the_transcript(desk: Screen, url: str) -> None:
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=url)
    desk.page.evaluate("text => navigator.clipboard.writeText(text)", "市民：包工头欠我工资")
    desk.page.keyboard.press("Control+V")
    expect(desk.page.get_by_label("通话转写稿或来话原文")).to_have_value("市民：包工头欠我工资")


def test_enter_in_a_field_files_nothing(desk: Screen) -> None:
    page = desk.page
    read(desk, TALK)
    place = page.locator("#m1-place")
    place.fill("额济纳旗/达来呼布镇")
    place.press("Enter")
    expect(page.locator("#m1-route")).to_contain_text("额济纳旗人社局")
    expect(page.get_by_role("heading", name="来话原文")).to_be_visible()
    assert page.evaluate("document.activeElement.id") == "m1-place"


def test_a_mark_belongs_to_the_matter_it_was_told_in(desk: Screen) -> None:
    page = desk.page
    read(desk, TWO)
    page.locator("mark[data-field=amount]").filter(has_text="十五万").click()
    assert page.evaluate("document.activeElement.id") == "m2-amount"
    lit = page.locator("mark.lit").all_inner_texts()
    assert lit and all("三十六万" not in words for words in lit)
    page.locator("mark[data-field=reporter_name]").click()
    assert page.evaluate("document.activeElement.id") == "who-reporter_name"


def test_the_list_of_keys_opens_and_shuts_by_its_key(desk: Screen) -> None:
    page = desk.page
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).not_to_be_visible()


def test_a_question_of_policy_hinders_nobody(desk: Screen) -> None:
    read(desk, QUESTION)
    assert desk.violations() == []
    desk.shot("desk-question-1280")


def test_a_printed_ticket_holds_nobody_elses(desk: Screen, furnished: Furnished) -> None:
    page = desk.go(f"/desk/tickets/{furnished.wages.ticket_id}")
    assert furnished.promise.number in page.locator("body").inner_text()
    page.emulate_media(media="print")
    printed = page.locator("body").inner_text()
    assert furnished.wages.number in printed and furnished.promise.number not in printed
    assert not page.get_by_role("button", name="改派").is_visible()


def test_ctrl_enter_sends_what_is_being_written(desk: Screen, furnished: Furnished) -> None:
    page = desk.go(f"/desk/tickets/{furnished.wages.ticket_id}")
    page.locator("details", has_text="督办").first.locator("summary").click()
    page.get_by_label("督办意见").fill("请三日内联系来话人。")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".timeline").first).to_contain_text("请三日内联系来话人。")

"""诉求人被指去别处：仍要在这里反映的，前面说的不用再说；没有脚本的网页上也一样。"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.town import Town

pytestmark = [pytest.mark.engine, pytest.mark.browser]

MATTER = "小区楼下烧烤摊天天冒烟到半夜，油烟呛得孩子睡不着，管的人来了一趟就走"


def test_who_is_sent_elsewhere_may_still_tell_it_here(town: Town) -> None:
    with town.citizen() as me:
        me.go("/")
        me.say(MATTER)
        me.sees("还是在这里反映")
        me.look("citizen-9-sent-elsewhere")

        me.press("还是在这里反映")
        me.sees("这件事接着登记")
        me.look("citizen-10-tells-it-here")
        me.say("说不好，请值班员定")
        me.answer_until_summary("不知道")
        assert "烧烤摊" in me.last_said()
        me.press("确认提交")
        expect(me.receipt.locator(".timeline li").first).to_be_visible()


def test_without_script_the_button_is_there_too(town: Town) -> None:
    with town.citizen(script=False) as me:
        page = me.go("/")
        page.get_by_label("您要说的话").fill(MATTER)
        page.get_by_role("button", name="发送").click()
        page.get_by_role("button", name="还是在这里反映").click()
        expect(page.get_by_text("这件事接着登记")).to_be_visible()

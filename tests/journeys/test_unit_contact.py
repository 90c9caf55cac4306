"""承办单位联络员：只看见本单位的工单；签收、要材料、答复、办结；不归自己的退回，坐席改派；别家的打不开。"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.town import Seat, Town
from tests.support.engine import Person

pytestmark = [pytest.mark.engine, pytest.mark.browser]

WAGES = "包工头老潘欠我们六个人工资九万元，工地在阿左旗巴彦浩特镇，今年五月到八月的，想尽快拿到钱"
MISPLACED = "阿左旗住建局拖着二十二万的绿化养护工程款不给，2023年干完的，在巴彦浩特镇，希望尽快付清"
RETURNED = "该项目业主是园林单位，债务已列入旗里化债台账，应由旗里先核对。"


def tell(town: Town, text: str) -> str:
    """A citizen on the web tells it and files it; the receipt code."""
    person = Person(town.running.url)
    person.say(text)
    for _ in range(8):
        if person.state["pending"] == "confirm":
            break
        person.say("跳过")
    person.press("确认提交")
    return str(person.state["tickets"][0]["receipt_code"])


def test_a_unit_works_off_what_is_its_own(town: Town) -> None:
    tell(town, WAGES)
    tell(town, MISPLACED)
    with town.seat("zuoqi-renshe", {"width": 1280, "height": 900}) as unit:
        page = unit.go("/portal")
        expect(page.get_by_role("heading", level=1)).to_contain_text("人力资源和社会保障局")
        assert "工程款" not in page.locator("table").inner_text()
        assert re.search(r"还有\d+天|今天到期", page.locator("table").inner_text())
        unit.look("unit-1-queue")
        page = unit.open_ticket("/portal", "包工头老潘")
        mine = page.url
        unit.look("unit-2-to-sign")
        unit.step("签收", "签收")
        expect(page.get_by_role("status")).to_be_visible()
        unit.look("unit-3-signed")
        unit.step("请诉求人补充材料", "发出", 需要补充什么="请补一份考勤记录或工友名单。")
        unit.step("答复诉求人", "发出答复", 答复="已向工地调查取证，责令十五日内支付。")
        unit.step("办结", "办结")
        expect(page.locator("main")).to_contain_text("办结")
        unit.look("unit-4-closed", whole=True)
    with town.seat("meng-gongxin") as other:
        answer = other.page.goto(mine)
        assert answer is not None and answer.status == 404
        other.look("unit-5-not-yours")


def test_what_is_returned_is_reassigned_by_the_desk(town: Town) -> None:
    words = "二十二万的绿化养护工程款"
    if not _in_queue(town, words):
        tell(town, MISPLACED)
    with town.seat("meng-gongxin") as unit:
        unit.open_ticket("/portal", words)
        unit.step("退回", "退回坐席", 理由=RETURNED, 依据哪一条="《信访工作条例》第二十三条")
        unit.look("unit-6-returned")
    with town.seat("zuoxi") as desk:
        page = desk.go("/desk")
        first = page.locator("a[data-queue]").filter(has_text="退回").first
        expect(first).to_be_visible()
        page = desk.open_ticket("/desk", RETURNED)
        desk.look("clerk-11-returned")
        page.locator("#lead").fill("盟财政局")
        page.locator("#draft").get_by_label("理由").fill("清欠涉及财政资金，由盟财政局办理。")
        page.get_by_role("button", name="改派", exact=True).click()
        expect(page.locator("main")).to_contain_text("盟财政局")
        desk.look("clerk-12-reassigned", whole=True)
    with town.seat("meng-gongxin") as unit:
        assert not _seen(unit, words)


def _in_queue(town: Town, words: str) -> bool:
    with town.seat("meng-gongxin") as unit:
        return _seen(unit, words)


def _seen(unit: Seat, words: str) -> bool:
    try:
        unit.open_ticket("/portal", words)
    except AssertionError:
        return False
    return True

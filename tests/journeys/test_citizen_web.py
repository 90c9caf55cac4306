"""诉求人（网页）：用自己的话说一件事，只被问缺的，改口、插问、刷新都不碍事；回执、进度、答复、评价。"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.town import NEWS_MS, Town
from tests.support.browser import DESKTOP, PHONE

pytestmark = [pytest.mark.engine, pytest.mark.browser]

MATTER = "我们公司给阿左旗住建局做了滨河小区外墙保温工程，活早干完了，工程款一直不给"
REPLY = "已约谈建设单位核对账目，双方确认拖欠二十八万元，正在商定付款安排，本周内把付款计划书面告诉您。"


def test_a_firm_tells_of_an_unpaid_fee_and_lives_to_see_it_answered(town: Town) -> None:
    with town.citizen() as me:
        page = me.go("/")
        expect(page.get_by_text("匿名也可以").first).to_be_visible()
        me.look("citizen-1-hello")

        me.say("你好")
        me.say(MATTER, replies=2)
        said = me.messages.inner_text()
        assert "阿左旗住建局" in said and "拖欠工程款" in said  # 说过的记下了，不再问
        me.look("citizen-2-noted")

        me.say("大概三十五万")
        me.say("不对，是二十八万", replies=2)
        me.sees("已改为：金额 28万元（280,000元）")
        asked = me.last_said()

        me.say("拖欠中小企业的钱，多少天里要答复我？", replies=2)
        me.sees("保障中小企业款项支付条例")
        assert me.last_said() == asked  # 答完政策，仍是原来那一问
        me.look("citizen-3-policy-in-the-middle")

        page.reload()
        me.sees("不对，是二十八万")
        expect(page.get_by_role("status").filter(has_text="正在记录")).to_be_hidden()
        card = page.get_by_label("已记下")
        card.locator("summary").click()
        expect(card).to_contain_text("28万元（280,000元）")
        me.look("citizen-4-after-reload")
        card.locator("summary").click()

        me.say("2024年10月干完的，在巴彦浩特镇")
        questions = me.answer_until_summary("跳过")
        assert len(questions) <= 3, questions
        assert not [q for q in questions if "多少钱" in q], questions
        summary = me.last_said()
        for words in ("28万元（280,000元）", "巴彦浩特镇", "2024年10月", "阿左旗住建局"):
            assert words in summary
        me.look("citizen-5-check")

        me.press("确认提交")
        expect(me.receipt).to_contain_text("盟工信局")
        expect(me.receipt.locator(".timeline li").first).to_be_visible()
        assert len(me.code().replace(" ", "")) == 16
        me.look("citizen-6-receipt")
        code = me.code()

        with town.seat("meng-gongxin") as unit:
            unit.open_ticket("/portal", "滨河小区外墙保温")
            unit.step("签收", "签收")
            unit.step("请诉求人补充材料", "发出", 需要补充什么="请补一份结算单或者对账单的照片。")
        me.sees("请补一份结算单")
        me.look("citizen-7-asked-for-material")

        with town.citizen(script=False) as without_script:
            add_material_by_code(without_script, code)

        with town.seat("meng-gongxin") as unit:
            page_of_unit = unit.open_ticket("/portal", "滨河小区外墙保温")
            expect(page_of_unit.locator("main")).to_contain_text("结算单号 JS-2024-118")
            unit.step("答复诉求人", "发出答复", 答复=REPLY)
            unit.step("办结", "办结")
        me.sees(REPLY)
        me.look("citizen-8-answered")

        me.go("/progress").get_by_label("查询码").fill(code)
        me.page.get_by_role("button", name="查看").click()
        expect(me.page.get_by_role("heading", name="请您评价")).to_be_visible()
        me.look("citizen-9-rate", whole=True)
        me.page.get_by_label("解决了", exact=True).check()
        me.page.get_by_label("4分 满意").check()
        me.page.get_by_role("button", name="提交评价").click()
        expect(me.page.get_by_role("status")).to_contain_text("谢谢您的评价")


def add_material_by_code(me, code: str) -> None:
    """The progress page as plain HTML: no script runs in this window."""
    page = me.go("/progress")
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查看").click()
    expect(page.locator("main")).to_contain_text("请补一份结算单")
    page.get_by_label("补充说明").fill("结算单号 JS-2024-118，双方盖过章。")
    page.get_by_label("照片或文件").set_input_files(
        {"name": "结算单.txt", "mimeType": "text/plain", "buffer": "结算单 JS-2024-118".encode()}
    )
    page.get_by_role("button", name="提交材料").click()
    expect(page.get_by_role("status")).to_contain_text("材料已补充")
    me.shot("citizen-progress-no-script", whole=True)


def test_with_the_keyboard_alone_in_large_type(town: Town) -> None:
    """No mouse: Tab to what is wanted, Enter to press it; at 21 px nothing runs off the screen."""
    with town.citizen(large=True) as me:
        page = me.go("/")
        assert page.evaluate("getComputedStyle(document.body).fontSize") == "21px"
        me_tabs_to(me, "您要说的话")
        page.keyboard.type("额济纳旗达来呼布镇的老板欠我三个月工资一万八，去年12月到现在，希望尽快给钱")
        page.keyboard.press("Enter")
        me.sees("1.8万元")
        for _ in range(8):
            if "请您看一遍" in me.last_said():
                break
            before = page.locator("#messages > li").count()
            page.keyboard.type("跳过")
            page.keyboard.press("Enter")
            page.wait_for_function(
                "n => document.querySelectorAll('#messages > li').length >= n && document.getElementById('typing').hidden",
                arg=before + 2,
            )
        me_tabs_to(me, "确认提交")
        me.shot("citizen-keyboard-large")
        page.keyboard.press("Enter")
        expect(me.receipt).to_be_visible(timeout=NEWS_MS)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        me.look("citizen-keyboard-receipt-large")


def me_tabs_to(me, name: str, most: int = 60) -> None:
    for _ in range(most):
        focused = me.page.evaluate(
            "(e => e.getAttribute('aria-label') || (e.labels && e.labels[0] && e.labels[0].textContent) || e.textContent)(document.activeElement)"
        )
        if name in (focused or "") and me.page.evaluate(
            "document.activeElement.matches('button, textarea, a')"
        ):
            return
        me.page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached {name!r}")


def test_at_an_office_computer_the_card_stands_beside_the_talk(town: Town) -> None:
    with town.citizen(DESKTOP) as me:
        page = me.go("/")
        me.say("右旗水务局欠我打井款八万六，前年打的井", replies=2)
        expect(page.get_by_label("已记下")).to_contain_text("8.6万元")
        me.look("citizen-wide")

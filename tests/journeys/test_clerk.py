"""坐席：贴一份说了两件事的通话稿，成两张草稿，改一处，键盘登记；接手转来的对话；看没送到的和退回的。"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.town import Town

pytestmark = [pytest.mark.engine, pytest.mark.browser]

CALL = """坐席：您好，12345，请讲。
市民：我反映两件事。第一件，阿右旗巴丹吉林镇人民政府欠我们公司办公楼维修工程款三十六万元，2024年6月就验收了，一直说没钱。
坐席：好的，第二件呢？
市民：第二件，额济纳旗达来呼布镇的工地老板欠我们九个人工资十五万元，今年四月干到七月，到现在一分没给。
坐席：您怎么称呼，电话方便留吗？
市民：姓白，电话19900000001，就想让他们尽快把钱给了。"""


def test_a_call_with_two_matters_becomes_two_tickets_in_two_minutes(town: Town) -> None:
    with town.seat("zuoxi") as desk:
        page = desk.go("/desk")
        desk.look("clerk-1-empty-desk")
        page.get_by_label("通话转写稿或来话原文").fill(CALL)
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("heading", name="草稿（2件）")).to_be_visible()
        marked = page.locator("#words mark").all_inner_texts()
        assert any("三十六万元" in words for words in marked), marked
        assert any("十五万元" in words for words in marked), marked
        assert "坐席" not in page.locator("#words mark").all_inner_texts()  # 坐席的话不是依据
        assert "19900000001" not in page.locator("#words").inner_text()
        first, second = page.locator("#m1-route"), page.locator("#m2-route")
        expect(first).to_contain_text("盟工信局")
        expect(second).to_contain_text("额济纳旗人社局")
        desk.look("clerk-2-two-drafts")

        amount = page.locator("#m1-amount")
        amount.focus()
        assert "lit" in (page.locator("mark[data-field=amount]").first.get_attribute("class") or "")
        desk.shot("clerk-3-field-and-its-words")
        amount.fill("三十八万元")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_role("status")).to_contain_text("已登记")
        numbers = page.get_by_role("status").inner_text()
        assert numbers.splitlines()[0].count("、") == 1 and numbers.count("查询码") == 2, numbers
        desk.look("clerk-4-filed")

        page = desk.open_ticket("/desk", "就验收了，一直说没钱")
        expect(page.locator("main")).to_contain_text("38万元（380,000元）")


def test_a_conversation_handed_over_is_answered_where_it_was_told(town: Town) -> None:
    with town.citizen() as me, town.seat("zuoxi") as desk:
        me.go("/")
        me.say("阿左旗巴彦浩特镇政府答应的补贴一直没给", replies=2)
        me.page.get_by_role("button", name="转人工").click()
        me.sees("值班")
        me.look("clerk-5-citizen-waits")

        page = desk.go("/desk")
        page.locator("a[href^='/desk/cases/']").filter(has_text="网页对话").first.click()
        page.get_by_role("button", name="接手").click()
        expect(page.get_by_label("对话全文")).to_contain_text("答应的补贴一直没给")
        expect(page.get_by_label("对话全文")).not_to_contain_text("/human")
        expect(page.get_by_label("队列")).to_contain_text("zuoxi 接手")
        desk.look("clerk-6-case")
        page.get_by_label("在对话里答复").fill("您好，我是12345的值班员，您说的是哪一年的什么补贴？")
        page.keyboard.press("Control+Enter")
        me.sees("您说的是哪一年的什么补贴？")
        me.look("clerk-7-citizen-is-answered")
        me.page.reload()
        me.sees("转人工")
        expect(me.messages).not_to_contain_text("/human")

        me.page.get_by_label("您要说的话").fill("2023年的厂房补贴，说好二十万")
        me.page.get_by_role("button", name="发送").click()
        me.sees("值班员会看到")
        page.reload()
        expect(page.get_by_label("对话全文")).to_contain_text("2023年的厂房补贴，说好二十万")
        page.get_by_role("button", name="立成工单").click()
        expect(page.get_by_role("heading", name="草稿")).to_be_visible()
        desk.look("clerk-8-draft-from-a-conversation")


def test_the_desk_says_what_would_appear_and_answers_policy(town: Town) -> None:
    with town.seat("zuoxi") as desk:
        page = desk.go("/desk/undeliverable")
        expect(page.locator("main")).to_contain_text("可以重发")
        desk.look("clerk-9-undeliverable")
        page = desk.go("/desk/policy")
        page.get_by_label("想问什么").fill("新官不理旧账由谁负责")
        page.get_by_role("button", name="查", exact=True).click()
        expect(page.locator("blockquote").first).to_be_visible()
        desk.look("clerk-10-policy")

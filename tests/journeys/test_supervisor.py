"""督办：总览的数和后面的工单、最后一天；能打开工单、发督办意见；密件与别人的页面打不开。"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.test_unit_contact import tell
from tests.journeys.town import Town

pytestmark = [pytest.mark.engine, pytest.mark.browser]


def test_figures_lead_to_the_tickets_behind_them(town: Town) -> None:
    tell(town, "右旗雅布赖镇人民政府欠我们打井工程款七万三，2024年9月干完的，希望尽快付清")
    with town.seat("duban") as me:
        page = me.go("/supervision")
        expect(page.locator(".tile").first).to_be_visible()
        assert "n=" in page.locator("main").inner_text()
        me.look("supervisor-1-overview", whole=True)
        page.locator("table a[href*='/supervision/tickets?']").first.click()
        expect(page.locator("table tbody tr").first).to_be_visible()
        me.look("supervisor-2-tickets-behind")
        page = me.open_ticket("/supervision/tickets", "打井工程款七万三")
        expect(page.locator("main")).to_contain_text("最迟")
        me.look("supervisor-3-ticket", whole=True)
        me.step("督办意见", "发给盟工信局", 督办意见="请在本周内与企业见面核对账目。")
        expect(page.locator("main")).to_contain_text("请在本周内与企业见面核对账目")


def test_what_is_sealed_or_belongs_to_others_stays_shut(town: Town) -> None:
    with town.seat("duban") as me:
        for path in ("/sealed", "/admin", "/desk", "/portal"):
            answer = me.page.goto(me.url + path)
            assert answer is not None and answer.status in {403, 404}, path
        me.look("supervisor-4-not-yours")

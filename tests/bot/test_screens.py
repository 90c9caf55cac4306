"""真实浏览器里的样子：每一页无障碍检查没有违例，360 像素不横向滚动，键盘走得通，刷新后话还在。"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from bot.assembly import House
from bot.web.bearer import bearer_of, conversation_of
from complaint_store.services.conversations import add_notice
from tests.bot.test_desk import TALK
from tests.support.browser import DESKTOP, PHONE, Screen, may_skip, screen
from tests.support.house import Clock, Furnished, a_house, file, furnish, talk, told

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        may_skip(), reason="没有找到 /usr/bin/chromium，浏览器测试未运行；apt install chromium 后再试"
    ),
]

FAMILY: dict[str, tuple[str, ...]] = {
    "": ("/", "/chat-plain", "/progress", "/login", "/docs", "/nowhere"),
    "zuoxi": (
        "/desk", "/desk/undeliverable", "/desk/policy?q=拖欠民营企业账款由谁清理", "/desk/cases/{case}",
        "/desk/tickets/{wages}", "/desk/tickets/{fees}", "/desk/tickets/{promise}", "/desk/tickets/{unclear}",
    ),
    "zuoqi-renshe": ("/portal", "/portal?all=1", "/portal/tickets/{wages}"),
    "duban": ("/supervision", "/supervision/tickets", "/supervision/tickets?figure=signed", "/supervision/tickets/{wages}"),
    "jiwei": ("/sealed", "/sealed/tickets/{secret}"),
    "guanli": ("/admin", "/admin/contacts", "/admin/undeliverable", "/admin/data", "/password"),
}  # fmt: skip
LIGHT: dict[str, bool] = {}
LOOKS = (LIGHT, {"dark": True})


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return a_house(tmp_path_factory.mktemp("screens"), clock=Clock(), sealed_lane=True)


@pytest.fixture(scope="module")
def furnished(house: House) -> Furnished:
    return furnish(house)


@pytest.fixture(scope="module")
def ids(house: House, furnished: Furnished) -> dict[str, str]:
    secret = file(house, told(house, "我要举报阿左旗住建局局长收受包工头贿赂二十万元，2024年的事。"))
    tickets = {n: getattr(furnished, n).ticket_id for n in ("wages", "fees", "promise", "unclear")}
    return {**tickets, "case": furnished.case, "secret": secret.ticket_id}


@pytest.fixture
def phone(browser: Browser, url: str) -> Iterator[Screen]:
    with screen(browser, url, PHONE) as found:
        yield found


@pytest.fixture
def desk(browser: Browser, url: str) -> Iterator[Screen]:
    with screen(browser, url, DESKTOP) as found:
        found.log_in("zuoxi")
        yield found


@pytest.mark.parametrize("name", sorted(FAMILY))
def test_no_page_hinders_anybody(browser: Browser, url: str, ids: dict[str, str], name: str) -> None:
    """axe-core finds nothing, in light, dark and large type; no fault in the console (CSP included)."""
    size = DESKTOP if name in {"zuoxi", "duban", "guanli"} else PHONE
    for look in (*LOOKS, {"large": True}) if not name else LOOKS:
        with screen(browser, url, size, **look) as found:
            faults: list[str] = []
            found.page.on("pageerror", lambda fault, seen=faults: seen.append(str(fault)))
            found.page.on(
                "console", lambda m, seen=faults: seen.append(m.text) if m.type == "error" else None
            )
            if name:
                found.log_in(name)
            for path in FAMILY[name]:
                found.go(path.format(**ids))
                assert found.violations() == [], f"{path} {look}"
                if path != "/nowhere":
                    assert faults == [], f"{path} {look}"


@pytest.mark.parametrize("path", ["/", "/chat-plain", "/progress", "/login"])
@pytest.mark.parametrize("large", [False, True])
def test_a_phone_never_scrolls_sideways(browser: Browser, url: str, path: str, large: bool) -> None:
    with screen(browser, url, PHONE, large=large) as found:
        page = found.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize(
    ("name", "paths"),
    [
        ("guanli", ("/admin", "/admin/contacts", "/admin/undeliverable", "/admin/data")),
        ("duban", ("/supervision", "/supervision/tickets", "/supervision/tickets?figure=signed")),
        ("zuoqi-renshe", ("/portal",)),
        ("jiwei", ("/sealed",)),
    ],
)
def test_on_a_phone_a_page_of_the_staff_stays_within_the_screen(
    phone: Screen, ids: dict[str, str], name: str, paths: tuple[str, ...]
) -> None:
    phone.log_in(name)
    for path in paths:
        page = phone.go(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path


def test_the_overview_prints_within_an_a4_sheet(desk: Screen, ids: dict[str, str]) -> None:
    desk.log_in("duban")
    page = desk.go("/supervision")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 672, "height": 1000})  # A4 减去两边各16毫米
    assert page.evaluate("document.documentElement.scrollWidth") <= 672
    assert page.get_by_role("button", name="看这一段").is_hidden()
    pulled = "t => t.parentElement.scrollWidth <= t.parentElement.clientWidth + 1"
    assert all(table.evaluate(pulled) for table in page.locator("table").all())


def test_every_control_is_large_enough_for_a_thumb(phone: Screen) -> None:
    for path in ("/", "/progress", "/login"):
        page = phone.go(path)
        small = page.eval_on_selector_all(
            "a, button, input:not([type=hidden]), textarea, select",
            """els => els.filter(e => e.offsetParent && !e.closest('p, .skip') && !e.classList.contains('skip'))
                 .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
                 .filter(([, r]) => r.height < 43.5 || r.width < 43.5).map(([html, r]) => html + r.height)""",
        )
        assert small == [], path


def test_what_is_said_survives_a_reload_and_news_come_by_themselves(phone: Screen, house: House) -> None:
    """The engine is away in this house: the message is kept and the person is told so."""
    page = phone.go("/")
    phone.say("包工头欠我们工资三十五万")
    expect(page.locator("#messages")).to_contain_text("已经收到、存好了")
    page.reload()
    expect(page.locator("#messages")).to_contain_text("包工头欠我们工资三十五万")
    bearer = page.evaluate("localStorage.getItem('chengsu.conversation')")
    conversation = conversation_of(bearer, house.keyring)
    assert conversation is not None
    with house.database.unit_of_work() as uow:
        add_notice(conversation, "阿左旗人社局已签收您的工单。", uow=uow, now=house.now())
    expect(page.locator("#messages")).to_contain_text("阿左旗人社局已签收您的工单。", timeout=15_000)
    assert phone.violations() == []
    phone.shot("chat-360")


def test_the_card_fills_and_a_line_leads_to_its_correction(phone: Screen, house: House) -> None:
    conversation = talk(house, "我们的工资三十五万一直没给")
    page = phone.go("/")
    page.evaluate(
        "id => localStorage.setItem('chengsu.conversation', id)", bearer_of(conversation, house.keyring)
    )
    page.reload()
    card = page.get_by_label("已记下")
    expect(card).to_contain_text("已记下 2 项")
    card.locator("summary").click()
    expect(card).to_contain_text("35万元（350,000元）")
    assert phone.violations() == []
    phone.shot("card-360")
    card.get_by_role("button", name="金额").click()
    expect(page.get_by_label("您要说的话")).to_have_value("不对，金额是")
    expect(page.get_by_label("您要说的话")).to_be_focused()


def test_the_receipt_shows_the_code_large_and_can_be_kept(
    phone: Screen, house: House, furnished: Furnished
) -> None:
    from complaint_store.services.conversations import open_conversation, receive, record_replies

    with house.database.unit_of_work() as uow:
        conversation = open_conversation("web", None, uow=uow, now=house.now())
    with house.database.unit_of_work() as uow:
        got = receive(conversation, "m1", "确认提交", (), uow=uow, now=house.now())
        ticket = {
            "receipt_code": furnished.wages.receipt_code, "category": "wage_arrears",
            "lead": "阿左旗人社局", "lane": "ordinary",
        }  # fmt: skip
        answer = [{"text": "已经提交。", "buttons": [], "kind": "receipt"}]
        record_replies(got.message_id, answer, {"filled": {}, "tickets": [ticket]}, uow=uow, now=house.now())
    page = phone.go("/")
    page.emulate_media(reduced_motion="no-preference")
    page.evaluate(
        "id => localStorage.setItem('chengsu.conversation', id)", bearer_of(conversation, house.keyring)
    )
    page.reload()
    receipt = page.get_by_label("受理回执")
    expect(receipt).to_contain_text(furnished.wages.receipt_code)
    expect(receipt).to_contain_text("最迟 2026年11月25日")
    page.wait_for_timeout(800)  # 滚动是慢慢滚的
    expect(receipt.locator(".receipt-code")).to_be_in_viewport()
    with page.expect_download() as download:
        receipt.get_by_role("button", name="存成图片").click()
    assert download.value.path().read_bytes().startswith(b"\x89PNG")
    assert phone.violations() == []
    phone.shot("receipt-360")


def test_a_lost_network_keeps_the_words_in_the_box(phone: Screen) -> None:
    page = phone.go("/")
    phone.context.set_offline(True)
    page.get_by_label("您要说的话").fill("包工头欠我工资")
    page.get_by_role("button", name="发送").click()
    expect(page.get_by_role("alert")).to_contain_text("网络好像断了")
    expect(page.get_by_label("您要说的话")).to_have_value("包工头欠我工资")
    phone.context.set_offline(False)
    page.get_by_role("button", name="发送").click()
    expect(page.locator("#messages")).to_contain_text("已经收到、存好了")


def test_what_is_sent_while_the_answer_is_on_its_way_is_sent_next_and_never_lost(phone: Screen) -> None:
    page = phone.go("/")
    held: list[Route] = []
    page.route("**/api/chat/messages", lambda route: held.append(route))
    for said in ("包工头欠我们工资三十五万", "不对，是二十八万"):
        page.get_by_label("您要说的话").fill(said)
        page.get_by_role("button", name="发送").click()
    page.wait_for_timeout(200)
    assert len(held) == 1
    page.unroute("**/api/chat/messages")  # 放行：先前那一句，和排着的那一句
    for said in ("包工头欠我们工资三十五万", "不对，是二十八万"):
        expect(page.locator("#messages .from-person").filter(has_text=said)).to_have_count(1)


def test_the_question_stands_out_and_so_does_the_button_that_files(phone: Screen, house: House) -> None:
    said = [
        {"text": "请您看一遍：…", "kind": "summary", "buttons": [{"label": "确认提交", "payload": "/submit"}]}
    ]
    asked = [{"text": "大概欠了多少钱？\n记个数就行。", "kind": "question", "buttons": []}]
    page = phone.go("/")
    page.evaluate(
        "id => localStorage.setItem('chengsu.conversation', id)",
        bearer_of(talk(house, "工钱没给", replies=asked + said), house.keyring),
    )
    page.reload()
    expect(page.locator(".bubble .aside")).to_have_text("记个数就行。")
    expect(page.get_by_role("button", name="确认提交")).to_have_class("primary")
    assert phone.violations() == []


def test_no_button_of_a_table_breaks_its_words_in_two(desk: Screen) -> None:
    desk.log_in("guanli")
    page = desk.go("/admin")
    tall = page.locator("td button").evaluate_all(
        "all => all.filter(b => b.clientHeight > 50).map(b => b.innerText)"
    )
    assert tall == []


def test_on_a_phone_a_units_queue_needs_no_pulling_to_and_fro(phone: Screen, furnished: Furnished) -> None:
    phone.log_in("zuoqi-renshe")
    table = phone.go("/portal").locator("table")
    assert table.evaluate("t => t.parentElement.scrollWidth <= t.parentElement.clientWidth + 1")


def test_large_type_switches_without_leaving_the_page(phone: Screen) -> None:
    page = phone.go("/")
    page.get_by_role("button", name="大字").click()
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "21px"
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).fontSize") == "21px"


def test_without_script_the_chat_still_takes_ones_words(browser: Browser, url: str) -> None:
    with screen(browser, url, PHONE, script=False) as found:
        page = found.go("/")
        page.get_by_label("您要说的话").fill("包工头欠我工资三万五")
        page.get_by_role("button", name="发送").click()
        expect(page.locator("#messages")).to_contain_text("已经收到、存好了")
        found.shot("chat-no-script-360")


def test_the_progress_page_in_a_browser(phone: Screen, furnished: Furnished) -> None:
    page = phone.go("/progress")
    page.get_by_label("查询码").fill(furnished.fees.receipt_code)
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_role("heading", name="请您评价")).to_be_visible()
    assert phone.violations() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    phone.shot("progress-360", whole=True)


def test_a_clerk_pastes_corrects_and_files_with_the_keyboard_alone(desk: Screen) -> None:
    page = desk.page
    page.get_by_label("通话转写稿或来话原文").fill(TALK)
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="草稿")).to_be_visible()
    assert desk.violations() == []
    desk.shot("desk-draft-1280")
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("e")
    assert page.evaluate("document.activeElement.name") == "m1-category"
    page.select_option("#m1-category", "wage_arrears")
    amount = page.locator("#m1-amount")
    amount.focus()
    assert "lit" in (page.locator("mark[data-field=amount]").first.get_attribute("class") or "")
    amount.fill("二十八万")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("已登记")


def test_clicking_words_sets_the_field_and_the_route_follows(desk: Screen) -> None:
    page = desk.page
    page.get_by_label("通话转写稿或来话原文").fill(TALK)
    page.keyboard.press("Control+Enter")
    page.locator("mark[data-field=amount]").first.click()
    assert page.evaluate("document.activeElement.name") == "m1-amount"
    place = page.locator("#m1-place")
    place.fill("额济纳旗/达来呼布镇")
    page.select_option("#m1-category", "wage_arrears")
    place.dispatch_event("change")
    expect(page.locator("#m1-route")).to_contain_text("额济纳旗人社局")


def test_j_and_k_walk_the_queue_and_slash_searches(desk: Screen) -> None:
    page = desk.go("/desk")
    page.locator("h1").click()
    page.keyboard.press("j")
    first = page.evaluate("document.activeElement.href")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.href") != first
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.href") == first
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"


def test_the_supervisors_page_prints_on_a4(browser: Browser, url: str) -> None:
    with screen(browser, url, DESKTOP) as found:
        found.log_in("duban")
        found.page.emulate_media(media="print")
        assert not found.page.locator("header.top").is_visible()
        assert found.page.pdf(format="A4").startswith(b"%PDF")
        found.page.emulate_media(media="screen")
        found.shot("supervision-1280", whole=True)

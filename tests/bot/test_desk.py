"""坐席的一天：贴转写稿、核对、改、登记；先看需要人的；接手对话；查条款；重发通知。"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.assembly import House
from complaint_store.delivery.notice import Notice
from complaint_store.delivery.worker import deliver_due
from complaint_store.domain.errors import DeliveryRefused
from complaint_store.services.actors import Actor
from complaint_store.services.contacts import save_contact
from complaint_store.services.conversations import messages_after, receive
from complaint_store.services.triage import triage
from tests.support.house import Furnished, at_the_desk, file, talk, told
from tests.support.pages import Visit, readable

Enter = Callable[[str], Visit]

TALK = """坐席：您好，12345，请讲。
市民：我们二十六个人在阿左旗巴彦浩特镇滨河路工地干活，包工头欠了三十五万元工资，从去年三月拖到现在。
坐席：您贵姓，电话方便留一下吗？
市民：免贵姓白，电话19900000001，就想赶紧把钱给了。"""


def last_shown(page: str) -> str:
    """The number of the last message on a conversation's page, as the form that ends it tells."""
    found = re.search(r'name="seen" value="(\d+)"', page)
    return found.group(1) if found else ""


def fields_of(page: str) -> dict[str, str]:
    """What the draft form would send as it stands."""
    form = page[page.index('id="draft"') :]
    found = dict(re.findall(r'<input[^>]*? name="([\w-]+)" value="([^"]*)"', form))
    for name, body in re.findall(r'<select[^>]*? name="([\w-]+)"[^>]*>(.*?)</select>', form, re.S):
        chosen = re.search(r'value="([^"]*)" selected', body)
        found[name] = chosen.group(1) if chosen else ""
    return {k: v for k, v in found.items() if not k.endswith("-anonymous")}


def test_a_transcript_becomes_a_draft_with_marks_reason_and_gaps(visit: Enter, furnished: Furnished) -> None:
    clerk = visit("zuoxi")
    clerk.get("/desk")
    page = clerk.post("/desk/intake", {"text": TALK, "step": "read"}, 200)
    assert 'data-field="amount"' in page and "三十五万元" in page
    assert "35万元（350,000元）" in page
    assert "建议去向" in page and "依据" in page
    assert any(words in page for words in ("很可能", "可能", "拿不准"))
    marked = page.split('id="words"')[1].split("改原文")[0]
    assert "199****0001" in marked and "19900000001" not in marked


def test_the_draft_is_what_triage_says(visit: Enter, house: House, furnished: Furnished) -> None:
    clerk = visit("zuoxi")
    clerk.get("/desk")
    page = readable(clerk.post("/desk/intake", {"text": TALK, "step": "read"}, 200))
    matter = house.reader.matters(TALK, house.today())[0]
    expected = triage(TALK, matter.reading, house.book, house.today())
    assert expected.decision is not None
    assert expected.decision.reason in page
    assert all(door in page for door in (house.book.doors[d].name for d in expected.decision.doors))


def test_corrected_and_filed(visit: Enter, house: House, furnished: Furnished, nobody: Visit) -> None:
    clerk = visit("zuoxi")
    clerk.get("/desk")
    form = fields_of(clerk.post("/desk/intake", {"text": TALK, "step": "read"}, 200))
    form |= {"text": TALK, "m1-amount": "二十八万", "m1-place": "阿拉善右旗/巴丹吉林镇"}
    checked = clerk.post("/desk/intake", {**form, "step": "check"}, 200)
    assert "阿右旗人社局" in checked, "a corrected place moves the ticket"
    form = fields_of(checked) | {"text": TALK}
    assert form["m1-amount"] == "28万元（280,000元）"
    done = clerk.post("/desk/intake", {**form, "step": "file"})
    number = re.search(r"已登记：(\d{8}-\d+)", done)
    assert number is not None
    again = clerk.client.post("/desk/intake", data={"csrf": clerk.token, **form, "step": "file"})
    assert number.group(1) in again.headers["location"], "pressing twice files once"
    found = clerk.get(f"/desk?q={number.group(1)}")
    ticket = re.search(r'href="(/desk/tickets/[^"]+)"[^>]*>\s*<span class="line"><b>拖欠农民工工资', found)
    assert ticket is not None
    detail = clerk.get(ticket.group(1))
    assert "280,000元" in detail and "阿右旗人社局" in detail


def test_a_field_that_cannot_be_read_is_named_and_nothing_is_filed(
    visit: Enter, furnished: Furnished
) -> None:
    clerk = visit("zuoxi")
    clerk.get("/desk")
    form = fields_of(clerk.post("/desk/intake", {"text": TALK, "step": "read"}, 200))
    page = clerk.post("/desk/intake", {**form, "text": TALK, "m1-amount": "很多很多", "step": "file"}, 400)
    assert "“很多很多”没有看懂" in page
    assert 'value="很多很多"' in page


def test_the_clerk_may_choose_another_unit_but_never_the_accused(
    visit: Enter, house: House, furnished: Furnished
) -> None:
    words = "阿左旗住建局欠我们公司工程款128万元，在巴彦浩特镇，2024年5月验收完，请尽快支付。"
    accused = house.book.unit_named("阿左旗住建局")
    assert accused is not None
    clerk = visit("zuoxi")
    clerk.get("/desk")
    form = fields_of(clerk.post("/desk/intake", {"text": words, "step": "read"}, 200)) | {"text": words}
    refused = clerk.post("/desk/intake", {**form, "m1-lead": accused.id, "step": "file"}, 400)
    assert "须回避" in refused
    other = house.book.unit_named("盟财政局")
    assert other is not None
    assert "已登记" in clerk.post("/desk/intake", {**form, "m1-lead": other.id, "step": "file"})


def test_nothing_and_too_much_are_answered_in_a_sentence(visit: Enter, furnished: Furnished) -> None:
    clerk = visit("zuoxi")
    clerk.get("/desk")
    assert "请先把通话转写稿" in clerk.post("/desk/intake", {"text": "  ", "step": "read"}, 400)
    assert "请分成几份" in clerk.post("/desk/intake", {"text": "话" * 20_001, "step": "read"}, 400)


def test_what_needs_a_person_comes_first(visit: Enter, furnished: Furnished) -> None:
    page = readable(visit("zuoxi").get("/desk"))
    first, rest = page.split("先看这些")[1].split("其余")
    assert furnished.promise.number in first, "returned"
    assert furnished.unclear.number in first, "abstained"
    assert furnished.wages.number in rest
    assert "要求人工服务" in page.split("先看这些")[0]


def test_a_search_that_finds_nothing_says_how_to_search(visit: Enter, furnished: Furnished) -> None:
    page = visit("zuoxi").get("/desk?q=没有这个编号")
    assert "没有找到" in page and "16位查询码" in page


def test_a_ticket_says_its_day_though_the_list_beside_it_does_not_reach_it(
    visit: Enter, furnished: Furnished, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.desk.queue.desk_queue", lambda *given, **named: ())
    page = readable(visit("zuoxi").get(f"/desk/tickets/{furnished.wages.ticket_id}"))
    assert "前受理并立案" in page.split("已派单")[1].split("这张工单")[0]


def test_an_abstained_ticket_is_given_to_a_unit(visit: Enter, house: House, furnished: Furnished) -> None:
    ticket = file(house, told(house, "说好的补贴一直不给，谁管。", abstain=True))
    clerk = visit("zuoxi")
    page = f"/desk/tickets/{ticket.ticket_id}"
    clerk.get(page)
    unit = house.book.unit_named("盟发改委")
    assert unit is not None
    assert "并写明理由" in clerk.post(f"{page}/reassign", {"lead": unit.id, "reason": ""}, 400)
    seen = readable(clerk.post(f"{page}/reassign", {"lead": unit.id, "reason": "属政府承诺未兑现。"}))
    assert "盟发改委" in seen and "已派单" in seen


def test_a_return_may_be_declined_with_a_reason(visit: Enter, furnished: Furnished) -> None:
    clerk = visit("zuoxi")
    page = f"/desk/tickets/{furnished.promise.ticket_id}"
    assert "不同意退回" in clerk.get(page)
    lead = str(furnished.promise.lead)
    seen = readable(clerk.post(f"{page}/reassign", {"lead": lead, "reason": "属地在本单位职责内。"}))
    assert "属地在本单位职责内。" in seen


def test_a_conversation_is_taken_answered_and_made_into_a_ticket(
    visit: Enter, house: House, furnished: Furnished
) -> None:
    conversation = talk(house, "我们二十个人在阿左旗巴彦浩特镇的工地，老板欠工资十八万", "我要找人说")
    case = at_the_desk(house, conversation)
    clerk = visit("zuoxi")
    page = f"/desk/cases/{case}"
    assert "老板欠工资十八万" in clerk.get(page)
    assert "zuoxi" in clerk.post(f"{page}/take")
    assert "请先写下" in clerk.post(f"{page}/answer", {"text": ""}, 400)
    clerk.post(f"{page}/answer", {"text": "您好，我来帮您登记。"})
    with house.database.unit_of_work() as uow:
        said = [m.text for m in messages_after(conversation, 0, uow=uow)]
    assert said[-1] == "您好，我来帮您登记。"
    words = "我们二十个人在阿左旗巴彦浩特镇的工地，老板欠工资十八万"
    draft = clerk.post("/desk/intake", {"text": words, "step": "read", "case": case}, 200)
    form = fields_of(draft) | {"text": words, "case": case}
    assert "已登记" in clerk.post("/desk/intake", {**form, "step": "file"})
    seen = {"note": "已立单", "seen": last_shown(clerk.get(page))}
    with house.database.unit_of_work() as uow:
        receive(conversation, "late", "对了，工头姓马", (), uow=uow, now=house.now())
    assert "对了，工头姓马" in clerk.post(f"{page}/close", seen, 400), "没看过的话不会随着结束而没人看"
    seen["seen"] = last_shown(clerk.get(page))
    assert case not in clerk.post(f"{page}/close", seen)


def test_policy_search_quotes_the_clause_word_for_word(
    visit: Enter, house: House, furnished: Furnished
) -> None:
    clerk = visit("zuoxi")
    page = readable(clerk.get("/desk/policy?q=拖欠民营企业中小企业账款由谁负责清理"))
    assert "全面清理行政事业单位、国有企业拖欠民营企业、中小企业账款" in page
    assert "二(三)-④" in page
    assert "盟工信局" in page
    unanswered = "盟财政局局长的手机号是多少"
    assert not house.library.answer(unanswered, house.today()).answerable
    assert "现有资料没有" in readable(clerk.get(f"/desk/policy?q={unanswered}"))


class RefusingMail:
    """A mail server that answers no."""

    def send(self, notice: Notice) -> None:
        raise DeliveryRefused("550 no such mailbox")


def test_an_undeliverable_notice_is_shown_and_sent_again(
    visit: Enter, house: House, furnished: Furnished
) -> None:
    unit = house.book.unit_named("阿右旗人社局")
    admin = furnished.people["guanli"]
    assert unit is not None and isinstance(admin, Actor)
    with house.database.unit_of_work() as uow:
        save_contact(
            unit.id, actor=admin, uow=uow, book=house.book, now=house.now(), email="renshe@example.cn"
        )
    ticket = file(house, told(house, "包工头欠工资三万五，在阿右旗巴丹吉林镇。"), lead="阿右旗人社局")
    deliver_due(house.database, {"mail": RefusingMail()}, house.now() + timedelta(minutes=1))
    clerk = visit("zuoxi")
    page = clerk.get("/desk/undeliverable")
    assert ticket.number in page
    letter = re.search(r'action="(/desk/undeliverable/[^"]+/retry)"', page)
    assert letter is not None
    assert ticket.number not in readable(clerk.post(letter.group(1))).split("没送到的通知")[-1]

"""提交之后的那句话：转给谁、最迟哪天、依据哪条；拿不准就说拿不准，一个意思不说两遍。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from complaint_store.domain.clause import ClauseRef
from complaint_store.domain.deadline import Deadline
from complaint_store.domain.draft import Filled
from complaint_store.domain.ids import CategoryId
from complaint_store.services.promise import NO_DAY, after_filing, forwarded
from complaint_store.services.queues import inspector_queue
from complaint_store.services.rate import rate
from complaint_store.services.reply import reply
from complaint_store.services.sign import sign
from tests.complaint_store.office import INSPECTOR, Office, a_draft, a_sealed_draft

BASIS = ClauseRef("保障中小企业款项支付条例", "第二十五条")


def told(office: Office, **changes: object) -> str:
    ticket = office.a_ticket(a_draft(**changes))
    return after_filing(ticket.decision, ticket.deadlines, office.book)


def test_a_debt_goes_to_the_unit_with_its_day_and_clause(office: Office):
    lines = told(office).split("\n")
    assert lines[0] == (
        "已转给盟工信局，最迟 2026年12月2日（星期三）前书面答复您（《保障中小企业款项支付条例》第二十五条）。"
    )
    assert lines[-1] == "盟财政局是欠款一方，只说明情况，不承办。"


def test_an_earlier_day_is_told_after_the_last(office: Office):
    fields = {"place": Filled("巴彦浩特", "阿拉善左旗/巴彦浩特镇"), "amount": Filled("35万", 350_000)}
    said = told(office, categories=(CategoryId("wage_arrears"),), accused_kind="private", fields=fields)
    assert said.startswith("已转给阿左旗人社局，最迟 ")
    assert said.index("前完成调查") < said.index("在此之前，最迟 ") < said.index("前受理并立案")
    assert said.count("在此之前") == 1


def test_what_is_not_clear_is_said_as_a_doubt_once(office: Office):
    said = told(office, categories=(), abstain=True)
    assert said == (
        "还不清楚反映的是哪一类事，先由值班员问清再转。\n"
        "盟财政局是被反映的单位，不承办。\n"
        "由谁办、最迟哪天答复，定下来就在这里告诉您。"
    )


def test_danger_is_taken_over_at_once(office: Office):
    said = told(office, marks=frozenset({"emergency"}))
    assert said.startswith("情况紧急，马上由值班员接手；有人身危险请先打 110、120。")


@pytest.mark.parametrize("abstain", [True, False])
def test_no_sentence_is_said_twice_and_none_is_official_language(office: Office, abstain: bool):
    for category in office.book.categories:
        said = told(office, categories=(category,), abstain=abstain)
        sentences = [s for s in said.replace("\n", "").split("。") if s]
        assert len(sentences) == len(set(sentences))
        assert "依据" not in said and "工单" not in said and "限时办理" not in said


def test_without_a_day_in_the_law_that_is_said_once():
    bare = Deadline("hotline.close", "12345 一般诉求办结", None, BASIS)
    assert forwarded("盟发改委", (bare, bare)) == f"已转给盟发改委。{NO_DAY}"


def test_a_day_that_may_move_and_a_clause_not_yet_checked_say_so():
    doubtful = Deadline("x", "办结", date(2027, 1, 8), BASIS, provisional=True, evidence="excerpt")
    assert "放假安排公布后可能调整；条文待核）" in forwarded("盟发改委", (doubtful,))
    kept_inside = replace(doubtful, shown=False)
    assert forwarded("盟发改委", (kept_inside,)).endswith(NO_DAY)


def test_clocks_that_run_for_the_person_himself_are_told_when_it_is_filed(office: Office):
    bid = told(office, categories=(CategoryId("unfair_competition"),))
    assert "另外提醒您时限：" in bid and "七个工作日内" in bid
    promise = told(office, categories=(CategoryId("breach_of_contract"),))
    assert "六十日内" in promise.split("\n")[-1]
    assert "另外提醒您时限" not in told(office)  # 一般欠款：没有几天就过期的路


def test_who_gave_no_name_is_not_promised_what_the_law_owes_the_named(office: Office):
    office.file(a_sealed_draft(), sealed_enabled=True)
    office.file(replace(a_sealed_draft(), fields={}, anonymous=True), sealed_enabled=True)
    listed = inspector_queue(INSPECTOR, uow=office.uow, book=office.book, today=office.today)
    assert [one.line.next_name for one in listed] == ["实名检举控告告知受理情况", ""]
    nameless = office.view(listed[1].line.ticket_id, INSPECTOR)
    assert nameless.deadlines == () and NO_DAY in forwarded(nameless.lead_name, nameless.deadlines)


def test_what_is_done_again_owes_the_nameless_no_more_than_before(office: Office):
    named = office.a_ticket(a_sealed_draft(), sealed_enabled=True)
    nameless = office.a_ticket(replace(a_sealed_draft(), fields={}, anonymous=True), sealed_enabled=True)
    for ticket in (named, nameless):
        sign(ticket.ticket_id, actor=INSPECTOR, **office.at)
        reply(ticket.ticket_id, "已查。", actor=INSPECTOR, **office.at)
        rate(ticket.receipt_code, False, 1, **office.at)
    assert [d.id for d in office.view(named.ticket_id, INSPECTOR).deadlines][:1] == ["discipline.notify"]
    assert office.view(nameless.ticket_id, INSPECTOR).deadlines == ()

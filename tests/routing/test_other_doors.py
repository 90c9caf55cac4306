"""另有去处：不归本平台办的事，说清去哪个门、带什么。"""

from __future__ import annotations

import pytest

from complaint_store.domain.reading import Mark
from complaint_store.domain.routing import Lane
from complaint_store.policy.book import RuleBook
from complaint_store.routing.other import doors_for, other_decision
from tests.routing.builders import a_matter


@pytest.mark.parametrize(
    ("text", "door"),
    [
        ("超市卖假货不给退款", "consumer_12315"),
        ("小区物业费涨了，电梯老停", "property_management"),
        ("医院看病收费高", "health"),
        ("邻居把院墙垒到我家地里来了", "neighbours"),
        ("楼上半夜噪音大，吵得睡不着", "noise"),
        ("小区里有人遛狗不拴绳", "animals"),
        ("我们这片停水两天了", "utilities"),
        ("嘎查里手机没信号", "telecom"),
        ("我的医保报销不了，住院花了一万多", "medical_insurance"),
        ("医保卡刷不了", "medical_insurance"),
        ("单位不给交公积金", "housing_fund"),
        ("养老保险认证不了", "human_resources_12333"),
        ("驾校收了钱不给安排考试", "consumer_12315"),
        ("驾照怎么换", "vehicle_office"),
        ("孩子在学校被同学打了", "education"),
        ("在路口被一辆车追尾了", "traffic_122"),
        ("我男人喝了酒就打我", "police_110"),
        ("电动车在楼下被偷了", "police_report"),
        ("有人在我家草场上偷偷放羊", "neighbours"),
        ("买彩票中了奖，店主不给兑", "lottery"),
        ("有人在我们小区传教", "religion"),
        ("低保被取消了", "social_assistance"),
        ("保险公司不理赔", "insurance_and_banks"),
        ("身份证丢了怎么补", "household_registration"),
        ("小区里不安生", "property_management"),
        ("朋友借钱不还", "civil_lawsuit"),
        ("房东不退押金", "civil_lawsuit"),
        ("路灯坏了好几个月", "hotline_12345"),
        ("网上被电信诈骗了", "police_fraud"),
        ("法院不立案", "court_12368"),
        ("今天天气真好", "hotline_12345"),
    ],
)
def test_the_right_door_is_named(book: RuleBook, text: str, door: str) -> None:
    assert doors_for(text, book)[0].id == door


def test_the_answer_says_where_to_go_in_plain_words(book: RuleBook) -> None:
    decision = other_decision("超市卖假货不给退款", a_matter(book, None), book)
    assert decision.lane is Lane.REDIRECT
    assert decision.lead is None
    assert "12315" in decision.reason
    assert decision.reason.endswith("。")


def test_danger_and_misconduct_go_their_own_way_even_here(book: RuleBook) -> None:
    danger = other_decision("不想活了", a_matter(book, None, marks=(Mark.SELF_HARM_OR_MASS_INCIDENT,)), book)
    assert danger.lane is Lane.DESK
    bribe = other_decision("局长受贿", a_matter(book, None, marks=(Mark.OFFICIAL_MISCONDUCT,)), book)
    assert bribe.doors[0] == "discipline_12388"
    assert bribe.may_store is False


def test_every_door_says_something_and_ends_its_sentence(book: RuleBook) -> None:
    for door in book.doors.values():
        assert door.says.endswith("。")
        assert not any(mark in door.says for mark in "！!")


def test_the_place_counts_only_when_nothing_else_is_said(book: RuleBook) -> None:
    assert [door.id for door in doors_for("电动车在小区楼下被偷了", book)] == ["police_report"]
    assert [door.id for door in doors_for("小区楼下有人闹", book)] == ["property_management", "neighbours"]


def test_money_lost_to_a_swindler_is_not_answered_with_danger_to_life(book: RuleBook) -> None:
    (door,) = doors_for("网上刷单被骗了一万二", book)
    assert door.phone == "110"
    assert "止付" in door.says
    assert "转账记录" in door.bring
    assert "打您" not in door.says


def test_a_door_without_a_number_of_its_own_says_how_to_get_on(book: RuleBook) -> None:
    for id_ in ("medical_insurance", "housing_fund", "utilities", "telecom", "religion", "education"):
        door = book.doors[id_]
        assert door.phone is None
        assert "12345" in door.says
        assert door.bring


def test_every_door_but_an_emergency_says_what_to_have_at_hand(book: RuleBook) -> None:
    bare = {door.id for door in book.doors.values() if not door.bring}
    assert bare == {"police_110", "medical_120", "fire_119", "listening_12356"}


def test_no_word_leads_to_two_doors(book: RuleBook) -> None:
    words = [word for door in book.doors.values() for word in (*door.topics, *door.where)]
    assert sorted(words) == sorted(set(words))


def test_a_door_is_told_in_sentences_that_can_be_read_in_one_breath(book: RuleBook) -> None:
    for door in book.doors.values():
        for sentence in door.says.split("。"):
            assert len(sentence) <= 60, (door.id, sentence)
            assert not any(mark in sentence for mark in ",;:()"), (door.id, sentence)

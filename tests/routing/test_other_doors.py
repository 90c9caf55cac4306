"""另有去处：不归本平台办的事，说清去哪个门、带什么."""

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
        ("邻居家半夜噪音大", "neighbours"),
        ("朋友借钱不还", "civil_lawsuit"),
        ("网上被电信诈骗了", "police_110"),
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

"""立单之前那句“是”：哪些话算，哪些话不算。"""

from __future__ import annotations

import pytest

from actions.consent import holds_back, says_yes
from actions.memory import Message, reading_of


def said(text: str, intent: str) -> Message:
    return Message("c", "m", text, intent, None, reading_of({}), (), (), "web", False)


@pytest.mark.parametrize("text", ["提交", "提交吧", "确认无误", "行 就这样交上去吧 麻烦了", "不用改了，提交", "没问题提交", "没啥补充了，交吧", "弄好了就交吧"])  # fmt: skip
def test_words_that_hand_it_in(text: str) -> None:
    assert says_yes(said(text, "submit"))
    assert not holds_back(said(text, "submit"))


@pytest.mark.parametrize("text", ["提交了以后他们多久给我钱", "提交之后还能改吗", "确认一下金额", "是不是提交了就行", "提交完了呢"])  # fmt: skip
def test_words_that_only_speak_of_it(text: str) -> None:
    assert not says_yes(said(text, "submit"))


@pytest.mark.parametrize("text", ["先别提交", "不提交", "别交", "不要提交", "等会再提交", "我再想想再提交"])
def test_words_that_hold_it_back(text: str) -> None:
    assert not says_yes(said(text, "submit"))
    assert holds_back(said(text, "submit"))


@pytest.mark.parametrize(("text", "yes"), [("对", True), ("好的", True), ("没问题", True), ("没错", True), ("行了", True),
                                           ("对 就是金额不太准", False), ("要钱", False), ("好 但是单位错了", False)])  # fmt: skip
def test_yes_and_yes_but(text: str, yes: bool) -> None:
    assert says_yes(said(text, "affirm")) is yes

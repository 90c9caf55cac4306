"""立单之前那句“是”：哪些话算，哪些话不算。"""

from __future__ import annotations

import pytest

from actions.consent import hands_in, holds_back, says_yes
from actions.memory import Message, reading_of


def said(text: str, intent: str) -> Message:
    return Message("c", "m", text, intent, None, reading_of({}), (), (), "web", False)


@pytest.mark.parametrize("text", ["提交", "提交吧", "确认无误", "行 就这样交上去吧 麻烦了", "不用改了，提交", "没问题提交", "没啥补充了，交吧",
                                  "弄好了就交吧", "对，没错，就是这样", "都对了交吧", "情况属实，确认", "好的提交吧，谢谢", "帮我提交", "还是交吧", "就按你写的交",
                                  "不用改了", "嗯嗯好的", "没问题", "好了", "行了"])  # fmt: skip
def test_words_that_hand_it_in(text: str) -> None:
    assert says_yes(said(text, "submit"))
    assert not holds_back(said(text, "submit"))


@pytest.mark.parametrize("text", ["提交了以后他们多久给我钱", "提交之后还能改吗", "确认一下金额", "是不是提交了就行", "提交完了呢", "提交给谁",
                                  "提交到哪里去", "谁看提交的东西", "对了", "行了吧", "好的，我先去交费，谢谢", "让我再交3000元", "再就是交通局",
                                  "先留个电话吧", "老板不交社保", "局里说明天上报", "交了钱了"])  # fmt: skip
@pytest.mark.parametrize("intent", ["submit", "affirm"])
def test_words_that_only_speak_of_it(text: str, intent: str) -> None:
    assert not says_yes(said(text, intent))
    assert not holds_back(said(text, intent))


@pytest.mark.parametrize("text", ["先别提交", "不提交", "别交", "不要提交", "等会再提交", "我再想想再提交", "我考虑考虑提交", "材料找齐了我下周提交",
                                  "资料还差一张，下周提交", "晚上回家提交", "提交之前我问问老伴", "我先回去跟家里人商量商量，明天提交"])  # fmt: skip
def test_words_that_hold_it_back(text: str) -> None:
    assert not says_yes(said(text, "submit"))
    assert holds_back(said(text, "submit"))


def test_thanks_alone_hand_nothing_in() -> None:
    assert hands_in(said("好的 提交吧谢谢", "thanks"))
    assert not hands_in(said("好的，谢谢", "thanks"))
    assert not hands_in(said("好的，我先去交费，谢谢", "thanks"))


@pytest.mark.parametrize(("text", "yes"), [("对", True), ("好的", True), ("没问题", True), ("没错", True), ("行了", True),
                                           ("对 就是金额不太准", False), ("要钱", False), ("好 但是单位错了", False)])  # fmt: skip
def test_yes_and_yes_but(text: str, yes: bool) -> None:
    assert says_yes(said(text, "affirm")) is yes

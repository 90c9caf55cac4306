"""虚惊：没有一个危险的字、又没有把握的话，不当成求救；真的求救一句也不能漏。"""

from __future__ import annotations

import pytest

from nlu.understand import Reader


@pytest.mark.parametrize("text", ["想让他们尽快把钱付了", "希望他们把钱给了", "就想把钱要回来", "给钱就行"])
def test_asking_for_the_money_is_no_cry_for_help(reader: Reader, text: str) -> None:
    assert reader.act(text)[0] != "crisis"


@pytest.mark.parametrize(
    "text", ["我不想活了", "不给钱我就从塔吊上跳下去", "孩子他爸爬到楼顶了", "我带了汽油"]
)
def test_a_cry_for_help_is_heard(reader: Reader, text: str) -> None:
    assert reader.act(text)[0] == "crisis"

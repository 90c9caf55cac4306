"""没有标点的几件事、一句里的两个欠账的：各归各，钱数不混。"""

from __future__ import annotations

import pytest

from nlu.matters import matters_in
from nlu.two_debtors import second_debtors
from tests.nlu.conftest import TODAY


def _parts(text: str) -> list[str]:
    return [text[start:end].strip() for start, end in matters_in(text, is_matter=lambda part: True)]


@pytest.mark.parametrize(
    ("text", "second"),
    [
        (
            "我有两个事一个是镇上欠我修路的钱八万还有一个是我儿子的工资老板不给两个月九千",
            "还有一个是我儿子",
        ),
        (
            "两件事要说一件是嘎查委员会欠我修井的钱两万一件是我弟弟在工地干活老板欠他一万二",
            "一件是我弟弟",
        ),
        ("左旗水务局欠我打井的钱3万还有就是我家的草场补偿镇上一直没给", "还有就是我家"),
        ("左旗水务局欠我打井的钱3万再一个我儿子的工资老板也没给", "再一个我儿子"),
        ("左旗教体局欠我12万右旗教体局欠我8万", "右旗教体局"),
        ("张老板欠我三万李老板还欠我两万", "李老板"),
        ("镇上欠我两万 左旗水务局欠我三万", "左旗水务局"),
    ],
)
def test_two_matters_told_in_one_breath_are_two(text: str, second: str):
    first, other = _parts(text)
    assert other.startswith(second)
    assert second not in first


@pytest.mark.parametrize(
    "text",
    [
        "左旗住建局欠我工程款20万还欠我质保金3万",
        "左旗水务局欠我工程款3万 2021年水务局又欠我维修款1万",
        "宏达公司欠我3万宏达公司还欠我媳妇2万",
        "左旗住建局欠宏达公司20万宏达公司欠我8万",
        "镇政府欠我3万元阿左旗水务局欠我3万元",
        "再一个月就满一年了左旗水务局欠我打井的钱3万一直不给",
        "老板欠我们两笔钱一个是工资3万没给一个是材料款2万",
    ],
)
def test_one_debtor_or_one_debt_stays_one_matter(text: str):
    assert len(_parts(text)) == 1


def test_a_debt_between_others_is_no_second_debt_to_the_speaker():
    assert second_debtors("住建局欠公司20万公司欠工人8万") == {}


def test_each_debtor_keeps_his_own_sum(reader):
    told = reader.matters("左旗教体局欠我12万 右旗教体局欠我8万", TODAY)
    sums = [[f.normalized for f in matter.reading.fields if f.type.value == "amount"] for matter in told]
    assert sums == [[120000], [80000]]

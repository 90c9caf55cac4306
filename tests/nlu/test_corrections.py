"""改口与答话：旧值作废，新值留下；刚问过的一项，短答也读得懂。"""

from __future__ import annotations

from datetime import date

import pytest

from complaint_store.domain.reading import FieldType
from nlu.answers import read_answer
from nlu.corrections import is_correction


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("不是左旗是右旗", ["阿拉善左旗"], ["阿拉善右旗"]),
        ("不是右旗，额济纳旗的", ["阿拉善右旗"], ["额济纳旗"]),
        ("不在巴镇，在吉兰泰", ["阿拉善左旗/巴彦浩特镇"], ["阿拉善左旗/吉兰泰镇"]),
        ("二十三万说错了，是二十八万", [230000], [280000]),
        ("说错了，是23个人", [], [23]),
        ("不对，是二十八万", [], [280000]),
        ("不是去年是前年", ["2025"], ["2024"]),
        ("是30万，不是20万", [200000], [300000]),
        ("一万二 不对 一万五", [12000], [15000]),
        ("三十五万，不对，三十八万", [350000], [380000]),
        ("一百万 哦不是 一百二十万", [1000000], [1200000]),
    ],
)
def test_what_was_taken_back_is_apart_from_what_stands(read, text, old, new):
    found = read(text)
    assert [f.normalized for f in found.negated] == old
    assert [f.normalized for f in found.fields if f.type is not FieldType.ACCUSED_UNIT] == new
    assert is_correction(text)


def test_a_denial_that_replaces_nothing_takes_nothing_back(read):
    assert read("不是我们不干，是他们欠了28万").negated == ()


@pytest.mark.parametrize(
    ("asked", "text", "value"),
    [
        (FieldType.PEOPLE, "二十三", 23),
        (FieldType.AMOUNT, "5000吧", 5000),
        (FieldType.AMOUNT, "二十八万左右", 280000),
        (FieldType.DATE, "2021", "2021"),
        (FieldType.PLACE, "就在巴镇", "阿拉善左旗/巴彦浩特镇"),
        (FieldType.ACCUSED_UNIT, "就是宏达那个队吧", "宏达那个队"),
        (FieldType.DEMAND, "把钱给我们就行", "把钱给我们就行"),
        (FieldType.AMOUNT, "二十八", None),
        (FieldType.PEOPLE, "不知道", None),
        (FieldType.PROJECT, "记不清了", None),
    ],
)
def test_a_short_answer_is_read_as_an_answer(gazetteer, asked, text, value):
    answer = read_answer(asked, text, date(2026, 11, 22), gazetteer)
    assert (answer.normalized if answer else None) == value

"""整段来话：一次读出全部要素，区间都对得上原文。"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.text import fold, script_of

LETTER = (
    "领导好，我们17个工人２０２３年春天在阿右旗雅布赖镇给当地修通村公路，\u200b工成款一共28.6万元，"
    "镇政府只给了5万，剩下的二十三万六一直拖签到现在，我电话199 0000 0001，请求督促镇政府尽快付钱。"
)


def test_a_whole_letter_is_read_at_once(read):
    found = read(LETTER)
    by_type: dict[str, list[object]] = {}
    for field in found.fields:
        by_type.setdefault(field.type.value, []).append(field.normalized)
    assert by_type["amount"] == [236000, 286000, 50000]  # 欠的在先
    assert [f.role for f in found.fields if f.type.value == "amount"] == ["owed", "total", "paid"]
    assert by_type["people"] == [17] and by_type["date"] == ["2023"] and by_type["phone"] == ["19900000001"]
    assert by_type["place"] == ["阿拉善右旗/雅布赖镇"]
    assert by_type["accused_unit"][0] == "阿右旗雅布赖镇人民政府"
    assert by_type["demand"] == ["请求督促镇政府尽快付钱"]
    assert all(LETTER[f.start : f.end] == f.value for f in found.fields)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("你好", "zh"),
        ("28万", "zh"),
        ("欠錢不還，這個鎮政府", "zh-Hant"),
        ("ᠮᠣᠩᠭᠣᠯ", "mn"),
        ("Сайн байна уу", "mn"),
        ("hello", "other"),
        ("😀😀", "empty"),
        ("\u200b \n", "empty"),
        ("", "empty"),
    ],
)
def test_the_script_of_a_message(text, script):
    assert script_of(text) == script


def test_folding_never_moves_a_word():
    folded = fold("拖\u200b簽２８萬")
    assert folded.text == "拖欠28万" and folded.raw[slice(*folded.span(0, 2))] == "拖\u200b簽"


@pytest.mark.parametrize("clean", ["办公程序复杂", "投宿旅馆", "合同事宜", "其中表示同意", "农民公司"])
def test_ordinary_words_are_no_homophones(clean):
    assert fold(clean).text == clean


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120))
def test_any_text_at_all_is_read_without_a_fault(read, text):
    found = read(text)
    assert all(text[f.start : f.end] == f.value for f in (*found.fields, *found.negated))


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet="我欠左右旗镇政府局公司工程款三五万月年日号不是错了另外请求的，。：A坐席0129第〔〕嗯 ",
        max_size=80,
    )
)
def test_jumbled_chinese_is_read_without_a_fault(read, text):
    found = read(text)
    assert all(text[f.start : f.end] == f.value for f in (*found.fields, *found.negated))

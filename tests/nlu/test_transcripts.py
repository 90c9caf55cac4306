"""转写稿：谁在说话，谁的话算数，几件事怎么分。"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from nlu.transcripts import citizen_words, confirmed_in, is_transcript, matters_of, turns_of

TODAY = date(2026, 11, 23)
CALL = """坐席：您好，12345热线，请问有什么可以帮您？
市民：我要反映宏达公司拖欠工资，二十三个人
坐席：一共欠了50万对吧？
市民：不是，是二十八万
坐席：您是在巴镇对吧？
市民：对的"""


def roles(text: str) -> list[str]:
    return [turn.role for turn in turns_of(text)]


def test_tagged_turns_have_their_speakers():
    assert roles(CALL) == ["clerk", "citizen"] * 3
    first = turns_of(CALL)[1]
    assert CALL[first.start : first.end] == "我要反映宏达公司拖欠工资，二十三个人"


def test_letters_are_told_apart_by_what_a_clerk_says():
    assert roles("A：您好请讲 B：镇政府欠我钱 A：请问您贵姓 B：姓王") == [
        "clerk",
        "citizen",
        "clerk",
        "citizen",
    ]


def test_without_tags_the_clerks_sentences_are_recognised():
    text = "您好，这里是12345热线，请问有什么可以帮您。老板欠了三个月工资。请问您在哪个旗。在左旗。好的给您登记了。"
    assert roles(text) == ["clerk", "citizen", "clerk", "citizen", "clerk"]


def test_without_punctuation_the_clerks_phrases_are_cut_out():
    text = (
        "你好老板欠我们二十三个人工资三十四万八一直不给电话也不接人也找不着我们去找总包总包不管我们"
        "请问您说的总包是哪个公司总包是中建的请问您贵姓我姓白白海军好的给您登记了"
    )
    said = citizen_words(text)
    assert roles(text) == ["citizen", "clerk", "citizen", "clerk", "citizen", "clerk"]
    assert "三十四万八" in said and "总包是中建的" in said and "哪个公司" not in said
    assert "白海军" in said and "好的" not in said


def test_pauses_part_the_speakers_where_no_sentence_ends():
    text = "您好这里是12345热线请问有什么可以帮您 我们公司给旗住建局做绿化 还有六十三万一直拖着不给 您贵姓 免贵姓孟 好的给您登记了"
    said = citizen_words(text)
    assert "六十三万" in said and "免贵姓孟" in said and "请问" not in said


def test_a_confirmation_counts_without_the_asking():
    claims = citizen_words("坐席：您的诉求是希望尽快支付工资对吧？\n市民：对")
    assert "希望尽快支付工资" in claims and "对吧" not in claims


def test_what_was_read_back_and_agreed_to_is_known_apart():
    call = "坐席：您说欠九千六？\n市民：不是\n坐席：一共十万零五千六百元，是吗？\n市民：对，就是这个。\n坐席：您贵姓？\n市民：姓郭"
    assert [call[start:end] for start, end in confirmed_in(call)] == ["一共十万零五千六百元，"]


def test_the_answer_to_what_is_wished_for_is_the_demand(reader):
    call = "坐席：您好请讲。\n市民：审计局三年没出审计报告，尾款卡着。\n坐席：诉求呢？\n市民：给个期限，哪天出报告。"
    found = [f.value for f in reader.read(call, TODAY).fields if f.type.value == "demand"]
    assert found == ["给个期限，哪天出报告"]


def test_a_letter_is_no_transcript():
    assert not is_transcript("领导您好：甲方：一直不给钱。") and turns_of("") == ()


def test_the_clerks_questions_are_no_claims_unless_agreed_to(read):
    claims = citizen_words(CALL)
    assert len(claims) == len(CALL) and "50万" not in claims and "巴镇" in claims
    fields = read(CALL).fields
    assert [f.normalized for f in fields if f.type.value == "amount"] == [280000]
    assert [f.normalized for f in fields if f.type.value == "place"] == ["阿拉善左旗/巴彦浩特镇"]
    assert all(CALL[f.start : f.end] == f.value for f in fields)


@pytest.mark.parametrize(
    ("call", "claimed"),
    [
        ("坐席：一共是五十万对吧？\n市民：嗯，不是，是二十万", False),
        ("坐席：一共是五十万对吧？\n市民：对，哦不对，二十万", False),
        ("坐席：是五十万？\n市民：对", True),
        ("坐席：我跟您核对一下。镇政府欠您五十万。对吧？\n市民：对的", True),
        ("坐席：五十万的事先放一放。您是在巴镇对吧？\n市民：对的", False),
        ("坐席：是欠五十万还是欠三十万？\n市民：是欠多了", False),
    ],
)
def test_only_what_the_citizen_confirms_of_a_clerks_words_counts(call, claimed):
    assert ("五十万" in citizen_words(call)) is claimed


def test_a_second_matter_begins_where_it_is_announced():
    first, second = "镇政府欠我修路的工程款二十八万。", "另外还有一件事，嘎查书记盖章要收五百块好处费。"
    assert [(first + second)[a:b] for a, b in matters_of(first + second)] == [first, second]


def test_items_of_one_matter_stay_together():
    for text in (
        "一是拖欠工资三年，二是工资一直不发，态度恶劣",
        "镇政府欠我工程款，另外老板态度很差",
        "欠工程款28万，另外还有5万质保金没退",
    ):
        assert matters_of(text) == ((0, len(text)),)


def test_the_caller_decides_what_carries_a_matter():
    text = "镇政府欠我修路的工程款二十八万。还有一件事，嘎查书记盖章要收好处费。"
    assert len(matters_of(text, lambda part: "工程款" in part)) == 1
    assert len(matters_of(text, lambda part: True)) == 2


def test_the_clerks_question_about_another_matter_opens_none():
    text = "坐席：您好，请讲。市民：镇政府欠我工程款。坐席：另外还有一件事要登记吗，工资有没有欠。市民：没有了，工程款给了就行。"
    assert len(matters_of(text)) == 1


def test_matters_cover_the_whole_text_without_gaps():
    text = "反映两个事：一是拖欠我们工资，二是招标的时候围标。"
    spans = matters_of(text)
    assert spans[0][0] == 0 and spans[-1][1] == len(text)
    assert all(left[1] == right[0] for left, right in pairwise(spans))


def test_what_is_told_when_asked_for_more_is_another_matter():
    text = (
        "坐席：您好请讲。\n市民：镇政府欠我工程款三年了。\n坐席：还有别的事吗？\n市民：嘎查书记盖章收好处费。"
    )
    assert [text[a:b][:2] for a, b in matters_of(text)] == ["坐席", "嘎查"]


def test_who_has_no_more_opens_no_matter():
    text = "坐席：您好请讲。\n市民：镇政府欠我工程款三年了。\n坐席：还有别的事吗？\n市民：没有了，就是盖章也收好处费。"
    assert len(matters_of(text)) == 1


@pytest.mark.parametrize(
    ("call", "type_", "value"),
    [
        ("坐席：一共几个人？\n市民：十四个。", "people", 14),
        ("坐席：请问总共几位？\n市民：嗯，九个吧", "people", 9),
        ("坐席：欠了您多少钱？\n市民：两万二。", "amount", 22000),
        ("坐席：是哪家公司？\n市民：叫众成防水。", "accused_unit", "众成防水"),
    ],
)
def test_a_short_answer_is_read_behind_its_question(reader, call, type_, value):
    text = f"市民：干完活不给工钱，去年的事。\n{call}"
    found = [f for f in reader.read(text, TODAY).fields if f.type.value == type_]
    assert [f.normalized for f in found] == [value]
    assert all(text[f.start : f.end] == f.value for f in found)


def test_the_clerk_naming_a_category_makes_no_complaint(reader):
    asked = "坐席：您是要反映拖欠工资、拖欠工程款吗？\n市民：不是，小区的电梯天天坏，物业不修。"
    assert [c.id for c in reader.read(asked, TODAY).categories] == []


@pytest.mark.parametrize(
    "letter",
    [
        "尊敬的旗长：您好！您是从嘎查干上来的，牧民有什么难处都见过，哪天得空来我们这里走一趟，三口机井到现在没有通电。",
        "协议上写明三十个工作日内验收，六十个工作日内付款，验收完已经一年，一分没有付。",
        "您是明白人，您看一眼这张欠条就清楚，草料钱三年没有给。",
    ],
)
def test_a_letter_that_says_you_is_no_call(letter: str) -> None:
    assert not is_transcript(letter)
    assert citizen_words(letter) == letter

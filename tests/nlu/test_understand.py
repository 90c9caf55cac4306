"""理解：群众怎么说，读者就怎么懂。语句全部自拟。"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from complaint_store.domain.reading import FieldType, Kind, Mark
from complaint_store.policy.book import load_book
from nlu.model_file import read_arrays
from nlu.understand import MODEL, ModelMismatch, ModelMissing, Reader

TODAY = date(2026, 11, 22)


def first_category(reader: Reader, text: str) -> str | None:
    reading = reader.read(text, TODAY)
    return reading.categories[0].id if reading.categories else reading.kind.value


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("我们十四个人给工地绑钢筋，干了四个月，老板一分钱工资没给，电话也不接", "wage_arrears"),
        ("保洁公司三个月没给我们发工资了，十来个人都等着钱吃饭", "wage_arrears"),
        (
            "给镇政府修的路五年前就验收了，工程款还欠我们公司六十多万，每次去都说没钱",
            "project_payment_arrears",
        ),
        ("换了新书记，说前任签的合同他不认，欠条盖着公章也不算数", "new_officials_ignore_old_debts"),
        ("结算资料送审两年半了，审计一直不出结果，催一次说一次人手不够", "audit_delay"),
        (
            "招标文件就是给那一家写的，参数跟他家说明书一模一样，我们报名都报不上，这标是内定的",
            "unfair_competition",
        ),
        ("镇政府跟我们几户借钱发工资，打了借条说好付息，这么多年本金一直不还", "illegal_borrowing"),
    ],
)
def test_a_grievance_finds_its_category_though_nobody_names_it(
    reader: Reader, words: str, category: str
) -> None:
    assert first_category(reader, words) == category


@pytest.mark.parametrize(
    ("words", "category"),
    [
        (
            "右旗水务局欠我们公司工程款96万元，泵站改造早就验收了，一直说没钱，请尽快支付。",
            "project_payment_arrears",
        ),
        ("我们二十个人在旗里工地绑钢筋，工资一共欠了十一万，老板说没钱，请尽快支付。", "wage_arrears"),
    ],
)
def test_one_debt_is_one_category(reader: Reader, words: str, category: str) -> None:
    assert [guess.id for guess in reader.read(words, TODAY).categories] == [category]


@pytest.mark.parametrize(
    "words",
    [
        "楼上天天半夜装修，吵得孩子写不了作业，物业也不管",
        "小区物业不修电梯，物业费一年比一年高，业主意见很大",
        "网上买的手机坏了，商家不给退款，还骂人",
        "朋友借了我五万块钱不还，有借条，现在人都找不到了",
        "邻居家的狗天天叫，还不拴绳，吓着我家孩子了",
    ],
)
def test_what_another_door_settles_is_not_taken_in(reader: Reader, words: str) -> None:
    reading = reader.read(words, TODAY)
    assert reading.kind is Kind.OTHER_COMPLAINT
    assert reading.categories == ()


@pytest.mark.parametrize(
    "words",
    ["请问拖欠工资多长时间可以投诉，找哪个部门", "质保金最多扣几个点，有什么规定", "工程款拖欠多久算违法"],
)
def test_asking_for_the_rule_is_not_a_complaint(reader: Reader, words: str) -> None:
    assert reader.read(words, TODAY).kind is Kind.POLICY_QUESTION


def test_asking_where_it_stands_is_a_status_query(reader: Reader) -> None:
    assert reader.read("我上个月反映的欠薪的事处理得怎么样了", TODAY).kind is Kind.STATUS_QUERY


@pytest.mark.parametrize(
    ("words", "act"),
    [
        ("二十八万", "inform"),
        ("左旗", "inform"),
        ("去年十月", "inform"),
        ("不对，是二十八万", "correct"),
        ("不是左旗是右旗", "correct"),
        ("不知道", "skip"),
        ("嗯", "affirm"),
        ("转人工", "human"),
        ("确认提交", "submit"),
        ("我要匿名", "anonymous"),
        ("算了不投诉了", "cancel"),
        ("/affirm", "affirm"),
    ],
)
def test_short_answers_are_dialogue(reader: Reader, words: str, act: str) -> None:
    assert reader.act(words)[0] == act
    assert reader.read(words, TODAY).kind is Kind.DIALOGUE


def test_a_cry_for_help_is_a_crisis_whatever_else_it_tells(reader: Reader) -> None:
    reading = reader.read("再不给工资我就从塔吊上跳下去，不想活了", TODAY)
    assert reading.act == "crisis"
    assert Mark.SELF_HARM_OR_MASS_INCIDENT in reading.marks


def test_evidence_points_at_words_of_the_message(reader: Reader) -> None:
    words = "我们八个人的工资拖了一年多，包工头跑了"
    (first, *_) = reader.read(words, TODAY).categories
    assert first.evidence
    assert all(words[start:end] for start, end in first.evidence)
    assert any("工资" in words[start:end] for start, end in first.evidence)


def test_traditional_characters_mean_the_same(reader: Reader) -> None:
    reading = reader.read("工地拖欠我們八個人的工資，老闆跑了，電話也不接，欠了一年多了", TODAY)
    assert reading.script == "zh-Hant"
    assert reading.categories[0].id == "wage_arrears"


def test_mongolian_goes_to_a_person(reader: Reader) -> None:
    reading = reader.read("ᠪᠢ ᠴᠠᠯᠢᠩ ᠠᠪᠤᠭᠰᠠᠨ ᠦᠭᠡᠢ", TODAY)
    assert reading.script == "mn"
    assert reading.abstain


@pytest.mark.parametrize("words", ["", "   ", "😀😀😀", "\x00\x07", "。。。"])
def test_what_says_nothing_is_left_undecided(reader: Reader, words: str) -> None:
    reading = reader.read(words, TODAY)
    assert reading.kind is Kind.DIALOGUE
    assert reading.abstain


def test_markup_is_only_text(reader: Reader) -> None:
    reading = reader.read("<script>alert(1)</script>{{7*7}}老板欠我们八个人工资一年了不给", TODAY)
    assert reading.categories[0].id == "wage_arrears"


def test_five_megabytes_cost_no_more_than_the_first_twenty_thousand_characters(reader: Reader) -> None:
    long = "工地老板拖欠工资不给，" * 480_000
    reading = reader.read(long, TODAY)
    assert reading.categories[0].id == "wage_arrears"
    assert all(end <= 20_000 for guess in reading.categories for _, end in guess.evidence)


def test_there_is_always_at_least_one_matter(reader: Reader) -> None:
    (only,) = reader.matters("左旗", TODAY)
    assert (only.number, only.start, only.end) == (1, 0, 2)


def test_a_missing_model_names_the_command_that_makes_it(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ModelMissing, match="make setup"):
        Reader.load(load_book(), tmp_path)


def a_model_with(folder: Path, name: str, **changed: Any) -> Path:
    """The shipped models in `folder`, one array of one of them changed (None: taken out)."""
    for file in MODEL.glob("*.npz"):
        arrays = read_arrays(file)
        if file.stem == name:
            arrays = {k: v for k, v in {**arrays, **changed}.items() if v is not None}
        np.savez(folder / file.name, **arrays)
    return folder


@pytest.mark.parametrize(
    ("name", "array", "value"),
    [
        ("acts", "weights", np.zeros((7, 21))),
        ("acts", "bias", None),
        ("categories", "weights", np.zeros((5, 3))),
        ("categories", "second", np.zeros((75, 19))),
        ("categories", "trust", np.zeros(3)),
        ("categories", "thresholds", None),
        ("categories", "signals", np.array(["a_rule_of_yesterday"] * 53)),
    ],
)
def test_a_model_of_another_program_is_named_with_found_expected_and_where(
    tmp_path: Path, name: str, array: str, value: Any
) -> None:
    folder = a_model_with(tmp_path, name, **{array: value})
    with pytest.raises(ModelMismatch, match="make setup") as refused:
        Reader.load(load_book(), folder)
    assert refused.value.where == str(folder / f"{name}.npz")
    assert refused.value.found and refused.value.expected


@pytest.mark.parametrize("content", [b"", b"not a model", b"PK\x03\x04 cut off"])
def test_a_damaged_model_is_refused_alike(tmp_path: Path, content: bytes) -> None:
    a_model_with(tmp_path, "")
    (tmp_path / "acts.npz").write_bytes(content)
    with pytest.raises(ModelMismatch) as refused:
        Reader.load(load_book(), tmp_path)
    assert refused.value.where.endswith("acts.npz")


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("嘎查修棚圈欠我三万五", "project_payment_arrears"),
        ("我给苏木拉水 他们差我两万多到现在不给", "project_payment_arrears"),
        ("去年给左旗住建局修了办公楼外墙 活早干完了 钱一直拖着不给", "project_payment_arrears"),
        ("旗里说好的草场补偿没给", "breach_of_contract"),
        ("老板欠我四个月工资", "wage_arrears"),
    ],
)
def test_one_line_of_chat_is_enough_where_the_words_say_it(reader: Reader, words: str, category: str) -> None:
    reading = reader.read(words, TODAY)
    assert reading.kind is Kind.COMPLAINT
    assert reading.categories[0].id == category
    assert not reading.abstain


@pytest.mark.parametrize(
    "words",
    [
        "旗里说好的草场补偿没给 另外还有个事 镇政府欠我的水泥款六万八",
        "老板欠我四个月工资，另外还有一件事，嘎查盖章要收我五百块",
        "水务局打井的钱没给我 还有就是 嘎查书记办低保要收好处费",
        "工地欠我们工资两个月没发。再一个事，城投欠我哥砂石款二十万。",
    ],
)
def test_two_matters_of_one_message_are_read_apart(reader: Reader, words: str) -> None:
    first, second = reader.matters(words, TODAY)
    assert first.text + second.text == words
    amounts = [field.value for field in second.reading.fields if field.type is FieldType.AMOUNT]
    assert all(value in second.text for value in amounts)


@pytest.mark.parametrize(
    "words",
    [
        "我给镇政府修了路。去年就验收了。到现在工程款二十万没给。",
        "老板欠我们工资。八个人四个月。另外电话也不接了。",
        "我们给住建局刷墙，另外还铺了地砖，钱都没给",
        "镇上欠我工程款十万 还有就是质保金两万也没退",
    ],
)
def test_one_matter_in_three_sentences_stays_one(reader: Reader, words: str) -> None:
    assert len(reader.matters(words, TODAY)) == 1


def test_who_asks_for_the_rule_has_no_case_of_his_own(reader: Reader) -> None:
    asked = reader.read("请问判决书下来以后镇政府还不履行，申请执行有什么规定，需要什么材料", TODAY)
    assert asked.kind is Kind.POLICY_QUESTION
    assert not asked.marks & {Mark.ALREADY_IN, Mark.JUDGMENT_DEBTOR}


def test_wages_owed_on_a_project_are_one_debt_and_a_fee_named_beside_them_is_another(reader):
    wages = reader.read("阿左旗住建局的外墙保温改造工程欠我们12个人工资35万元到现在没给", TODAY)
    assert [guess.id for guess in wages.categories] == ["wage_arrears"]
    both = reader.read("旗里修渠的活，工程款九十万没给，三十个工人的工资也拖着发不出来", TODAY)
    assert "project_payment_arrears" in [guess.id for guess in both.categories]

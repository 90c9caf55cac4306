"""同一件事的各个部分：钱数、名称、字面、照着写的、轻重表。"""

from __future__ import annotations

import pytest

from complaint_store.domain.reading import Field, FieldType, Kind, Reading
from nlu.learning.same_fitting import fitted, strangers, written
from nlu.same import sums as same_sums
from nlu.same.copies import copy_of
from nlu.same.matter import same_matter
from nlu.same.names import is_foreign_to, plain, same_name, same_works
from nlu.same.signs import WORDS
from nlu.same.told import alike, told
from nlu.same.weights import LINE, weights_for

STORY = "前年秋天给苏木打网围栏，一万二千米，谈好一米十八块，苏木给过八万，剩下的拖到现在没有给。"


def a_sum(yuan: int, role: str | None = "owed", approx: bool = False) -> Field:
    return Field(FieldType.AMOUNT, str(yuan), yuan, 0, 1, role=role, approx=approx)


def a_name(type_: FieldType, name: str, code: str | None = None) -> Field:
    return Field(type_, name, name, 0, 1, code=code)


def a_reading(*fields: Field) -> Reading:
    return Reading(kind=Kind.COMPLAINT, kind_confidence=1.0, act="report", act_confidence=1.0, fields=fields)


def test_the_rest_after_an_instalment_agrees_with_the_whole():
    whole, paid, left = a_sum(214000, "total"), a_sum(50000, "paid"), a_sum(164000)
    assert same_sums.agree((whole,), (paid, left))
    assert not same_sums.differ((whole,), (paid, left))


def test_the_same_price_for_each_does_not_make_two_debts_one():
    one, other = (a_sum(1800, "each"), a_sum(169200)), (a_sum(1800, "each"), a_sum(111600))
    assert not same_sums.agree(one, other)
    assert not same_sums.differ(one, other)  # 也不算明明白白对不上


def test_only_a_sum_with_figures_of_its_own_is_one_and_the_same():
    assert same_sums.is_one_sum((a_sum(52600),), (a_sum(52600),))
    assert not same_sums.is_one_sum((a_sum(50000),), (a_sum(50000),))
    assert not same_sums.is_one_sum((a_sum(52600, approx=True),), (a_sum(52600),))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("远山集团", "某市远山集团", True),
        ("德金公司", "金德公司", True),
        ("公司", "鸿远公司", False),
        ("鸿远煤业", "兴昌煤业", False),
    ],
)
def test_a_name_said_shorter_is_the_same_and_another_is_not(one, other, same):
    assert same_name(one, other) is same


def test_a_project_is_known_by_what_it_is_about():
    assert same_works("干部周转宿舍维修工程", "干部周转宿舍")
    assert not same_works("干部周转宿舍维修工程", "文化广场铺装工程")


def test_a_name_half_said_in_the_other_text_is_not_another_name():
    unit = a_name(FieldType.ACCUSED_UNIT, "锦绣家园物业公司")
    assert not is_foreign_to(unit, plain("锦绣家园的物业从来不管"))
    assert is_foreign_to(unit, plain("丽景花园的人从来不管"))


def test_likeness_is_between_nothing_and_the_same():
    one, other = told(STORY, a_reading()), told("窗口要收清单以外的钱", a_reading())
    assert alike(one, one).whole == pytest.approx(1.0)
    assert alike(one, told("", a_reading())).whole == 0.0
    assert 0.0 <= alike(one, other).whole < 0.2


def test_what_is_left_without_the_fields_is_compared_too():
    unit = "阿左旗水务局"
    text = f"{unit}一直不给钱"
    one = told(text, a_reading(Field(FieldType.ACCUSED_UNIT, unit, unit, 0, len(unit))))
    other = told(f"{unit}门口停车收费", a_reading(Field(FieldType.ACCUSED_UNIT, unit, unit, 0, len(unit))))
    assert alike(one, other).whole > 0.2 > alike(one, other).rest


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("打网围栏", "修饮水槽", ("打网围栏", "修饮水槽")),
        ("八万", "三万", None),  # 一个字是笔误
        ("前年秋天", "尊敬的领导", None),  # 称呼
    ],
)
def test_a_copy_says_another_matter_by_what_was_put_in_its_place(old, new, said):
    copy = copy_of(plain(STORY), plain(STORY.replace(old, new)))
    assert copy.is_one
    assert copy.says_another(sums_agree=True) == said


def test_a_text_that_was_reworked_is_no_copy_with_a_name_changed():
    longer = STORY.replace("打网围栏", "修饮水槽") + "我为这事跑了七趟，找过三个人，每个人都说再等等。"
    assert copy_of(plain(STORY), plain(longer)).says_another(sums_agree=True) is None


def test_who_tells_again_may_put_it_in_other_words():
    again = STORY.replace("打网围栏", "修的那个活").replace("剩下的", "上次反映")
    assert same_matter(STORY, again, a_reading(a_sum(136000)), a_reading(a_sum(136000))).same


def test_another_contract_is_another_matter_and_the_same_contract_the_same():
    one, other = (a_name(FieldType.CONTRACT_NO, number) for number in ("LJT-2019-044", "LJT-2020-017"))
    assert not same_matter(STORY, STORY, a_reading(one), a_reading(other)).same
    assert same_matter(STORY, "尾款还没给", a_reading(one), a_reading(one)).same


@pytest.mark.parametrize("letters", [True, False])
def test_every_weight_has_words_and_points_the_way_it_says(letters):
    weights = weights_for(letters)
    assert weights.signs.keys() <= WORDS.keys()
    assert weights.chance(()) < LINE
    for sign, figure in weights.signs.items():
        if sign.startswith(("words.", "rest.", "rare.")) or sign.endswith(".agrees"):
            assert figure > 0 or sign.startswith("who.only"), sign
        if sign.endswith(".differs"):
            assert figure < 0, sign


def test_what_agrees_is_never_learnt_to_weigh_against():
    import numpy as np

    names = list(WORDS)
    rows = np.zeros((40, len(names)))
    rows[:20, names.index("amount.agrees")] = 1.0
    figures = fitted(rows, np.repeat([0.0, 1.0], 20), np.ones(40))
    assert figures[names.index("amount.agrees")] == 0.0


def test_strangers_are_taken_from_other_matters():
    rows = [
        {"id": f"{name}-{n}", "a": f"{name}{n}", "b": f"{name}{n}乙", "same": True}
        for name in "甲乙丙"
        for n in (1, 2)
    ]
    made = list(strangers(rows))
    assert made
    assert all(row["a"][0] != row["b"][0] and row["same"] is False for row in made)


def test_the_table_is_written_for_people():
    text = written({"letters": ({"amount.agrees": 0.4, "place.agrees": 0.01}, -4.0), "told": ({}, -5.0)})
    assert "    amount.agrees: 0.4  # 钱数对得上\n" in text
    assert "place.agrees" not in text

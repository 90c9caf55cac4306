"""同一件事：要素对得上才算，字面再像、单位不同也不算。"""

from __future__ import annotations

from datetime import date

import pytest

from complaint_store.domain.reading import Field, FieldType, Kind, Reading
from nlu.same.matter import same_matter

TODAY = date(2026, 11, 23)
STORY = "他们欠我们公司修路的工程款，去年三月就验收了，一直说没有钱，不给。"


def a_reading(*fields: Field) -> Reading:
    return Reading(kind=Kind.COMPLAINT, kind_confidence=1.0, act="report", act_confidence=1.0, fields=fields)


def told(type_: FieldType, normalized: object, code: str | None = None, approx: bool = False) -> Field:
    return Field(type_, str(normalized), normalized, 0, 1, code=code, approx=approx)  # type: ignore[arg-type]


def unit(name: str, code: str) -> Field:
    return told(FieldType.ACCUSED_UNIT, name, code)


def test_the_same_words_about_another_unit_are_another_matter():
    one = a_reading(unit("阿左旗巴润别立镇人民政府", "town.1"), told(FieldType.AMOUNT, 350000))
    other = a_reading(unit("阿左旗温都尔勒图镇人民政府", "town.2"), told(FieldType.AMOUNT, 350000))
    found = same_matter(STORY, STORY, one, other)
    assert not found.same
    assert (found.agree, found.differ) == (("amount",), ("accused_unit",))


def test_other_words_with_the_same_contract_are_the_same_matter():
    contract = told(FieldType.CONTRACT_NO, "ALX-2023-017")
    found = same_matter("区里那笔钱三年了还没给", STORY, a_reading(contract), a_reading(contract))
    assert found.same


def test_the_same_project_is_the_same_matter_though_one_names_the_bureau_and_one_the_town():
    project = told(FieldType.PROJECT, "滨河路改造")
    one, other = (
        a_reading(unit("阿左旗住建局", "b.1"), project),
        a_reading(unit("巴润别立镇人民政府", "t.1"), project),
    )
    assert same_matter(STORY, STORY, one, other).same


def test_nothing_in_common_is_not_the_same():
    found = same_matter("窗口要收清单以外的钱", STORY, a_reading(), a_reading())
    assert not found.same
    assert (found.agree, found.differ) == ((), ())


@pytest.mark.parametrize(
    ("type_", "a", "b", "agree"),
    [
        (FieldType.AMOUNT, 350000, [300000, 400000], True),
        (FieldType.AMOUNT, 350000, 800000, False),
        (FieldType.DATE, "2025", "2025-03", True),
        (FieldType.DATE, "2025-03", "2025-04", False),
        (FieldType.PLACE, "阿拉善左旗", "阿拉善左旗/巴彦浩特镇", True),
        (FieldType.PLACE, "阿拉善左旗/巴彦浩特镇", "阿拉善左旗/巴润别立镇", False),
        (FieldType.PROJECT, "滨河路改造", "滨河路改造工程", True),
        (FieldType.PEOPLE, 26, 26, True),
    ],
)
def test_each_kind_of_field_is_compared_in_its_own_way(type_, a, b, agree):
    found = same_matter("甲", "乙", a_reading(told(type_, a)), a_reading(told(type_, b)))
    assert (type_.value in found.agree) is agree
    assert (type_.value in found.differ) is not agree


def test_about_thirty_thousand_agrees_with_a_little_more():
    rough, exact = told(FieldType.AMOUNT, 30000, approx=True), told(FieldType.AMOUNT, 33000)
    assert same_matter("甲", "乙", a_reading(rough), a_reading(exact)).agree == ("amount",)


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("经开区修路，路达公司欠我拉料的运费四万七，前年的活。", "经开区修路，恒基公司欠我拉料的运费四万七，前年的活。", False),
        ("前任镇长让我给食堂供肉，欠一万九，现任不认。", "前任镇长让我给食堂修车，欠一万九，现任不认。", False),
        ("前任镇长让我给食堂供肉，欠一万九，现任不认。", "前任镇长让我给食堂供肉，欠一万九，现任不人。", True),
        (STORY, STORY + "上次说这个月答复，今天已经月底了，还是没有人给我打电话，请再催一催。", True),
    ],
)  # fmt: skip
def test_a_copy_with_a_name_changed_is_another_matter_and_a_copy_with_a_slip_is_not(a, b, same):
    found = same_matter(a, b, a_reading(), a_reading())
    assert found.same is same
    assert found.why


def test_what_both_name_and_name_differently_is_said():
    one = a_reading(unit("阿左旗住建局", "b.1"))
    other = a_reading(unit("阿左旗水务局", "b.2"))
    assert same_matter(STORY, "换一种说法", one, other).why == "单位不同：阿左旗住建局、阿左旗水务局"


def test_another_gang_at_the_same_site_is_another_matter():
    one = a_reading(told(FieldType.AMOUNT, 96000), told(FieldType.PEOPLE, 12), unit("阿左旗住建局", "b.1"))
    other = a_reading(told(FieldType.AMOUNT, 72000), told(FieldType.PEOPLE, 9), unit("阿左旗住建局", "b.1"))
    assert not same_matter(STORY, STORY, one, other).same


def test_another_year_and_quite_another_sum_is_another_debt():
    one = a_reading(told(FieldType.AMOUNT, 283000), told(FieldType.DATE, "2022"))
    other = a_reading(told(FieldType.AMOUNT, 90000), told(FieldType.DATE, "2019"))
    assert not same_matter(STORY, "那年打井的钱也欠着", one, other).same
    paid_in_part = a_reading(told(FieldType.AMOUNT, 230000), told(FieldType.DATE, "2026"))
    assert same_matter(
        STORY, STORY[:-4] + "，还差二十三万没有给我们，请你们再给催一催吧", one, paid_in_part
    ).differ

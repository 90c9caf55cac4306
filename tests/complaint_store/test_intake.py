"""记下诉求：说到的都记下，说错的改对地方，该问的才问，问得不重复。"""

from __future__ import annotations

from dataclasses import replace

import pytest

from complaint_store.domain.draft import Draft, Filled
from complaint_store.domain.ids import CategoryId
from complaint_store.domain.reading import CategoryGuess, Field, FieldType, Kind, Mark, Reading
from complaint_store.policy.book import RuleBook, load_book
from complaint_store.services import intake, next_question, summary

WAGES, DEBTS = CategoryId("wage_arrears"), CategoryId("project_payment_arrears")


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_book()


def field(kind: FieldType, normalized: object, value: str = "原话", **more: object) -> Field:
    return Field(kind, value, normalized, 0, len(value), **more)  # type: ignore[arg-type]


def amount(yuan: float, **more: object) -> Field:
    return field(FieldType.AMOUNT, yuan, f"{yuan}元", **more)


def a_reading(*fields: Field, categories: tuple[CategoryId, ...] = (), **more: object) -> Reading:
    return Reading(
        kind=Kind.COMPLAINT if categories else Kind.DIALOGUE,
        kind_confidence=0.9,
        act="report",
        act_confidence=0.9,
        categories=tuple(CategoryGuess(id_, 0.9) for id_ in categories),
        fields=fields,
        **more,  # type: ignore[arg-type]
    )


def a_draft(category: CategoryId = WAGES, **fields: object) -> Draft:
    draft = intake.take(Draft(), a_reading(categories=(category,)), "有一件事").draft
    for name, value in fields.items():
        draft = draft.with_field(name, Filled(str(value), value))
    return draft


def test_everything_said_in_one_sentence_is_taken_at_once():
    said = a_reading(
        amount(350_000),
        field(FieldType.PEOPLE, 12),
        field(FieldType.PLACE, "阿拉善左旗"),
        categories=(WAGES,),
    )
    taken = intake.take(Draft(), said, "欠我们12个人35万")
    assert set(taken.new) == {"amount", "people", "place"}
    assert taken.draft.categories == (WAGES,)
    assert taken.draft.text == "欠我们12个人35万"


def test_the_persons_words_are_joined_in_order_and_never_rewritten():
    draft = intake.add_words(intake.add_words(Draft(), "  第一句 "), "第二句")
    assert draft.text == "第一句\n第二句"
    assert intake.add_words(draft, "/skip").text == draft.text


def test_of_several_amounts_the_owed_one_is_noted():
    said = a_reading(
        amount(500_000, role="total"), amount(200_000, role="paid"), amount(300_000, role="owed")
    )
    assert intake.take(Draft(), said, "总共五十万").draft.fields["amount"].normalized == 300_000


def test_a_known_item_stays_when_another_number_is_mentioned_in_passing():
    taken = intake.take(a_draft(amount=300_000), a_reading(amount(5_000)), "还花了五千路费", pending="date")
    assert taken.draft.fields["amount"].normalized == 300_000
    assert taken.nothing


def test_a_correction_changes_the_item_and_says_which():
    taken = intake.take(
        a_draft(amount=300_000), a_reading(amount(280_000)), "不对，是二十八万", correcting=True
    )
    assert [(c.field, c.before.normalized, c.after.normalized) for c in taken.changed] == [
        ("amount", 300_000, 280_000)
    ]


def test_a_place_told_more_exactly_is_the_same_place_and_no_correction():
    draft = intake.take(Draft(), a_reading(field(FieldType.PLACE, "阿拉善左旗")), "左旗的事").draft
    finer = intake.take(draft, a_reading(field(FieldType.PLACE, "阿拉善左旗/巴彦浩特镇")), "巴彦浩特镇")
    assert (finer.new, finer.changed) == (("place",), ())
    elsewhere = intake.take(draft, a_reading(field(FieldType.PLACE, "额济纳旗/达来呼布镇")), "达来呼布镇去过")
    assert elsewhere.nothing


def test_a_month_of_the_known_year_is_the_same_day_told_more_exactly_where_the_day_was_asked_for():
    draft = intake.take(Draft(), a_reading(field(FieldType.DATE, "2025")), "2025年的事").draft
    month = a_reading(field(FieldType.DATE, "2025-10"))
    finer = intake.take(draft, month, "从去年十月份", pending="date")
    assert (finer.new, finer.changed) == (("date",), ())
    assert finer.draft.fields["date"].normalized == "2025-10"
    assert intake.take(draft, month, "十月他给过一点", pending="demand").nothing
    other = intake.take(draft, a_reading(field(FieldType.DATE, "2024-10")), "是前年十月", pending="date")
    assert [change.after.normalized for change in other.changed] == ["2024-10"]


def test_of_a_body_without_a_name_and_a_firm_the_likelier_is_noted():
    body, firm = (
        Field(FieldType.ACCUSED_UNIT, "嘎查", None, 0, 2),
        Field(FieldType.ACCUSED_UNIT, "光伏公司", "光伏公司", 9, 13),
    )
    said = "嘎查把地租给光伏公司"
    assert intake.take(Draft(), a_reading(body, firm), said).draft.fields["accused_unit"].value == "嘎查"
    assert intake.take(Draft(), a_reading(firm, body), said).draft.fields["accused_unit"].value == "光伏公司"


def test_where_one_only_lives_gives_way_to_where_it_happened():
    home = Field(FieldType.PLACE, "右旗巴丹吉林镇", "阿拉善右旗/巴丹吉林镇", 2, 9, role="home")
    there = Field(FieldType.PLACE, "左旗", "阿拉善左旗", 12, 14)
    taken = intake.take(Draft(), a_reading(home, there), "家在右旗巴丹吉林镇，活在左旗")
    assert taken.draft.fields["place"].normalized == "阿拉善左旗"


def test_a_denied_value_is_never_taken():
    old, new = (
        field(FieldType.PLACE, "阿拉善左旗", "左旗"),
        Field(FieldType.PLACE, "右旗", "阿拉善右旗", 5, 7),
    )
    said = a_reading(old, new, negated=(old,))
    taken = intake.take(a_draft(place="阿拉善左旗"), said, "不是左旗是右旗", correcting=True)
    assert taken.draft.fields["place"].normalized == "阿拉善右旗"


def test_correcting_the_banner_corrects_the_unit_that_was_named_with_it(book):
    left = book.unit_named("阿左旗住建局")
    assert left is not None
    draft = a_draft(DEBTS).with_field("accused_unit", Filled("左旗住建局", left.name, code=left.id))
    denied = field(FieldType.PLACE, "阿拉善左旗", "左旗", code=left.area)
    right = Field(FieldType.PLACE, "右旗", "阿拉善右旗", 5, 7, code="152922")
    said = a_reading(right, negated=(denied,))
    taken = intake.correct_banner(intake.take(draft, said, "不是左旗是右旗", correcting=True), said, book)
    assert taken.draft.fields["accused_unit"].normalized == "阿右旗住建局"
    assert "accused_unit" in [change.field for change in taken.changed]


def test_an_unclear_unit_is_asked_about_and_a_clear_one_replaces_it(book):
    two = field(FieldType.ACCUSED_UNIT, None, "住建局", candidates=("阿左旗住建局", "阿右旗住建局"))
    draft = intake.take(a_draft(DEBTS), a_reading(two), "住建局欠钱").draft
    assert next_question.next_field(draft, book) == "accused_unit"
    clear = field(FieldType.ACCUSED_UNIT, "阿右旗住建局", "右旗住建局")
    draft = intake.take(draft, a_reading(clear), "右旗住建局", pending="accused_unit").draft
    assert draft.fields["accused_unit"].normalized == "阿右旗住建局"
    assert next_question.unclear(draft) is None


def test_no_question_is_asked_more_than_twice_and_an_optional_one_only_once(book):
    draft, asked = a_draft(), []
    while (name := next_question.next_field(draft, book)) is not None:
        asked.append(name)
        draft = next_question.ask(draft, name)
    required = {need.name for need in book.fields_for(WAGES) if need.required}
    assert {name: asked.count(name) for name in set(asked)} == {
        name: 2 if name in required else 1 for name in set(asked)
    }
    always = {need.name for need in book.fields_for(WAGES) if need.always}
    assert set(asked) == always | {"contact"}
    assert set(next_question.left_open(draft, book)) == required  # 没单独问的，汇总时请人补


def test_when_where_it_goes_is_known_one_more_item_is_asked(book):
    draft, asked = a_draft(WAGES, accused_unit="某公司", amount=20_000, place="阿拉善左旗"), []
    while (name := next_question.next_field(draft, book)) is not None:
        asked.append(name)
        draft = next_question.skip(next_question.ask(draft, name), name)
    assert asked == ["date", "contact"]
    assert next_question.left_open(draft, book) == ("demand",)


def test_a_unit_of_a_banner_tells_where(book):
    unit = book.unit_named("阿左旗住建局")
    assert unit is not None
    draft = a_draft(DEBTS).with_field("accused_unit", Filled("左旗住建局", unit.name, code=unit.id))
    league = book.unit_named("盟财政局")
    assert league is not None
    assert "place" not in next_question.left_open(draft, book)
    of_league = draft.with_field("accused_unit", Filled("盟财政局", league.name, code=league.id))
    assert "place" in next_question.left_open(of_league, book)


def test_what_is_skipped_is_never_asked_again(book):
    draft = a_draft()
    first = next_question.next_field(draft, book)
    assert first is not None
    draft = next_question.skip(next_question.ask(draft, first), first)
    assert next_question.next_field(draft, book) != first


def test_when_all_that_matters_is_said_at_most_two_questions_remain(book):
    needs = [need.name for need in book.fields_for(DEBTS) if need.required]
    draft, asked = a_draft(DEBTS, **dict.fromkeys(needs, "已说")), 0
    while (name := next_question.next_field(draft, book)) is not None:
        draft, asked = next_question.ask(draft, name), asked + 1
    assert asked <= 2


def test_a_duration_answers_since_when_and_a_phone_answers_how_to_reach():
    draft = a_draft(duration=36, phone="19900000001")
    assert next_question.is_told(draft, "date")
    assert next_question.is_told(draft, "contact")


def test_anonymous_needs_no_contact_and_identified_still_does():
    assert next_question.is_told(replace(a_draft(), anonymous=True), "contact")
    assert not next_question.is_told(replace(a_draft(), anonymous=False), "contact")


def test_a_doubtful_category_is_asked_once_then_left_to_the_desk(book):
    draft = intake.take(Draft(), a_reading(categories=(WAGES,), abstain=True), "他们不讲理").draft
    draft = replace(draft, confidence=next_question.LIKELY_ENOUGH - 0.1)
    assert next_question.next_field(draft, book) == "category"
    assert next_question.next_field(next_question.ask(draft, "category"), book) != "category"
    assert not intake.choose_category(draft, DEBTS).abstain


def test_a_likely_category_costs_no_question_and_is_left_for_the_desk_to_confirm(book):
    draft = intake.take(Draft(), a_reading(categories=(WAGES,), abstain=True), "他们不讲理").draft
    draft = replace(draft, confidence=next_question.LIKELY_ENOUGH)
    assert draft.abstain
    assert next_question.next_field(draft, book) != "category"


def test_marks_only_ever_add_up():
    draft = intake.take(Draft(), a_reading(marks=frozenset({Mark.ALREADY_IN})), "法院判了").draft
    draft = intake.take(draft, a_reading(marks=frozenset({Mark.EMERGENCY})), "很急").draft
    assert draft.marks == {"already_in", "emergency"}


def test_numbers_that_identify_a_person_are_masked_when_shown_back():
    shown = summary.normalized(a_draft(phone="19900000001", amount=350_000))
    assert shown == {"phone": "199****0001", "amount": 350_000}


def at(unit: str | None, value: str, **more: object) -> Filled:
    return Filled(value, unit, **more)  # type: ignore[arg-type]


def test_a_bureau_named_without_its_banner_is_that_of_the_place_already_told(book: RuleBook):
    draft = a_draft(DEBTS).with_field("place", Filled("右旗", "阿拉善右旗", code="152922"))
    draft = draft.with_field(
        "accused_unit", at(None, "交通局", candidates=("阿左旗交通运输局", "阿右旗交通运输局"))
    )
    named = intake.name_the_unit(intake.Taken(draft), book).draft.fields["accused_unit"]
    assert (named.value, named.normalized) == ("交通局", "阿右旗交通运输局")


def test_the_government_alone_may_be_any_government(book: RuleBook):
    draft = a_draft(DEBTS).with_field("place", Filled("右旗", "阿拉善右旗", code="152922"))
    draft = draft.with_field("accused_unit", at(None, "政府"))
    assert intake.name_the_unit(intake.Taken(draft), book).draft.fields["accused_unit"].normalized is None


def test_a_place_that_is_corrected_takes_the_unit_along(book: RuleBook):
    unit = book.unit_named("阿左旗住建局")
    assert unit is not None
    draft = a_draft(DEBTS).with_field("place", Filled("左旗", "阿拉善左旗", code="152921"))
    draft = draft.with_field("accused_unit", Filled("左旗住建局", unit.name, code=unit.id))
    reading = a_reading(field(FieldType.PLACE, "阿拉善右旗", "右旗", code="152922"))
    taken = intake.correct_banner(
        intake.take(draft, reading, "地点错了，是右旗", correcting=True), reading, book
    )
    assert taken.draft.fields["accused_unit"].normalized == "阿右旗住建局"


def test_what_is_told_otherwise_is_known_as_such_unless_it_is_coarser_or_another_sum():
    draft = a_draft(DEBTS, date="2023-04").with_field("amount", Filled("35万", 350_000, role="owed"))
    draft = draft.with_field("place", Filled("吉兰泰", "阿拉善左旗/吉兰泰镇"))
    assert intake.differing(draft, a_reading(field(FieldType.DATE, "2023-03"))) == ("date",)
    assert intake.differing(draft, a_reading(field(FieldType.DATE, "2023-04"))) == ()
    assert intake.differing(draft, a_reading(amount(1_200_000, role="total"))) == ()
    assert intake.differing(draft, a_reading(field(FieldType.PLACE, "阿拉善左旗"))) == ()


def test_of_several_days_the_one_that_starts_the_clock_is_noted():
    text = "2019年4月签的合同，2020年11月竣工验收，到2021年还没给钱"
    days = [("2019-04", "2019年4月"), ("2020-11", "2020年11月"), ("2021", "2021年")]
    said = a_reading(*(field(FieldType.DATE, n, v) for n, v in days), categories=(DEBTS,))
    assert intake.take(Draft(), said, text).draft.fields["date"].normalized == "2020-11"
    wages = a_reading(*(field(FieldType.DATE, n, v) for n, v in days), categories=(WAGES,))
    assert intake.take(Draft(), wages, text).draft.fields["date"].normalized == "2019-04"


def test_so_much_a_day_is_no_total_until_the_days_or_people_are_told():
    draft = a_draft(WAGES).with_field("amount", Filled("二百", 200, role="each"))
    assert not next_question.is_told(draft, "amount")
    assert next_question.is_told(draft.with_field("duration", Filled("四十天", 1.3)), "amount")


def test_an_unlikely_kind_that_no_word_of_money_speaks_for_does_not_ask_how_much(book):
    def asked(text: str) -> str | None:
        draft = a_draft(WAGES, accused_unit="左旗某镇", place="阿拉善左旗")
        unsure = replace(draft, text=text, abstain=True, confidence=0.4, asked=("category",))
        return next_question.next_field(unsure, book)

    assert asked("镇上也不管") != "amount"
    assert asked("镇上欠着不给") == "amount"

"""问话：只问还缺又要紧的，一次一件，话说得平常。"""

from __future__ import annotations

from complaint_store.domain.ids import CategoryId
from complaint_store.domain.reading import FieldType
from complaint_store.policy.book import RuleBook


def test_wages_are_asked_in_the_order_a_good_clerk_would(book: RuleBook) -> None:
    asked = [need.name for need in book.fields_for(CategoryId("wage_arrears"))]
    assert asked == ["accused_unit", "amount", "place", "date", "people", "project", "demand", "contact"]
    required = [need.name for need in book.fields_for(CategoryId("wage_arrears")) if need.required]
    assert required == ["accused_unit", "amount", "place", "date", "demand"]


def test_who_where_when_and_what_is_asked_for_matter_in_every_category(book: RuleBook) -> None:
    for category in (*book.categories, None):
        required = {need.name for need in book.fields_for(category) if need.required}
        assert {"accused_unit", "place", "date", "demand"} <= required


def test_nobody_must_leave_a_contact_or_an_identity_number(book: RuleBook) -> None:
    for category in book.categories:
        needs = {need.name: need.required for need in book.fields_for(category)}
        assert needs["contact"] is False
        assert "id_card" not in needs


def test_every_field_has_a_question_for_every_category(book: RuleBook) -> None:
    for category in (*book.categories, None):
        for need in book.fields_for(category):
            question = book.question(need.name, category)
            assert question.text.endswith(("？", "。"))
            assert question.label
            assert question.why
            assert question.skippable
    for field in FieldType:
        assert book.question(field.value, None).text


def test_a_category_may_ask_in_its_own_words(book: RuleBook) -> None:
    assert book.question("place", CategoryId("wage_arrears")).text != book.question("place", None).text
    assert book.question("place", CategoryId("wage_arrears")).buttons == book.question("place", None).buttons


def test_the_words_are_calm(book: RuleBook) -> None:
    said = [*book.questions.general.values(), *book.questions.special.values()]
    for question in said:
        for text in (question.text, question.why, question.skip, question.again):
            assert not any(mark in text for mark in ("！", "!", "贵单位", "请如实", "系统错误"))
            assert len(text) <= 38

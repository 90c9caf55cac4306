"""五条规矩：每类诉求 × 每个被诉单位和每种主体 × 每个旗（区），一件也不破。"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from complaint_store.domain.ids import AreaCode, CategoryId
from complaint_store.domain.reading import Mark
from complaint_store.domain.routing import Accused, AccusedKind, Lane, Level, RoutingSubject
from complaint_store.policy.book import RuleBook, load_book
from complaint_store.routing.reach import broken_rules, every_subject
from complaint_store.routing.route import route

BOOK = load_book()


def _broken(subjects: list[RoutingSubject], book: RuleBook, sealed: bool = False) -> list[str]:
    found = []
    for subject in subjects:
        decision = route(subject, book, sealed_enabled=sealed)
        found += [f"{subject}: {problem}" for problem in broken_rules(subject, decision, book)]
    return found


def test_the_product_covers_everything_there_is(book: RuleBook) -> None:
    subjects = list(every_subject(book))
    assert {subject.category for subject in subjects} == {*book.categories, None}
    assert {subject.accused.unit for subject in subjects} == {*book.units, None}
    assert {subject.accused.kind for subject in subjects} == set(AccusedKind)
    assert {subject.area for subject in subjects if subject.area} == {
        "152900", "152921", "152922", "152923", "152971", "152921401", "1529WLBH",
    }  # fmt: skip


def test_no_rule_is_broken_anywhere(book: RuleBook) -> None:
    assert _broken(list(every_subject(book)), book) == []


@pytest.mark.parametrize("mark", list(Mark))
def test_no_rule_is_broken_with_any_mark(book: RuleBook, mark: Mark) -> None:
    marked = [replace(subject, marks=frozenset({mark})) for subject in every_subject(book)]
    assert _broken(marked[::3], book) == []


def test_no_rule_is_broken_with_any_subtype_or_government_project(book: RuleBook) -> None:
    subjects = [
        replace(subject, subtype=subtype.id, government_project=project)
        for subject in list(every_subject(book))[::5]
        if subject.category
        for subtype, project in product(book.categories[subject.category].subtypes, (True, None))
    ]
    assert _broken(subjects, book) == []


def test_what_is_for_12388_is_never_an_ordinary_ticket_and_never_at_the_desk(book: RuleBook) -> None:
    for sealed in (False, True):
        for subject in list(every_subject(book))[::7]:
            marked = replace(subject, marks=frozenset({Mark.OFFICIAL_MISCONDUCT}))
            decision = route(marked, book, sealed_enabled=sealed)
            assert decision.lane in (Lane.SEALED, Lane.REDIRECT)
            assert decision.may_store is (decision.lane is Lane.SEALED)
            assert "discipline_12388" in decision.doors


def test_leads_about_the_discipline_organ_are_only_pointed(book: RuleBook) -> None:
    for subject in every_subject(book):
        if subject.accused.kind is AccusedKind.DISCIPLINE:
            decision = route(subject, book, sealed_enabled=True)
            assert decision.lane is Lane.REDIRECT
            assert decision.lead is None
            assert decision.may_store is False
            assert decision.doors[0] == "discipline_superior"


def test_every_decision_says_why_with_a_clause_and_keeps_the_version(book: RuleBook) -> None:
    for subject in every_subject(book):
        decision = route(subject, book)
        assert decision.reason.endswith("。")
        assert all(str(clause) in decision.reason for clause in decision.basis)
        assert "{" not in decision.reason
        assert decision.matrix_version == book.version
        assert all(exclusion.reason in decision.reason for exclusion in decision.excluded)


def test_the_same_matter_gets_the_same_decision_again(book: RuleBook) -> None:
    again = load_book()
    for subject in list(every_subject(book))[::11]:
        assert route(subject, book) == route(subject, again)


UNITS = st.sampled_from(sorted(BOOK.units))
PLACES = st.sampled_from([None, *sorted(BOOK.areas)])


@settings(max_examples=300, deadline=None)
@given(
    category=st.sampled_from([None, "no_such_category", *sorted(BOOK.categories)]),
    suspects=st.lists(UNITS, max_size=3),
    unit=st.one_of(st.none(), UNITS),
    kind=st.sampled_from(AccusedKind),
    level=st.sampled_from(Level),
    area=PLACES,
    marks=st.sets(st.sampled_from(Mark), max_size=3),
    project=st.sampled_from([True, False, None]),
    also=st.lists(st.sampled_from(sorted(BOOK.categories)), max_size=3),
    sealed=st.booleans(),
)
def test_whatever_is_told_a_unit_or_the_desk_or_a_door_is_named(
    category: str | None,
    suspects: list[str],
    unit: str | None,
    kind: AccusedKind,
    level: Level,
    area: str | None,
    marks: set[Mark],
    project: bool | None,
    also: list[str],
    sealed: bool,
) -> None:
    known = BOOK.unit(unit) if unit else None
    candidates = tuple(BOOK.unit(one).id for one in suspects)
    accused = (
        Accused(known.kind, known.level, known.id, known.name, candidates)
        if known
        else Accused(kind, level, candidates=candidates)
    )
    subject = RoutingSubject(
        category=CategoryId(category) if category else None,
        accused=accused,
        area=AreaCode(area) if area else None,
        marks=frozenset(marks),
        government_project=project,
        also=tuple(CategoryId(one) for one in also),
    )
    decision = route(subject, BOOK, sealed_enabled=sealed)
    chosen = {decision.lead, *decision.supporting} - {None}
    assert (decision.lane is Lane.ORDINARY) == (
        decision.lead is not None and decision.lane is not Lane.SEALED
    )
    assert decision.lane is not Lane.REDIRECT or decision.doors
    assert decision.lead not in decision.supporting
    for one in chosen:
        assert one is not None
        assert not any(
            BOOK.is_under(one, suspect) for suspect in (*candidates, *([known.id] if known else []))
        )


def test_no_sentence_says_that_an_accused_unit_helps(book: RuleBook) -> None:
    for subject in every_subject(book):
        if subject.accused.unit is not None:
            name = book.unit(subject.accused.unit).name
            helped = [part for part in route(subject, book).reason.split("。") if part.endswith("配合")]
            assert not any(name in part.removesuffix("配合").split("、") for part in helped)

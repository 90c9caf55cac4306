"""期限：按起算日当时的版本算，条文没有天数的就说没有。"""

from __future__ import annotations

from datetime import date

import pytest

from complaint_store.domain.ids import AreaCode, CategoryId
from complaint_store.domain.reading import Mark
from complaint_store.domain.routing import Accused, AccusedKind, Level, RoutingSubject
from complaint_store.policy.book import RuleBook
from complaint_store.policy.deadlines import deadline_of, deadlines_for, extended
from complaint_store.routing.route import route

ROWS = [
    "A1",
    "A2",
    "A3",
    "A4",
    "B1",
    "B2",
    "B3",
    "B4",
    "B5",
    "B6",
    "B7",
    "B8",
    "B9",
    "C1",
    "C2",
    "C3",
    "C4",
    "D1",
    "D2",
    "D3",
    "D4",
    "D5",
    "D6",
    "D7",
    "D7′",
    "D8",
    "E1",
    "E2",
    "E3",
    "E4",
    "E5",
    "E6",
    "F1",
    "F2",
    "F3",
    "G1",
    "G2",
    "G3",
    "H1",
    "H2",
    "H3",
    "I1",
    "J1",
    "J2",
    "J3",
    "J4",
    "J5",
    "K1",
    "L1",
    "M1",
    "M2",
    "M3",
    "N1",
]


def test_every_row_of_the_table_of_periods_is_entered(book: RuleBook) -> None:
    entered = {row for rule in book.deadlines.values() for row in rule.row.split("、")}
    assert entered == set(ROWS)


def test_every_version_says_its_clause_and_how_well_it_is_known(book: RuleBook) -> None:
    for rule in book.deadlines.values():
        for version in rule.versions:
            assert version.clause.doc, rule.id
            assert version.clause.clause, rule.id
            assert version.evidence in ("full_text", "excerpt", "none"), rule.id


def test_a_complaint_of_may_2025_is_judged_by_the_old_rule_which_gives_no_number(book: RuleBook) -> None:
    old = deadline_of(book.deadlines["sme_payment.transfer"], date(2025, 5, 31), book.calendar)
    assert old is not None
    assert old.last_day is None
    assert str(old.basis) == "《保障中小企业款项支付条例（2020年）》第十七条"


def test_from_june_2025_the_new_rule_gives_ten_working_days(book: RuleBook) -> None:
    new = deadline_of(book.deadlines["sme_payment.transfer"], date(2025, 6, 3), book.calendar)
    assert new is not None
    assert new.last_day == date(2025, 6, 17)
    assert str(new.basis) == "《保障中小企业款项支付条例》第二十五条"


def test_before_any_version_there_is_no_deadline(book: RuleBook) -> None:
    assert deadline_of(book.deadlines["sme_payment.transfer"], date(2020, 8, 31), book.calendar) is None


def test_thirty_days_are_calendar_days_and_ninety_is_the_whole_with_extension(book: RuleBook) -> None:
    rule = book.deadlines["sme_payment.handle"]
    plain = deadline_of(rule, date(2026, 11, 8), book.calendar)
    longer = extended(rule, date(2026, 11, 8), book.calendar)
    assert plain is not None
    assert longer is not None
    assert plain.last_day == date(2026, 12, 8)
    assert longer.last_day == date(2027, 2, 6)


def test_a_petition_extension_is_added_to_the_sixty_days(book: RuleBook) -> None:
    rule = book.deadlines["petition.close"]
    longer = extended(rule, date(2026, 3, 2), book.calendar)
    assert longer is not None
    assert longer.last_day == date(2026, 5, 31)


def test_a_wage_investigation_of_sixty_working_days_over_the_new_year_is_provisional(book: RuleBook) -> None:
    found = deadline_of(book.deadlines["wage.investigate"], date(2026, 11, 23), book.calendar)
    assert found is not None
    assert found.provisional
    within = deadline_of(book.deadlines["wage.accept"], date(2026, 11, 23), book.calendar)
    assert within is not None
    assert within.last_day == date(2026, 11, 30)
    assert not within.provisional
    assert within.evidence == "excerpt"


def test_calendar_days_do_not_depend_on_holidays(book: RuleBook) -> None:
    found = deadline_of(book.deadlines["petition.close"], date(2026, 12, 1), book.calendar)
    assert found is not None
    assert found.last_day == date(2027, 1, 30)
    assert not found.provisional


def test_years_and_months_are_counted_as_such(book: RuleBook) -> None:
    limitation = deadline_of(book.deadlines["wage.limitation"], date(2024, 2, 29), book.calendar)
    suit = deadline_of(book.deadlines["lawsuit.direct"], date(2026, 8, 31), book.calendar)
    assert limitation is not None
    assert suit is not None
    assert limitation.last_day == date(2026, 2, 28)
    assert suit.last_day == date(2027, 2, 28)


@pytest.mark.parametrize(
    ("category", "kind", "ids"),
    [
        ("wage_arrears", AccusedKind.PRIVATE, ["wage.accept", "wage.investigate"]),
        ("project_payment_arrears", AccusedKind.PUBLIC_INSTITUTION, ["sme_payment.handle"]),
        ("breach_of_contract", AccusedKind.STATE_OWNED, ["petition.notify", "petition.close"]),
        ("breach_of_contract", AccusedKind.PRIVATE, ["hotline.close"]),
    ],
)
def test_a_ticket_has_the_periods_of_its_row(
    book: RuleBook, category: str, kind: AccusedKind, ids: list[str]
) -> None:
    accused = Accused(kind, Level.BANNER)
    subject = RoutingSubject(CategoryId(category), accused, AreaCode("152921"))
    found = deadlines_for(route(subject, book), date(2026, 3, 2), book)
    assert [deadline.id for deadline in found] == ids


def test_the_provincial_acceptance_period_is_never_promised(book: RuleBook) -> None:
    promised = {id_ for row in book.matrix.rows for id_ in row.deadlines}
    assert promised.isdisjoint({"sme_payment.transfer", "sme_payment.examine"})


def test_the_hotline_has_no_number_of_days_and_nobody_makes_one_up(book: RuleBook) -> None:
    found = deadline_of(book.deadlines["hotline.close"], date(2026, 11, 23), book.calendar)
    assert found is not None
    assert found.last_day is None
    assert found.evidence == "none"


def test_no_deadline_ends_before_it_starts(book: RuleBook) -> None:
    for rule in book.deadlines.values():
        for day in (date(2024, 12, 31), date(2026, 2, 14), date(2026, 11, 23)):
            found = deadline_of(rule, day, book.calendar)
            if found is not None and found.last_day is not None:
                assert found.last_day >= day, rule.id
            longer = extended(rule, day, book.calendar)
            if found is not None and found.last_day is not None and longer is not None:
                assert longer.last_day is not None
                assert longer.last_day > found.last_day, rule.id


def test_a_sealed_matter_has_the_discipline_organs_own_clock(book: RuleBook) -> None:
    subject = RoutingSubject(
        CategoryId("rent_seeking"),
        Accused(AccusedKind.GOVERNMENT, Level.BANNER),
        AreaCode("152921"),
        marks=frozenset({Mark.OFFICIAL_MISCONDUCT}),
    )
    sealed = route(subject, book, sealed_enabled=True)
    found = deadlines_for(sealed, date(2026, 3, 2), book)
    assert [(deadline.id, deadline.last_day) for deadline in found] == [
        ("discipline.notify", date(2026, 3, 23))
    ]
    assert deadlines_for(route(subject, book), date(2026, 3, 2), book) == ()

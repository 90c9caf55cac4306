"""工作日：放假通知里的放假和调休，跨年没有通知的算暂定。"""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaint_store.domain.workday import (
    WorkCalendar,
    months_after,
    working_days_after,
    working_days_between,
)
from complaint_store.policy.book import load_book

CALENDAR = load_book().calendar
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))


def test_working_days_skip_the_october_holiday_and_count_the_make_up_saturday() -> None:
    assert working_days_after(date(2025, 9, 26), 10, CALENDAR) == date(2025, 10, 16)


def test_the_starting_day_is_not_counted() -> None:
    assert working_days_after(date(2026, 11, 23), 1, CALENDAR) == date(2026, 11, 24)
    assert working_days_after(date(2026, 11, 23), 0, CALENDAR) == date(2026, 11, 23)


def test_spring_festival_of_2026_lasts_nine_days_with_two_make_up_saturdays() -> None:
    assert CALENDAR.is_working_day(date(2026, 2, 14))
    assert not any(CALENDAR.is_working_day(date(2026, 2, day)) for day in range(15, 24))
    assert CALENDAR.is_working_day(date(2026, 2, 28))


def test_a_count_into_a_year_without_notice_is_not_certain() -> None:
    last = working_days_after(date(2026, 11, 23), 60, CALENDAR)
    assert last.year == 2027
    assert not CALENDAR.is_certain(date(2026, 11, 23), last)
    assert CALENDAR.is_certain(date(2026, 11, 23), date(2026, 12, 31))


def test_without_any_table_monday_to_friday_are_working_days() -> None:
    plain = WorkCalendar({}, frozenset())
    assert working_days_after(date(2026, 11, 20), 5, plain) == date(2026, 11, 27)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="expected 0 or more"):
        working_days_after(date(2026, 11, 20), -1, CALENDAR)


def test_a_month_without_such_a_day_ends_on_its_last_day() -> None:
    assert months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_after(date(2026, 11, 22), 3) == date(2027, 2, 22)


@given(day=DAYS, count=st.integers(0, 80))
def test_the_last_day_is_a_working_day_and_counting_back_gives_the_same_number(day: date, count: int) -> None:
    last = working_days_after(day, count, CALENDAR)
    assert last >= day
    assert count == 0 or CALENDAR.is_working_day(last)
    assert working_days_between(day, last, CALENDAR) == count


@given(day=DAYS)
def test_days_left_are_negative_once_the_last_day_is_over(day: date) -> None:
    later = day + timedelta(days=14)
    assert working_days_between(later, day, CALENDAR) == -working_days_between(day, later, CALENDAR)


def test_the_table_agrees_with_an_independent_one_for_every_day() -> None:
    for year in sorted(CALENDAR.years):
        day = date(year, 1, 1)
        while day.year == year:
            assert CALENDAR.is_working_day(day) == chinese_calendar.is_workday(day), day
            day += timedelta(days=1)

"""农历：自己的年表与 lunardate 逐日一致。"""

from __future__ import annotations

from datetime import date, timedelta

from lunardate import LunarDate

from nlu.days.lunar import lunar_month_days, lunar_year_of, lunar_years, solar_date


def test_every_day_of_sixty_years_agrees_with_lunardate():
    day, last = date(1990, 1, 27), date(2050, 1, 1)
    while day <= last:
        lunar = LunarDate.from_solar_date(day.year, day.month, day.day)
        assert solar_date(lunar.year, lunar.month, lunar.day, lunar.is_leap_month) == day
        day += timedelta(days=1)


def test_new_year_2026_is_on_the_seventeenth_of_february():
    assert solar_date(2026, 1, 1) == date(2026, 2, 17)
    assert lunar_year_of(date(2026, 2, 16)) == 2025
    assert lunar_year_of(date(2026, 2, 17)) == 2026


def test_days_that_do_not_exist_are_none():
    assert solar_date(2025, 13, 1) is None
    assert solar_date(2025, 5, 1, leap=True) is None
    assert solar_date(1800, 1, 1) is None
    assert sum(solar_date(2025, month, 30) is None for month in range(1, 13)) > 0


def test_a_month_has_a_first_and_a_last_day():
    assert lunar_month_days(2025, 12) == (date(2026, 1, 19), date(2026, 2, 16))
    assert min(lunar_years()) <= 1990 and max(lunar_years()) >= 2049

"""分截：截与截首尾相接，长短随时段，半周半月写明哪天到哪天。"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaint_store.services.stretches import Step, stretches

ANY_DAY = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("since", "until", "names"),
    [
        ("2026-11-17", "2026-11-18", ["11月17日", "11月18日"]),
        (
            "2026-10-20",
            "2026-11-18",
            ["10月20日至25日", "10月26日至11月1日", "11月2日至8日", "11月9日至15日", "11月16日至18日"],
        ),
        (
            "2026-05-20",
            "2026-09-01",
            ["2026年5月20日至31日", "2026年6月", "2026年7月", "2026年8月", "2026年9月1日"],
        ),
        ("2024-01-01", "2026-02-28", ["2024年", "2025年", "2026年1月1日至2月28日"]),
    ],
)
def test_a_period_is_told_in_days_weeks_months_or_years(since: str, until: str, names: list[str]) -> None:
    assert [part.name for part in stretches(date.fromisoformat(since), date.fromisoformat(until))] == names


@given(ANY_DAY, ANY_DAY)
def test_no_day_is_left_out_and_none_counted_twice(one: date, other: date) -> None:
    since, until = sorted((one, other))
    parts = stretches(since, until)
    assert (parts[0].since, parts[-1].until) == (since, until)
    for part, following in pairwise(parts):
        assert part.since <= part.until
        assert following.since == part.until + timedelta(days=1)
    assert len(parts) <= 24 or parts[0].step is Step.YEAR

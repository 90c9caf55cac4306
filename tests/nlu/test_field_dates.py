"""日期与时长：相对的说法从来话那天算起，说到哪一级就到哪一级。"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.days.dates import find_dates
from nlu.days.durations import find_durations

TODAY = date(2026, 11, 22)

SAID = [
    ("去年腊月二十三", "2026-02-10"),
    ("前年开春", "2024"),
    ("18年底", "2018-12"),
    ("上个月15号", "2026-10-15"),
    ("今年三月", "2026-03"),
    ("大前年", "2023"),
    ("二零一八年四月", "2018-04"),
    ("一八年七月", "2018-07"),
    ("去年十月三十号", "2025-10-30"),
    ("三年前", "2023"),
    ("两个月前", "2026-09"),
    ("十天前", "2026-11-12"),
    ("昨天", "2026-11-21"),
    ("上周三", "2026-11-11"),
    ("农历三月初五", "2026-04-21"),
    ("今年正月十五", "2026-03-03"),
    ("2014.12月", "2014-12"),
    ("２０１９年３月", "2019-03"),
    ("2015年元月", "2015-01"),
    ("8月21日", "2026-08-21"),
    ("十二月二十五号", "2025-12-25"),
    ("2018年2月30日", "2018-02"),
    ("去年国庆期间", "2025-10"),
]


@pytest.mark.parametrize(("said", "iso"), SAID)
def test_a_date_is_as_exact_as_it_was_said(said, iso):
    assert [d.normalized for d in find_dates(f"我是{said}的时候说的", TODAY)] == [iso]


def test_a_lunar_month_is_the_month_it_begins_in_and_says_the_other():
    (month,) = find_dates("去年腊月干完的", TODAY)
    assert (month.normalized, month.candidates, month.approx) == ("2026-01", ("2026-01", "2026-02"), True)


def test_mid_autumn_by_its_lunar_day_is_that_day():
    assert find_dates("去年八月十五给的", TODAY)[0].normalized == "2025-10-06"
    assert find_dates("去年8月15号给的", TODAY)[0].normalized == "2025-08-15"


def test_in_january_the_lunar_year_has_not_turned_yet():
    assert find_dates("去年腊月", date(2026, 1, 10))[0].normalized == "2024-12"


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("从2019年11月5日至2020年4月8日", [("2019-11-05", "start"), ("2020-04-08", "end")]),
        ("2014至2015年", [("2014", "start"), ("2015", "end")]),
        ("2019年3至4月份", [("2019-03", "start"), ("2019-04", "end")]),
        ("自2018年6月至今", [("2018-06", "start")]),
        ("从去年8月到今年五月", [("2025-08", "start"), ("2026-05", "end")]),
    ],
)
def test_a_period_has_a_start_and_an_end(text, ends):
    assert [(d.normalized, d.role) for d in find_dates(text, TODAY)] == ends


def test_a_month_without_year_leans_on_the_year_said_before():
    assert [d.normalized for d in find_dates("2018年3月开工，5月停工", TODAY)] == ["2018-03", "2018-05"]


@pytest.mark.parametrize(
    "text",
    ["在五一路上", "干了15年", "一直没给", "3个月没发", "今后再说", "五年级", "我今年56岁", "到今天没退"],
)
def test_words_that_only_look_like_dates_are_none(text):
    assert find_dates(text, TODAY) == ()


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("三年", 36),
        ("四个月", 4),
        ("一年半", 18),
        ("三年零两个月", 38),
        ("一个半月", 1.5),
        ("半年", 6),
        ("大半年", 8),
        ("俩月", 2),
        ("20天", 0.7),
    ],
)
def test_durations_are_counted_in_months(said, months):
    assert [d.normalized for d in find_durations(f"拖了{said}没给")] == [months]


def test_a_rate_a_grade_and_a_moment_are_no_durations(fields_of):
    for text in ("工资6000元一个月", "读五年级", "三年前的事", "18年底完工"):
        assert fields_of(text, "duration") == ()


@settings(max_examples=1200, deadline=None)
@given(
    st.dates(min_value=date(1990, 1, 1), max_value=TODAY),
    st.sampled_from(
        [
            "{y}年{m}月{d}日",
            "{y}年{m}月{d}号",
            "{y}-{m:02d}-{d:02d}",
            "{y}.{m}.{d}",
            "{y}/{m}/{d}",
            "{s}年{m}月{d}号",
        ]
    ),
)
def test_every_generated_date_is_exact(day, form):
    written = form.format(y=day.year, m=day.month, d=day.day, s=f"{day.year % 100:02d}")
    text = f"我们{written}签的合同"
    (found,) = find_dates(text, TODAY)
    assert found.normalized == day.isoformat() and text[found.start : found.end] == written


@settings(max_examples=500, deadline=None)
@given(
    st.integers(min_value=1, max_value=12),
    st.integers(min_value=1, max_value=28),
    st.sampled_from([("今年", 0), ("去年", 1), ("前年", 2), ("大前年", 3)]),
)
def test_relative_years_with_chinese_numerals_are_exact(month, day, year):
    digits = "零一二三四五六七八九"

    def han(n: int) -> str:
        tens, ones = divmod(n, 10)
        return ("" if not tens else "十" if tens == 1 else digits[tens] + "十") + (
            digits[ones] if ones else ""
        )

    word, back = year
    (found,) = find_dates(f"{word}{han(month)}月{han(day)}号", TODAY)
    assert found.normalized == date(TODAY.year - back, month, day).isoformat()


@settings(max_examples=300, deadline=None)
@given(
    st.dates(min_value=date(2000, 1, 1), max_value=date(2049, 12, 31)), st.integers(min_value=1, max_value=99)
)
def test_days_ago_count_back_from_the_day_it_was_said(today, days):
    (found,) = find_dates(f"{days}天前", today)
    assert found.normalized == (today - timedelta(days=days)).isoformat()


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        alphabet="今去前上年月日号底初正腊冬农历0123456789一二三四五六七八九十零从到至、.-/个天周 前",
        max_size=50,
    )
)
def test_any_jumble_gives_spans_that_cut_out_the_words(text):
    for found in find_dates(text, TODAY):
        assert text[found.start : found.end] == found.value

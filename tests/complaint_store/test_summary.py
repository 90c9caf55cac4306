"""汇总：数目、日子和号码照人的习惯写。"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from complaint_store.domain.draft import Draft, Filled
from complaint_store.domain.ids import CategoryId
from complaint_store.policy.book import load_book
from complaint_store.services import field_words, summary
from complaint_store.services.words import day_text


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (350_000, "35万元（350,000元）"),
        (30_005, "3.0005万元（30,005元）"),
        (3_500, "3,500元"),
        (120_000_000, "1.2亿元（120,000,000元）"),
        ([50_000, 60_000], "5万元至6万元（50,000元至60,000元）"),
    ],
)
def test_money_is_written_short_and_in_full(amount, words):
    assert field_words.money(amount) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [("2023", "2023年"), ("2023-10", "2023年10月"), ("2023-10-05", "2023年10月5日"), ("那年", "那年")],
)
def test_dates_are_written_as_far_as_they_are_known(written, words):
    assert field_words.date_words(written) == words


@pytest.mark.parametrize(("months", "words"), [(3, "3个月"), (12, "1年"), (18, "1年6个月"), (1.5, "1.5个月")])
def test_durations_are_years_and_months(months, words):
    assert field_words.duration_words(months) == words


def test_a_day_carries_its_weekday():
    assert day_text(date(2026, 12, 8)) == "2026年12月8日（星期二）"


def test_phones_are_masked_and_places_read_as_one_name():
    assert field_words.words("phone", Filled("19900000001", "19900000001")) == "199****0001"
    assert field_words.words("place", Filled("巴镇", "阿拉善左旗/巴彦浩特镇")) == "阿拉善左旗巴彦浩特镇"
    assert field_words.words("people", Filled("十来个", 10, approx=True)) == "约10人"
    assert field_words.words("people", Filled("28户", 28)) == "28户"


def test_what_is_wanted_does_not_repeat_that_it_is_wanted():
    for said in ("我要求尽快付清", "希望尽快付清", "强烈要求尽快付清", "尽快付清"):
        assert field_words.words("demand", Filled(said, said)) == "尽快付清"
    assert field_words.words("demand", Filled("希望", "希望")) == "希望"


def test_days_stay_days_and_a_share_is_no_total():
    assert field_words.words("duration", Filled("四十天", 1.3)) == "四十天"
    assert field_words.words("duration", Filled("三年", 36)) == "3年"
    assert field_words.words("amount", Filled("二百", 200, role="each")) == "单价200元"


def test_two_kinds_are_told_apart_though_their_names_have_commas_of_their_own():
    book = load_book()
    draft = Draft(
        categories=(CategoryId("wage_arrears"), CategoryId("project_payment_arrears")), confidence=1.0
    )
    assert summary.category_words(draft, book) == "拖欠农民工工资，也涉及拖欠工程款、企业账款"
    doubtful = replace(draft, abstain=True)
    assert (
        summary.category_words(doubtful, book)
        == "可能是拖欠农民工工资，或者拖欠工程款、企业账款，由值班员核定"
    )

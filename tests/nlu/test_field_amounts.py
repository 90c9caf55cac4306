"""金额：人们怎么说钱，读出来就是多少。"""

from __future__ import annotations

import cn2an
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.money.amounts import find_amounts
from nlu.numbers import numerals_in, value_of

SPOKEN = [
    ("三万五", 35000),
    ("三万零五", 30005),
    ("五六万", [50000, 60000]),
    ("两百来万", 2000000),
    ("50万3千", 503000),
    ("1.2亿", 120000000),
    ("28.6万", 286000),
    ("叁万伍仟元整", 35000),
    ("十来万", 100000),
    ("几十万", [200000, 900000]),
    ("上百万元", 1000000),
    ("万把块钱", 10000),
    ("三至八百元", [300, 800]),
    ("7、8万", [70000, 80000]),
    ("5万到6万", [50000, 60000]),
    ("七八千到一万五", [7000, 15000]),
    ("一千八百块", 1800),
    ("一万一", 11000),
    ("2.5个亿", 250000000),
    ("12,345.67元", 12345.67),
    ("三点五万", 35000),
    ("50w", 500000),
    ("１２０００元", 12000),
    ("五块三毛钱", 5.3),
    ("貳拾萬圓", 200000),
]


@pytest.mark.parametrize(("said", "yuan"), SPOKEN)
def test_colloquial_money_is_read_as_it_is_meant(said, yuan):
    (amount,) = find_amounts(f"还欠我们{said}")
    assert amount.normalized == yuan


def test_each_amount_says_whether_it_is_the_total_paid_owed_or_for_each():
    text = "合同总价120万，年前付了40万，现在还欠八十万；工人每人每天300元"
    assert [(a.normalized, a.role) for a in find_amounts(text)] == [
        (1200000, "total"),
        (400000, "paid"),
        (800000, "owed"),
        (300, "each"),
    ]


def test_an_amount_with_nothing_paid_after_it_is_owed():
    assert [a.role for a in find_amounts("工程款28万元至今未付")] == ["owed"]


@pytest.mark.parametrize("said", ["两百来万", "大概5万", "30万左右", "近百万", "三万多块", "八千余元"])
def test_vague_money_is_marked_approximate(said):
    assert all(a.approx for a in find_amounts(f"欠款{said}")) and find_amounts(f"欠款{said}")


@pytest.mark.parametrize(
    "text",
    [
        "2021年干的活",
        "住3单元502室",
        "涨了20%",
        "来了5万多人",
        "拖了三个月",
        "第3标段",
        "打了12345热线",
        "占地40亩",
        "跑了30多次",
    ],
)
def test_numbers_of_other_things_are_not_money(text):
    assert find_amounts(text) == ()


def test_a_month_after_the_amount_is_not_part_of_it():
    (amount,) = find_amounts("欠我三万五个月没发")
    assert (amount.value, amount.normalized) == ("三万", 30000)


def test_pauses_and_hidden_characters_do_not_split_an_amount(fields_of):
    (amount,) = fields_of("欠我二十\u200b八万", "amount")
    assert (amount.normalized, amount.value) == (280000, "二十\u200b八万")
    assert fields_of("欠我，呃，二十呃八万", "amount")[0].normalized == 280000


@settings(max_examples=1000, deadline=None)
@given(st.integers(min_value=1, max_value=99_999_999), st.sampled_from(["low", "up"]))
def test_every_numeral_that_cn2an_writes_is_read_back(number, style):
    written = cn2an.an2cn(number, style)
    read = value_of(written)
    assert read is not None and read.low == read.high == number, written


@settings(max_examples=600, deadline=None)
@given(st.integers(min_value=100, max_value=999_999_999_99))
def test_every_generated_amount_is_exact(cents):
    text = f"还欠{cents / 100:.2f}元没给"
    (amount,) = find_amounts(text)
    assert amount.normalized == cents / 100 and text[amount.start : amount.end] == amount.value


@settings(max_examples=600, deadline=None)
@given(st.integers(min_value=1, max_value=99_999_999))
def test_capital_amounts_on_receipts_are_exact(yuan):
    (amount,) = find_amounts(f"借条写着{cn2an.an2cn(yuan, 'rmb')}")
    assert amount.normalized == yuan


@settings(max_examples=400, deadline=None)
@given(
    st.integers(min_value=1, max_value=9),
    st.integers(min_value=1, max_value=9),
    st.sampled_from([("百", 10), ("千", 100), ("万", 1000)]),
)
def test_a_last_digit_without_unit_counts_the_next_lower_unit(first, last, unit):
    word, lower = unit
    written = f"{cn2an.an2cn(first)}{word}{cn2an.an2cn(last)}"
    assert value_of(written).low == first * lower * 10 + last * lower


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="欠我0123456789.,一二两三五十百千万亿零几多来余元块个至到、-年月日人 ", max_size=60))
def test_spans_always_cut_out_the_words(text):
    for numeral in numerals_in(text):
        assert 0 <= numeral.start < numeral.end <= len(text) and numeral.low <= numeral.high
    for amount in find_amounts(text):
        assert text[amount.start : amount.end] == amount.value


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("合同价80万，付了50万，欠30万", ["total", "paid", "owed"]),
        ("门禁全是我布的，27.3万，给过四万", ["total", "paid"]),
        ("一共一百二十万，给过七十万，五十万到现在悬着", ["total", "paid", "owed"]),
        ("旧账新局不认，四万一千八", ["owed"]),
        ("一亩补650，我家86亩", ["each"]),
    ],
)
def test_each_amount_says_what_it_is(text, roles):
    assert [amount.role for amount in find_amounts(text)] == roles

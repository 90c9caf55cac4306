"""欠的是哪一个数：剩下的先于总额，旁及的数让开，工价乘天数算出总数。"""

from __future__ import annotations

import pytest


def used(fields_of, text):
    """The amount that a complaint takes: the first."""
    return fields_of(text, "amount")[0]


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("欠我租车费一百二十来万，给过四十万，剩下的八十多万一直没给", 800000),
        ("欠我们货款五十万，尾款十二万拖着不给", 120000),
        ("欠我三十万，中间给了十万，还欠二十万", 200000),
        ("工程款四十万，给了两次，还差七万", 70000),
        ("总共四十万，剩二十二万没给", 220000),
        ("欠条写着十二万，后来还了五万，净欠七万", 70000),
    ],
)
def test_what_is_left_beats_the_whole(fields_of, text, yuan):
    assert (used(fields_of, text).normalized, used(fields_of, text).role) == (yuan, "owed")


def test_two_debtors_owe_two_debts(fields_of):
    owed = fields_of("交通局欠我三十万，水务局还欠十二万", "amount")
    assert [(one.normalized, one.role) for one in owed] == [(300000, "owed"), (120000, "owed")]


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("每户补助20万元。我贷款四十多万把房子改完了", 200000),
        ("镇政府拖欠工程款三十万，为这我贷款五十万", 300000),
        ("合同违约金是八万，工程款十五万一直没付", 150000),
        ("一年收入也就四万，草料款三万六没给", 36000),
        ("盖房花了十六万，其中八万是贷款，危房改造款两万二没到账", 22000),
        ("跟亲戚借了十万，招商的时候说好奖励六万", 60000),
        ("银行贷款利息七万多，答应的贴息二十万没兑现", 200000),
    ],
)
def test_what_is_said_aside_is_not_what_is_owed(fields_of, text, yuan):
    assert used(fields_of, text).normalized == yuan
    assert {"aside", "each"} & {amount.role for amount in fields_of(text, "amount")}


@pytest.mark.parametrize(
    "text",
    [
        "镇里用我的名义贷了二十万，到现在没还",
        "嘎查让我贷款五万，他们用的",
        "我借给他两万块钱",
        "欠违约金八万没给",
        "罚款两千",
    ],
)
def test_the_only_amount_is_never_aside(fields_of, text):
    assert used(fields_of, text).role != "aside"


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("一天二百，干了四十天", 8000),
        ("一共干了八十天，每天170", 13600),
        ("工地上一天三百，上了22天班，老板跑了", 6600),
        ("日工资一百八，做了三十个工", 5400),
    ],
)
def test_so_much_a_day_times_the_days_is_the_total(fields_of, text, yuan):
    total, rate = fields_of(text, "amount")
    assert (total.normalized, total.role, rate.role) == (yuan, "total", "each")
    assert text[total.start : total.end] == total.value
    assert fields_of(text, "duration") == ()


@pytest.mark.parametrize(
    "text",
    [
        "我们五个人一天二百，干了四十天",
        "一天二百，拖了四十天",
        "一天二百，说好三十天内给",
        "一个月四千，干了四十天",
    ],
)
def test_days_of_others_or_of_waiting_are_not_multiplied(fields_of, text):
    assert [amount.role for amount in fields_of(text, "amount")] == ["each"]


def test_a_total_that_is_told_needs_no_reckoning(fields_of):
    amounts = fields_of("一天二百，干了四十天，欠我八千", "amount")
    assert [(one.normalized, one.role) for one in amounts] == [(8000, "owed"), (200, "each")]


@pytest.mark.parametrize(
    "text", ["给了三回，六千", "去年给了一次六千", "付过两次，一共六千", "还了我四笔钱，六千"]
)
def test_a_bare_number_behind_money_paid_was_paid(fields_of, text):
    assert [(one.normalized, one.role) for one in fields_of(text, "amount")] == [(6000, "paid")]


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("左旗水务局打井的合同120万给了80万", 400000),
        ("合同价50万已付30万，左旗财政局的", 200000),
        ("工程款一百二十万，到现在给了八十万，去年又给了十万", 300000),
    ],
)
def test_what_is_left_of_the_whole_is_reckoned(fields_of, text, yuan):
    left, whole, *paid = fields_of(text, "amount")
    assert (left.normalized, left.role, whole.role) == (yuan, "owed", "total")
    assert {one.role for one in paid} == {"paid"}
    assert text[left.start : left.end] == left.value


@pytest.mark.parametrize(
    "text",
    [
        "项目总投资120万，政府给了80万",
        "合同120万，我给了他们80万",
        "合同120万，给了120万，都结清了",
        "合同120万，给了80万，还欠40万",
        "合同120万，给了80万，剩下40万",
    ],
)
def test_nothing_is_reckoned_of_an_investment_or_where_it_is_told(fields_of, text):
    assert all("给了" not in one.value for one in fields_of(text, "amount"))


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("3个月工资1万8老板不给", 18000),
        ("老板欠我3个月工资1万8", 18000),
        ("干了两个月九千没给", 9000),
        ("我儿子的工资老板不给两个月九千", 9000),
        ("工资两个月6000没发", 6000),
    ],
)
def test_the_sum_of_several_months_is_no_price_for_each(fields_of, text, yuan):
    assert [(one.normalized, one.role) for one in fields_of(text, "amount")] == [(yuan, "owed")]
    assert fields_of(text, "people") == ()


@pytest.mark.parametrize(
    "text", ["每个月工资6000，三个月没给", "一个月工资6000，三个月没给", "月工资6000没给", "每月6000没给"]
)
def test_a_wage_for_each_month_stays_one(fields_of, text):
    assert [one.role for one in fields_of(text, "amount")] == ["each"]


@pytest.mark.parametrize(
    "text",
    [
        "左旗政府答应补贴80万 批了文一直没给",
        "旗里补贴80万批了文没给",
        "镇上欠我80万 回回说没钱",
        "镇上欠我80万 人家不给",
    ],
)
def test_words_after_a_blank_do_not_count_what_the_number_is(fields_of, text):
    assert [one.normalized for one in fields_of(text, "amount")] == [800000]
    assert fields_of(text, "people") == ()


def test_a_measure_after_a_blank_still_counts(fields_of):
    assert fields_of("我们嘎查有3万 亩草场", "amount") == ()

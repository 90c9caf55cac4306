"""听来、打来的要素：热线转写与微信里的数、日子、时长、号码，是什么就读成什么。"""

from __future__ import annotations

import time

import pytest


@pytest.mark.parametrize(
    ("said", "yuan"),
    [
        ("欠我两万块钱出头", 20000),
        ("小三十万的货款", 300000),
        ("万把块的工钱没给", 10000),
        ("一共两万来块", 20000),
        ("三 万 五 千 块 没给", 35000),
        ("３．５万元没给", 35000),
        ("欠5k没给", 5000),
        ("还剩2w没给", 20000),
        ("总共18w5", 185000),
        ("￥35，000没给", 35000),
        ("给了1，234，567元", 1234567),
        ("欠款¥563，200.00", 563200),
        ("借给村里五万年息一分", 50000),
        ("货款三十八万四千六百块零五毛", 384600.5),
        ("欠我零点八万", 8000),
        ("欠三点二万", 32000),
        ("千把块钱没给", 1000),
        ("百八十块钱的事", [80, 100]),
        ("欠了万儿八千的", [8000, 10000]),
        ("百十来万的工程", 1000000),
        ("百十万没给", 1000000),
        ("一百二十几万的工程款", [1210000, 1290000]),
        ("三五万块钱", [30000, 50000]),
        ("好几万块钱", [20000, 90000]),
        ("五千来块钱", 5000),
        ("一万挂零没给", 10000),
        ("草卖两块五一斤", 2.5),
        ("三毛五一度电", 0.35),
        ("贰万柒仟叁佰元", 27300),
        ("人民币壹拾贰万叁仟肆佰伍拾陆元柒角捌分", 123456.78),
        ("欠四万六千五", 46500),
        ("二十万零三百", 200300),
        ("补助最高五万封顶", 50000),
        ("压着我的工钱，三千整", 3000),
        ("去年过节给所长送礼，送了两千，少了", 2000),
    ],
)
def test_money_as_it_is_heard_or_typed(fields_of, said, yuan):
    assert [amount.normalized for amount in fields_of(said, "amount")] == [yuan]


@pytest.mark.parametrize(
    "text", ["第二年数成一百一，又重来", "我家羊三百，马两匹", "全村两千，都签了字", "六点没来人"]
)
def test_a_bare_number_of_other_things_is_no_money(fields_of, text):
    assert fields_of(text, "amount") == ()


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("18到21年的工资", ["2018", "2021"]),
        ("一八年到二一年", ["2018", "2021"]),
        ("从18年3月到21年底", ["2018-03", "2021-12"]),
        ("从前年十月到今年三月", ["2024-10", "2026-03"]),
        ("幺八年干的", ["2018"]),
        ("今年五一，说好的", ["2026-05-01"]),
        ("去年十一，说好的", ["2025-10-01"]),
        ("去年十一月干完", ["2025-11"]),
        ("大上个月", ["2026-09"]),
        ("23.5.1开工", ["2023-05-01"]),
        ("20230501进场", ["2023-05-01"]),
        ("5月20到6月3号", ["2026-05-20", "2026-06-03"]),
        ("2021年6月30，验收", ["2021-06-30"]),
        ("二一年六月三十，验收", ["2021-06-30"]),
        ("七八月份干的", ["2026-07", "2026-08"]),
        ("去年七八月份干的", ["2025-07", "2025-08"]),
        ("二月二开工", ["2026-03-20"]),
        ("五月端午给的", ["2026-06-19"]),
        ("去年腊月二十几给的", ["2026-01"]),
        ("十来年前的事", ["2016"]),
        ("二〇二三年五月", ["2023-05"]),
        ("2023 年 5 月", ["2023-05"]),
        ("上礼拜五", ["2026-11-13"]),
        ("去年腊月廿八", ["2026-02-15"]),
    ],
)
def test_days_as_they_are_heard_or_typed(fields_of, said, days):
    assert [day.normalized for day in fields_of(said, "date")] == days


def test_two_neighbouring_months_are_a_period(fields_of):
    assert [day.role for day in fields_of("去年七八月份干的活", "date")] == ["start", "end"]


@pytest.mark.parametrize("text", ["工单号20230501", "报价20230501元", "版本1.23.5", "去年6月30万没给"])
def test_digits_of_other_things_are_no_days(fields_of, text):
    assert all(len(str(day.normalized)) < 10 for day in fields_of(text, "date"))


@pytest.mark.parametrize(
    ("said", "months"),
    [
        ("个把月了", 1),
        ("个半月没发", 1.5),
        ("俩半月了", 2.5),
        ("三个来月", 3),
        ("三个季度没结", 9),
        ("半拉月", 0.5),
        ("十个半月", 10.5),
        ("小半年", 6),
        ("七八个月", 7),
        ("十来年了", 120),
        ("1年5个月", 17),
        ("整三年", 36),
    ],
)
def test_lengths_of_time_as_they_are_heard(fields_of, said, months):
    assert [length.normalized for length in fields_of(said, "duration")] == [months]


def test_all_year_round_is_no_length_of_time(fields_of):
    assert fields_of("一年到头没个消息", "duration") == ()


@pytest.mark.parametrize(
    "said",
    [
        "幺九九零零零零零零零幺",
        "幺九九，零零零零，零零零幺",
        "199  0000  0001",
        "1 9 9 0 0 0 0 0 0 0 1",
        "一九九 0000 零零零一",
        "幺九九洞洞洞洞洞洞洞幺",
    ],
)
def test_a_phone_as_it_is_read_out(fields_of, said):
    assert [phone.normalized for phone in fields_of(f"电话{said}", "phone")] == ["19900000001"]


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("合同编号：蒙阿2020-33号", "蒙阿2020-33号"),
        ("案号2023内2921民初456号", "2023内2921民初456号"),
        ("阿左政发2021 15号文件", "阿左政发2021 15号"),
    ],
)
def test_numbers_of_papers_without_their_brackets(fields_of, said, number):
    assert [paper.normalized for paper in fields_of(said, "contract_no")] == [number]


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("额吉纳旗", "额济纳旗"),
        ("曼得拉苏木", "阿拉善右旗/曼德拉苏木"),
        ("苏伯淖尔苏木", "额济纳旗/苏泊淖尔苏木"),
        ("巴润别力镇", "阿拉善左旗/巴润别立镇"),
    ],
)
def test_places_by_the_ear(fields_of, said, path):
    assert fields_of(f"我是{said}的", "place")[0].normalized == path


@pytest.mark.parametrize(
    "said", ["付了三万，", "阿左旗", "建议落户A市", "去年七八月份", "每人三百，二十个人，", "一百一"]
)
def test_a_message_four_times_as_long_takes_about_four_times_as_long(read, said):
    def seconds(length: int) -> float:
        text = (said * length)[:length]
        tries = []
        for _ in range(3):
            started = time.process_time()
            read(text)
            tries.append(time.process_time() - started)
        return min(tries)

    assert seconds(20_000) < 9 * seconds(5_000)

"""人数、项目、诉求."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("said", "number", "approx"),
    [
        ("我们23个人", 23, False),
        ("二十多号人", 20, True),
        ("一行八人", 8, False),
        ("我们俩", 2, False),
        ("60余名工人", 60, True),
        ("十几个工友", 10, True),
        ("几百号农民工", 200, True),
        ("就我一个人", 1, False),
        ("叁拾多人", 30, True),
        ("69户牧民", 69, False),
        ("我们兄弟仨", 3, False),
        ("驾驶员十一个", 11, False),
    ],
)
def test_head_counts(fields_of, said, number, approx):
    (people,) = fields_of(f"{said}干了三年", "people")
    assert (people.normalized, people.approx) == (number, approx)


@pytest.mark.parametrize("text", ["每人5000元", "3号人民医院", "一家公司", "第2人民法院", "收费600多一人"])
def test_words_with_people_in_them_that_count_nobody(fields_of, text):
    assert fields_of(text, "people") == ()


def test_people_times_each_stay_two_fields(read):
    fields = {f.type.value: f for f in read("23个人每人欠5000块").fields}
    assert fields["people"].normalized == 23
    assert (fields["amount"].normalized, fields["amount"].role) == (5000, "each")


def test_a_project_has_a_name_of_its_own(fields_of):
    (project,) = fields_of("我们承接了东环路排水管网改造工程，至今没结账", "project")
    assert project.value == "东环路排水管网改造工程"
    assert fields_of("这个项目的工程款", "project") == ()


def test_what_the_person_asks_for_is_the_last_request_first(fields_of):
    demands = fields_of("合同要求验收后付款。请求督促住建局尽快支付工程款，谢谢", "demand")
    assert [d.value for d in demands] == ["请求督促住建局尽快支付工程款"]


def test_the_money_of_twenty_three_workers_still_counts_the_workers(fields_of):
    (people,) = fields_of("老板欠俺们二十三个人工钱没给", "people")
    assert (people.value, people.normalized) == ("二十三个人", 23)


def test_merchants_are_counted_by_their_shops_and_companies_are_not(fields_of):
    (shops,) = fields_of("来我们镇招商户，交了入驻费的有六家，都没退", "people")
    assert shops.normalized == 6
    assert fields_of("有十一家企业停产", "people") == ()


@pytest.mark.parametrize(
    "text",
    [
        "劳动监察来了两个人，做了笔录就走了",
        "镇上派了三个人看了看",
        "验收单上有局长、会计三个人的字",
        "经手的三个人都调走了",
        "那个公司总共就四个人",
        "家里两个学生等着交学费",
        "旁边五户没签字",
        "普查的时候入户三百多户",
    ],
)
def test_those_whom_the_matter_does_not_touch_are_not_counted(fields_of, text):
    assert fields_of(text, "people") == ()

"""人数、项目、诉求。"""

from __future__ import annotations

import re

import pytest
import yaml

from nlu.heads.people import find_people
from nlu.lexicon import FOLDER


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
        ("哥仨", 3, False),
        ("母女两个", 2, False),
        ("老两口", 2, False),
        ("大几十人", 50, True),
        ("十五六个人", 15, True),
        ("百多号工人", 100, True),
        ("连我一共十一个，", 11, False),
        ("村医十一个，", 11, False),
        ("我们七个贴砖的都", 7, False),
        ("八个装修工", 8, False),
        ("十四户养驼户", 14, False),
        ("我们几家小店，五家都", 5, False),
        ("沿街五十多家门面", 50, True),
        ("跟我一样的有十七个，", 17, False),
        ("人数13，", 13, False),
        ("我们一起来了十二个人，", 12, False),
        ("连厨子二十一个，", 21, False),
        ("照管员三个，", 3, False),
        ("我们没进的八家联名，", 8, False),
    ],
)
def test_head_counts(fields_of, said, number, approx):
    (people,) = fields_of(f"{said}干了三年", "people")
    assert (people.normalized, people.approx) == (number, approx)


@pytest.mark.parametrize("text", ["每人5000元", "3号人民医院", "一家公司", "第2人民法院", "收费600多一人"])
def test_words_with_people_in_them_that_count_nobody(fields_of, text):
    assert fields_of(text, "people") == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("二十户签了协议，其中九户一分没拿到", [20]),
        ("站里二十二个人，退休了四个人", [22]),
        ("木工七个，瓦工五个，一共十二个人没结", [12]),
        ("保安五名、保洁八名都没发", [5, 8]),
        ("我们欠薪的八个人。隔壁工地的老乡也来找过我，他们十五个人", [8, 15]),
    ],
)
def test_a_group_is_counted_once_and_its_parts_are_not(fields_of, text, numbers):
    assert [people.normalized for people in fields_of(text, "people")] == numbers


@pytest.mark.parametrize(
    "text", ["我们20个人没发工资，不对，是18个人", "不是20个人是18个人", "欠我们二十个人的，说错了，十八个人"]
)
def test_a_smaller_number_that_corrects_is_no_part_of_the_group(fields_of, text):
    assert [people.normalized for people in fields_of(text, "people")] == [18]


def test_every_sign_of_a_head_count_says_in_chinese_what_it_means():
    zones = yaml.safe_load((FOLDER / "people_signs.yml").read_text(encoding="utf-8"))
    for zone in zones.values():
        for meaning, pattern in zone.values():
            assert re.fullmatch("[一-鿿]+", meaning)
            re.compile(pattern)


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
        "执法人员王某等三人没出示证件",
        "前年埋了三个人，矿上照样开工",
        "公交一趟拉六十多个人",
        "一个班四十二个娃挤着上课",
        "隔壁两口子天天吵",
        "他家五口人没一个露面",
        "名单要满二十人以上才给办",
        "我两个件丢了",
        "投诉两家饭店冒用招牌",
        "我去退伍老兵那边问过",
        "收了四十个摊的钱",
        "给我们派了两个人",
        "三百多人的大会上领导拍了胸脯",
        "31栋103业主养狗",
    ],
)
def test_those_whom_the_matter_does_not_touch_are_not_counted(fields_of, text):
    assert fields_of(text, "people") == ()


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("保洁员都是五十多岁的，十六个，工资压了两个月", ["16"]),
        ("他们公司一百多人，工资照发，就欠我们外包的九个", ["9"]),
        ("我们三家合伙打的井，嘎查不给通电", ["3"]),
        ("路上有人回去了，实到24个，干了一冬", ["24"]),
        ("一飞机一百多人就两个工作人员", []),
        ("当时签字的有六个村民代表", []),
        ("带班的说凑够二十个人才给开工", []),
        ("他手底下养着二十几个人，就是不给钱", []),
        ("腊月二十六老板开车从他面前过去", []),
        ("四个组，每组五个人，工钱都在班长手里", []),
    ],
)
def test_whose_people_are_counted_is_read_from_the_words_around(text, numbers):
    assert [str(field.normalized) for field in find_people(text)] == numbers

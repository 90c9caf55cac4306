"""各方：行当、字号、机关的简称、一类单位，话里写着的都找得到，不是一方的不找。"""

from __future__ import annotations

import pytest

from nlu.party.candidates import parties_in
from nlu.places import find_places
from nlu.text import fold


@pytest.fixture
def named(gazetteer):
    def names(text: str) -> list[str]:
        normal = fold(text)
        parties = parties_in(normal, find_places(normal, gazetteer), gazetteer)
        return [normal.text[p.mentions[0].start : p.mentions[0].end] for p in parties]

    return names


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("给晟远塔吊开了半年车", "晟远塔吊"),
        ("跟着金泰打桩干活，钱让带班的领了", "金泰打桩"),
        ("瑞恒恒业拖了我一百吨石子的钱", "瑞恒恒业"),
        ("一人一天两百二，永盛冷库", "永盛冷库"),
        ("给顺达隆跑了八趟", "顺达隆"),
        ("门头上写的“驼乡小灶”，我在后厨切墩", "驼乡小灶"),
        ("旗三小说合同就这么写的", "旗三小"),
        ("旗职高的门窗是我装的", "旗职高"),
    ],
)
def test_a_firm_is_found_by_the_name_it_goes_by(named, text, name):
    assert name in named(text)


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("消防、税务、环保一个月来了九趟", ["消防", "税务", "环保"]),
        ("审计说缺资料，我补了五回", ["审计"]),
        ("左旗交警把我的车扣了", ["左旗交警"]),
        ("去找自然资源，说归水务", ["自然资源"]),
        ("给旗气象台装的遮阳棚，钱没给", ["旗气象台"]),
        ("给武装部砌的围墙，四万七", ["武装部"]),
    ],
)
def test_an_office_is_found_by_its_short_name_or_its_kind(named, text, offices):
    assert [name for name in named(text) if name in offices] == offices


@pytest.mark.parametrize(
    "text",
    [
        "工程审计结果出来了，交通很方便",
        "农牧民自己打井，教育费用太高",
        "失地农民养老怎么办",
        "施工方拖欠我们工资",
        "我在武装部对面摆摊",
        "政府采购网上查得到",
    ],
)
def test_what_is_no_party_is_not_found(named, text):
    assert named(text) == []


def test_a_place_is_no_firm_though_its_name_sounds_like_one(named):
    assert "吉兰泰" not in named("在吉兰泰干活，巴镇住着")


def test_a_banner_by_its_name_is_a_party_when_it_acts(named):
    assert named("阿右旗搞石材园，引来五家厂") == ["阿右旗"]
    assert named("我在阿右旗住了十年") == []


def test_a_village_whose_name_several_have_is_a_party_all_the_same(named):
    assert named("格日勒图嘎查的水井是我打的，嘎查说等钱")[0] == "格日勒图嘎查"

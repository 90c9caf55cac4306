"""听错的字：地名、机关、金额听成了同音字，照样读得出；平常的话不动，原话也不改。"""

from __future__ import annotations

import pytest

from nlu.heard import as_meant
from nlu.names import variant_folded


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("左起住建局前我工程款三十五晚", "左旗住建局欠我工程款三十五万"),
        ("坐骑法院判了", "左旗法院判了"),
        ("又旗教体局", "右旗教体局"),
        ("欠我们货款二十八晚没给", "欠我们货款二十八万没给"),
        ("八音好特镇", "巴音浩特镇"),
        ("鹅济纳旗主见局", "额济纳旗住建局"),
        ("在吉南泰打工", "在吉兰泰打工"),
        ("雅不来镇", "雅布赖镇"),
        ("宗鳖立镇政府", "宗别立镇政府"),
        ("谁务局", "水务局"),
        ("临草局没来人", "林草局没来人"),
        ("嘉而嘎勒赛汗", "嘉尔嘎勒赛汉"),
    ],
)
def test_what_was_misheard_is_matched_as_it_was_meant(heard, meant):
    assert as_meant(heard) == meant


@pytest.mark.parametrize(
    "text",
    [
        "在工地值了三十五晚夜班",
        "住了三晚，店钱付了",
        "从左起第三家就是",
        "这是他的坐骑",
        "做起教育培训来了",
        "以前我工程款都是当年结",
        "三天前我工资还没到账",
        "税务局不给开发票",
        "商户见了就躲",
        "这活我慢慢得拉",
        "一天前我给了三万",
    ],
)
def test_ordinary_words_are_left_alone(text):
    assert as_meant(text) == text


def test_no_name_of_the_league_is_taken_for_another(gazetteer):
    book = {place.path.rsplit("/", 1)[-1] for place in gazetteer.places.values()} | {
        word
        for words in (gazetteer.place_words, gazetteer.unit_words)
        for pairs in words.values()
        for word, _ in pairs
    }
    book |= {unit.name for unit in gazetteer.units.values()}
    assert {name for name in book if variant_folded(as_meant(name)) != variant_folded(name)} == set()


def test_the_words_of_the_person_are_kept(fields_of):
    text = "左起住建局前我工程款三十五晚"
    (amount,) = fields_of(text, "amount")
    (unit,) = fields_of(text, "accused_unit")
    assert (amount.value, amount.normalized, amount.role) == ("三十五晚", 350000, "owed")
    assert (unit.value, unit.normalized) == ("左起住建局", "阿左旗住建局")


@pytest.mark.parametrize("zone", ["腾格里经开区", "腾格里经济技术开发区", "腾格里经济开发区"])
def test_the_former_zone_is_where_it_was(fields_of, zone):
    (place,) = fields_of(f"{zone}的宏远建材厂欠我三万", "place")
    assert place.normalized == "孪井滩"

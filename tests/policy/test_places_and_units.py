"""地区和单位：39 个乡级地方、264 个嘎查社区、旗级对应部门，群众怎么叫都找得到。"""

from __future__ import annotations

from collections import Counter

import pytest

from complaint_store.domain.area import AreaKind
from complaint_store.domain.routing import AccusedKind, Level
from complaint_store.policy.book import RuleBook

BANNERS = ("zuoqi", "youqi", "ejina")


def test_the_league_has_three_banners_three_zones_and_every_village(book: RuleBook) -> None:
    counted = Counter(area.kind for area in book.areas.values())
    assert counted == {
        AreaKind.LEAGUE: 1, AreaKind.BANNER: 3, AreaKind.ZONE: 3, AreaKind.TOWNSHIP: 38, AreaKind.VILLAGE: 264,
    }  # fmt: skip
    townships = Counter(area.banner for area in book.areas.values() if area.kind is AreaKind.TOWNSHIP)
    assert townships == {"152921": 18, "152922": 7, "152923": 12, "152971": 1}  # 孪井滩本身是左旗的第 19 个


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("152921110", "阿拉善左旗/巴彦浩特镇"),
        ("152971100", "高新区/乌斯太镇"),
        ("152921401", "孪井滩"),
        ("152921110205", "阿拉善左旗/巴彦浩特镇/布古图嘎查"),
        ("152923", "额济纳旗"),
    ],
)
def test_each_place_has_one_way_to_be_written(book: RuleBook, code: str, place: str) -> None:
    assert book.area(code).place == place
    found = book.area_at(place)
    assert found is not None
    assert found.code == code


def test_luanjingtan_manages_two_towns_of_the_left_banner(book: RuleBook) -> None:
    managed = [
        area.name for area in book.areas.values() if area.managed_by == "152921401" and len(area.code) == 9
    ]
    assert managed == ["嘉尔嘎勒赛汉镇", "腾格里额里斯镇"]
    assert book.unit("town.152921111").superior == "luanjingtan.government"
    assert book.jurisdiction(book.area("152921111").code) == "152921401"


def test_villages_of_the_same_name_stay_apart_by_their_township(book: RuleBook) -> None:
    same = [area for area in book.areas.values() if area.name == "格日勒图嘎查"]
    assert len({area.place for area in same}) == 3


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("左旗劳动局", "阿左旗人社局"),
        ("左旗社保局", "阿左旗人社局"),
        ("阿左旗建设局", "阿左旗住建局"),
        ("右旗国土局", "阿右旗自然资源局"),
        ("额旗工商局", "额济纳旗市场监管局"),
        ("阿拉善盟财政局", "盟财政局"),
        ("阿拉善左旗人力资源和社会保障局", "阿左旗人社局"),
        ("阿拉善左旗交通局", "阿左旗交通运输局"),
        ("行署", "盟行署"),
        ("左旗政府", "阿左旗人民政府"),
        ("开发区管委会", "高新区管委会"),
        ("巴润别立镇政府", "阿左旗巴润别立镇人民政府"),
        ("巴镇政府", "阿左旗巴彦浩特镇人民政府"),
        ("乌斯太镇政府", "高新区乌斯太镇人民政府"),
        ("额鲁特街道办", "阿左旗额鲁特街道办事处"),
        ("盟中院", "盟中级人民法院"),
        ("信用办", "盟社会信用办"),
    ],
)
def test_what_people_call_a_unit_leads_to_its_canonical_name(book: RuleBook, said: str, name: str) -> None:
    unit = book.unit_named(said)
    assert unit is not None
    assert unit.name == name


def test_a_bare_bureau_belongs_to_nobody_until_the_place_is_known(book: RuleBook) -> None:
    assert book.unit_named("住建局") is None
    there = book.unit_in("zhujian", book.area("152922104").code)
    assert there is not None
    assert there.name == "阿右旗住建局"


def test_every_banner_has_the_bureaus_that_the_matrix_needs(book: RuleBook) -> None:
    for banner in BANNERS:
        for sector in ("zhujian", "renshe", "caizheng", "gongxin", "fagai", "shichang", "sifa", "shenji", "nongmu",
                       "ziran", "jiaotong", "shuiwu", "jiaoyu", "weijian", "minzheng", "shangwu", "xinfang",
                       "zhengwu", "jiwei", "fayuan", "jiancha", "zhifa", "lincao", "wenlv", "yingji", "gongan",
                       "shuishou"):  # fmt: skip
            unit = book.unit(f"{banner}.{sector}")
            assert unit.level is Level.BANNER
            assert unit.area == book.unit(f"{banner}.government").area


def test_every_township_has_a_government_under_its_banner(book: RuleBook) -> None:
    townships = [area for area in book.areas.values() if area.kind is AreaKind.TOWNSHIP]
    for area in townships:
        unit = book.unit(f"town.{area.code}")
        assert unit.level is Level.TOWNSHIP
        assert unit.name.endswith(("人民政府", "办事处"))
        assert unit.superior is not None
        assert unit.superior.endswith(".government")


def test_courts_and_the_discipline_organ_stand_beside_the_government(book: RuleBook) -> None:
    assert book.unit("zuoqi.fayuan").kind is AccusedKind.COURT
    assert book.unit("league.jiwei").kind is AccusedKind.DISCIPLINE
    assert not book.is_under(book.unit("zuoqi.fayuan").id, book.unit("zuoqi.government").id)


def test_a_bureau_is_under_its_government_and_under_the_league_bureau(book: RuleBook) -> None:
    bureau = book.unit("zuoqi.renshe").id
    for above in ("zuoqi.renshe", "zuoqi.government", "league.renshe", "league.government"):
        assert book.is_under(bureau, book.unit(above).id)
    assert not book.is_under(book.unit("league.renshe").id, bureau)


def test_no_alias_means_two_units(book: RuleBook) -> None:
    assert {name: ids for name, ids in book.unit_names.items() if len(ids) > 1} == {}

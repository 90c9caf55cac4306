"""地点：旗、苏木镇、嘎查的正式名称；同名又没说旗的不猜。"""

from __future__ import annotations

import pytest

from complaint_store.policy.book import load_book


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ("左旗", "阿拉善左旗"),
        ("额旗", "额济纳旗"),
        ("巴镇", "阿拉善左旗/巴彦浩特镇"),
        ("巴音浩特", "阿拉善左旗/巴彦浩特镇"),
        ("乌斯太", "高新区/乌斯太镇"),
        ("阿拉善高新区", "高新区"),
        ("孪井滩", "孪井滩"),
        ("上海嘎查", "阿拉善左旗/巴润别立镇/上海嘎查"),
        ("阿左旗巴润别立镇上海嘎查", "阿拉善左旗/巴润别立镇/上海嘎查"),
        ("右旗的雅布赖", "阿拉善右旗/雅布赖镇"),
        ("乌兰陶勒盖嘎查", "阿拉善左旗/温都尔勒图镇/乌兰套勒盖嘎查"),
        ("厄鲁特街道", "阿拉善左旗/额鲁特街道办事处"),
        ("塔布忽都格嘎查", "阿拉善左旗/温都尔勒图镇/塔布呼都格嘎查"),
        ("額濟納旗策克口岸", "额济纳旗/策克镇"),
        ("阿左旗南环", "阿拉善左旗/南环街道办事处"),
        ("左旗图日根", "阿拉善左旗/巴润别立镇/图日根嘎查"),
        ("右旗曼德拉苏木的夏拉木", "阿拉善右旗/曼德拉苏木/夏拉木嘎查"),
        ("诺日公苏木", "阿拉善左旗/巴彦诺日公苏木"),
        ("额肯呼都格镇", "阿拉善右旗/巴丹吉林镇"),
        ("巴颜浩特", "阿拉善左旗/巴彦浩特镇"),
        ("腾格里开发区", "孪井滩"),
    ],
)
def test_short_names_variants_and_chains_reach_the_official_name(fields_of, said, path):
    place, *_ = fields_of(f"我家在{said}，钱一直没给", "place")
    assert (place.normalized, place.value) == (path, said) and place.code


def test_villages_of_one_name_are_candidates_and_never_a_guess(fields_of):
    (place,) = fields_of("我是格日勒图嘎查的", "place")
    assert place.normalized is None and len(place.candidates) == 3


def test_a_banner_elsewhere_in_the_text_decides_between_them(fields_of):
    place, *_ = fields_of("我是格日勒图嘎查的牧民，以前找过额济纳旗政府", "place")
    assert place.normalized == "额济纳旗/温图高勒苏木/格日勒图嘎查"


def test_two_spellings_of_two_villages_are_not_told_apart_by_spelling(fields_of):
    (place,) = fields_of("巴音宝格德嘎查", "place")
    assert place.normalized is None and len(place.candidates) == 2


@pytest.mark.parametrize("said", ["苏尼特左旗", "巴林右旗", "巴彦淖尔市", "上海市", "银川市"])
def test_places_elsewhere_get_no_code(fields_of, said):
    (place,) = fields_of(f"他在{said}", "place")
    assert (place.normalized, place.code, place.candidates) == (None, None, ())


def test_the_desert_is_no_address(fields_of):
    assert fields_of("车坏在巴丹吉林沙漠里", "place")[0].code is None


def test_the_league_alone_does_not_fill_the_place(fields_of):
    assert fields_of("我们阿拉善的老百姓", "place") == ()


def test_every_area_of_the_book_is_found_by_its_full_path(gazetteer, fields_of):
    for area in load_book().areas.values():
        if area.place == "阿拉善盟":
            continue
        spoken = "".join(area.place.split("/"))
        place, *_ = fields_of(f"我在{spoken}", "place")
        assert place.normalized == area.place, spoken


def test_a_persons_name_is_not_the_village_of_the_same_name(fields_of):
    assert not list(fields_of("我叫乌仁图雅，欠我的钱没给", "place"))
    assert list(fields_of("我在乌仁图雅嘎查干活", "place"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("人才落户A市的补贴", "A市"),
        ("严重影响A6区的形象", "A6区"),
        ("我们建议K7县政府修路", "K7县"),
        ("我家在开慧镇葛家山村", "开慧镇葛家山村"),
        ("西地省M市的厂", "西地省M市"),
        ("黄亭市镇的老街", "黄亭市镇"),
    ],
)
def test_a_place_elsewhere_is_cut_from_the_words_before_it(fields_of, text, place):
    assert [f.value for f in fields_of(text, "place")] == [place]


@pytest.mark.parametrize(
    "text",
    [
        "向县委县政府反映",
        "多次诉求市领导",
        "各乡（镇）都一样",
        "某开发区的项目",
        "换了家村镇银行贷款",
        "个别苏木镇这么干",
        "审计组，昨天走了",
        "兄弟盟市都这样",
        "旗工业园的厂子",
        "地皮改了养殖小区",
        "住在公租房小区",
        "离居民区很近",
        "在雅布赖路摆摊",
        "去县住房和城乡建设局",
    ],
)
def test_words_with_the_ending_of_a_place_name_none(fields_of, text):
    assert fields_of(text, "place") == ()


def test_a_zone_of_another_city_is_not_ours(fields_of):
    assert all(f.code is None for f in fields_of("张掖市高新区那家厂", "place"))


def test_a_street_is_not_the_community_named_after_it(fields_of):
    assert all(f.code is None for f in fields_of("我在赛汉陶来路开饭馆", "place"))
    assert fields_of("我住赛汉陶来路社区", "place")[0].code


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("我人在右旗活在左旗 老板欠我工资2万", "阿拉善左旗"),
        ("我住在右旗，在左旗干的活，老板欠我三万", "阿拉善左旗"),
        ("我是右旗的，在额济纳给老板干活欠我两万", "额济纳旗"),
        ("我家在阿右旗巴丹吉林镇，工程在阿左旗吉兰泰镇，欠我20万", "阿拉善左旗/吉兰泰镇"),
        ("家住左旗巴润别立镇上海嘎查 在右旗修路 欠我2万", "阿拉善右旗"),
    ],
)
def test_where_the_work_was_goes_before_where_one_lives(fields_of, text, where):
    first, *rest = fields_of(text, "place")
    assert first.normalized == where
    assert [place.role for place in rest] == ["home"]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("我家住右旗巴丹吉林镇草场被占了，去左旗反映没人管", "阿拉善右旗/巴丹吉林镇"),
        ("我住在左旗巴彦浩特，左旗住建局欠我3万", "阿拉善左旗/巴彦浩特镇"),
        ("我是右旗的牧民，左旗煤矿把我草场压了", "阿拉善右旗"),
        ("我人在左旗 欠我两万", "阿拉善左旗"),
    ],
)
def test_where_one_lives_stands_unless_the_work_was_elsewhere(fields_of, text, where):
    first = fields_of(text, "place")[0]
    assert (first.normalized, first.role) == (where, None)

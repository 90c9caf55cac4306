"""被诉单位：诉的是谁，规范名称是什么。"""

from __future__ import annotations

import pytest

from complaint_store.policy.book import load_book


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("阿左旗住建局欠我们工程款", "阿左旗住建局"),
        ("阿拉善左旗住房和城乡建设局拖欠工程款", "阿左旗住建局"),
        ("左旗建设局一直不给结算", "阿左旗住建局"),
        ("巴润别立镇政府欠我修路的钱", "阿左旗巴润别立镇人民政府"),
        ("高新区管委会不兑现招商承诺", "高新区管委会"),
        ("盟财政局没有拨款", "盟财政局"),
        ("行署换了领导不认账", "盟行署"),
        ("宏达建筑有限公司拖欠我们工资", "宏达建筑有限公司"),
        ("住健局欠我们工程款，在左旗", "阿左旗住建局"),
    ],
)
def test_the_unit_has_its_canonical_name(fields_of, text, unit):
    assert fields_of(text, "accused_unit")[0].normalized == unit


def test_an_office_without_its_banner_is_a_list_of_candidates(fields_of):
    unit, *_ = fields_of("住建局欠我工程款30万", "accused_unit")
    assert unit.normalized is None
    assert {"盟住建局", "阿左旗住建局", "阿右旗住建局", "额济纳旗住建局"} <= set(unit.candidates)


def test_the_place_of_the_matter_decides_whose_office_it_is(fields_of):
    unit, *_ = fields_of("我在雅布赖镇干活，交通局欠我运费", "accused_unit")
    assert unit.normalized == "阿右旗交通运输局"


def test_the_town_government_is_that_of_the_town_in_the_text(fields_of):
    unit, *_ = fields_of("我们在宗别立镇修水渠，镇政府欠我们工钱", "accused_unit")
    assert unit.normalized == "阿左旗宗别立镇人民政府"
    assert fields_of("镇政府欠我们工钱", "accused_unit")[0].normalized is None


def test_who_was_asked_for_help_is_not_the_accused(fields_of):
    units = fields_of("我向阿左旗人社局反映过，宏达建筑有限公司还是拖欠工资", "accused_unit")
    assert [u.normalized for u in units] == ["宏达建筑有限公司"]


def test_the_reporters_own_firm_is_not_the_accused(fields_of):
    text = "我公司是阿拉善盟宏远建设有限公司，2021年给阿右旗交通局修牧道，交通局欠尾款120万"
    assert {u.normalized for u in fields_of(text, "accused_unit")} == {"阿右旗交通运输局"}


def test_a_firm_is_written_without_the_park_where_it_stands(fields_of):
    unit, *_ = fields_of("我是在乌斯太工业园泰和化工厂上班的，厂里拖欠工资", "accused_unit")
    assert unit.value == "泰和化工厂"


@pytest.mark.parametrize(
    "text", ["甲方一直拖着不给钱", "老板跑了", "施工方拖欠我们工资", "财政困难", "办公室没人"]
)
def test_words_that_name_nobody_give_no_unit(fields_of, text):
    assert fields_of(text, "accused_unit") == ()


def test_every_unit_of_the_book_is_found_by_its_canonical_name(fields_of):
    for unit in load_book().units.values():
        found, *_ = fields_of(f"举报{unit.name}拖欠工程款", "accused_unit")
        assert unit.name in (found.normalized, *found.candidates), unit.name


def test_a_township_that_owes_is_the_accused_and_the_door_knocked_on_is_not(fields_of):
    text = "宗别立镇的树苗是我送的，镇里头欠我两万，找信访局没用"
    assert [unit.normalized for unit in fields_of(text, "accused_unit")] == ["阿左旗宗别立镇人民政府"]


def test_a_township_without_a_name_has_to_be_asked_for(fields_of):
    (unit,) = fields_of("镇里头欠我的树苗钱", "accused_unit")
    assert (unit.value, unit.normalized) == ("镇里头", None)


def test_a_short_form_of_a_name_is_the_same_unit(fields_of):
    units = fields_of("旗属国有林场不履行合同，林场还把水泵断了电", "accused_unit")
    assert {unit.normalized for unit in units} == {"旗属国有林场"}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("活是拓野装饰揽的，民政局早跟他结清了，他欠我们油漆钱四万", "拓野装饰"),
        ("我们给恒嵩保洁干活，九月份的工资没发", "恒嵩保洁"),
        ("问过财政局，人家说指标早下了，欠我机井钱的是阿右旗水务局", "阿右旗水务局"),
        ("单位是泰和化工", "泰和化工"),
    ],
)
def test_of_several_that_are_named_the_one_that_did_it_comes_first(fields_of, text, unit):
    assert fields_of(text, "accused_unit")[0].normalized == unit


def test_the_boss_in_a_township_is_not_the_township(fields_of):
    assert fields_of("额济纳旗达来呼布镇的老板欠我3个月工资1万8", "accused_unit") == ()


def test_who_is_named_in_a_short_answer_is_meant_and_a_project_names_nobody(fields_of):
    assert [u.value for u in fields_of("说错了不是住建局是交通局", "accused_unit")] == ["交通局"]
    assert fields_of("右旗文旅局的游客中心项目", "accused_unit") == ()


def test_a_unit_is_read_once_however_often_it_is_named(fields_of):
    units = fields_of("阿左旗住建局欠我工程款，住建局的人说没钱，住建局还不接电话", "accused_unit")
    assert [(u.value, u.normalized) for u in units] == [("阿左旗住建局", "阿左旗住建局")]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("镇上欠我沙石钱七万，三年了", "镇上", None),
        ("我们在额济纳旗种瓜，旗里答应的大棚补贴没给", "旗里", "额济纳旗人民政府"),
        ("嘎查雇我看井，一年八千没给", "嘎查", None),
        ("开发区欠我土方款，我在高新区拉了半年", "开发区", "高新区管委会"),
    ],
)
def test_a_body_without_a_name_is_the_accused_and_the_place_may_tell_which(fields_of, text, value, unit):
    field, *_ = fields_of(text, "accused_unit")
    assert (field.value, field.normalized) == (value, unit)


@pytest.mark.parametrize(
    "text",
    [
        "我从旗里回来，路上车坏了",
        "孩子在旗里上学，我在苏木养骆驼",
        "我们嘎查没有手机信号，打电话要爬到山上去",
    ],
)
def test_where_somebody_is_does_not_make_the_body_the_accused(fields_of, text):
    assert fields_of(text, "accused_unit") == ()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("我给修车厂看门，修车厂老板欠我半年工钱", "修车厂"),
        ("幼儿园欠我们代课老师五个人的工资", "幼儿园"),
        ("驾校收了钱不给约考", "驾校"),
        ("加盟驼小铺，交了四万八，人跑了", "驼小铺"),
        ("驾校说包过，远航驾校现在不退钱", "远航驾校"),
        ("欠我钱的是总包宏鼎建设集团", "宏鼎建设集团"),
    ],
)
def test_a_kind_of_unit_a_brand_and_a_name_after_its_role_are_read_as_they_are_written(fields_of, text, unit):
    assert fields_of(text, "accused_unit")[0].value == unit


@pytest.mark.parametrize(
    "text",
    ["孩子今年考上大学，学费没着落", "想问一下政府有什么规定", "追着学校要说法", "政府办公楼的厂房空着"],
)
def test_a_verb_before_a_common_word_makes_no_name(fields_of, text):
    assert fields_of(text, "accused_unit") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("乡政府欠我家租房子的钱", "乡政府"),
        ("乡政府欠我修路的钱8万", "乡政府"),
        ("我要告镇政府 他们欠我8万", "镇政府"),
        ("光伏公司来建厂占了草场 补偿没给", "光伏公司"),
        ("嘎查把我家的承包地租给光伏公司 租金一分没给我们", "嘎查"),
        ("嘎查把草场租给光伏公司了 钱没给我们", "嘎查"),
        ("左旗的娃娃没学上 教育局推学校 学校推教育局", "教育局"),
    ],
)
def test_the_accused_is_named_as_it_was_said(fields_of, text, said):
    assert fields_of(text, "accused_unit")[0].value == said


@pytest.mark.parametrize(
    "text", ["当年招商引资请我来建厂 说好给补贴", "来建厂的公司说好给补偿没给", "旗里那个局招的标不签合同"]
)
def test_what_only_looks_like_a_name_is_none(fields_of, text):
    assert all(unit.value not in {"来建厂", "旗里那个局"} for unit in fields_of(text, "accused_unit"))


def test_the_town_hall_of_the_town_in_the_text_may_be_called_a_township(fields_of):
    unit, *_ = fields_of("我们在宗别立镇修水渠，乡政府欠我们工钱", "accused_unit")
    assert unit.normalized == "阿左旗宗别立镇人民政府"


def test_what_the_firm_at_a_place_did_is_not_what_the_place_did(fields_of):
    unit, *_ = fields_of("额济纳旗策克口岸的报关公司欠我运费两万", "accused_unit")
    assert unit.normalized == "报关公司"


def test_a_site_of_the_government_is_not_the_government(fields_of):
    assert fields_of("阿拉善盟政府采购网上公示了结果", "accused_unit") == ()

"""项目、诉求、时长：说全，不多说，也不把别人的要求、约好的期限当成自己的。"""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("阿右旗交通局2022年农村公路硬化项目，欠我们工程款", "2022年农村公路硬化项目"),
        ("右旗教体局2026年校园智慧黑板采购项目，参数是照一家写的", "2026年校园智慧黑板采购项目"),
        ("2023年度人居环境整治工程，干完就没人管了", "2023年度人居环境整治工程"),
        ("签了《园区道路施工合同》，欠二十万", "《园区道路施工合同》"),
        ("按《牧区人畜饮水井群改造工程施工合同》干的", "《牧区人畜饮水井群改造工程施工合同》"),
        ("右旗文旅局的游客中心项目是我们干的", "游客中心项目"),
        ("他们动用星河广场的共有资金", "星河广场"),
        ("镇里启动一户一表水管改造工程，拖到现在", "一户一表水管改造工程"),
        ("草畜综合利用项目的配套没兑现", "草畜综合利用项目"),
        ("通村公路建设项目的钱没给", "通村公路建设项目"),
    ],
)
def test_a_project_is_named_in_full(fields_of, text, name):
    assert [project.normalized for project in fields_of(text, "project")] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "签了《施工合同》",
        "按《建设工程施工合同》第三条",
        "《劳动合同》没给我",
        "有个采购项目，没中",
        "属于投资项目",
    ],
)
def test_what_every_contract_is_called_names_no_project(fields_of, text):
    assert fields_of(text, "project") == ()


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("签的合同，ZBS-2021-016号", "ZBS-2021-016号"),
        ("订单是HT2022-07-3，货都收了", "HT2022-07-3"),
        ("XM-2022-08号合同，欠款六万", "XM-2022-08号"),
        ("协议在我手上，ALS-ZS-2020/12号", "ALS-ZS-2020/12号"),
    ],
)
def test_a_contract_number_needs_no_word_for_it(fields_of, text, number):
    assert [one.value for one in fields_of(text, "contract_no")] == [number]


@pytest.mark.parametrize("text", ["合同签的是LED灯，没给钱", "协议上KTV那一层归他", "合同，A-B区的"])
def test_capitals_after_a_contract_are_not_always_its_number(fields_of, text):
    assert fields_of(text, "contract_no") == ()


@pytest.mark.parametrize(
    "text",
    [
        "招标文件还要求提供原厂授权，明显是量身定做",
        "盟里一个采购，要求写得跟某一家的参数一样",
        "标书里写死了品牌，要求投标人提供三年业绩",
        "窗口要求再交一份材料",
        "交通局每次要求我们先垫资",
    ],
)
def test_what_others_require_is_no_demand(fields_of, text):
    assert fields_of(text, "demand") == ()


@pytest.mark.parametrize(
    "text",
    [
        "钱拖了两年，要求住建局三天内付清",
        "要求提供书面答复",
        "要求交通局提供审计材料的清单",
        "我们公司要求尽快付清",
        "我要求镇政府把钱给我",
        "招标不公，要求重新组织招标",
        "我们单位十二个人都没发，强烈要求补发工资",
    ],
)
def test_what_the_reporter_asks_for_is_still_a_demand(fields_of, text):
    assert len(fields_of(text, "demand")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "招商的时候说给免三年房租，到现在没兑现",
        "答应我厂房三年免租",
        "三年质保期到了，质保金不给",
        "合同写的工期三个月",
        "说好分三年付清",
        "协议上写三十天内给钱",
    ],
)
def test_a_term_that_was_agreed_is_not_how_long_it_has_been(fields_of, text):
    assert fields_of(text, "duration") == ()


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("欠我三年房租", [36]),
        ("三年还没给", [36]),
        ("合同签了三年了，一分没见", [36]),
        ("拖了两年零两个月", [26]),
        ("免三年房租说好的，拖了五个月不办", [5]),
    ],
)
def test_how_long_it_has_been_is_still_read(fields_of, text, months):
    assert [one.normalized for one in fields_of(text, "duration")] == months

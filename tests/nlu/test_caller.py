"""来电人：通话里说的称呼、要不要匿名；别人的姓不是来电人的姓。"""

from __future__ import annotations

import pytest

from nlu.caller import caller_of


@pytest.mark.parametrize(
    ("call", "name"),
    [
        ("坐席：您贵姓？\n市民：我姓高，高建平。电话就是这个，19900002231。", "高建平"),
        ("坐席：您贵姓？\n市民：免贵姓尚。", "尚"),
        ("坐席：您好请讲\n市民：我叫哈斯巴根，乌力吉苏木的牧民", "哈斯巴根"),
        ("坐席：您叫什么？\n市民：陈小军，19900007123。", "陈小军"),
        ("坐席：企业名称？\n企业：晟达新材料公司，我是行政部的，姓佟。", "佟"),
        (
            "你好镇政府欠我修便道的钱八万块钱两年了请问您贵姓我姓丁丁有福电话一九九零零零零九九零一好的给您登记了",
            "丁有福",
        ),
        ("坐席：您贵姓\n市民：我姓乌乌云其其格您不用记全", "乌云其其格"),
        ("来电人反映：货款一直未付。来电人：吕先生，联系电话：19900005517。", "吕先生"),
        ("欠我租车费，求领导解决。电话19900008830，张志强", "张志强"),
        ("坐席：老板叫什么？\n市民：老板姓孔，叫孔大勇，是恒利劳务的。", ""),
        ("坐席：您好请讲\n市民：我举报一个科长，姓杜，办证的。", ""),
        ("坐席：您贵姓？\n市民：不想说，你们老问这个干啥。", ""),
        ("我们老百姓就指着这点钱过日子", ""),
    ],
)
def test_the_callers_name_and_nobody_elses(call, name):
    found = caller_of(call)
    assert found.name == name
    assert found.span is None or call[slice(*found.span)] == name


@pytest.mark.parametrize(
    ("call", "anonymous"),
    [
        ("坐席：您贵姓？\n市民：我姓何，匿名行不行？怕人家给我穿小鞋。", True),
        ("坐席：可以匿名的。\n市民：那就匿名吧。", True),
        ("坐席：需要匿名吗？\n市民：要，别让他们知道。", True),
        ("坐席：您贵姓？\n市民：姓范，不敢留名字，怕给开了。", True),
        ("坐席：您贵姓？\n市民：姓贾，不想留名字，电话可以，19900004409。", False),
        ("坐席：需要匿名吗？\n市民：不用，行得正坐得端。", False),
        ("坐席：可以匿名的。\n市民：不用匿名，我姓郭。", False),
        ("有人写匿名举报信说我，单位就把我工资停了。", False),
    ],
)
def test_who_wishes_not_to_be_named(call, anonymous):
    assert caller_of(call).anonymous is anonymous

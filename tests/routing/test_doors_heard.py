"""指路的词：说的是这件事才算，地名、身份、半个词里碰巧有的不算。"""

from __future__ import annotations

import pytest

from complaint_store.domain.routing import AccusedKind, Lane
from complaint_store.policy.book import RuleBook
from complaint_store.routing.other import doors_for, named_doors
from complaint_store.routing.route import route
from tests.routing.builders import a_matter


@pytest.mark.parametrize(
    ("text", "door"),
    [
        ("镇上申请公租房排了三年没轮到", "public_housing"),
        ("危房改造报上去没有批下来", "public_housing"),
        ("包裹在驿站弄丢了，不赔", "postal"),
        ("快递上门要另收三块钱", "postal"),
        ("农村信用社不给我销户", "insurance_and_banks"),
        ("征信上有一笔不是我贷的", "insurance_and_banks"),
        ("楼前面有人私搭乱建，挡了我家光", "city_management"),
        ("路口天天占道摆摊，走不过去", "city_management"),
        ("隔壁单位加盖的是违章建筑", "city_management"),
        ("渣土车半路撒了一地没人扫", "city_management"),
        ("我们那片什么时候拆迁", "expropriation"),
        ("出嫁女分不到集体分红", "collective_shares"),
        ("我家宅基地让别人占了去", "collective_shares"),
        ("钱早还清了，还在失信被执行人名单上", "credit_objection"),
        ("供热公司热费一年比一年高", "utilities"),
        ("自来水一股怪味", "utilities"),
        ("自来水发浑，水发黄，有点刺鼻", "utilities"),
        ("公司从来不给员工交五险", "labour_inspection"),
        ("工地上干活从架子上掉下来，老板给了两千就不管了", "human_resources_12333"),
        ("办理退休的手续交上去半年没信", "human_resources_12333"),
        ("家门口的公路硬化了一半停下了", "transport_12328"),
        ("网上贷款让我先交保证金，交了就联系不上", "police_fraud"),
        ("有人在贺兰山偷挖发菜", "farming"),
        ("我老公打我，民警说是家务事", "police_110"),
        ("砖厂白天黑夜扬尘", "environment"),
        ("大喇叭从早放到晚，吵到没法睡", "noise"),
        ("交警贴的条子，车不是我停的", "vehicle_office"),
        ("小区停车费一月三百太贵", "property_management"),
    ],
)
def test_the_matter_names_its_door(book: RuleBook, text: str, door: str) -> None:
    assert [found.id for found in doors_for(text, book)] == [door]


@pytest.mark.parametrize(
    ("text", "door"),
    [
        ("公交车上老年卡不让刷", "consumer_12315"),
        ("希望广场旁边多建几个停车场", "property_management"),
        ("公租房的门坏了没人修", "civil_lawsuit"),
        ("房地产企业资质年检没过还在卖房", "vehicle_office"),
        ("隔壁违章建筑越盖越高", "vehicle_office"),
        ("楼里管线老化，对大家是个威胁", "police_110"),
        ("拿次品冒充好货卖给我", "police_fraud"),
        ("家具厂喷漆作业没有遮挡", "education"),
        ("我家住在公路旁边的平房里，门前堆满了煤灰", "transport_12328"),
    ],
)
def test_half_a_word_or_an_address_names_no_door(book: RuleBook, text: str, door: str) -> None:
    assert door not in {found.id for found in named_doors(text, book)}


def test_the_finance_line_is_given_with_the_firm_first(book: RuleBook) -> None:
    (door,) = doors_for("保险公司拖着不理赔", book)
    assert door.phone == "12378"
    assert door.says.index("保险公司") < door.says.index("12378")
    assert not door.verified


def test_a_firm_that_swindles_is_first_told_to_the_police(book: RuleBook) -> None:
    decision = route(a_matter(book, "business_fraud", kind=AccusedKind.PRIVATE), book)
    assert decision.lane is Lane.DESK
    assert decision.doors[0] == "police_fraud"
    assert "报警" in decision.reason

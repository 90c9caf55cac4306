"""照经办人的眼光读：半个词、店名、单价、别人的要求，都不是本人说的数、日子和要求. 语句全部自拟。"""

from __future__ import annotations

from datetime import date

import pytest

from complaint_store.domain.reading import FieldType, Kind, Mark
from nlu.fields import read_fields
from nlu.gazetteer import Gazetteer
from nlu.marks.marks import marks_in
from nlu.marks.model import load_mark_model
from nlu.subtypes import subtypes_of
from nlu.understand import MARK_FILE, MODEL, Reader

TODAY = date(2026, 11, 29)


def values(text: str, type_: FieldType, gazetteer: Gazetteer) -> list[object]:
    return [field.normalized for field in read_fields(text, TODAY, gazetteer).fields if field.type is type_]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("两个月前天胜社区的项目开了工", []),
        ("在讲法治的今天还有这样的事，嘎查的明天怎么办", []),
        ("明日传媒的业务员收了我500元", []),
        ("请批示.2017年9月22日交的材料", ["2017-09-22"]),
        ("2.2017年签的合同", ["2017"]),
        ("2020年1.1日晚上掉进坑里", ["2020-01-01"]),
        ("前天去了，说明天给", ["2026-11-27", "2026-11-30"]),
    ],
)
def test_a_day_is_a_day_that_was_meant(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    assert values(text, FieldType.DATE, gazetteer) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一亩一年补偿20元，签了两年没给过钱", [24]),
        ("热费一年比一年贵", []),
        ("消毒费一年下来几百万", []),
        ("学费一年就要两万，交了三年", [36]),
        ("答应前三年补电价，差我320万", []),
        ("一年365天都在吵", []),
        ("拖了一年才给两万", [12]),
        ("欠了我一年工资两万块", [12]),
    ],
)
def test_a_rate_or_a_term_is_no_length_of_time(
    gazetteer: Gazetteer, text: str, expected: list[float]
) -> None:
    assert values(text, FieldType.DURATION, gazetteer) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("款子51万一案到现在没判", [510000]),
        ("欠款35万一事没人管", [350000]),
        ("我是一个万般无奈的人", []),
        ("一个亿打了水漂", [100000000]),
    ],
)
def test_half_a_word_adds_nothing_to_a_sum(gazetteer: Gazetteer, text: str, expected: list[int]) -> None:
    assert values(text, FieldType.AMOUNT, gazetteer) == expected


def test_groups_of_a_village_are_no_households(gazetteer: Gazetteer) -> None:
    assert values("全嘎查20个村民小组都没通上水，380户", FieldType.PEOPLE, gazetteer) == [380]


@pytest.mark.parametrize(
    "text",
    [
        "仲裁裁了老板赔我三万二，老板不执行，申请法院执行半年了没动静",
        "规程要求拆房要有书面裁决，我到现在没有收到书面裁决",
    ],
)
def test_a_boss_who_does_not_pay_is_no_public_debtor(text: str) -> None:
    assert Mark.JUDGMENT_DEBTOR not in marks_in(text, load_mark_model(MODEL / MARK_FILE))


def test_what_was_never_received_is_no_case_under_way() -> None:
    marks = marks_in("规程要求拆房要有书面裁决，我到现在没有收到书面裁决", load_mark_model(MODEL / MARK_FILE))
    assert Mark.ALREADY_IN not in marks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("他们要求我再等一下，我要求我的工资马上发", ["我要求我的工资马上发"]),
        ("集团又强烈要求捆绑买车位，我要求退房", ["我要求退房"]),
        ("我们要求公开账目，他不公开", ["我们要求公开账目"]),
        ("多次要求支付补偿款，仍然没有结果", ["要求支付补偿款"]),
        ("顾问要求我退的，办手续时没说三个月", []),
        ("条件没有达到要求，比如面积不够", []),
        ("入党以后更加严格要求自己，工作了近20年", []),
        ("请问这样的房子找谁解决", []),
        ("我想回老家发展户口能迁回吗", []),
        ("我想回我的押金", ["我想回我的押金"]),
    ],
)
def test_a_demand_is_the_reporters_own_and_ends_where_the_answer_begins(
    gazetteer: Gazetteer, text: str, expected: list[str]
) -> None:
    assert values(text, FieldType.DEMAND, gazetteer) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我们公司做的胡杨林景区步道，欠51万", ["胡杨林景区步道"]),
        ("右旗住建局2022年老旧小区改造，我做的外墙保温", ["2022年老旧小区改造"]),
        ("我是公路养护中心的临时工", []),
        ("2022年旗里修旅游公路从我家草场过", ["旅游公路"]),
        ("修来修去都是面子工程", []),
        ("预售款只能用作本项目建设", []),
    ],
)
def test_a_project_has_a_name(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    assert values(text, FieldType.PROJECT, gazetteer) == expected


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("给高新区管委会绿化养护两年，一分没结，工人工资我都发不下去了", "project_payment_arrears"),
        ("合作社给福利院供鸡蛋，账压了十四个月，五个工人开不出工资", "project_payment_arrears"),
        ("局里欠我工程款三十万，工人的工钱我都垫了", "project_payment_arrears"),
        ("我们二十个工人的工资没给，包工头说他垫了", "wage_arrears"),
        ("旗文旅局答应给演出团的补贴一直没到，演员工资开不出", "breach_of_contract"),
        ("公司说发不出工资，我们干了三个月了", "wage_arrears"),
        ("项目部说总包没给工程款，工人工资发不下去，我在那干了八十天", "wage_arrears"),
        ("我们厂发不出工资，老板跑了，欠我三个月工资", "wage_arrears"),
    ],
)
def test_wages_a_firm_cannot_pay_are_not_wages_owed_to_the_reporter(
    reader: Reader, text: str, category: str
) -> None:
    assert reader.read(text, TODAY).categories[0].id == category


def test_wages_paid_out_of_a_loan_are_no_second_matter(reader: Reader) -> None:
    told = "给湿地公园供了四千棵樟子松，总价五十二万，只付了十五万，说财政没拨。我苗圃的工人工资都是贷款发的"
    assert [guess.id for guess in reader.read(told, TODAY).categories] == ["project_payment_arrears"]


def test_a_fee_for_materials_is_no_certificate() -> None:
    assert subtypes_of("入户费里有材料费，为什么还要收人工费", ("rent_seeking",)) == ("fee_outside_list",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("清欠办说两个月解决，到现在没动静", []),
        ("城投借我们的钱，说一年还，现在三年了", [36]),
        ("说了三年没解决", [36]),
        ("社保局说少一年工龄", []),
    ],
)
def test_what_was_promised_is_no_delay(gazetteer: Gazetteer, text: str, expected: list[float]) -> None:
    assert values(text, FieldType.DURATION, gazetteer) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("供热公司热费一年比一年贵，家里才十五六度，要求退费", Kind.COMPLAINT),
        ("协议上红章还在，镇上一张嘴就改口说那是意向，不是合同", Kind.COMPLAINT),
        ("快递驿站总把我的件放丢，打电话给快递公司客服，客服是机器人", Kind.OTHER_COMPLAINT),
        ("工地上干活从架子上掉下来，老板不管", Kind.OTHER_COMPLAINT),
        ("住建局污水处理厂的运行费，我们运营公司从2023年7月起没收到钱，一个月26万", Kind.COMPLAINT),
    ],
)
def test_a_grievance_of_one_line_is_no_small_talk(reader: Reader, text: str, kind: Kind) -> None:
    assert reader.read(text, TODAY).kind is kind


def test_a_vote_is_no_old_debt(reader: Reader) -> None:
    reading = reader.read("社区换届没通知我们投票，选出来的都是主任亲戚", TODAY)
    assert reading.abstain or all(
        guess.id != "new_officials_ignore_old_debts" for guess in reading.categories
    )


def test_the_reporter_and_the_others_are_counted_together(gazetteer: Gazetteer) -> None:
    assert values("我和另外五个人的工资都没给", FieldType.PEOPLE, gazetteer) == [6]
    assert values("我们五个人的工资都没给", FieldType.PEOPLE, gazetteer) == [5]


@pytest.mark.parametrize(
    "text",
    [
        "我老公在宗别立一个煤矿外包队开铲车，队长叫刘长顺，从去年五月到十月六个月工资，一个月八千五，只给了两万，剩下的说等结煤款，现在电话停机了。",
        "敬老院的冬储煤是我送的，八十吨，六万四，院长说民政局拨了就给，民政局说随院里经费下了",
        "我妈的低保被会计划掉了，说我在外面有车，其实车是单位的，找民政所说让嘎查开证明，嘎查不开。",
    ],
)
def test_a_debt_or_a_matter_for_another_door_is_not_taken_for_misconduct(reader: Reader, text: str) -> None:
    assert Mark.OFFICIAL_MISCONDUCT not in reader.read(text, TODAY).marks


@pytest.mark.parametrize(
    "text",
    [
        "工程款要局长签字，局长让我先拿三万块钱给他，不给就不签",
        "清扫队队长贪污了我们的工资，他是环卫局的干部",
        "乌力吉苏木的张书记收了我两条烟才给我签字",
    ],
)
def test_a_bribe_asked_for_beside_a_debt_is_still_seen(reader: Reader, text: str) -> None:
    assert Mark.OFFICIAL_MISCONDUCT in reader.read(text, TODAY).marks


@pytest.mark.parametrize(
    ("text", "owed"),
    [
        ("征用我们宾馆51天，账单67万，到现在只给了20万", 470000),
        ("书架一共198600，付了60000", 138600),
        ("音响十二万的费用给了三万就没下文", 90000),
    ],
)
def test_what_is_left_of_a_bill_is_reckoned(gazetteer: Gazetteer, text: str, owed: int) -> None:
    assert values(text, FieldType.AMOUNT, gazetteer)[0] == owed


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("左旗住建局科长收了工程老板两万块钱，才给验收签字", True),
        ("苏木达拿了施工队的钱，工程款就是不给我们结", True),
        ("乡长收了两只羊才签字，欠我的草料款还是没给", True),
        ("老板拿了我的工资卡，欠我三个月工资", False),
        ("苏木达说等上面拨款，欠我的草料款还是没给", False),
    ],
)
def test_somebody_in_office_who_took_is_accused_beside_a_debt_too(
    reader: Reader, text: str, taken: bool
) -> None:
    assert (Mark.OFFICIAL_MISCONDUCT in reader.read(text, TODAY).marks) is taken


@pytest.mark.parametrize("text", ["昨天", "去", "给", "他", "五千", "我的", "昨天。"])
def test_a_word_or_two_accuses_nobody_and_is_no_cry(reader: Reader, text: str) -> None:
    assert not reader.read(text, TODAY).marks


@pytest.mark.parametrize("text", ["跳楼", "想死", "自杀", "去跳楼", "不活了"])
def test_a_word_or_two_may_be_a_cry(reader: Reader, text: str) -> None:
    assert Mark.SELF_HARM_OR_MASS_INCIDENT in reader.read(text, TODAY).marks

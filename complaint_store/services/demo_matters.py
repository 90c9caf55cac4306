"""演示用的诉求：人名、公司、工程都是编的，地名和单位按规则数据里的写法。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoMatter:
    """一件虚构的事; accused is a unit's canonical name in the rule data, or a firm as written."""

    category: str
    text: str
    accused: str
    accused_kind: str
    place: str
    amount: tuple[str, int] | None = None
    people: int | None = None
    name: str = ""
    subtype: str | None = None
    marks: frozenset[str] = frozenset()
    government_project: bool | None = None
    abstain: bool = False


MATTERS: tuple[DemoMatter, ...] = (
    DemoMatter(
        "project_payment_arrears",
        "我们是沙湖源建筑公司，前年给盟财政局修的档案楼，尾款35万一直没给，去问总说没有预算。",
        "盟财政局",
        "government",
        "阿拉善左旗/巴彦浩特镇",
        ("35万", 350_000),
        name="温知秋",
    ),
    DemoMatter(
        "wage_arrears",
        "我们十二个人在巴彦浩特给驼铃装饰公司干了三个月，工钱八万六一分没给，老板电话也不接了。",
        "驼铃装饰公司",
        "private",
        "阿拉善左旗/巴彦浩特镇",
        ("八万六", 86_000),
        people=12,
        name="石敢当",
    ),
    DemoMatter(
        "new_officials_ignore_old_debts",
        "2021年镇政府跟我签的牧道修缮协议，十六万块钱，换了镇长以后说不认以前的账。",
        "阿左旗巴润别立镇人民政府",
        "government",
        "阿拉善左旗/巴润别立镇",
        ("十六万", 160_000),
    ),
    DemoMatter(
        "breach_of_contract",
        "招商的时候答应给我们厂房免三年租金，合同上写着的，第二年就来催租，说政策变了。",
        "阿左旗工信局",
        "government",
        "阿拉善左旗/巴彦浩特镇",
        name="白鹿鸣",
    ),
    DemoMatter(
        "wage_arrears",
        "学校操场改造是政府的项目，我们七个人的工资到现在还差四万二，包工头说甲方没拨款。",
        "云图市政公司",
        "private",
        "阿拉善右旗/巴丹吉林镇",
        ("四万二", 42_000),
        people=7,
        government_project=True,
    ),
    DemoMatter(
        "unfair_competition",
        "净水设备采购的评分标准写得只有一家能满足，我们质疑了，七个工作日过了也没有答复。",
        "额济纳旗水务局",
        "government",
        "额济纳旗/达来呼布镇",
        name="顾南乔",
    ),
    DemoMatter(
        "audit_delay",
        "供暖管网工程去年九月就完工了，结算审计一直拖着不给出报告，钱就结不了。",
        "阿左旗住建局",
        "government",
        "阿拉善左旗/巴彦浩特镇",
        ("120万", 1_200_000),
        name="陆知行",
    ),
    DemoMatter(
        "rent_seeking",
        "办营业手续的时候让我另外交一个清单上没有的证明，说不交就不给办。",
        "阿右旗市场监管局",
        "government",
        "阿拉善右旗/巴丹吉林镇",
    ),
    DemoMatter(
        "project_payment_arrears",
        "给旗里的文化馆供的音响设备，货都用了一年了，二十八万货款还欠着十九万。",
        "额济纳旗文旅局",
        "government",
        "额济纳旗/达来呼布镇",
        ("十九万", 190_000),
        name="程听雨",
    ),
    DemoMatter(
        "dereliction",
        "我去年交的草场补助申请，窗口说材料齐了，到现在一年多没有一句答复。",
        "阿右旗农牧局",
        "government",
        "阿拉善右旗/曼德拉苏木",
        name="其其格玛",
    ),
    DemoMatter(
        "business_fraud",
        "当时说好地给我们用二十年，厂子建好了又说那块地不合规划，让我们搬，也不说补偿。",
        "高新区管委会",
        "government",
        "高新区/乌斯太镇",
        name="岳青禾",
    ),
    DemoMatter(
        "wage_arrears",
        "我在饭店干了两个月，老板说生意不好，六千块工资不给了。",
        "戈壁红饭店",
        "private",
        "额济纳旗/达来呼布镇",
        ("六千块", 6_000),
    ),
    DemoMatter(
        "breach_of_contract",
        "反正就是那个事，他们说话不算数，你们给问问。",
        "",
        "unknown",
        "",
        abstain=True,
    ),
    DemoMatter(
        "project_payment_arrears",
        "我举报过他们欠钱以后，车被人划了，还有人打电话叫我小心。欠的工程款是七十三万。",
        "阿左旗交通运输局",
        "government",
        "阿拉善左旗/巴彦浩特镇",
        ("七十三万", 730_000),
        name="孟长缨",
        marks=frozenset({"retaliation"}),
    ),
)
DEBT = "经核实，欠款情况属实。已与欠款单位商定分两次付清，第一笔已于本周到账，请您核对。"
REPLIES: Mapping[str, str] = {  # 每类事各有一句说得上的答复
    "project_payment_arrears": DEBT,
    "wage_arrears": "经与双方核对账目，差额部分已补发到个人账户，请您查收；如有出入，请带考勤和工资条来我单位。",
    "new_officials_ignore_old_debts": "经核实，协议和验收手续齐全，换届不影响履行。付款已列入下月计划，到账前会再告知您。",
    "breach_of_contract": "经核实，合同约定的优惠仍在期内，已要求停止催收；已经收的部分从后面的应付款里抵。",
    "unfair_competition": "经核查，评分标准中有两项缺少依据，已责令采购人修改后重新组织，质疑答复另行书面送达您。",
    "audit_delay": "合同约定的结算条件已经具备，审计报告已出具，财政部门正按程序支付，预计本月内完成。",
    "rent_seeking": "您反映的手续不在公布的清单内，已要求窗口停止收取，并为您办理完毕。",
    "dereliction": "经核实，材料齐全，窗口没有按时办理属实。补助已审核通过，对经办人员作了提醒谈话。",
    "business_fraud": "经核实，用地手续当时没有办全。已商定由管委会补办或者按评估价补偿，方案出来后先听您的意见。",
}

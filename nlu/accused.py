"""诉谁：被诉的是机关、事业单位、国企、民营还是嘎查，以及履职类诉求的细类.

A guess from the words, used where no unit of the directory was named. The model weighs, these words break ties.
"""

from __future__ import annotations

import re

from complaint_store.domain.reading import Mark

_DISCIPLINE = re.compile(r"(?:纪委|监委|纪检)(?:的)?(?:工作人员|干部|领导|书记|主任|人员|里)?[^，。]{0,6}(?:收|压|不查|包庇|泄|把)")
_COURT = re.compile(r"(?:法院|法官|检察院|执行局)[^，。]{0,8}(?:不(?:立案|执行|作为|管)|拖|枉法|偏袒|压着|收了)")
_STATE_OWNED = re.compile(r"国企|央企|国有|城投|平台公司|旗投|盟投|电力公司|电网|水务(?:公司|集团)|热力公司|盐场|供电公司|中铁|中建|中交")
_VILLAGE = re.compile(r"嘎查(?:委|达|长|两委|干部|书记|集体)|村委|村干部|村支书|村长|大队(?:干部|书记|会计)|合作社是村")
_SUBTYPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("bans_ignored", re.compile(r"有禁不止|明令禁止|禁止[^。]{0,14}(?:还|却|照样|仍)|禁令|严禁[^。]{0,14}(?:还|却|照样|仍)|顶风|早就(?:不让|不许|禁止)")),
    ("decision_error", re.compile(r"决策失误|拍脑袋|盲目决策|劳民伤财|没(?:有)?论证|未经论证|重复建设|朝令夕改|瞎指挥|乱决策|建(?:了|好)[^。]{0,16}(?:没用|用不上|闲置|废)")),
    ("abuse_of_power", re.compile(r"滥用职权|强拆|强征|强占|强行(?:拆|推|征|占|铲|拉|封|没收)|乱罚|随意(?:处罚|罚款|查封)|暴力执法|越权|没有?(?:手续|文书|通知)[^。]{0,10}(?:拆|封|扣|罚|铲|推)|打击报复|滥用权力|公权私用|优亲厚友")),
    ("orders_ignored", re.compile(r"有令不行|拒不执行|不执行(?:上级|文件|中央|自治区|盟里|国家)|三令五申|上级[^。]{0,12}(?:要求|文件|批示|命令|督办)[^。]{0,16}(?:不|没|拖|当耳旁风)|批示|顶着不办|阳奉阴违")),
    ("poor_execution", re.compile(r"执行不力|政策[^。]{0,14}(?:没(?:有)?(?:落实|执行|到位|兑现)|不(?:落实|到位|执行)|打折扣|变味|走样|截留|落不到)|(?:补贴|补助|奖补|低保|社保|危改|安置)[^。]{0,18}(?:没(?:有)?(?:发|给|到|落实)|不(?:发|给|落实|公平)|迟迟|一直)|落实不")),
    ("duty_refusal", re.compile(r"不作为|踢皮球|推诿|推来推去|互相推|没人管|无人管|不管不问|不闻不问|置之不理|敷衍|不(?:受理|处理|解决|答复|回复|出警|立案|给办)|拖而不办|失职|渎职|懒政|慢作为|石沉大海|跑(?:了)?(?:好几|十几|无数|多)?(?:趟|次|回)")),
)  # fmt: skip


def accused_kind_of(text: str, guesses: dict[str, float], marks: frozenset[Mark]) -> str | None:
    """被诉主体类型 (routing.AccusedKind), None when the words do not tell."""
    if _DISCIPLINE.search(text):
        return "discipline"
    if _COURT.search(text) and Mark.OFFICIAL_MISCONDUCT not in marks:
        return "court"
    if not guesses:
        return None
    best = max(guesses, key=lambda name: guesses[name])
    if best in ("public_institution", "state_owned", "private") and _STATE_OWNED.search(text):
        return "state_owned"
    if guesses[best] < 0.4:
        return "village" if _VILLAGE.search(text) else None
    return best


def subtypes_of(text: str) -> tuple[str, ...]:
    """履职类（dereliction）的细类, the plan's own five and 不履行职责."""
    return tuple(name for name, pattern in _SUBTYPES if pattern.search(text))

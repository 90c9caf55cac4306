"""听岔了的短话：几个字的话，学来的判断靠不住；一个日子不是求救，“不敢留名”不是实名，“中铁的”不是答应。"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.memory import Message
from complaint_store.domain.reading import FieldType, Mark, Reading
from nlu.components.intent import DANGER, PLAIN_ANSWER
from nlu.marks.marks import phrases_in
from nlu.text import fold

CHINESE = re.compile(r"[\u3400-\u9fff]")
ONE_WORD = 2  # 字
CALLS = re.compile("救")
FEW_WORDS = 14  # 字
BRIBES = re.compile(
    "贪|贿|侵吞|侵占|私分|空饷|公车|红包|好处|吃拿|卡要|回扣|挪用|收钱|送钱|送礼|私吞|腐败|以权|包养|赌|嫖|作风|纪委|黑钱|打人|酒"
    "|要了?我?[^，。]{0,4}(?:钱|块|元|万|千|百)|[跟找向管](?:我|人)[^，。]{0,3}要|打点|亲戚|小舅子|冒领|套取|截留|公款|索|入股|分红|伪造|造假|违纪|犯法|滥用|徇私"
)
MOSTLY = 0.8  # 一句话里占这么多，就是只说了它
LEARNT = frozenset(
    {Mark.SELF_HARM_OR_MASS_INCIDENT, Mark.OFFICIAL_MISCONDUCT, Mark.RETALIATION, Mark.EMERGENCY}
)
AFRAID_TO_BE_NAMED = re.compile(
    "(?:不敢|不想|不愿意?|不要|不肯|不方便|不便|害怕|怕)[^，。]{0,3}(?:[留写说用露报]|透露|暴露|公开)[^，。]{0,4}(?:[名姓]|身份|电话|号码?|联系)|(?:不敢|不想|不愿意?|不要|不肯)实名"
)
PUT_RIGHT = re.compile(
    "(?:就|给我?|帮我?|把[^，。]{1,6})*(?:改(?:过来|正|回来?)|[纠更]正过来)[。！!]*"
)  # 是要求，不是说错了
ONE_WISH = re.compile("[给付退还补赔修发办查拨]+[啊呀吧呗。！!]*")  # “补”一个字听成了跳过
WAVES = frozenset({"skip", "deny", "greet", "cancel"})
NOD = re.compile("[嗯恩是对好行中可以得成要的了啊呀吧没错问题同意嘞着呢，,。.！! ]*")


def heard_right(message: Message) -> Message:
    """The message as a careful listener takes it."""
    if message.is_payload:
        return message
    reading = message.reading
    said = phrases_in(fold(message.text).text)
    if says_little(message.text, reading):
        reading = replace(reading, marks=reading.marks - (LEARNT - said.keys()))
    if not tells_of_misconduct(message.text) and Mark.OFFICIAL_MISCONDUCT not in said:
        reading = replace(reading, marks=reading.marks - {Mark.OFFICIAL_MISCONDUCT})
    return replace(message, reading=reading, intent=_intent(message, reading))


def tells_of_misconduct(text: str) -> bool:
    """几个字的话，要有一个说得出是什么的字眼，才是违纪线索。"""
    return len(CHINESE.findall(text)) > FEW_WORDS or BRIBES.search(text) is not None


def says_little(text: str, reading: Reading) -> bool:
    """“昨天”“给”“五千”：a word or two, or just a day, a place, a sum, and not one dangerous word."""
    if DANGER.search(text) or CALLS.search(text):
        return False
    told = {place for field in reading.fields for place in range(field.start, field.end)}
    return len(CHINESE.findall(text)) <= ONE_WORD or len(told) >= len(text.strip()) * MOSTLY


def _is_only_a_day(said: str, reading: Reading) -> bool:
    days = reading.of(FieldType.DATE)
    return sum(day.end - day.start for day in days) >= len(said) * MOSTLY


def _intent(message: Message, reading: Reading) -> str:
    if (
        message.intent == "crisis"
        and Mark.SELF_HARM_OR_MASS_INCIDENT in message.reading.marks - reading.marks
    ):
        return "inform" if reading.fields else "out_of_scope"
    if message.intent == "identified" and AFRAID_TO_BE_NAMED.search(message.text):
        return "anonymous"
    said = message.text.strip()
    if message.intent == "ask_status" and _is_only_a_day(said, reading):  # “前天”
        return "inform"
    if message.intent in WAVES and ONE_WISH.fullmatch(said):
        return "inform"
    if message.intent == "correct" and PUT_RIGHT.fullmatch(said):
        return "inform"
    if message.intent == "affirm" and not (NOD.fullmatch(said) or PLAIN_ANSWER.match(said)):
        return "inform"
    return message.intent

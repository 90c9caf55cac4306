"""立单之前那句“是”：说得明白才算；“先别提交”“提交了以后多久给钱”“对，就是金额不准”都不算。"""

from __future__ import annotations

import re

from actions.memory import Message

YES_CHARS = 12
YES = re.compile(
    r"是|对|好|行|可以|嗯|恩|没错|没问题|没毛病|没意见|确认(?!一?下)|提交|同意|ok|中|得|成|就这|交|要得|要的|正确|无误",
    re.IGNORECASE,
)
# 说的是交上去；“确认一下金额”不是
HANDS_IN = re.compile(
    "提交|submit|交(?:上|吧|了|$)|[就都]交|确[认定](?!一?下)|[发报递转](?:出|上|过|吧)|派单|保存|完成|无误|属实|就(?:按|这|那)|按(?:这|你)|没错",
    re.IGNORECASE,
)
# 没有要改的，等于说是
NOTHING_TO_CHANGE = re.compile(
    "不(?:用|需要|必)?(?:再)?(?:改|修改|补充?)了?|没(?:有)?(?:什么|啥)?(?:要|可)?(?:改|修改|补充?)的?了?|没(?:问题|错|毛病|意见)|不错"
)
# 还有话说、还在问、还不交
DOUBTS = re.compile(
    r"[?？]|多久|多长|[吗么]$|呢|会不会|是不是|能不能|啥时候|什么时候|以后|之后|怎么|咋|不|别|甭|没|改|错|但|"
    r"等(?:会|一下|等|我|下)|再(?:想|看|说|等|考虑|提?交)"
)
HOLDS_BACK = re.compile(
    r"(?:[别不甭]|不要|不想|暂时)(?:[要用先急]|着急)*(?:提交|交|报)|(?:等|再|改天|回头|明天)[^，。]{0,6}提?交|先(?:放|搁|留)"
)


def says_yes(message: Message) -> bool:
    """立单的一句明白话: “要钱” sounds like one to the act model and is none."""
    if message.is_payload:
        return message.intent in {"submit", "affirm"}
    said = message.text.strip()
    if DOUBTS.search(NOTHING_TO_CHANGE.sub("", said)):
        return False
    short = len(said) <= YES_CHARS and YES.match(said) is not None
    if message.intent == "submit":
        return short or HANDS_IN.search(said) is not None
    return message.intent == "affirm" and short


def holds_back(message: Message) -> bool:
    """“先别提交”“等会再交”: nothing is handed in, what was noted stays."""
    plain = NOTHING_TO_CHANGE.sub("", message.text)
    return not message.is_payload and len(plain) <= YES_CHARS and HOLDS_BACK.search(plain) is not None

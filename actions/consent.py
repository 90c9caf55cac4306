"""立单之前那句“是”：整句就是一句答应才算；“提交给谁”“我下周提交”“对了”“对，就是金额不准”都不算。"""

from __future__ import annotations

import re

from actions.asking import CONFIRM
from actions.memory import Message, Option
from actions.talk import Talk
from complaint_store.domain.reading import Field, FieldType

GO_ON = Option("接着说", "go_on")
LONGEST = 30  # 字；再长就是另说了什么
_LOOKED = "(?:我|都|全|看(?:完|过)?了|核对(?:过|完)?了[，, ]*|检查(?:过|完)?了|内容|信息|以上(?:内容)?|情况|你?们?[写记]的|[写记]得)"
_RIGHT = "(?:没(?:有|啥|什么)*(?:问题|错|毛病|意见)|属实|正确|无误|对(?:的|着[呢了]?|啊|呀|头)?)"
# 没有要改的，等于说是
_NOTHING_TO_CHANGE = "(?:不(?:用|需要|必)?(?:再)?修?改了?|没(?:有)?(?:什么|啥)?(?:要|可)?修?改的?了?)"
_AGREES = (
    "(?:嗯(?:呢|哪|哈)?|恩|是(?:的|啊|呀|滴)?|好(?:的|了|啊|呀|吧|嘞|滴|哒)?|行(?:的|了|啊|吧|呢)?|能行|可以(?:的|了|啊|吧|嘛)?|okk?|yes|[中得成][嘞吧]?|同意|要[得的]|妥了?"
    f"|就?是这(?:样|么回事|个(?:情况|事|意思)?)(?:的|子)?|就?是(?:他们|那个)|就这个|(?:都|全|{_LOOKED}+)对了|{_LOOKED}*{_RIGHT})"
)
_HANDS_IN = (
    "(?:我|就|都|还是|现在|马上|立即|直接|请|麻烦|[你您]|(?:帮|给|替)我们?|往上|这样|这么|按(?:这个?|这样|[你您]们?[写记]的))*"
    "(?:确[认定](?:提交|以上内容)?|(?:保存并)?提交|submit|(?:[交报递转发]上去|发出去)|[交报发转]了?(?=[吧呗])|[交转](?=[。！!~～ ]*$)|派单|完成)(?:了吧?|吧|啊|呗|哈|就行)?"
    "|就?(?:这样|这么|按(?:这个?|这样|[你您]们?[写记]的))(?:提?交|报|来|办)(?:了|吧)?|就这样[了吧]?|就这么[着定]吧?"
)
_FIRST = "(?:(?:核对|检查|看)过了|(?:填|弄|写|看|说)(?:好|完)了就?|没(?:有)?(?:什么|啥)?(?:要|可)?补充?的?了?|不(?:用|需要|必)?(?:再)?补充?了?)"
_POLITE = (
    "(?:谢谢(?:[你您]们?|啦|了|啊|呀|哈)*|多谢(?:了|啊)?|辛苦(?:[你您]们?)?了?|麻烦(?:[你您]们?)?了?|拜托了?)"
)
_PAUSE = r"[，,。、！!~～ ]*"
CLEARLY = re.compile(
    rf"(?:[哦噢]{_PAUSE})?(?:那{_PAUSE})?(?:{_FIRST}{_PAUSE})*(?:(?:{_AGREES}|{_NOTHING_TO_CHANGE}|{_HANDS_IN}){_PAUSE})+(?:{_POLITE}{_PAUSE})*",
    re.IGNORECASE,
)
HANDING_IN = re.compile(
    "提交|交上去|报上去|[交报转]了?[吧呗]|^[交转][。！!~～ ]*$|确认|submit", re.IGNORECASE
)
_ENDS = "(?:上去)?[了吧呢啊]*(?:$|[，。,！!~ ])"
# 还不交；“让我再交3000元”“老板不交社保”说的是别的
HOLDS_BACK = re.compile(
    rf"^(?:我|那就?|还是|先|暂时|请|[你您]|等等|等一下|{_PAUSE})*(?:[别不甭]|不要|不想)(?:[要用先急着]|着急|现在)*(?:提交|上报|交上去){_ENDS}"
    r"|^(?:那|先|[你您])*(?:[别甭]|不要)(?:先|急着?)*[交报][了吧呢啊]*$"
    r"|^(?:那就?|先|暂时|我|现在|还是|今天){1,3}不(?:提交|交|报)[了吧呢啊]*$"
    rf"|(?:等|再|改天|回头|今晚|晚上|[明后]天|过[几两]天|下周|下(?:个)?(?:礼拜|星期|月)|回家|考虑|商量|想想)[^，。]{{0,10}}(?:提交|上报|交上去){_ENDS}"
    r"|提交(?:之|以)?前[^，。]{0,6}(?:问问|商量|考虑|想想|看看|找)"
    r"|先(?:放|搁)[着一]"
)
OTHERS = re.compile("[他她说]|老板|单位|公司|政府|[局村镇旗]里")
ASKS = re.compile(r"[?？吗么]$|多久|能不能|怎么|咋")
NEAR = re.compile("[今明后下过晚周]|星期|礼拜")


def says_yes(message: Message) -> bool:
    """立单的一句明白话: what is not wholly an assent is none, however much it speaks of handing in."""
    if message.is_payload:
        return message.intent in {"submit", "affirm"}
    said = message.text.strip()
    return len(said) <= LONGEST and CLEARLY.fullmatch(said) is not None


def hands_in(message: Message) -> bool:
    """“好的提交吧，谢谢”：thanks alone hands nothing in."""
    if message.is_payload:
        return message.intent == "submit"
    return says_yes(message) and HANDING_IN.search(message.text) is not None


def holds_back(message: Message) -> bool:
    """“先别提交”“下周再提交”: nothing is handed in, what was noted stays."""
    said = message.text.strip()
    if message.is_payload or len(said) > LONGEST or not all(map(_is_a_near_day, message.reading.fields)):
        return False
    return HOLDS_BACK.search(said) is not None and not (OTHERS.search(said) or ASKS.search(said))


def put_off(talk: Talk) -> None:
    """“先给您留着”: the person may go on or cancel."""
    talk.say("utter_set_aside", (("接着说", "/greet"), ("取消", "/cancel")))
    set_aside(talk)


def set_aside(talk: Talk) -> None:
    """此后答的是“给您留着”，不是汇总: what it offers is to go on; the next summary takes this back."""
    if talk.memory.pending == CONFIRM:
        talk.remember_as(options=(GO_ON,))


def is_set_aside(talk: Talk) -> bool:
    return GO_ON in talk.memory.options


def _is_a_near_day(field: Field) -> bool:
    return field.type is FieldType.DATE and NEAR.match(field.value) is not None

"""问的是哪一类：问多久、问找谁、问后果、问怎么写、问赔不赔；答得上这一类的条文和要点排得靠前一点。"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """一类问法: how it is asked, how an answer to it looks, and how much such an answer gains."""

    name: str
    asked: re.Pattern[str]
    told: re.Pattern[str]
    gain: float

    def is_told_in(self, text: str) -> bool:
        return self.told.search(text) is not None


KINDS = (
    Kind(
        "多久",
        re.compile(
            r"(?:几|多少)(?:天|日|个?月|年|个?工作日|周|小时)|多久|多长时间|期限|时限|最晚|最迟|最长|什么时候|啥时候|过期|时效"
        ),
        re.compile(r"[\d一二三四五六七八九十两百]+\s*(?:个?工作日|日内|日|天|个月|年内|年|分钟|秒|小时)"),
        0.25,
    ),
    Kind(
        "找谁",
        re.compile(
            r"找谁|谁管|归谁|去哪|上哪|哪个|哪家|谁负责|谁牵头|哪里|往哪|哪儿|哪一级|打什么|归口|该谁"
        ),
        re.compile(r"负责|主管|受理|管辖|归|找|向.{1,20}(?:投诉|举报|申请|提出)|责任单位"),
        0.1,
    ),
    Kind(
        "后果",
        re.compile(r"处分|追责|问责|后果|责任|怎么罚|处罚|怎么治|坐牢|追究|犯法"),
        re.compile(r"处分|追究|责令改正|罚款|依法处理|惩戒|追责|责任"),
        0.1,
    ),
    Kind(
        "怎么写",
        re.compile(r"[怎咋]么?(?:写|申请|提|办理)|什么材料|哪些材料|写什么|要带"),
        re.compile(r"载明|书面|口头|申请书|写明|写清|材料|下列内容"),
        0.1,
    ),
    Kind("赔不赔", re.compile(r"赔|补偿|损失"), re.compile(r"赔偿|补偿|赔"), 0.1),
)


def kinds_asked(question: str) -> tuple[Kind, ...]:
    return tuple(kind for kind in KINDS if kind.asked.search(question))


_ASKS_TIME = re.compile(r"(?:几|多少)(?:天|日|个?月|年|个?工作日|周|小时)|多久|多长时间")
_HAS_TIME = re.compile(
    r"[\d一二三四五六七八九十两百]+\s*(?:个?工作日|日|天|个?月|年|分钟|秒|小时)"
    r"|没有写|没有看到|没有查到|及时|最短时间|节假日"
)
_ASKS_MONEY = re.compile(
    r"多少(?:钱|块|元|万|比例|百分比|奖金)|(?:罚|赔|奖|补|拿|发|涨)多少|百分之几|几(?:千|万|百)块|什么价"
)
_HAS_MONEY = re.compile(
    r"[\d一二三四五六七八九十]万?元|%|\d倍|[一二三]倍|万分之|百分之|不收(?:取)?费|赔偿金|直接损失|造成的损失"
)


_ASKS_SHARE = re.compile(r"比例|百分之几|百分比|几个点|几成")
_HAS_SHARE = re.compile(r"%|百分之|万分之|[一二三四五六七八九]成")


def silent_on_what_is_asked(question: str, words: str) -> bool:
    """问几天、多少钱、几成，而条文和要点里没有天数、钱数、比例。"""
    pairs = ((_ASKS_TIME, _HAS_TIME), (_ASKS_MONEY, _HAS_MONEY), (_ASKS_SHARE, _HAS_SHARE))
    return any(asks.search(question) and not has.search(words) for asks, has in pairs)

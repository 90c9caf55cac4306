"""来电人：称呼什么、要不要匿名——通话里说到的，供坐席核对。"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from complaint_store.domain.reading import Span
from complaint_store.domain.surnames import SURNAMES
from nlu.lexicon import sections_of
from nlu.transcripts import SpeakerTurn, citizen_words, turns_of

_HAN = "\u4e00-\u9fff"
# 名字到此为止：后面接着说电话，或者说起事来
_STOP = "电话|手机|号码|联系|我|俺|你|您|是|的|身份|匿名|想|要|不"
_REST = rf"(?:(?!{_STOP})[{_HAN}])"
_FULL = rf"[{SURNAMES}]{_REST}{{1,2}}"
_END = rf"(?=[，,。；;、！!？?\s\d]|{_STOP}|[零一幺么]|$)"
_SURNAME = (
    rf"(?<!百)姓(?P<surname>(?![啥什的名氏就都也]|{_STOP})[{_HAN}])"
    rf"(?:[，,。、 ]{{0,2}}(?:我?名?叫|全名是?)?[ ]?(?P<full>(?P=surname)(?:(?![零一二三四五六七八九幺么]){_REST}){{1,4}}))?"
)
# “我姓高，高建平”“我是行政部的，姓佟”；“老板姓孔”不是来电人
_SAYS_SURNAME = re.compile(rf"(?:我|俺|本人|免贵|我(?:们是|是|在)[{_HAN}]{{1,10}}[，,]?)(?:免贵)?{_SURNAME}")
_SAYS_NAME = re.compile(
    rf"(?:我|俺|本人)(?:的?名字)?(?:名?叫)(?P<name>{_FULL}|(?!啥|什么|人|他){_REST}{{3,5}}){_END}"
)
_WRITTEN = re.compile(
    rf"(?:来电人|联系人|反映人|投诉人|姓名)(?:姓名)?[:：是为 ]{{0,2}}(?P<name>[{SURNAMES}](?:某某?|先生|女士|同志|师傅)|{_FULL}){_END}"
)
_BESIDE_NUMBER = re.compile(
    rf"(?<![{_HAN}])(?P<name>{_FULL})[，,、：: ]{{0,2}}(?:(?:联系)?电话|手机号?)?[：:是 ]{{0,2}}1\d{{10}}"
    rf"|1\d{{10}}[，,、 ]{{0,2}}(?P<signed>{_FULL})[。\s]*$"
)
_ANSWERED = re.compile(
    rf"[嗯啊哦，, ]*(?:我|免贵|我是|叫|我叫|就叫|是)?(?:{_SURNAME}|(?P<name>{_FULL}|(?!{_STOP})[{_HAN}]{{3,6}}){_END})"
)
NOT_NAMES = re.compile("[不没吧吗了呢啊哎诶嗯好对行别算给说写留用帮来去]|匿名|保密|刚才|前面|上面|那个|这个")


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    names = ("asks_name", "anonymous", "not_anonymous", "asks_anonymous", "yes_anonymous")
    sections = sections_of("caller.txt")
    return {name: re.compile("|".join(sections[name])) for name in names}


@dataclass(frozen=True, slots=True)
class Caller:
    """来电人: the name as said and where it stands; whether it wishes not to be named."""

    name: str = ""
    span: Span | None = None
    anonymous: bool = False


def caller_of(text: str) -> Caller:
    """What a call tells about who calls. What is said of a boss or an official is not it."""
    said = citizen_words(text)
    turns = turns_of(text)
    found = _name_in(said) or _answered(text, turns)
    name, span = found if found else ("", None)
    return Caller(name, span, _wishes_anonymity(text, said, turns))


def _name_in(said: str) -> tuple[str, Span] | None:
    for pattern in (_SAYS_SURNAME, _SAYS_NAME, _WRITTEN, _BESIDE_NUMBER):
        for match in pattern.finditer(said):
            found = _named(match)
            if found is not None:
                return found
    return None


def _answered(text: str, turns: tuple[SpeakerTurn, ...]) -> tuple[str, Span] | None:
    """“您贵姓？”“白海军。”"""
    for asked, told in pairwise(turns):
        if asked.role != "clerk" or told.role != "citizen":
            continue
        if _patterns()["asks_name"].search(text, asked.start, asked.end) is None:
            continue
        match = _ANSWERED.match(text, told.start, told.end)
        found = _named(match) if match else None
        if found is not None:
            return found
    return None


def _named(match: re.Match[str]) -> tuple[str, Span] | None:
    groups = match.groupdict()
    which = next((name for name in ("full", "name", "signed", "surname") if groups.get(name)), None)
    if which is None or (which in ("name", "signed") and NOT_NAMES.search(match[which])):
        return None
    return match[which], match.span(which)


def _wishes_anonymity(text: str, said: str, turns: tuple[SpeakerTurn, ...]) -> bool:
    patterns = _patterns()
    if patterns["not_anonymous"].search(said):
        return False
    if patterns["anonymous"].search(said):
        return True
    return any(
        asked.role == "clerk"
        and told.role == "citizen"
        and patterns["asks_anonymous"].search(text, asked.start, asked.end) is not None
        and patterns["yes_anonymous"].match(text, told.start, told.end) is not None
        for asked, told in pairwise(turns)
    )

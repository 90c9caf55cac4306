"""这些人是不是来话说的人：来办事的、签字的、对方的人、旁边的人不算，没说是谁的要看前文。"""

from __future__ import annotations

import re
from functools import cache

import yaml

from nlu.heads.counts import Counts, Heads
from nlu.lexicon import FOLDER, alternation, sections_of

_NEAR = 14  # 往前看这么多字
_SHOPS_NEAR, _SAID_EARLIER = 24, 40  # 店铺、商户、工种说得早些
_CLAUSE = re.compile("[，。；！？,;!?\n]")
_A_CROWD = 10  # 三十多口子：不必说是谁家的
_OLD_AT_HOME = re.compile("(?:老人|妇女)$")
_MINE = re.compile("(?:家里|家中|我家|把|养着?|带着|供着?|还有|我有)$")
_ONLY_ME = re.compile("(?:就|只有|仅|只剩|光)我(?:自己)?$")
_ALL_OF_THEM = re.compile("都|全|谁")
_TRADES = "[一-鿿](?:(?<![人官委动会])员|(?<![施开完竣停复动返人手加打])工|师傅|匠)"  # 照管员三个、油工五个
_JOINED = re.compile("(?:加上|带着?|和|跟|还有)[一-鿿]{1,6}[三四五六七八九十][个口]")
_STOPS = tuple("，。；！,;!")
_STILL = re.compile("[还没在都]")


def concerned(text: str, heads: Heads, known: bool) -> bool:
    """Whether these are the people whom the matter concerns; `known`: some of them were counted before."""
    before = text[max(0, heads.start - _NEAR) : heads.start].rstrip()
    clause = _CLAUSE.split(before)[-1]
    if heads.numeral.low == 1 and heads.numeral.exact:
        return heads.who.startswith("人") and _ONLY_ME.search(clause) is not None
    if _of_others(text, heads, clause):
        return False
    if heads.counts in (Counts.HOUSES, Counts.LISTED):
        return True
    if heads.counts is Counts.SHOPS:
        near = text[max(0, heads.start - _SHOPS_NEAR) : heads.start]
        return heads.numeral.high > 2 and _says("our_shops", near)
    if heads.counts is Counts.PEOPLE:
        return not _named_others(text, heads, clause)
    if heads.counts is Counts.MOUTHS:
        if _JOINED.match(text, heads.after):
            return False  # 两口子加上小姨子三个人：后面自有总数
        many = heads.numeral.low >= _A_CROWD and heads.numeral.approx
        return many or _says("our_home_before", clause) or _says("ours_before", clause)
    if text[heads.end - 1] == "家":
        return _shops_said_before(text, heads, clause)
    return text[heads.end - 1] == "名" or _said_before(text, heads, before, known)


def _of_others(text: str, heads: Heads, clause: str) -> bool:
    """来办事的、旁边的、条件里的。"""
    houses = heads.counts in (Counts.HOUSES, Counts.SHOPS) or text[heads.end - 1] == "家"
    zone = "other_houses" if houses else "others"
    return _says(f"{zone}_before", clause) or bool(_signs(f"{zone}_after").match(text, heads.after))


def _named_others(text: str, heads: Heads, clause: str) -> bool:
    """干部、学生，以及没说是自己这边的老师、护士。"""
    if _pupils().search(heads.who) or _words("officials").match(heads.who):
        return True
    if _OLD_AT_HOME.search(heads.who) and heads.numeral.low <= 4 and _MINE.search(clause):
        return True
    if _words("who_serving").match(heads.who):
        return not _says("our_matter", text[max(0, heads.start - 60) : heads.after + 30])
    return False


def _shops_said_before(text: str, heads: Heads, clause: str) -> bool:
    """九家（商户）交了钱：前面说的是商户、店铺，企业不算。"""
    if heads.numeral.low == 2 and heads.numeral.exact:
        return False  # 我们两家：争执的两边
    near = text[max(0, heads.start - _SAID_EARLIER) : heads.start]
    return _words("merchants").search(near) is not None or _says("shop_owners_before", clause)


def _said_before(text: str, heads: Heads, before: str, known: bool) -> bool:
    """我们十七个、电焊工四个、一共十二个: who is counted was said before the number."""
    clause = _CLAUSE.split(before)[-1]
    after = text[heads.end : heads.end + 1]
    if text[heads.end - 1] == "号" and not (heads.approx or heads.numeral.approx):
        return False  # 我们2号去的：是日子
    if _counted_last().search(clause):
        return True
    if after == "的":
        return False
    if (
        not clause
        and after in _STOPS
        and _workers().search(text[max(0, heads.start - _SAID_EARLIER) : heads.start])
    ):
        return True  # 保洁员都是五十多岁的，十六个，……
    if _says("ours_before", clause) or _says("ours_who_before", clause) or _counted_last().search(before):
        return True
    if (known and _ALL_OF_THEM.match(after)) or (
        _says("still_ours_before", clause) and _STILL.match(after) is not None
    ):
        return True
    if not _says("sums_before", before):
        return False
    return known or _mentioned().search(text[max(0, heads.start - _SAID_EARLIER) : heads.start]) is not None


def _says(zone: str, text: str) -> bool:
    return _signs(zone).search(text) is not None


@cache
def _signs(zone: str) -> re.Pattern[str]:
    """All signs of a zone of people_signs.yml as one pattern."""
    return re.compile("|".join(pattern for _, pattern in _zones()[zone].values()))


@cache
def _zones() -> dict[str, dict[str, tuple[str, str]]]:
    zones: dict[str, dict[str, tuple[str, str]]] = yaml.safe_load(
        (FOLDER / "people_signs.yml").read_text(encoding="utf-8")
    )
    return zones


@cache
def _words(section: str) -> re.Pattern[str]:
    return re.compile(alternation(sections_of("people.txt")[section]))


@cache
def _pupils() -> re.Pattern[str]:
    return re.compile(f"(?<!大)(?:{alternation(sections_of('people.txt')['pupils'])})$")


@cache
def _counted_last() -> re.Pattern[str]:
    lists = sections_of("people.txt")
    words = alternation(lists["who"] + lists["counted_last"])
    return re.compile(f"(?:{words}|{_TRADES})(?:一共|总共|共|有|是|另有)?[，, ]?$")


@cache
def _workers() -> re.Pattern[str]:
    """工种在前一句说了."""
    return re.compile(
        f"(?:{alternation(sections_of('people.txt')['counted_last'])}|{_TRADES})(?:们|都|全|多半|大多)?[^，。]{{0,8}}[，,]$"
    )


@cache
def _mentioned() -> re.Pattern[str]:
    words = alternation(sections_of("people.txt")["counted_last"])
    return re.compile(f"我们|咱|俺|兄弟|(?<![一每])人(?!民)|{words}|{_TRADES}")

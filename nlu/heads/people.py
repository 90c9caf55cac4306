"""人数：这件事涉及多少人（户）。"""

from __future__ import annotations

import re
from collections.abc import Iterator

from complaint_store.domain.reading import Field, FieldType
from nlu.heads.counts import Heads, heads_in
from nlu.heads.groups import whole_groups
from nlu.heads.signs import concerned
from nlu.numbers import plain
from nlu.text import NormalText, TextLike, fold

# 我们俩、哥仨、老两口：亲近的几个人，数在称呼里
_KIN = "夫妻|夫妇|弟兄|兄弟|姐妹|姊妹|兄妹|姐弟|父子|父女|母子|母女|师徒|妯娌|婆媳|祖孙|爷孙"
_CLOSE = re.compile(
    f"(?:(?:我们|咱们|咱|俺们|俺|我)?(?:{_KIN}|哥|姐|娘|爷)|我们|咱们?|俺们?|我)"
    "(?P<two>俩|仨|(?<!我)两个)(?!月|年|礼拜|星期|小时|孩子|娃|儿子|闺女|老人|叔|舅|姑|姨|哥|姐|弟|妹|伯|件|项目|标段|店|厂|棚)"
)
_COUPLE = re.compile(
    "(?<!隔壁)(?<!楼上)(?<!人家)(?<![他她])(?<![他她]们)(?:我们|俺们|俺|老|小)?(?:[两俩]口子|[老小][两俩]口(?!子))"
)
_FEW = re.compile("(?P<few>(?:好几|数)[名位](?!数|置))|(?:我们|我们这|咱们)(?P<few2>好?几个人)")
_HUNDRED = re.compile("(?<![一二两三四五六七八九几数\\d])百[多来余](?=[号个名户口人])")  # 百多号工人
_AND_ME = re.compile("[我俺][和跟同](?:另外|其他|其余|别的|剩下)的?$")  # 我和另外五个人：连我六个
_NEXT = 10  # 总数紧跟在后面
_ABOUT = re.compile("(?:近|约|上|快|大约|大概|将近|差不多|超过|不到|不下|至少|共约)$")


def find_people(text: TextLike) -> tuple[Field, ...]:
    """人数要素; a vague number keeps its lower end and is marked approximate."""
    normal = fold(text)
    heads: list[Heads] = []
    for one in heads_in(normal.text):
        if concerned(normal.text, one, known=bool(heads)):
            heads.append(one)
    found = [_field(normal, one) for one in whole_groups(normal.text, heads)]
    taken = [(field.start, field.end) for field in found]
    for match, value, approx in _spoken(normal.text):
        start, end = normal.span(*match)
        if _summed_up(normal.text[match[1] : match[1] + _NEXT]):
            continue
        if all(end <= first or last <= start for first, last in taken):
            found.append(normal.field(FieldType.PEOPLE, *match, value, approx=approx))
            taken.append((start, end))
    return tuple(sorted(found, key=lambda field: field.start))


def _summed_up(after: str) -> bool:
    """两口子加上小姨子三个人：后面自有总数。"""
    return after.startswith(("加上", "带着", "和", "跟")) and any(heads_in(after))


def _field(normal: NormalText, heads: Heads) -> Field:
    numeral = heads.numeral
    left = normal.text[max(0, heads.start - 4) : heads.start]
    value = numeral.low - (numeral.low % numeral.unit if numeral.approx and not numeral.exact else 0)
    start = heads.start - (1 if left.endswith(("近", "约", "上")) else 0)
    if left.endswith("大") and normal.text[heads.start] == "几":  # 大几十：过半
        start, value = heads.start - 1, 5 * numeral.unit
    me = _AND_ME.search(normal.text, max(0, heads.start - 6), heads.start)
    if me is not None and numeral.exact:
        start, value = me.start(), value + 1
    approx = numeral.approx or not numeral.exact or heads.approx or _ABOUT.search(left) is not None
    return normal.field(FieldType.PEOPLE, start, heads.end, plain(value), approx=approx)


def _spoken(text: str) -> Iterator[tuple[tuple[int, int], int, bool]]:
    """Counts that are no number of their own: 哥仨, 两口子, 好几名, 百多号。"""
    if any(word in text for word in ("俩", "仨", "两个")):
        yield from ((m.span(), 3 if m["two"] == "仨" else 2, False) for m in _CLOSE.finditer(text))
    if "口" in text:
        yield from ((m.span(), 2, False) for m in _COUPLE.finditer(text))
    if "几" in text or "数" in text:
        yield from ((m.span("few" if m["few"] else "few2"), 2, True) for m in _FEW.finditer(text))
    if "百" in text:
        yield from ((m.span(), 100, True) for m in _HUNDRED.finditer(text))

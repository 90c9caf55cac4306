"""只说是哪一类的机关、事业单位：气象台、武装部——说了它做什么、给它干了活，才是一方；只是个地方的不是。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from nlu.lexicon import alternation, words_of
from nlu.party.organisations import Mention, name_before
from nlu.party.short_offices import SAID

_DOES = re.compile(
    "(?:的?(?:老板娘?|负责人|经理|领导|会计|[\u4e00-\u9fff]{0,2}[长员]|人|同志))?(?:就|都|也|又|还|只|老是?|总是?|一直|到现在|至今|今年|去年|突然|天天|半夜)*"
    "(?:要的|要了|欠|拖|收|把|赊|雇|租(?!金)|用我|叫|喊|关门|关了|跑路|倒闭|停业|搬空|没[人给结付退]|说|让|不|吵|排|放|拉走|买我|订|答应|派|请|找我|招)"
)
_GIVEN = re.compile("(?:[给跟替帮被让由欠](?:人家|我们)?|卖给|供给|租给|交给|押给|借)$")
_OURS = re.compile("(?:我|我们|俺|咱们?|我家|自家)(?:的|开的|这)?(?:[一二两三四五六七八九十几]*家)?$")
_AT = re.compile("(?:在|到|去|是)(?:一家|那家|这家|某)?$")
_WORKED = re.compile(
    "(?:里|那边)?(?:上班|打工|干|做|当|务工|实习|开车|看门|理货|洗|切|端|搬|扛|订了?|办了?|买了?|存了?|交了?|充了?)"
)


@lru_cache(maxsize=1)
def _kinds() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(words_of('kinds_of_unit.txt'))})(?![房区址路街口里上下边旁])")


def kinds_of_unit(text: str, covered: set[int]) -> Iterator[Mention]:
    """Units that are only said by their kind, where the words beside them say what they did or who worked for them."""
    for match in _kinds().finditer(text):
        start, end = name_before(text, match.start(), match.end()), match.end()
        if not covered.isdisjoint(range(match.start(), end)):
            continue
        if not covered.isdisjoint(range(start, end)):
            start = match.start()
        if _is_spoken_of(text, start, end):
            yield Mention(start, end, match.start())


def _is_spoken_of(text: str, start: int, end: int) -> bool:
    left = text[max(0, start - 5) : start]
    if _OURS.search(left):
        return False
    if _DOES.match(text, end) or SAID.match(text, end) or _GIVEN.search(left):
        return True
    return _AT.search(left) is not None and _WORKED.match(text, end) is not None

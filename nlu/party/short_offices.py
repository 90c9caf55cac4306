"""机关的简称：消防、环保、税务——说了它做什么、去找过它、几家并列，才是一方；审计结果、教育费用不是。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from nlu.gazetteer import Gazetteer, word_at
from nlu.lexicon import alternation, lines_of
from nlu.party.organisations import Mention

_PEOPLE = "(?:那边|那儿|那里|口(?:子)?|上|的?(?:人|同志|干部|科长|领导)|的?[\u4e00-\u9fff]{0,3}[科股室])?"
_HURRY = "(?:就|都|也|又|还|只|老是?|总是?|一直|到现在|至今|今年|去年|前年|上个?月|早|已经?|口头|反复|一口)*"
_DOES = (
    "(?:说|讲|称|回(?:复|我|话)|答复|答应|承诺|表示|通知|让|叫|要(?!求高)|逼|来(?!年|源|的[老厂企公])|查(?!询)|罚|收了?我|拖|欠|压着|卡[着我了]|推|赖|"
    "不[给认批办退结付管让理收验]|没[给退结付批有钱人来说动办验]|指定|强制|批给|关了|封|扣|拿|管不|只管|只[给认]|把(?:我|俺|咱))"
)
SAID = re.compile(f"{_PEOPLE}{_HURRY}{_DOES}")
_SOUGHT = re.compile(
    "(?:[去找问跑]|跑到|跑去|找到|打给|报给|转给|推给|交给|归|让去?找|被|得等|要等|等)(?:了|过)?$"
)
_SOUGHT_END = re.compile("(?:那边|口上?)?(?:[，。！？、；,;]|也|又|就|都|$|一趟|[两三四五六七八九几]趟)")
_OTHERS = re.compile(
    "那边|上的|的(?:事|人[，来说要也]|要[收把]|来了?|也|电话|窗口)|(?:他们)?(?:[两三四五六七八九几]|好几)家"
)


@lru_cache(maxsize=1)
def _shorts() -> tuple[re.Pattern[str], dict[str, str]]:
    full = {short: (names or [""])[0] for short, *names in map(str.split, lines_of("office_shorts.txt"))}
    return re.compile(f"(?:{alternation(frozenset(full))})(?![局委厅院会所队站处办民户业])"), full


def short_offices(text: str, covered: set[int], gazetteer: Gazetteer) -> Iterator[Mention]:
    """Offices that are spoken of by a short word, where nothing else was read."""
    pattern, full = _shorts()
    for match in pattern.finditer(text):
        start, end = match.span()
        if not covered.isdisjoint(range(start, end)) or not _is_spoken_of(text, start, end):
            continue
        name = full[match.group()]
        found = word_at(name, 0, gazetteer.unit_words) if name else None
        yield Mention(_area_start(text, start, gazetteer), end, start, found[1] if found else ())


def _area_start(text: str, start: int, gazetteer: Gazetteer) -> int:
    for length in range(min(14, start), 0, -1):
        word = text[start - length : start]
        if word in gazetteer.area_words or word == "旗":
            return start - length
    return start


def _is_spoken_of(text: str, start: int, end: int) -> bool:
    if SAID.match(text, end) or _OTHERS.match(text, end):
        return True
    if _SOUGHT.search(text, max(0, start - 4), start) and _SOUGHT_END.match(text, end):
        return True
    return _is_listed(text, start, end)


def _is_listed(text: str, start: int, end: int) -> bool:
    """消防、安监、税务：旁边并列的也是机关的简称。"""
    pattern, _ = _shorts()
    after = text.startswith("、", end) and pattern.match(text, end + 1)
    before = text.endswith("、", 0, start) and re.search(
        f"(?:{pattern.pattern})、$", text[max(0, start - 8) : start]
    )
    return bool(after or before)

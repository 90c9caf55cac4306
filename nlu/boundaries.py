"""名称的左界：从后缀往前，单位名或工程名从哪个字开始。"""

from __future__ import annotations

import re
from functools import lru_cache

from nlu.lexicon import alternation, sections_of

LONGEST = 28  # 名称最多往前看这么多字

_PUNCTUATION = r"[\s，。、；：:;,!！?？“”\"'‘’《》<>…~=+*#@/|\[\]【】]|\.(?![0-9])"
# 年月日号、元万只在数后面才是界
_AFTER_NUMBER = r"(?<=[0-9零一二三四五六七八九十今去前])年|(?<=[0-9一二三四五六七八九十])(?:月份?|日|号)|(?<=[0-9])(?:元|万元?|多|余|次|人)|底(?=[^\s])"


@lru_cache(maxsize=1)
def _stops() -> re.Pattern[str]:
    sections = sections_of("name_stops.txt")
    joins = sections["joins"]
    # 先认整词（不停），再认停词；匹配到 keep 组表示不是界
    return re.compile(
        f"(?P<keep>{alternation(joins)})|{_PUNCTUATION}|{_AFTER_NUMBER}|{alternation(sections['words'])}|[{''.join(sections['chars'])}和为有不]"
    )


def name_start(text: str, end: int, limit: int = LONGEST) -> int:
    """The start of the name that ends (before its suffix) at `end`."""
    floor = max(0, end - limit)
    start = floor
    for match in _stops().finditer(text, floor, end + 2):
        if match.lastgroup != "keep" and match.end() <= end:
            start = match.end()
    return start

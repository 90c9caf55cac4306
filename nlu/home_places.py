"""住在哪里、事在哪里：“我人在右旗，活在左旗”，要的是左旗。

A place where the reporter only lives gives way where the same message tells another one where the work was; alone it
stands, for a grazier's land is where he lives.
"""

from __future__ import annotations

import re

from complaint_store.domain.reading import Span

NEAR = 12
_LIVES_LEFT = re.compile(
    "(?:人(?:现在|目前)?(?:在|是)|家(?:住在?|在|是)|住在?|老家(?:是|在)?|户口(?:是|在)|籍贯是?|我(?:们)?(?:本?是|都是))$"
)
_IS_FROM = re.compile("我(?:们)?(?:本?是|都是)$")
_FROM_THERE = re.compile("(?:的|人)?(?:[，,。 ]|$)|的?(?:人|[牧农村居]民)")
_LIVES_RIGHT = re.compile("住(?!建|房|院)")
_WORK_LEFT = re.compile(
    "(?:活|活儿|工程|工地|项目|事情?|厂子?|店|公司|打工|干活|上班|施工|修路|打井)(?:都|就)?(?:是)?在$"
)
_WORK_RIGHT = re.compile(
    "(?:那边|这边|那儿|这儿|里|上)?(?:的?(?:工地|工程|项目)|的(?:厂|矿|煤矿|饭店|酒店|工业园)|(?:干|打|做|修|盖|包|承包)(?:的|了|过)?(?:[\u4e00-\u9fff]{0,4})?(?:活|工|路|井|房)"
    "|干的|上班|施工|务工|开店|给[\u4e00-\u9fff]{1,6}干|[\u4e00-\u9fff]{1,8}?(?:拖?欠|克扣))"
)


def lives_there(text: str, span: Span) -> bool:
    left = text[max(0, span[0] - NEAR) : span[0]]
    if _LIVES_RIGHT.match(text, span[1]):
        return True
    if _LIVES_LEFT.search(left) is None:
        return False
    return _IS_FROM.search(left) is None or _FROM_THERE.match(text, span[1]) is not None


def works_there(text: str, span: Span) -> bool:
    left = text[max(0, span[0] - NEAR) : span[0]]
    return _WORK_LEFT.search(left) is not None or _WORK_RIGHT.match(text, span[1]) is not None

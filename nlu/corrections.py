"""改口：哪些值是说话人自己否定的旧值，哪些是改后的新值。"""

from __future__ import annotations

import re

from complaint_store.domain.reading import Field, Span
from nlu.text import TextLike, fold

# “不是左旗是右旗”“不在巴镇，在吉兰泰”：组 old 是被否定的
_NOT_BUT = re.compile(
    r"不[是在叫](?P<old>[^。！？!?\n]{1,20}?)[,，、 ]{0,2}(?:而是|应该是|应当是|[是在叫])(?=[^。！？!?\n])"
)
_BUT_NOT = re.compile(
    r"是(?P<new>[^,，。！？!?\n]{1,20})[,，、 ]{0,2}(?:并|可)?不[是在](?P<old>[^,，。！？!?\n]{1,20})"
)
# “不是右旗，额济纳旗的”：后一半没有“是”；split_taken_back 要求另有同类的值，才算改口
_NOT_THEN = re.compile(
    r"(?:^|[,，。！？!?\n])[这那]?不[是在](?P<old>[^,，、。！？!?\n是在]{1,12})[,，、 ]+(?=[^。！？!?\n])"
)
# “二十三万说错了，是二十八万”
_WRONG = re.compile(
    r"(?P<old>[^,，。！？!?\n]{1,20}?)[,，、 ]{0,2}(?:我?说错了?|不对|写错了?|记错了?|弄错了?|搞错了?|错了|[哦噢啊呃][,，、 ]?不是)[,，。 ]{0,2}(?:(?:应该|应当|其实)?[是在]|(?=[\d一二两三四五六七八九十几]))"
)
_CUE = re.compile(
    "不对|说错|写错|记错|弄错|搞错|错了|更正|纠正|改一下|改成|改为|应该是|不是.{1,20}[是而]|重新说|口误"
)


def is_correction(text: TextLike) -> bool:
    """Whether a short message takes something back."""
    folded = fold(text).text
    return len(folded) <= 60 and (_CUE.search(folded) is not None or bool(taken_back(text)))


def taken_back(text: TextLike) -> tuple[Span, ...]:
    """Spans in the original whose values the person took back."""
    normal = fold(text)
    if "不" not in normal.text and "错" not in normal.text:
        return ()
    spans = [
        match.span("old")
        for pattern in (_NOT_BUT, _NOT_THEN, _BUT_NOT, _WRONG)
        for match in pattern.finditer(normal.text)
    ]
    return tuple(normal.span(*span) for span in spans)


def split_taken_back(
    text: TextLike, fields: tuple[Field, ...]
) -> tuple[tuple[Field, ...], tuple[Field, ...]]:
    """(what stands, what was taken back). A value is taken back only when another of its type replaces it."""
    spans = taken_back(text)
    if not spans:
        return fields, ()
    negated = tuple(f for f in fields if any(start <= f.start and f.end <= end for start, end in spans))
    types = {f.type for f in fields if f not in negated}
    negated = tuple(f for f in negated if f.type in types)
    return tuple(f for f in fields if f not in negated), negated

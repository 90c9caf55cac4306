"""折叠文本：把来话折叠成便于匹配的样子，并记住每个字在原文的位置。

The person's words are never changed: fields are found in the folded text and cut from the original.
Folding is one character to one character (full-width digits, traditional characters, homophones of
speech recognition), only invisible characters (and, for fields, pauses) are left out, so positions map back exactly.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Union

from complaint_store.domain.reading import Field, FieldType, Normalized
from nlu.heard import as_meant
from nlu.lexicon import lines_of

# 全角字母数字与部分符号折成半角；，。不动，好与千分位的半角逗号区别
_WIDE = {chr(c): chr(c - 0xFEE0) for c in range(0xFF01, 0xFF5F) if chr(c) not in "，"}
_SYMBOLS = {
    "\u3000": " ",
    "\u00a0": " ",
    "〇": "零",
    "○": "零",
    "―": "-",
    "—": "-",
    "–": "-",
    "‐": "-",
    "−": "-",
    "﹣": "-",
    "～": "~",
    "〜": "~",
    "﹒": ".",
    "・": "·",
    "¥": "¥",
    "￥": "¥",
    "﹪": "%",
    "％": "%",
    **{chr(0x2460 + i): str(i + 1) for i in range(9)},
    **{chr(0x3220 + i): "一二三四五六七八九十"[i] for i in range(10)},
    **{"⁰¹²³⁴⁵⁶⁷⁸⁹"[i]: str(i) for i in range(10)},
}
# 看不见的字符：控制符、零宽、双向、变体选择符、代理区残片
_INVISIBLE_CLASS = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ud800-\udfff]"
_INVISIBLE = re.compile(_INVISIBLE_CLASS)
# 说话时的停顿：“三……呃……三万五”
_PAUSES = re.compile(_INVISIBLE_CLASS + "|[嗯呃唔]+[，,、…]{0,4}")
_SPACE = r"(?<=\S) (?=\S)"
_SINGLE_SPACE = re.compile(_SPACE)
_PAUSES_AND_SPACES = re.compile(f"{_PAUSES.pattern}|{_SPACE}")
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_MONGOLIAN = re.compile("[\u1800-\u18af\u0400-\u04ff]")
_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class NormalText:
    """折叠后的文本 `text`, the original `raw`, and where each folded character stood (None: same place)."""

    raw: str
    text: str
    index: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The original span of a folded span that is not empty."""
        if self.index is None:
            return start, end
        return self.index[start], self.index[end - 1] + 1

    def field(
        self,
        type_: FieldType,
        start: int,
        end: int,
        normalized: Normalized,
        *,
        role: str | None = None,
        approx: bool = False,
        candidates: tuple[str, ...] = (),
        code: str | None = None,
    ) -> Field:
        """要素 at a folded span, its words cut from the original."""
        first, last = self.span(start, end)
        return Field(type_, self.raw[first:last], normalized, first, last, role, approx, candidates, code)


TextLike = Union[str, NormalText]


@lru_cache(maxsize=1)
def _traditional() -> dict[str, str]:
    rows = lines_of("traditional.txt")
    return {
        old: new for a, b in zip(rows[::2], rows[1::2], strict=False) for old, new in zip(a, b, strict=False)
    }


@lru_cache(maxsize=1)
def _fold_table() -> dict[int, str]:
    return {ord(old): new for old, new in {**_WIDE, **_SYMBOLS, **_traditional()}.items()}


def fold(text: TextLike) -> NormalText:
    """折叠：the text to match on; what is folded already comes back as it is."""
    return text if isinstance(text, NormalText) else _folded(text, _INVISIBLE)


def fold_speech(text: str) -> NormalText:
    """折叠并略过停顿 (嗯、呃), for reading values out of speech. As an answer “嗯” means yes: use fold there."""
    spaced = len(_SINGLE_SPACE.findall(text)) * 4 >= len(text)  # 一词一空的转写：欠 我 钱 35 万
    return _folded(text, _PAUSES_AND_SPACES if spaced else _PAUSES)


def _folded(text: str, dropping: re.Pattern[str]) -> NormalText:
    index: tuple[int, ...] | None = None
    kept = text
    if dropping.search(text):
        dropped = {i for match in dropping.finditer(text) for i in range(*match.span())}
        index = tuple(i for i in range(len(text)) if i not in dropped)
        kept = "".join(text[i] for i in index)
    folded = kept.translate(_fold_table())
    return NormalText(text, as_meant(folded), index)


def script_of(text: str) -> str:
    """文字：zh, zh-Hant, mn（蒙古文、西里尔蒙古文）, other, or empty (nothing that can be read).

    Digits alone count as zh: an amount or a phone number is a usual answer to a question.
    """
    visible = _INVISIBLE.sub("", text)
    han = len(_HAN.findall(visible))
    mongolian = len(_MONGOLIAN.findall(visible))
    if mongolian > han:
        return "mn"
    if han:
        traditional = sum(char in _traditional() for char in visible)
        return "zh-Hant" if traditional >= max(2, han // 12) or (traditional and han < 8) else "zh"
    letters = _LETTER.findall(visible)
    if not letters:
        return "empty"
    return "zh" if any(char.isdigit() for char in letters) else "other"

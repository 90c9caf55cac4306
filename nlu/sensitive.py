"""遮盖：把电话、身份证号、银行卡号中间的数字换成星号，长度不变。

Masked text is as long as the original, so that spans of fields still point at the right words.
"""

from __future__ import annotations

from nlu.identifiers import bank_cards, find_id_cards, find_phones
from nlu.text import fold


def redact(text: str) -> str:
    """原文 with every number that identifies a person masked: 199****0001."""
    normal = fold(text)
    masked = list(text)
    for field in find_id_cards(normal):
        _mask(masked, field.start, field.end, keep_first=3, keep_last=2)
    for start, end in bank_cards(normal):
        _mask(masked, *normal.span(start, end), keep_first=4, keep_last=4)
    for field in find_phones(normal):
        _mask(masked, field.start, field.end, keep_first=3, keep_last=4)
    return "".join(masked)


def _mask(chars: list[str], start: int, end: int, keep_first: int, keep_last: int) -> None:
    digits = [i for i in range(start, end) if chars[i].isalnum() or chars[i] == "*"]
    for i in digits[keep_first : len(digits) - keep_last]:
        chars[i] = "*"

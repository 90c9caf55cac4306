"""条号里的中文数字：一、二十五、一百零八。"""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def cardinal(text: str) -> int | None:
    """The number a Chinese cardinal below 10,000 says, or None when it says none."""
    total, digit = 0, None
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        else:
            return None
    total += digit or 0
    return total or None


def ordinal(number: int) -> str:
    """The Chinese cardinal an article number is written with: 25 → 二十五, 108 → 一百零八。"""
    words, pending_zero = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, value)
        if digit:
            words += ("零" if pending_zero and words else "") + "零一二三四五六七八九"[digit] + unit
            pending_zero = False
        elif words:
            pending_zero = True
    return words[1:] if words.startswith("一十") else words

"""查询码：十六位数字，好念、好抄，抄错一位或相邻两位颠倒都认得出，猜不到。

Fifteen random digits and a check digit by Damm, which finds every single error and every swap of neighbours.
"""

from __future__ import annotations

import re

RANDOM_DIGITS = 15
LENGTH = RANDOM_DIGITS + 1
GROUP = 4  # 四位一组念

_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_SPOKEN = {
    c: str(d)
    for d, row in enumerate(
        ("零〇○洞", "一壹幺", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒拐", "八捌", "九玖勾")
    )
    for c in row
}
_FULL_WIDTH = {chr(0xFF10 + d): str(d) for d in range(10)}
_READ = str.maketrans({**_SPOKEN, **_FULL_WIDTH})
_BETWEEN = re.compile(r"[\s\-－—–_·.。,，、]+")

_IN_TEXT = re.compile(r"(?<!\d)\d(?:[ \-]?\d){11,19}(?!\d)")  # 差几位的也算，好告诉人抄错了


def check_digit(digits: str) -> str:
    """校验位。"""
    row = 0
    for digit in digits:
        row = int(_DAMM[row][int(digit)])
    return str(row)


def make(random_digits: str) -> str:
    """The code for these random digits."""
    if len(random_digits) != RANDOM_DIGITS or not random_digits.isdecimal():
        raise ValueError(f"found {len(random_digits)} characters, expected {RANDOM_DIGITS} digits")
    return random_digits + check_digit(random_digits)


def normalise(typed: str) -> str | None:
    """The sixteen digits a person meant (汉字数字、全角、空格、横线都行), or None when it cannot be a code."""
    digits = _BETWEEN.sub("", typed[:200].translate(_READ))
    if len(digits) != LENGTH or not (digits.isascii() and digits.isdigit()) or check_digit(digits) != "0":
        return None
    return digits


def code_in(text: str) -> str | None:
    """What looks like a code among the words of a message, right or wrong, spoken or typed, or None."""
    found = _IN_TEXT.search(text.translate(_READ))
    return found.group() if found else None


def words_beside_code(text: str) -> str:
    """“查询码 1234 5678 9012 3456” → “查询码 ”。"""
    written = text.translate(_READ)
    return "".join(text[start:end] for start, end in _between(written))


def _between(written: str) -> list[tuple[int, int]]:
    edges = [0, *(edge for match in _IN_TEXT.finditer(written) for edge in match.span()), len(written)]
    return list(zip(edges[::2], edges[1::2], strict=True))


def codes_in(text: str) -> tuple[str, ...]:
    """Every right code among these words, as sixteen digits."""
    found = (normalise(match.group()) for match in _IN_TEXT.finditer(text))
    return tuple(dict.fromkeys(code for code in found if code))


def spoken(code: str) -> str:
    """四位一组: "1234 5678 9012 3456"."""
    return " ".join(code[i : i + GROUP] for i in range(0, len(code), GROUP))

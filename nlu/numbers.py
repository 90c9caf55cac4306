"""数词：一段话里每个数说的是多少，连同口语的概数与范围。

三万五 is 35,000, 三万零五 is 30,005, 五六万 is 50,000 to 60,000, 两百来万 about 2,000,000, 50万3千 503,000.
What is counted (money, people, months) is decided by others from the words around the number.
"""

from __future__ import annotations

import re
from functools import lru_cache

from nlu.numeral_reader import DIGITS, START, Numeral, read_numeral

__all__ = ["DIGITS", "Numeral", "numerals_in", "numerals_of", "plain", "value_of"]

_RANGE = re.compile(r" ?(?:-{1,2}|~{1,2}|至|到|、|或) ?")


def numerals_in(text: str) -> tuple[Numeral, ...]:
    """Every numeral of a folded text, from the left, ranges joined."""
    found: list[Numeral] = []
    position = 0
    while True:
        match = START.search(text, position)
        if match is None:
            return tuple(found)
        numeral = read_numeral(text, match.start())
        if numeral is None:
            position = match.end()
            continue
        numeral = _ranged(text, numeral)
        found.append(numeral)
        position = numeral.end


def value_of(text: str) -> Numeral | None:
    """The numeral that a whole text is, or None."""
    numeral = read_numeral(text, 0) if text else None
    numeral = _ranged(text, numeral) if numeral else None
    return numeral if numeral is not None and numeral.end == len(text) else None


def plain(number: float) -> int | float:
    """A whole number as int, so that it is written without “.0”。"""
    rounded = round(number, 4)
    return int(rounded) if rounded == int(rounded) else rounded


def _ranged(text: str, first: Numeral) -> Numeral:
    """20~40, 三至八百, 7、8万: two numerals that name one range."""
    link = _RANGE.match(text, first.end)
    if link is None or link.end() >= len(text) or not START.match(text, link.end()):
        return first
    second = read_numeral(text, link.end())
    if second is None or second.low <= 0:
        return first
    low = first.low
    if first.unit == 1 and second.unit > 1 and low * second.unit < second.low:
        low *= second.unit
    listed = "、" in link.group()
    if low >= second.low or (listed and not _neighbours(low, second)) or first.digits > 9:
        return first
    return Numeral(
        first.start,
        second.end,
        low,
        second.high,
        first.approx or second.approx,
        second.unit,
        second.arabic,
        second.digits,
    )


def _neighbours(low: float, second: Numeral) -> bool:
    return second.unit > 1 and second.low - low == second.unit and second.low < 10 * second.unit


@lru_cache(maxsize=4)
def numerals_of(text: str) -> tuple[Numeral, ...]:
    """numerals_in, remembered for the finders that read the same text one after the other."""
    return numerals_in(text)

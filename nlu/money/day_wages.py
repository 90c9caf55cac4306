"""工价乘天数：“一天二百，干了四十天”没有说总数，算得出来就是八千。"""

from __future__ import annotations

import re

from complaint_store.domain.reading import Field, FieldType
from nlu.money.amounts import folded_span
from nlu.numbers import Numeral, numerals_of, plain
from nlu.text import NormalText

NEAR = 20  # 工价和天数隔得再远，多半不是一回事
_A_DAY_BEFORE = re.compile(
    "(?:一天|每天|一个工日?|每个?工日?|日工资|日薪|工价)(?:[给是按算开就才管饭:约工钱资]|[大小]工|一个人|每人){0,4}$"
)
_A_DAY_AFTER = re.compile(" ?(?:一天|每天|/天|一个工(?!人|友|地)|一日)")
_DAYS = re.compile("(?:整|多|来)?(?:天(?!前|以前|之前|之?内|一结|气)|个(?:整)?工(?!人|友|地|期|程|作))")
_WORKED = re.compile(
    "(?:干|做|上|打|出|修|看|开|拉|守|值|搬|挖|刷|砌|栽|种|忙|盯|顶|记|一共|总共|前后|共|满|够)(?:了|过|满|够|的|工|班|活|有|共)*$|[，, ]$"
)
_MANY = re.compile(
    "(?<![第每一])(?:[2-9]|[1-9][0-9]|[二两三四五六七八九十几]+)(?:来|多)?(?:个?(?:人|工人|工友|兄弟|民工)|名|位|口子)|俩人|我们[俩仨]|[俩仨]人"
    "|[我咱俺]们|大家|大伙|户"
)


def find_day_wages(normal: NormalText, amounts: tuple[Field, ...]) -> tuple[Field, ...]:
    """The wages of one person paid by the day, where nothing else in the text says how much they are."""
    rates = [field for field in amounts if field.role == "each"]
    told = any(field.role in ("owed", "total", None) for field in amounts)
    if told or len(rates) != 1 or _MANY.search(normal.text):  # 几个人一起干的，不知道是谁的
        return ()
    (rate,) = rates
    if not _is_by_the_day(normal, rate) or not isinstance(rate.normalized, (int, float)):
        return ()
    days = [numeral for numeral in numerals_of(normal.text) if _counts_days(normal, numeral, rate)]
    if len(days) != 1:
        return ()
    (count,) = days
    start, end = folded_span(normal, rate)
    named = _A_DAY_BEFORE.search(normal.text, max(0, start - 14), start)
    start = named.start() if named else start
    wages = plain(rate.normalized * count.low)
    vague = rate.approx or count.approx or not count.exact
    unit = _DAYS.match(normal.text, count.end)
    last = unit.end() if unit else count.end
    return (
        normal.field(
            FieldType.AMOUNT,
            min(start, count.start),
            max(end, last),
            wages if count.exact else [wages, plain(rate.normalized * count.high)],
            role="total",
            approx=vague,
        ),
    )


def _is_by_the_day(normal: NormalText, rate: Field) -> bool:
    start, end = folded_span(normal, rate)
    return (
        _A_DAY_BEFORE.search(normal.text, max(0, start - 14), start) is not None
        or _A_DAY_AFTER.match(normal.text, end) is not None
    )


def _counts_days(normal: NormalText, numeral: Numeral, rate: Field) -> bool:
    start, end = folded_span(normal, rate)
    gap = max(numeral.start - end, start - numeral.end)
    return (
        0 <= gap <= NEAR
        and numeral.low > 1
        and _DAYS.match(normal.text, numeral.end) is not None
        and _WORKED.search(normal.text, max(0, numeral.start - 8), numeral.start) is not None
    )

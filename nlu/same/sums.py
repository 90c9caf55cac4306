"""钱数对不对得上：一样的数、差得不多的数，或者总额减去给过的正好是剩下的。"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any, Union

from complaint_store.domain.reading import Field

Number = Union[int, float]

NEAR = 0.03  # 数目差在这个比例内算一样（“三万多”除外）
ROUGH = 0.15
WORTH_SAYING = 1_000  # 这么多钱以上、有两位以上不是零，才算“一模一样的数”
ASIDE = "aside"
EACH = "each"
PARTS = ("each", "paid")  # 单价、付过的，不是这笔债有多大


def sums_of(fields: Sequence[Field]) -> tuple[Field, ...]:
    """说这笔债的数, without those that stand aside."""
    return tuple(field for field in fields if field.role != ASIDE and range_of(field.normalized))


def agree(one: Sequence[Field], other: Sequence[Field]) -> bool:
    """对得上: what is owed in all, where both say it; else any of the sums."""
    return debts_agree(one, other) is not False and _any_match(_more_than_each(one), _more_than_each(other))


def differ(one: Sequence[Field], other: Sequence[Field]) -> bool:
    """对不上: no sum of the one is a sum of the other. A price or an instalment in common leaves it open."""
    return bool(one and other) and not _any_match(one, other)


def debts_agree(one: Sequence[Field], other: Sequence[Field]) -> bool | None:
    """这笔债有多大, both say and say alike; None when one of them does not say."""
    mine, theirs = ([field for field in side if field.role not in PARTS] for side in (one, other))
    if not mine or not theirs:
        return None
    return _matches(mine, theirs) or adds_up(one, theirs) or adds_up(other, mine)


def _any_match(one: Sequence[Field], other: Sequence[Field]) -> bool:
    return _matches(one, other) or adds_up(one, other) or adds_up(other, one)


def _matches(one: Sequence[Field], other: Sequence[Field]) -> bool:
    return any(numbers_match(x, y) for x in one for y in other)


def _more_than_each(fields: Sequence[Field]) -> Sequence[Field]:
    return [field for field in fields if field.role != EACH] or fields


def is_one_sum(one: Sequence[Field], other: Sequence[Field]) -> bool:
    """说了同一个数, exactly, and no round one."""
    left, right = ({_exact(f) for f in side if f.role not in PARTS} - {None} for side in (one, other))
    return bool(left & right)


def adds_up(one: Sequence[Field], other: Sequence[Field]) -> bool:
    """总额减已付是剩下的: two sums of the one make a sum of the other."""
    for x, y in combinations([field for field in one if field.role != EACH], 2):
        made = (abs(_middle(x) - _middle(y)), _middle(x) + _middle(y))
        for z in other:
            near = ROUGH if x.approx or y.approx or z.approx else NEAR
            if any(sum_ >= WORTH_SAYING and abs(sum_ - _middle(z)) <= near * sum_ for sum_ in made):
                return True
    return False


def numbers_match(x: Field, y: Field) -> bool:
    a, b = range_of(x.normalized), range_of(y.normalized)
    if a is None or b is None:
        return False
    near = ROUGH if x.approx or y.approx else NEAR
    return a[0] <= b[1] * (1 + near) and b[0] <= a[1] * (1 + near)


def range_of(value: Any) -> tuple[Number, Number] | None:
    if isinstance(value, list) and len(value) == 2:
        return value[0], value[1]
    return (value, value) if isinstance(value, (int, float)) else None


def _middle(field: Field) -> float:
    low, high = range_of(field.normalized) or (0, 0)
    return (low + high) / 2


def _exact(field: Field) -> Number | None:
    low, high = range_of(field.normalized) or (0, 1)
    return (
        low
        if low == high >= WORTH_SAYING and not field.approx and len(str(int(low)).rstrip("0")) >= 2
        else None
    )

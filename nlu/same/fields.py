"""要素对不对得上：两段话都说了的每一样，对得上、对不上，或者说不准。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from complaint_store.domain.reading import Field, FieldType
from nlu.same import sums as same_sums
from nlu.same.names import is_foreign_to, is_generic, names_of, same_works, shared_names
from nlu.same.sums import numbers_match
from nlu.same.told import Told

COMPARED = (
    FieldType.AMOUNT, FieldType.DATE, FieldType.PLACE, FieldType.ACCUSED_UNIT, FieldType.PROJECT, FieldType.PEOPLE,
    FieldType.CONTRACT_NO, FieldType.PHONE, FieldType.ID_CARD,
)  # fmt: skip
NAMED = (FieldType.PLACE, FieldType.ACCUSED_UNIT, FieldType.PROJECT)


@dataclass(frozen=True, slots=True)
class Compared:
    """要素的比较: what both tell and tell alike, what both tell and tell differently."""

    agree: tuple[str, ...]
    differ: tuple[str, ...]


def compared(a: Told, b: Told) -> Compared:
    agree: list[str] = []
    differ: list[str] = []
    for type_ in COMPARED:
        mine, theirs = a.of(type_), b.of(type_)
        if not mine and not theirs:
            continue
        if _match(type_, mine, theirs, a.plain, b.plain):
            agree.append(type_.value)
        elif mine and theirs and _differ(type_, mine, theirs, a.plain, b.plain):
            differ.append(type_.value)
    return Compared(tuple(agree), tuple(differ))


def years(fields: Sequence[Field]) -> frozenset[str]:
    return frozenset(str(field.normalized)[:4] for field in fields)


def _match(
    type_: FieldType, mine: Sequence[Field], theirs: Sequence[Field], my_text: str, their_text: str
) -> bool:
    if type_ is FieldType.AMOUNT:
        return same_sums.agree(mine, theirs)
    if type_ is FieldType.PEOPLE:
        return any(numbers_match(x, y) for x in mine for y in theirs)
    if type_ is FieldType.DATE:
        return any(inside(str(x.normalized), str(y.normalized), "-") for x in mine for y in theirs)
    if type_ is FieldType.PLACE and any(
        inside(str(x.normalized), str(y.normalized), "/") for x in mine for y in theirs if x.code and y.code
    ):
        return True
    if type_ is FieldType.PROJECT and any(
        same_works(x, y) for f in mine for g in theirs for x in names_of(f) for y in names_of(g)
    ):
        return True
    return bool(shared_names(mine, theirs, my_text, their_text))


def _differ(
    type_: FieldType, mine: Sequence[Field], theirs: Sequence[Field], my_text: str, their_text: str
) -> bool:
    """对不上, beyond doubt: a name that the other text half says is the same one said shorter, or read amiss."""
    if type_ is FieldType.AMOUNT:
        return same_sums.differ(mine, theirs)
    if type_ not in NAMED:
        return True
    if all(any(f.code for f in side) for side in (mine, theirs)):
        return True
    if any(all(not f.code and all(map(is_generic, names_of(f))) for f in side) for side in (mine, theirs)):
        return False
    return all(is_foreign_to(f, their_text) for f in mine) and all(is_foreign_to(f, my_text) for f in theirs)


def inside(a: str, b: str, mark: str) -> bool:
    """阿拉善左旗 holds 阿拉善左旗/巴彦浩特镇; 2024 holds 2024-03."""
    return (a + mark).startswith(b + mark) or (b + mark).startswith(a + mark)

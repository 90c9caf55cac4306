"""同一件事：两段话说的是不是一件事。要素说了算，字面相似只作旁证。"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Union

from complaint_store.domain.reading import Field, FieldType, Reading

Number = Union[int, float]

# 对得上加多少、对不上减多少（对数几率）：合同号、项目名几乎能定，数目和单位次之，日期常有出入
AGREE = {
    "contract_no": 4.0, "id_card": 4.0, "project": 3.0, "phone": 3.0,
    "amount": 1.8, "accused_unit": 1.5, "people": 0.8, "place": 0.6, "date": 0.6,
}  # fmt: skip
DIFFER = {
    "contract_no": 4.0, "id_card": 0.5, "project": 1.5, "phone": 0.3,
    "amount": 0.6, "accused_unit": 1.0, "people": 0.5, "place": 0.8, "date": 0.2,
}  # fmt: skip
SETTLES = frozenset({"contract_no", "id_card", "project", "phone"})  # 这些对得上，单位写法不同也还是一件事
RULES_OUT = {"accused_unit": 12.0, "place": 4.0}  # 两边都认得准（有编号、有区划）却不同：照抄的话也不是一件事
START = -3.2  # 什么也不知道时，两段话多半不是一件事
TEXT_WEIGHT = 10.0
CATEGORY_AGREES, CATEGORY_DIFFERS = 0.5, 1.0
NEAR = 0.03  # 数目差在这个比例内算一样（“三万多”除外）
ROUGH = 0.15


@dataclass(frozen=True)
class Sameness:
    """判断结果, with the fields that both tell: those that agree and those that do not."""

    same: bool
    score: float
    agree: tuple[str, ...]
    differ: tuple[str, ...]


def same_matter(a: str, b: str, reading_a: Reading, reading_b: Reading) -> Sameness:
    """Whether two complaints tell the same matter."""
    agree: list[str] = []
    differ: list[str] = []
    for type_ in FieldType:
        told_a, told_b = reading_a.of(type_), reading_b.of(type_)
        if type_.value in AGREE and told_a and told_b:
            (agree if _any_match(type_, told_a, told_b) else differ).append(type_.value)
    evidence = START + TEXT_WEIGHT * similarity(a, b)
    evidence += sum(AGREE[name] for name in agree)
    settled = bool(SETTLES.intersection(agree))
    evidence -= sum(_weight_against(name, settled, reading_a, reading_b) for name in differ)
    evidence += _categories(reading_a, reading_b)
    score = 1 / (1 + math.exp(-evidence))
    return Sameness(score >= 0.5, round(score, 4), tuple(agree), tuple(differ))


def _weight_against(name: str, settled: bool, a: Reading, b: Reading) -> float:
    known = all(any(field.code for field in reading.of(FieldType(name))) for reading in (a, b))
    return RULES_OUT.get(name, DIFFER[name]) if known and not settled else DIFFER[name]


def similarity(a: str, b: str) -> float:
    """字面相似: cosine of the pairs of neighbouring characters, 0 to 1."""
    left, right = _pairs(a), _pairs(b)
    size = math.sqrt(sum(n * n for n in left.values()) * sum(n * n for n in right.values()))
    return sum(n * right[pair] for pair, n in left.items()) / size if size else 0.0


def _pairs(text: str) -> Counter[str]:
    plain = "".join(c for c in text.lower() if c.isalnum())
    return Counter(plain[i : i + 2] for i in range(len(plain) - 1))


def _categories(a: Reading, b: Reading) -> float:
    ids_a, ids_b = {c.id for c in a.categories}, {c.id for c in b.categories}
    if not ids_a or not ids_b:
        return 0.0
    return CATEGORY_AGREES if ids_a & ids_b else -CATEGORY_DIFFERS


def _any_match(type_: FieldType, told_a: Iterable[Field], told_b: Iterable[Field]) -> bool:
    others = tuple(told_b)
    return any(_match(type_, x, y) for x in told_a for y in others)


def _match(type_: FieldType, x: Field, y: Field) -> bool:
    if type_ in (FieldType.AMOUNT, FieldType.PEOPLE):
        return _numbers_match(x, y)
    if type_ is FieldType.ACCUSED_UNIT:
        return bool(_units(x) & _units(y))
    if type_ is FieldType.PLACE:
        return _one_inside_other(str(x.normalized or x.value), str(y.normalized or y.value), "/")
    if type_ is FieldType.DATE:
        return _one_inside_other(str(x.normalized or x.value), str(y.normalized or y.value), "-")
    left, right = _plain(x), _plain(y)
    return left == right or (type_ is FieldType.PROJECT and (left in right or right in left))


def _numbers_match(x: Field, y: Field) -> bool:
    a, b = _range(x.normalized), _range(y.normalized)
    if a is None or b is None:
        return False
    near = ROUGH if x.approx or y.approx else NEAR
    return a[0] <= b[1] * (1 + near) and b[0] <= a[1] * (1 + near)


def _range(value: Any) -> tuple[Number, Number] | None:
    if isinstance(value, list) and len(value) == 2:
        return value[0], value[1]
    return (value, value) if isinstance(value, (int, float)) else None


def _units(field: Field) -> set[str]:
    names = {str(field.normalized)} if field.normalized else {field.value}
    return names | set(field.candidates)


def _one_inside_other(a: str, b: str, mark: str) -> bool:
    """阿拉善左旗 holds 阿拉善左旗/巴彦浩特镇; 2024 holds 2024-03."""
    return (a + mark).startswith(b + mark) or (b + mark).startswith(a + mark)


def _plain(field: Field) -> str:
    return "".join(c for c in str(field.normalized or field.value).lower() if c.isalnum())

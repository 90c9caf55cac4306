"""同一件事：两段话说的是不是一件事。字面只作提示，要素说了算；明明白白对不上的一项，一票否决。

Words alone call “same words, other debtor” a duplicate. So a text that repeats another but for a name or a number is
another matter, and a contract, a unit or a place that both name and that differ rules the two out whatever the words.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Union

from complaint_store.domain.reading import Field, FieldType, Reading

Number = Union[int, float]

# 对得上加多少、对不上减多少（对数几率）：合同号、项目名几乎能定，数目和单位次之，日期常有出入
AGREE = {
    "contract_no": 4.0, "id_card": 4.0, "project": 3.0, "phone": 3.0,
    "amount": 1.8, "accused_unit": 1.2, "people": 0.8, "place": 0.6, "date": 0.6,
}  # fmt: skip
DIFFER = {
    "contract_no": 4.0, "id_card": 0.5, "project": 1.0, "phone": 0.3,
    "amount": 0.6, "accused_unit": 0.6, "people": 0.5, "place": 0.5, "date": 0.2,
}  # fmt: skip
NAMES = {
    "contract_no": "合同编号", "id_card": "身份证号", "project": "项目", "phone": "电话", "amount": "金额",
    "accused_unit": "单位", "people": "人数", "place": "地点", "date": "时间",
}  # fmt: skip
SETTLES = frozenset({"contract_no", "id_card", "project", "phone"})  # 这些对得上，单位写法不同也还是一件事
WORK = frozenset({"contract_no", "project"})  # 同一个工程，有人说局里欠、有人说镇上欠
CODED = ("accused_unit", "place")  # 两边都认得准（有编号、有区划）却不同，就是两件事
COUNTS = frozenset({"amount", "people"})  # 钱数、人数都不同：同一个工地上的另一伙人
TOLD_BY_A_COPY = ("contract_no", "accused_unit", "place", "project", "amount", "people", "date")
START = -3.0  # 什么也不知道时，两段话多半不是一件事
TEXT_WEIGHT = 9.0
COPY = 0.72  # 字面像到这个程度，就是照着写的
COPY_CHARS = 2_000  # 照着写的，比到这么多字
REWORKED = 12  # 增删了这么多字的，是同一个人改过的稿子，换几个词不说明什么
FAR_APART = 1.5  # 钱数差到这么多倍，又不是同一年，就是另一笔
CATEGORY_AGREES, CATEGORY_DIFFERS = 0.5, 0.8
NEAR = 0.03  # 数目差在这个比例内算一样（“三万多”除外）
ROUGH = 0.15


@dataclass(frozen=True)
class Sameness:
    """判断结果, with the fields that both tell — those that agree and those that do not — and the reason."""

    same: bool
    score: float
    agree: tuple[str, ...]
    differ: tuple[str, ...]
    why: str


def same_matter(a: str, b: str, reading_a: Reading, reading_b: Reading) -> Sameness:
    """Whether two complaints tell the same matter."""
    agree, differ = compared(reading_a, reading_b)
    alike = similarity(a, b)
    against = ruled_out(agree, differ, reading_a, reading_b) or (
        changed_in_a_copy(a, b, agree, differ) if alike >= COPY else ""
    )
    if against:
        return Sameness(False, 0.0, agree, differ, against)
    evidence = START + TEXT_WEIGHT * alike + _categories(reading_a, reading_b)
    evidence += sum(AGREE[name] for name in agree) - sum(DIFFER[name] for name in differ)
    score = 1 / (1 + math.exp(-evidence))
    return Sameness(score >= 0.5, round(score, 4), agree, differ, _why(score >= 0.5, alike, agree, differ))


def compared(a: Reading, b: Reading) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """两边都说了的要素: those that agree, those that do not."""
    agree: list[str] = []
    differ: list[str] = []
    for type_ in FieldType:
        told_a, told_b = a.of(type_), b.of(type_)
        if type_.value in AGREE and told_a and told_b:
            (agree if _any_match(type_, told_a, told_b) else differ).append(type_.value)
    return tuple(agree), tuple(differ)


def ruled_out(agree: Iterable[str], differ: Iterable[str], a: Reading, b: Reading) -> str:
    """一票否决: what both sides tell beyond doubt and tell differently, or nothing."""
    if SETTLES.intersection(agree):
        return ""
    if "contract_no" in differ:
        return _conflict("contract_no", a, b)
    for name in CODED:
        if name in differ and all(any(f.code for f in reading.of(FieldType(name))) for reading in (a, b)):
            return _conflict(name, a, b)
    if COUNTS.issubset(differ):
        return "金额和人数都不同，像是另一批人"
    if {"amount", "date"}.issubset(differ) and _far_apart(a, b):
        return "金额和时间都不同，像是另一笔"
    return ""


def changed_in_a_copy(a: str, b: str, agree: Iterable[str], differ: Iterable[str]) -> str:
    """照着写、只换了几处：换掉的那几处说的是另一件事; what is added or left out changes nothing."""
    one_work = not WORK.isdisjoint(agree)
    for name in TOLD_BY_A_COPY:
        if name in differ and not (one_work and name in CODED):
            return f"话几乎一样，{NAMES[name]}不同"
    known = "amount" in agree
    for old, new in replaced(a, b):
        if not (known and _is_number(old) and _is_number(new)):
            return f"话几乎一样，“{old}”换成了“{new}”"
    return ""


def replaced(a: str, b: str) -> tuple[tuple[str, str], ...]:
    """换掉的字眼, at least two characters on both sides: one is a slip of the pen. None in a text that was reworked."""
    left, right = _plain_text(a)[:COPY_CHARS], _plain_text(b)[:COPY_CHARS]
    pairs: list[tuple[str, str]] = []
    reworked = 0
    for kind, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "replace" and min(j - i, m - k) >= 2 and max(j - i, m - k) <= REWORKED:
            pairs.append((left[i:j], right[k:m]))
        elif kind != "equal":
            reworked += max(j - i, m - k)
    return tuple(pairs) if reworked < REWORKED else ()


def _conflict(name: str, a: Reading, b: Reading) -> str:
    left, right = (reading.of(FieldType(name))[0] for reading in (a, b))
    return f"{NAMES[name]}不同：{left.normalized or left.value}、{right.normalized or right.value}"


def _far_apart(a: Reading, b: Reading) -> bool:
    """The largest sums of both sides."""
    left, right = (max(_sums(reading), default=0) for reading in (a, b))
    return max(left, right) > min(left, right) * FAR_APART


def _sums(reading: Reading) -> list[Number]:
    ranges = [_range(field.normalized) for field in reading.of(FieldType.AMOUNT)]
    return [high for low_high in ranges if low_high for high in low_high[1:]]


def _why(same: bool, alike: float, agree: Iterable[str], differ: Iterable[str]) -> str:
    """一句话的理由."""
    parts = [f"{'、'.join(NAMES[name] for name in agree)}对得上"] if agree else []
    parts += [f"{'、'.join(NAMES[name] for name in differ)}对不上"] if differ else []
    words = "说法很像" if alike >= 0.5 else "说法有些像" if alike >= 0.25 else "说法不像"
    return "，".join([*parts, words]) + ("" if same or agree or differ else "，没有要素可比")


def _is_number(words: str) -> bool:
    return all(c in "0123456789.一二两三四五六七八九十百千万零〇点多余几元块亿" for c in words)


def similarity(a: str, b: str) -> float:
    """字面相似: cosine of the pairs of neighbouring characters, 0 to 1."""
    left, right = _pairs(a), _pairs(b)
    size = math.sqrt(sum(n * n for n in left.values()) * sum(n * n for n in right.values()))
    return sum(n * right[pair] for pair, n in left.items()) / size if size else 0.0


def _pairs(text: str) -> Counter[str]:
    plain = _plain_text(text)
    return Counter(plain[i : i + 2] for i in range(len(plain) - 1))


def _plain_text(text: str) -> str:
    return "".join(c for c in text.lower() if c.isalnum())


def _categories(a: Reading, b: Reading) -> float:
    ids_a, ids_b = {c.id for c in a.categories}, {c.id for c in b.categories}
    if not ids_a or not ids_b:
        return 0.0 if a.kind is b.kind else -CATEGORY_DIFFERS
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

"""名称是不是同一个：单位、地点、项目的两种写法，或者另一段话里提没提到它。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from complaint_store.domain.reading import Field

SHORTEST = 3  # 一个名称含在另一个里面，至少这么长
MENTIONED = 4  # 在另一段话里提到，至少这么长
FOREIGN = 0.4  # 一个名称的两字片段在另一段话里见不到四成，就是没提到它
ALIKE = 0.6  # 两个项目名的主干合用这么多两字片段，就是一个
_GENERIC = re.compile(
    "(?:人民)?政府|[省盟市县区旗镇乡]政府|公司|学校|医院|社区|物业|开发商|部门|[市县区旗]委|[市县区旗]?教育局|老板|厂|洗煤厂|供热公司|项目|工程|.{1,3}[省市]"
)
_TAIL = re.compile(
    "(?:有限(?:责任)?公司|公司|集团|人民政府|政府|管委会|管理局|街道办事处|街道办?|小区|社区|苏木|嘎查|[省盟市县区旗镇乡村局厂院校学])$"
)
_WHAT_WORKS_ARE_CALLED = re.compile("工程|项目|建设|改造|采购")


def shared_names(
    mine: Sequence[Field], theirs: Sequence[Field], my_text: str, their_text: str
) -> frozenset[str]:
    """Names of the one side that the other side has too, or says in its text (texts as `plain` gives them)."""
    shared = {
        min(x, y, key=len)
        for f in mine
        for g in theirs
        for x in names_of(f)
        for y in names_of(g)
        if same_name(x, y)
    }
    said = {plain(f.value) for f in mine if is_said_in(f, their_text)}
    said |= {plain(g.value) for g in theirs if is_said_in(g, my_text)}
    return frozenset(shared | said)


def same_name(one: str, other: str) -> bool:
    """名称一样, one inside the other, or the same characters in another order (a slip that is often made)."""
    short, long = sorted((one, other), key=len)
    if short == long:
        return bool(short)
    if len(short) >= SHORTEST and short in long and not is_generic(short):
        return True
    return len(short) >= MENTIONED and sorted(short) == sorted(long)


def same_works(one: str, other: str) -> bool:
    """项目名的主干差不多: 干部周转宿舍维修工程, 干部周转宿舍。"""
    left, right = (_pairs(_WHAT_WORKS_ARE_CALLED.sub("", name)) for name in (one, other))
    return bool(left and right) and len(left & right) >= ALIKE * min(len(left), len(right))


def is_said_in(field: Field, text: str) -> bool:
    name = plain(field.value)
    return len(name) >= MENTIONED and not is_generic(name) and name in text


def is_foreign_to(field: Field, text: str) -> bool:
    """Hardly any of the name is in the other text: another one, not the same said shorter."""
    pairs = _pairs(_TAIL.sub("", plain(field.value)))
    return bool(pairs) and sum(pair in text for pair in pairs) < FOREIGN * len(pairs)


def is_generic(name: str) -> bool:
    """公司、镇政府：说的是哪一个，话里没有。"""
    return _GENERIC.fullmatch(name) is not None


def names_of(field: Field) -> frozenset[str]:
    """As the directory has it and as it was said."""
    written: Iterable[object] = (field.normalized or field.value, field.value, *field.candidates)
    return frozenset(filter(None, (plain(str(name)) for name in written)))


def plain(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def _pairs(name: str) -> frozenset[str]:
    return frozenset(name[at : at + 2] for at in range(len(name) - 1))

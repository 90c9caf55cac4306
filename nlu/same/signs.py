"""同一件事的记号：字面像到哪一档，哪些要素对得上、对不上、有多准。

Every sign has its words in WORDS; what it weighs stands in data/model/same_weights.yml (nlu/learning/same_fitting.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from complaint_store.domain.reading import Field, FieldType
from nlu.same.fields import Compared, years
from nlu.same.names import is_generic, names_of, shared_names
from nlu.same.sums import is_one_sum
from nlu.same.told import Alike, Told
from nlu.same.words import is_rare

WHOLE = (10, 15, 20, 25, 30, 35, 40, 50, 65)
REST = (5, 10, 15, 20, 30, 45, 65)
RARE = (20, 50, 100)
SHORT = 60  # 这么几个字，是短话
LETTER = 100  # 两段都有这么多字，是书信：字面像不像更可信，要素里夹着读错的，轻重另学
UNEQUAL = 3  # 一段是另一段的几倍长
WHO = frozenset({"accused_unit", "place"})
WHAT = frozenset({"project", "amount", "people", "contract_no"})
MATTER = WHO | {"project", "amount", "people"}
_LONG_ENOUGH_FOR_A_NAME = 4
_ORGANISATION = re.compile(
    "公司|厂|矿|集团|合作社|煤业|化工|建设|置业|店|院|中心|学|园|局|委|镇|苏木|嘎查|村"
)
WORDS = {
    **{f"words.{n:02}": f"整段字面相似过 .{n:02}" for n in WHOLE},
    **{f"rest.{n:02}": f"去掉要素之后相似过 .{n:02}" for n in REST},
    **{f"rare.{n:02}": f"合用的少见片段密到 {n / 100:.1f}" for n in RARE},
    "length.short": "有一段是短话",
    "length.unequal": "一长一短",
    "amount.agrees": "钱数对得上",
    "amount.one": "钱数一模一样，不是整数",
    "amount.one+who.agrees": "钱数一模一样，单位或地点也对得上",
    "amount.one_side": "只有一段说了钱数",
    "amount.differs": "钱数对不上",
    "amount.differs.owed": "都说了欠多少，对不上",
    "date.agrees": "时间对得上",
    "date.month": "说到同一个月",
    "date.differs": "时间对不上",
    "date.differs.year": "年份一个也不同",
    "date.differs.written": "两边都写明了哪一年，一个也不同",
    "place.agrees": "地点对得上",
    "place.agrees.near": "同一个苏木镇或更小的地方",
    "place.differs": "地点对不上",
    "accused_unit.agrees": "单位对得上",
    "accused_unit.agrees.known": "同一个认得准的单位",
    "accused_unit.agrees.rare": "同一个少见的名号",
    "accused_unit.differs": "单位对不上",
    "accused_unit.differs.named": "两边的单位都有名有姓，不同",
    "project.agrees": "项目对得上",
    "project.differs": "项目对不上",
    "people.agrees": "人数对得上",
    "people.differs": "人数对不上",
    "phone.agrees": "电话对得上",
    "phone.differs": "电话对不上",
    "id_card.agrees": "身份证号对得上",
    "id_card.differs": "身份证号对不上",
    "category.agrees": "类别有一样的",
    "category.differs": "类别不同",
    "again+words.15": "有一段说以前反映过，字面相似过 .15",
    "again+words.25": "有一段说以前反映过，字面相似过 .25",
    "again+agree.two": "有一段说以前反映过，单位、地点、项目、钱数、人数里两样对得上",
    "who.only": "单位或地点对得上，项目、钱数、人数、合同都没有对得上的",
    "who.only+rest.15": "只有单位或地点对得上，去掉要素之后相似过 .15",
    "who.only+rest.30": "只有单位或地点对得上，去掉要素之后相似过 .30",
    "who.only+amount.one_side": "只有单位或地点对得上，只有一段说了钱数",
    "who.only+category.agrees": "只有单位或地点对得上，类别有一样的",
    "who.only+category.differs": "只有单位或地点对得上，类别不同",
    "agree.two": "单位、地点、项目、钱数、人数里两样对得上",
    "agree.three": "其中三样对得上",
    "differ.none": "其中没有一样对不上",
}


def are_letters(a: Told, b: Told) -> bool:
    return min(len(a.plain), len(b.plain)) >= LETTER


def signs_of(alike: Alike, found: Compared, a: Told, b: Told) -> frozenset[str]:
    """这一对来话的记号。"""
    if "project" in found.agree:  # 同一个工程，有人说局里欠、有人说镇上欠
        found = Compared(found.agree, tuple(name for name in found.differ if name not in WHO))
    there = {
        *(f"words.{n:02}" for n in WHOLE if alike.whole * 100 >= n),
        *(f"rest.{n:02}" for n in REST if alike.rest * 100 >= n),
        *(f"rare.{n:02}" for n in RARE if alike.rare * 100 >= n),
        *(f"{name}.agrees" for name in found.agree),
        *(f"{name}.differs" for name in found.differ),
        *_length(a, b),
        *_sums(found, a, b),
        *_days(found, a, b),
        *_places(a, b),
        *_units(found, a, b),
        *_kinds(a, b),
        *_in_all(found),
        *(["again"] if a.again or b.again else []),
    }
    return frozenset(sign for sign in WORDS if there.issuperset(sign.split("+")))


def _length(a: Told, b: Told) -> Iterator[str]:
    short, long = sorted((len(a.plain), len(b.plain)))
    if short < SHORT:
        yield "length.short"
    if long > UNEQUAL * short:
        yield "length.unequal"


def _sums(found: Compared, a: Told, b: Told) -> Iterator[str]:
    mine, theirs = a.of(FieldType.AMOUNT), b.of(FieldType.AMOUNT)
    if bool(mine) != bool(theirs):
        yield "amount.one_side"
    if is_one_sum(mine, theirs):
        yield "amount.one"
    if "amount" in found.differ and all(any(f.role == "owed" for f in side) for side in (mine, theirs)):
        yield "amount.differs.owed"


def _days(found: Compared, a: Told, b: Told) -> Iterator[str]:
    mine, theirs = a.of(FieldType.DATE), b.of(FieldType.DATE)
    if "date" in found.agree and _months(mine) & _months(theirs):
        yield "date.month"
    if "date" in found.differ and not years(mine) & years(theirs):
        yield "date.differs.year"
        if a.says_which_year() and b.says_which_year():
            yield "date.differs.written"


def _months(fields: tuple[Field, ...]) -> frozenset[str]:
    return frozenset(str(field.normalized)[:7] for field in fields if len(str(field.normalized)) >= 7)


def _places(a: Told, b: Told) -> Iterator[str]:
    mine, theirs = ({str(f.normalized) for f in side.of(FieldType.PLACE) if f.code} for side in (a, b))
    if any("/" in place for place in mine & theirs):
        yield "place.agrees.near"


def _units(found: Compared, a: Told, b: Told) -> Iterator[str]:
    mine, theirs = a.of(FieldType.ACCUSED_UNIT), b.of(FieldType.ACCUSED_UNIT)
    if {f.code for f in mine if f.code} & {f.code for f in theirs if f.code}:
        yield "accused_unit.agrees.known"
    elif "accused_unit" in found.agree and any(map(is_rare, shared_names(mine, theirs, a.plain, b.plain))):
        yield "accused_unit.agrees.rare"
    if "accused_unit" in found.differ and _has_a_name(mine) and _has_a_name(theirs):
        yield "accused_unit.differs.named"


def _has_a_name(units: tuple[Field, ...]) -> bool:
    names = {name for field in units for name in names_of(field) if len(name) >= _LONG_ENOUGH_FOR_A_NAME}
    return any(_ORGANISATION.search(name) and not is_generic(name) for name in names)


def _kinds(a: Told, b: Told) -> Iterator[str]:
    mine, theirs = ({guess.id for guess in side.reading.categories} for side in (a, b))
    if mine & theirs:
        yield "category.agrees"
    elif (mine and theirs) or a.reading.kind is not b.reading.kind:
        yield "category.differs"


def _in_all(found: Compared) -> Iterator[str]:
    alike = MATTER.intersection(found.agree)
    if alike & WHO:
        yield "who.agrees"
    if alike & WHO and WHAT.isdisjoint(found.agree):
        yield "who.only"
    if len(alike) >= 2:
        yield "agree.two"
    if len(alike) >= 3:
        yield "agree.three"
    if MATTER.isdisjoint(found.differ):
        yield "differ.none"

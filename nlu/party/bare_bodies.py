"""只说“旗里、镇上、苏木、嘎查、街道、园区”的一方：话里的地点定得下是哪一个就是哪一个，定不下的要问。

Whether it is the accused is not decided here. A word is left alone where a party of its kind is named in the text:
镇里 then speaks of that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from complaint_store.domain.reading import Field
from nlu.gazetteer import Gazetteer
from nlu.party.organisations import Mention

# 名字里不会有的字：紧跟在它后面的“嘎查”不是某某嘎查
_BEFORE = "(?:(?<![\u4e00-\u9fff])|(?<=[让给找欠是到由被问去在跟和年说当时们属包任起来了会用借收向把从的个替为下及与某拉请先]))"
_WORDS = {
    "banner": re.compile("(?<![盟阿额左右本从回往])旗里头?|(?:我们|咱们?|该)旗(?!里|县)|县里头?"),
    "town": re.compile(
        f"镇里头?|镇上|该镇|乡里头?|{_BEFORE}苏木(?!图|[\u4e00-\u9fff]{{0,2}}嘎查)(?:里头?|上(?![学班访山]))?"
    ),
    "village": re.compile(
        f"{_BEFORE}嘎查(?!合作社|集体|经济|委)(?:里头?|上)?|村里头?|村上|村集体|(?<![监支执工交])大队(?=[把说不给欠拿让收上里借])"
    ),
    "street": re.compile(f"{_BEFORE}街道(?!办|两|上的|边|旁|很|[脏宽口])上?"),
    "park": re.compile(
        "(?<![工产创科物林学校家])园区|(?<!移民)示范区|(?:经济)?开发区(?!的?[\u4e00-\u9fff]{0,4}[局办])"
    ),
}
# 话里已经有这一类的一方说出了名字，这个词说的就是它
_NAMED = {
    "banner": re.compile(".*(?:旗|县)(?:人民)?政府$"),
    "town": re.compile(".*(?:镇|苏木|乡)(?:人民)?(?:政府|党委)$"),
    "village": re.compile(".*(?:嘎查|村)(?:委会|委员会|两委|委)?$"),
    "street": re.compile(".*街道(?:办|办事处)?$"),
    "park": re.compile(".*(?:管委会|管理委员会|园区?|开发区|示范区)$"),
}
_TOWNSHIPS = {"town": re.compile("镇|苏木|乡"), "street": re.compile("街道")}


@dataclass(frozen=True, slots=True)
class Body:
    """一方: what kind of body, where it is spoken of, and the unit it is where the places tell."""

    kind: str
    mentions: tuple[Mention, ...]
    unit: str | None


def bare_bodies(
    text: str,
    covered: set[int],
    named: Iterable[str],
    places: tuple[Field, ...],
    gazetteer: Gazetteer,
) -> Iterator[Body]:
    """Every kind of body that is spoken of without a name; `named` are the names of the parties that have one."""
    names = tuple(named)
    codes = tuple(field.code for field in places if field.code)
    for kind, word in _WORDS.items():
        if any(_NAMED[kind].match(name) for name in names):
            continue
        mentions = tuple(
            Mention(match.start(), match.end(), match.start())
            for match in word.finditer(text)
            if covered.isdisjoint(range(*match.span()))
        )
        if mentions:
            yield Body(kind, mentions, _unit(kind, codes, gazetteer))


def government_of(banner: str, gazetteer: Gazetteer) -> str | None:
    """旗人民政府 of a banner by its code."""
    return next(
        (
            unit.id
            for unit in gazetteer.units.values()
            if unit.area == banner and unit.level == "banner" and unit.name.endswith("人民政府")
        ),
        None,
    )


def _unit(kind: str, codes: tuple[str, ...], gazetteer: Gazetteer) -> str | None:
    """The one unit of this kind that serves a place of the text; a 嘎查 has none in the directory."""
    if kind == "village":
        return None
    depth = 2 if kind in _TOWNSHIPS else 1
    areas = {
        area for code in codes for area in gazetteer.larger(code) if gazetteer.places[area].depth == depth
    }
    if kind in _TOWNSHIPS:
        named = _TOWNSHIPS[kind]
        units = {
            gazetteer.township_units.get(area) for area in areas if named.search(gazetteer.places[area].name)
        }
    else:
        end = "管委会" if kind == "park" else "人民政府"
        units = {
            unit.id
            for unit in gazetteer.units.values()
            if unit.area in areas
            and unit.level == "banner"
            and unit.name.endswith(end)
            and "口岸" not in unit.name
        }
    return units.pop() if len(units) == 1 else None

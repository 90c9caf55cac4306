"""地点：说的是本盟哪个旗、苏木镇、嘎查；同名又没说旗的给出可能的几处，不猜。"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from complaint_store.domain.reading import Field, FieldType, Span
from nlu.boundaries import name_start
from nlu.gazetteer import Gazetteer, words_in
from nlu.lexicon import sections_of
from nlu.names import variant_folded
from nlu.text import TextLike, fold

_OWN_NAME = re.compile("(?:我|本人|名字)叫$|姓名[:： ]{1,2}$")  # 乌仁图雅、巴彦：人名与嘎查同名
_NOT_A_PLACE_AFTER = ("沙漠", "大街", "日报", "银行")
LONGEST_CITY = 6  # 再长就不是一个地名，多半前面带着别的话
_CITY = re.compile("[A-Z][0-9]{1,2}.$|..?.$")
# 扶贫产业园、一百零八组：没有自己的名字
_COMMON_PARK = re.compile(
    "[\u4e00-\u9fff]{0,4}(?:文化|草业|扶贫|农业|食品|化工|肉业|牛羊|物流|科技|新能源|光伏|经济|加工|种植|养殖|创意|电商|大|新|那个|旅游)(?:产业|工业|创业|软件|农业)园"
)
_NUMBERED_GROUP = re.compile(
    "[^村社队嘎查镇区屯庄]{0,6}[零一二三四五六七八九十百千两几0-9]{2,}组|[零一二三四五六七八九十百千两几0-9]+组"
)
_GAP = re.compile("[的 ,，/-]?")


@dataclass
class _Chain:
    """连着说的地名, 阿左旗 + 巴润别立镇 + 上海嘎查, and the codes it may mean."""

    start: int
    end: int
    codes: tuple[str, ...]


def find_places(text: TextLike, gazetteer: Gazetteer) -> tuple[Field, ...]:
    """地点要素, the most exact resolved place first; places elsewhere keep their words and no code."""
    normal = fold(text)
    chains = _chains(normal.text, gazetteer)
    fields: list[tuple[int, Field]] = []
    named = _named_alone(chains, gazetteer)
    for chain in chains:
        codes = _narrowed(chain, named, gazetteer)
        if codes and all(gazetteer.places[code].depth == 0 for code in codes):
            continue
        paths = tuple(gazetteer.places[code].path for code in codes)
        one = codes[0] if len(codes) == 1 else None
        depth = gazetteer.places[codes[0]].depth if codes else 0
        field = normal.field(
            FieldType.PLACE,
            chain.start,
            chain.end,
            paths[0] if one else None,
            code=one,
            candidates=() if one else paths,
        )
        fields.append((depth if one else min(depth, 1) - 1, field))
    taken = {position for chain in chains for position in range(chain.start, chain.end)}
    for start, end in _elsewhere(normal.text):
        if taken.isdisjoint(range(start, end)):
            fields.append((-1, normal.field(FieldType.PLACE, start, end, None)))
    fields.sort(key=lambda item: (-item[0], item[1].start))
    return tuple(field for _, field in fields)


def _chains(text: str, gazetteer: Gazetteer) -> list[_Chain]:
    chains: list[_Chain] = []
    for start, end, codes in words_in(variant_folded(text), gazetteer.place_words):
        if (
            _OWN_NAME.search(text, 0, start)
            or text.startswith(_NOT_A_PLACE_AFTER, end)
            or (text[start:end] == "开发区" and text[start - 1 : start] in ("市", "县", "术"))
        ):
            continue
        previous = chains[-1] if chains else None
        if previous is not None and codes and previous.codes and _GAP.fullmatch(text, previous.end, start):
            inside = tuple(c for c in codes if any(gazetteer.is_within(c, area) for area in previous.codes))
            if inside:
                chains[-1] = _Chain(previous.start, end, inside)
                continue
        chains.append(_Chain(start, end, codes))
    return chains


def _named_alone(chains: list[_Chain], gazetteer: Gazetteer) -> frozenset[str]:
    """The places, and their banners, that the text names beyond doubt."""
    sure = {chain.codes[0] for chain in chains if len(chain.codes) == 1}
    sure = {code for code in sure if gazetteer.places[code].depth > 0}
    return frozenset(sure | {gazetteer.places[code].banner for code in sure})


def _narrowed(chain: _Chain, named: frozenset[str], gazetteer: Gazetteer) -> tuple[str, ...]:
    """The codes left when the rest of the text names a larger place that holds only some of them."""
    if len(chain.codes) < 2:
        return chain.codes
    inside = tuple(code for code in chain.codes if not named.isdisjoint(gazetteer.larger(code)))
    return inside or chain.codes


@lru_cache(maxsize=1)
def _suffix() -> tuple[re.Pattern[str], frozenset[str]]:
    sections = sections_of("place_suffixes.txt")
    return re.compile("|".join(sections["suffix"])), frozenset(sections["not_names"])


@lru_cache(maxsize=1)
def _banners() -> tuple[str, ...]:
    return sections_of("place_suffixes.txt")["banners"]


def _elsewhere(text: str) -> list[Span]:
    """Places by their suffix alone: 某县某镇某村."""
    pattern, not_names = _suffix()
    found: list[Span] = []
    for match in pattern.finditer(text):
        if found and match.end() - found[-1][1] <= 10 and name_start(text, match.start(), 14) <= found[-1][0]:
            found[-1] = (found[-1][0], match.end())
            continue
        start = name_start(text, match.start(), 10)
        if found:
            start = max(start, found[-1][1])
        while start < match.start() and text[start] in " ()-":
            start += 1
        if match.end() - start > LONGEST_CITY and match.group()[0] in "市县旗镇乡区":
            start = _CITY.search(text, start, match.end()).start()  # type: ignore[union-attr]
        if start < match.start() and _is_name(text[start : match.end()], not_names):
            found.append((start, match.end()))
    return found


def _is_name(name: str, not_names: frozenset[str]) -> bool:
    """“城市”“本村” name no place; “阳光小区” does."""
    if not 2 <= len(name) <= 14 or name in not_names:
        return False
    if name.endswith("旗"):  # 旗是数得过来的：名单报旗、问旗不是地名
        return name.endswith(_banners())
    if _COMMON_PARK.fullmatch(name) or _NUMBERED_GROUP.fullmatch(name):
        return False
    plain_word = name[-2:] in not_names or name[-3:] in not_names
    return not plain_word or (len(name) >= 5 and name[-2:] in ("小区", "社区", "街道"))

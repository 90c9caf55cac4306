"""地点：说的是本盟哪个旗、苏木镇、嘎查；同名又没说旗的给出可能的几处，不猜。"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from complaint_store.domain.reading import HOME, Field, FieldType, Span
from nlu.boundaries import name_start
from nlu.gazetteer import Gazetteer, word_at, words_in
from nlu.home_places import lives_there, works_there
from nlu.lexicon import alternation, sections_of, words_of
from nlu.names import variant_folded
from nlu.text import TextLike, fold

_OWN_NAME = re.compile("(?:我|本人|名字)叫$|姓名[:： ]{1,2}$")  # 乌仁图雅、巴彦：人名与嘎查同名
_NOT_A_PLACE_AFTER = re.compile("沙漠|日报|银行|大酒店")
_STREET_AFTER = re.compile(
    "[东西南北中]?(?:大街|大道|高速|线|街(?!道)|路(?![段口政桥局边旁上灯]))"
)  # 额鲁特大街、雅布赖路
_KIND_OF_PLACE = ("镇", "苏木", "嘎查", "旗", "区", "街道", "村")
_NOT_ITS_OWN = re.compile("(?:[市县术某各个哪]|[A-Z][0-9]{0,2}区)$")  # 某开发区、张掖市高新区
_ZONES = frozenset({"开发区", "高新区"})
LONGEST_CITY = 6  # 再长就不是一个地名，多半前面带着别的话
_CITY = re.compile("[A-Z][0-9]{1,2}.$|..?.$")
_CODED = re.compile("[A-Z][0-9]{0,2}[省市县区镇乡村]")  # 隐去真名的地方：A市、K6县
_MARKET_TOWN = re.compile("[\u4e00-\u9fff]{2}市[镇乡村]$")  # 黄亭市镇
_KINDS = re.compile("[省市县区旗乡镇村组()、/和]+$|[省市县区旗乡镇]?委")  # 乡（镇）、县委县
# 扶贫产业园、一百零八组：没有自己的名字
_COMMON_PARK = re.compile(
    "(?:我们|本|该|整个)?(?:旗|县|市|镇|盟|区|苏木)?(?:里|上)?的?(?:工业|产业|创业|软件|农业)园|[\u4e00-\u9fff]{0,4}(?:文化|草业|扶贫|农业|食品|化工|肉业|牛羊|物流|科技|新能源|光伏|经济|加工|种植|养殖|创意|电商|大|新|那个|旅游)(?:产业|工业|创业|软件|农业)园"
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
    """地点要素, the most exact resolved place first; places elsewhere keep their words and no code.

    Where the reporter only lives stands after where it happened.
    """
    normal = fold(text)
    chains = _chains(normal.text, gazetteer)
    fields: list[tuple[int, Field]] = []
    named = _named_alone(chains, gazetteer)
    homes = _homes(normal.text, chains, gazetteer)
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
            role=HOME if chain.start in homes else None,
            code=one,
            candidates=() if one else paths,
        )
        fields.append((depth if one else min(depth, 1) - 1, field))
    taken = {position for chain in chains for position in range(chain.start, chain.end)}
    for start, end in _elsewhere(normal.text):
        if taken.isdisjoint(range(start, end)):
            fields.append((-1, normal.field(FieldType.PLACE, start, end, None)))
    fields.sort(key=lambda item: (item[1].role == HOME, -item[0], item[1].start))
    return tuple(field for _, field in fields)


def _chains(text: str, gazetteer: Gazetteer) -> list[_Chain]:
    chains: list[_Chain] = []
    folded = variant_folded(text)
    for start, end, codes in words_in(folded, gazetteer.place_words):
        if (
            _OWN_NAME.search(text, max(0, start - 6), start)
            or _NOT_A_PLACE_AFTER.match(text, end)
            or (_STREET_AFTER.match(text, end) and not text[start:end].endswith(_KIND_OF_PLACE))
            or (text[start:end] in _ZONES and _NOT_ITS_OWN.search(text, max(0, start - 4), start))
        ):
            continue
        previous = chains[-1] if chains else None
        if previous is not None and _GAP.fullmatch(text, previous.end, start):
            inside = _inside(codes, previous.codes, gazetteer)
            if inside:
                chains[-1] = _with_village(folded, _Chain(previous.start, end, inside), gazetteer)
                continue
        chains.append(_with_village(folded, _Chain(start, end, codes), gazetteer))
    return chains


def _inside(codes: tuple[str, ...], areas: tuple[str, ...], gazetteer: Gazetteer) -> tuple[str, ...]:
    return tuple(code for code in codes if any(gazetteer.is_within(code, area) for area in areas))


def _with_village(text: str, chain: _Chain, gazetteer: Gazetteer) -> _Chain:
    """阿左旗布古图: the 嘎查 said without 嘎查 straight after what holds it."""
    gap = _GAP.match(text, chain.end)
    if gap is None or not chain.codes or word_at(text, gap.end(), gazetteer.place_words):
        return chain
    found = word_at(text, gap.end(), gazetteer.village_stems)
    if found is None:
        return chain
    end, codes = found
    inside = _inside(codes, chain.codes, gazetteer)
    return _Chain(chain.start, end, inside) if inside else chain


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


def _homes(text: str, chains: list[_Chain], gazetteer: Gazetteer) -> frozenset[int]:
    """Where the places begin that are only lived in, the work having been in another that does not hold them."""
    lived = [chain for chain in chains if lives_there(text, (chain.start, chain.end))]
    worked = [chain for chain in chains if chain not in lived and works_there(text, (chain.start, chain.end))]
    return frozenset(
        home.start
        for home in lived
        if any(not _inside(home.codes, place.codes, gazetteer) for place in worked)
    )


@lru_cache(maxsize=1)
def _suffix() -> tuple[re.Pattern[str], frozenset[str]]:
    sections = sections_of("place_suffixes.txt")
    firsts = "".join(sorted({re.sub(r"^\(\?<=\[[^]]+\]\)", "", suffix)[0] for suffix in sections["suffix"]}))
    pattern = re.compile(f"(?=[{firsts}])(?:{'|'.join(sections['suffix'])})")
    return pattern, frozenset(sections["not_names"])


@lru_cache(maxsize=1)
def _banners() -> tuple[str, ...]:
    return sections_of("place_suffixes.txt")["banners"]


@lru_cache(maxsize=1)
def _short_names() -> frozenset[str]:
    return frozenset(sections_of("place_suffixes.txt")["short_names"])


@lru_cache(maxsize=1)
def _may_end_names() -> tuple[str, ...]:
    return sections_of("place_suffixes.txt")["may_end_names"]


@lru_cache(maxsize=1)
def _common_stems() -> frozenset[str]:
    return words_of("common_stems.txt").union(sections_of("place_suffixes.txt")["common_stems"])


@lru_cache(maxsize=1)
def _lead() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(sections_of('place_suffixes.txt')['leads'])})+")


def _elsewhere(text: str) -> list[Span]:
    """Places by their suffix alone: 某县某镇某村。"""
    pattern, not_names = _suffix()
    found: list[Span] = []
    for match in pattern.finditer(text):
        end = match.end()
        tail = text[end - 2 : end]
        if tail in not_names and tail not in _may_end_names():
            continue  # 超市、我县：怎么接都不是地名
        if found and end - found[-1][1] <= 10 and name_start(text, match.start(), 14) <= found[-1][0]:
            piece = text[found[-1][1] : end].lstrip(" ,()-")
            own = text[found[-1][0] : end]
            if (
                _NUMBERED_GROUP.fullmatch(piece)
                or (_MARKET_TOWN.search(own) and len(piece) == 1)
                or _is_name(piece, not_names)
            ):
                found[-1] = (found[-1][0], end)
            continue
        if match.group().endswith("组"):  # 几组只跟在村后面说；审计组不是地方
            continue
        start = name_start(text, match.start(), 10)
        if found:
            start = max(start, found[-1][1])
        start = _trimmed(text, start, match.start(), end)
        if start < match.start() and _is_name(text[start:end], not_names):
            found.append((start, end))
    return found


def _trimmed(text: str, start: int, suffix: int, end: int) -> int:
    """Where the name itself begins: 落户A市 is A市, 建议某县 is 某县。"""
    while start < suffix and text[start] in " ()-":
        start += 1
    coded = _CODED.search(text, start, end)
    if coded is not None and text[coded.start() - 1] != "省":
        return coded.start()
    lead = _lead().match(text, start, suffix)
    if lead is not None:
        start = lead.end()
    if end - start > LONGEST_CITY and text[suffix] in "市县旗镇乡区":
        start = _CITY.search(text, start, end).start()  # type: ignore[union-attr]
    return start


def _is_name(name: str, not_names: frozenset[str]) -> bool:
    """“城市”“本村” name no place; “阳光小区” does."""
    if not 2 <= len(name) <= 14 or name in not_names or _KINDS.match(name):
        return False
    if len(name) == 2:  # 求市、经县：单字的县市数得过来
        return name in _short_names() or _CODED.fullmatch(name) is not None
    if name.endswith("旗"):  # 旗是数得过来的：名单报旗、问旗不是地名
        return name.endswith(_banners())
    if _COMMON_PARK.fullmatch(name) or _NUMBERED_GROUP.fullmatch(name):
        return False
    if len(name) >= (3 if name.endswith("村") else 4) and name.endswith(_may_end_names()):
        return name[:-2] not in _common_stems()
    return name[-2:] not in not_names and name[-3:] not in not_names

"""诉谁的候选：话里写着的每一方——机关、企业、苏木镇、嘎查——各在哪几处，名录里可能是哪一个。

Whether one of them is the accused is not decided here (nlu/party/signs.py, nlu/party/parties.py).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from complaint_store.domain.reading import Field
from nlu.boundaries import name_start
from nlu.gazetteer import Gazetteer
from nlu.names import variant_folded
from nlu.party.bare_bodies import bare_bodies, government_of
from nlu.party.kinds_of_unit import kinds_of_unit
from nlu.party.named import named_firms
from nlu.party.organisations import Mention, organisations_in, positions_of
from nlu.party.short_offices import short_offices
from nlu.text import NormalText

# 没有后缀的名字只能从动词认：“某某拖欠工资”“我是某某的员工”
_SUBJECT = re.compile("拖欠|克扣|乱收费|不作为|拒不|拒付|欠薪|(?<=[\u4e00-\u9fff]{2})员工|承建")
# 一句开头四个字以上，紧跟着它对来话人做了什么：华泰恒业拖了我、北控水务在我们那儿
_DID = re.compile(
    "(?<![一-鿿])(?P<name>(?:(?![我你他她它咱俺们的了是给跟没不都还就也在把被让说要从到去来上下又再])[一-鿿]){4,8}?)"
    "(?=(?:还|又|一直)?(?:拖[着了欠]?|欠[着了]?|收了?|扣了?|罚了?|骗了?|租了?|赊了?|雇|从)(?:走|去)?(?:我|俺|咱)|在(?:我们?|俺们?|咱们?)(?:这|那))"
)
_NOT_NAMES = re.compile(
    ".*(?:老板|包工头|工头|开发商|企业|单位|公司|工资|工程款|施工方|分包|劳务|承包商|部门|领导|干部|工人|农民工|民工|房东|物业|个人|有人|他人|学校|政府|人员|这样|多次|进行|涉嫌|严重|存在|法院|民企|企业主|拖欠|合同|员工|普通|在职|所有|全体|公务|服务|管理|名|强|者|上|下|采取|解决|缴纳|清|然|为|款|费|薪|方|家|金|人|女|老|企|聘|职|时|里|过|故|能|规|权|超市|项目部|园长|开发区|平台)$"
)
_PERSON = re.compile(
    "^[那这同]|嘎查|苏木|邻居|工程$|路$|合作$|直接$|最后$|文书$|招商$|[拖克]$|打[^，]*电话|[老小姓某][一-鿿]$|老板|经理|[哥弟姐妹叔舅姨姑爷奶爸妈夫妻嫂婶侄孙婿媳儿女友伯]$|主任|书记|[局科处院校镇乡所站队场厂]长|师傅|会计|医生|老师|警|官$|年|月|天|后来|时候|现在|结果|当时|因为|所以|如果|只要|一[个名位家]|有[人个]|[0-9一二三四五六七八九十两]+[个名家]"
)
_TOWNSHIP_WORD = re.compile("(?:镇|乡|苏木|街道|镇里|苏木镇)(?:人民)?(?:政府|办事处|办|党委)$")
_VILLAGE_AGAIN = re.compile("嘎查(?:委员会|两委|委)?|村委会?")
_TOWN_AGAIN = re.compile("镇里头?|镇上|镇长|镇方|书记|(?<![\u4e00-\u9fff]苏)苏木(?:达|长|里|上)?")
_PLACE_PARTY = re.compile("(?:镇|苏木|街道|嘎查|口岸)$")
_BANNER_ACTS = re.compile(
    "(?:当[年时初]|前[几些]?年|去年|今年|为了[^，。]{1,8})?(?:引[来进]|招[来商进]|搞|建(?:了|起)|答应|承诺|签|让我|叫我|要我|欠|收了?我|动员|请来|修了|许诺|借|拿|把|征|推广|号召|规划|下文|出台|喊)"
)
FIRST_PARTIES = 60  # 后来说到的只和最先的这么多方比是不是同一方，长文也读得快


@dataclass(frozen=True, slots=True)
class Party:
    """话里的一方: where it is named, and the ids that it may be in the directory (none: not in it)."""

    mentions: tuple[Mention, ...]
    units: tuple[str, ...] = ()
    place: Field | None = None  # 苏木镇、嘎查作为一方，地名就是它的名字
    unnamed: bool = False  # 只说了“镇里”，哪个镇要问
    body: str = ""  # 只说“旗里、镇上、嘎查”的，是哪一类（nlu/party/bare_bodies.py）


def parties_in(normal: NormalText, places: tuple[Field, ...], gazetteer: Gazetteer) -> tuple[Party, ...]:
    """Every party that a text names, in the order of their first words."""
    text = normal.text
    mentions = [*organisations_in(normal, gazetteer)]
    mentions += _named_by_verb(text, mentions)
    spoken_places = [_folded_span(normal, field) for field in places]
    mentions += [
        m
        for m in named_firms(text, mentions)
        if not any(start <= m.start and m.end <= end for start, end in spoken_places)
    ]
    mentions += short_offices(text, positions_of(mentions), gazetteer)
    mentions += kinds_of_unit(text, positions_of(mentions))
    codes = tuple(field.code for field in places if field.code)
    parties = _grouped(text, sorted(mentions, key=lambda m: m.start), codes, gazetteer)
    parties = _with_places(normal, parties, places, gazetteer)
    parties += _bodies(text, parties, places, gazetteer)
    return tuple(sorted(parties, key=lambda party: party.mentions[0].start))


def _named_by_verb(text: str, mentions: list[Mention]) -> list[Mention]:
    found: list[Mention] = []
    covered = positions_of(mentions)
    for match in _DID.finditer(text):
        start, end = match.span("name")
        name = text[start:end]
        if _NOT_NAMES.match(name) or _PERSON.search(name) or not covered.isdisjoint(range(start, end)):
            continue
        covered.update(range(start, end))
        found.append(Mention(start, end, start, (), True))
    for match in _SUBJECT.finditer(text):
        start, end = name_start(text, match.start(), 18), match.start()
        while start < end and text[start] in " ()":
            start += 1
        if not 3 <= end - start <= 14 or _NOT_NAMES.match(text[start:end]):
            continue
        if covered.isdisjoint(range(start, end)):
            covered.update(range(start, end))
            found.append(Mention(start, end, start, (), True))
    return found


def _grouped(text: str, mentions: list[Mention], codes: tuple[str, ...], gazetteer: Gazetteer) -> list[Party]:
    """One party for all the places where it is named: “林场” after 旗属国有林场, 住建局 after 旗住建局。"""
    groups: list[tuple[list[Mention], tuple[str, ...]]] = []
    for mention in mentions:
        units = units_of(text, mention, gazetteer, codes)
        for i, (members, known) in enumerate(groups[:FIRST_PARTIES]):
            both = _common(text, mention, units, members[0], known)
            if both is not None:
                members.append(mention)
                groups[i] = (members, both)
                break
        else:
            groups.append(([mention], units))
    return [
        Party(tuple(members), units, unnamed=not units and _is_township_word(text, members[0]))
        for members, units in groups
    ]


def _common(
    text: str, one: Mention, units: tuple[str, ...], other: Mention, known: tuple[str, ...]
) -> tuple[str, ...] | None:
    """The units that both mentions may be; None when they are two parties."""
    if units and known:
        both = tuple(unit for unit in units if unit in known)
        return both if both and min(len(units), len(known)) == len(both) else None
    a, b = text[one.start : one.end], text[other.start : other.end]
    same = a == b or (len(min(a, b, key=len)) > 1 and (a.endswith(b) or b.endswith(a) or a.startswith(b)))
    return units or known if same and (bool(units) == bool(known)) else None


def _is_township_word(text: str, mention: Mention) -> bool:
    return _TOWNSHIP_WORD.fullmatch(text, mention.start, mention.end) is not None


def _with_places(
    normal: NormalText, parties: list[Party], places: tuple[Field, ...], gazetteer: Gazetteer
) -> list[Party]:
    """A township or a village may be a party by its name alone, and “镇里” speaks of the only one there is."""
    text = normal.text
    covered = positions_of([mention for party in parties for mention in party.mentions])
    known = [field for field in places if field.code in gazetteer.places]
    towns = [field for field in known if gazetteer.places[field.code or ""].depth == 2]
    spoken = [m.span() for m in _TOWN_AGAIN.finditer(text) if covered.isdisjoint(range(*m.span()))]
    one_town = len({field.code for field in towns}) == 1
    for field in known:
        entry = gazetteer.places[field.code or ""]
        if entry.depth < 2 or not (
            _PLACE_PARTY.search(field.value) or (one_town and field in towns and spoken)
        ):
            continue
        start, end = _folded_span(normal, field)
        if not covered.isdisjoint(range(start, end)):
            continue
        unit = gazetteer.township_units.get(entry.code) if entry.depth == 2 else None
        if entry.depth == 2 and unit is None:
            continue
        mentions = (Mention(start, end, start),)
        same = next(
            (
                i
                for i, p in enumerate(parties)
                if (unit and p.units == (unit,)) or (p.place and p.place.code == field.code)
            ),
            None,
        )
        if same is None:
            parties.append(Party(mentions, (unit,) if unit else (), field))
        else:
            merged = tuple(sorted((*parties[same].mentions, *mentions), key=lambda m: m.start))
            parties[same] = Party(merged, parties[same].units, parties[same].place)
    parties += _unclear_villages(normal, places, covered)
    parties += _acting_banners(normal, known, covered, gazetteer)
    return _villages_joined(text, parties)


def _unclear_villages(normal: NormalText, places: tuple[Field, ...], covered: set[int]) -> Iterator[Party]:
    """A 嘎查 of a name that several have is a party all the same."""
    for field in places:
        start, end = _folded_span(normal, field)
        if field.code is None and field.value.endswith("嘎查") and covered.isdisjoint(range(start, end)):
            yield Party((Mention(start, end, start),), (), field)


def _acting_banners(
    normal: NormalText, known: list[Field], covered: set[int], gazetteer: Gazetteer
) -> Iterator[Party]:
    """阿右旗引来、答应、让搬: the banner by its name stands for its government, one party however often."""
    acting: dict[str, list[Mention]] = {}
    for field in known:
        start, end = _folded_span(normal, field)
        if (
            gazetteer.places[field.code or ""].depth == 1
            and field.value.endswith("旗")
            and covered.isdisjoint(range(start, end))
            and _BANNER_ACTS.match(normal.text, end)
        ):
            acting.setdefault(field.code or "", []).append(Mention(start, end, start))
    for code, mentions in acting.items():
        unit = government_of(code, gazetteer)
        if unit:
            yield Party(tuple(mentions), (unit,), body="banner")


def _bodies(
    text: str, parties: list[Party], places: tuple[Field, ...], gazetteer: Gazetteer
) -> Iterator[Party]:
    covered = positions_of([mention for party in parties for mention in party.mentions])
    named = [text[m.start : m.end] for party in parties for m in party.mentions]
    named += [gazetteer.units[unit].name for party in parties for unit in party.units]
    known = tuple(field for field in places if field.code in gazetteer.places)
    for body in bare_bodies(text, covered, named, known, gazetteer):
        units = (body.unit,) if body.unit else ()
        if not any(units and party.units == units for party in parties):
            yield Party(body.mentions, units, unnamed=not units, body=body.kind)


def _villages_joined(text: str, parties: list[Party]) -> list[Party]:
    """嘎查两委、嘎查委员会 without a name is that of the one 嘎查 that is named."""
    villages = [party for party in parties if party.place and not party.units]
    unnamed = [
        party
        for party in parties
        if party.place is None and all(_VILLAGE_AGAIN.fullmatch(text, m.start, m.end) for m in party.mentions)
    ]
    if len(villages) != 1 or not unnamed:
        return parties
    (village,) = villages
    mentions = sorted(
        (m for party in (village, *unnamed) for m in party.mentions), key=lambda mention: mention.start
    )
    if mentions[0] not in village.mentions:
        return parties
    rest = [party for party in parties if party is not village and party not in unnamed]
    return [*rest, Party(tuple(mentions), (), village.place)]


def _folded_span(normal: NormalText, field: Field) -> tuple[int, int]:
    if normal.index is None:
        return field.start, field.end
    return bisect_left(normal.index, field.start), bisect_left(normal.index, field.end - 1) + 1


def units_of(text: str, mention: Mention, gazetteer: Gazetteer, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The units a mention may be: what is written decides, then the place the text is about."""
    units = mention.units
    written = variant_folded(text[mention.start : mention.core_start])
    if not units:
        if not _is_township_word(text, mention):
            return ()
        here = {
            gazetteer.township_units[c]
            for code in codes
            for c in gazetteer.larger(code)
            if c in gazetteer.township_units
        }
        return tuple(sorted(here))
    if written == "旗":
        units = tuple(u for u in units if gazetteer.units[u].level == "banner")
    elif written in gazetteer.area_words:
        units = _at(units, (gazetteer.area_words[written],), gazetteer, league=True)
    return units if len(units) < 2 else _at(units, codes, gazetteer, league=False)


def _at(
    units: tuple[str, ...], codes: tuple[str, ...], gazetteer: Gazetteer, league: bool
) -> tuple[str, ...]:
    """Of these units those that serve one of the places, the nearest; all of them when none does."""
    areas = {unit: gazetteer.units[unit].area for unit in units}
    found: list[str] = []
    for code in codes:
        for area in gazetteer.larger(code):
            depth = gazetteer.places[area].depth
            here = [unit for unit in units if areas[unit] == area and (league or depth > 0)]
            if here:
                found.extend(unit for unit in here if unit not in found)
                break
    return tuple(found) or units

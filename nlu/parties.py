"""被诉单位：话里的单位谁是被诉的一方，规范名称是什么；说不清是哪一个就给出可能的几个."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import lru_cache

from complaint_store.domain.reading import Field, FieldType
from nlu.boundaries import name_start
from nlu.gazetteer import Gazetteer
from nlu.lexicon import alternation, sections_of, words_of
from nlu.named_parties import acting_places, bare_township, named_firms
from nlu.names import variant_folded
from nlu.organisations import Mention, organisations_in, positions_of
from nlu.places import find_places
from nlu.text import NormalText, TextLike, fold

# 没有后缀的名字只能从动词认：“某某拖欠工资”“我是某某的员工”
_SUBJECT = re.compile("拖欠|克扣|乱收费|不作为|拒不|拒付|欠薪|(?<=[\u4e00-\u9fff]{2})员工|承建")
_NOT_NAMES = re.compile(
    ".*(?:老板|包工头|工头|开发商|企业|单位|公司|工资|工程款|施工方|分包|劳务|承包商|部门|领导|干部|工人|农民工|民工|房东|物业|个人|有人|他人|学校|政府|人员|这样|多次|进行|涉嫌|严重|存在|法院|民企|企业主|拖欠|合同|员工|普通|在职|所有|全体|公务|服务|管理|名|强|者|上|下|采取|解决|缴纳|清|然|为|款|费|薪|方|家|金)$"
)
# 来话人去找过的地方，多半不是被诉的一方
_THIRD = re.compile(
    "法院|检察院|纪委|监委|派出所|公安|劳动局|人社局|社保局|社会保障局|劳动监察|仲裁|信访|监察|律师|法律援助|部门$"
)
_DOORS = re.compile("法院|检察院|纪委|监委|派出所|仲裁|信访|律师|法律援助")
_COMMON = re.compile(
    "(?:旗里|园区|区域|二级|三级|旗属)?(?:会计师|律师|人力|劳务|保险|评估|小贷|担保|运输|农业|绿化|治沙|装修|装饰|外贸|游戏|租赁|广告|监理|设计|咨询|审计|民营|私营|合资|壳|二级|区域|储能|光伏|钢结构|饲料|加工|主机|砖|三家)*"
    "(?:公司|厂|事务所|施工队|设计院|卫生院|福利院|养老院|图书馆|体育中心|会展中心|信用社|电站|搅拌站|工业园|产业园|创业园|国投|分局|法院|统计局|指挥部|评审中心)"
)
# 某家公司、我开的厂、去问过的机关：多半不是被诉的一方
_SOME = re.compile(
    "(?:某|[一哪那该]|那个|哪个|有个|一个|一家|那家|经营一个|开了?|我是开|办|原|旧|换|建的|引进的|给了?一个)$"
)
_ASIDE = re.compile("(?:问|去问|又问|抽到了|盖了|等着?|从|建议|致|曾在某?|合办|甲方是|牌子|不说好的)$")
_OWN_WORK = re.compile("(?:工作|上班|当差|任职)[，,。过]|子[，,拆欠]|价|职工")
_SAME_OFFICE = re.compile("该(?P<last>[局委院镇校所办]|中心|单位)")
_SENTENCE_START = re.compile('[，。；！？、,;!?\n "“(:：]$')
_OWN_COMPANY = re.compile("(?:我|我们|本|俺们?|咱们?)(?:公司|司|厂|单位|合作社)")


_LETTER_HEAD = re.compile("(?:的?(?:领导|书记|局长|镇长|同志)们?)?[：:]")
_LETTER_ADDRESS = re.compile(
    "贵(?:镇|苏木|局|单位|委|院|校|办|街道|公司)|你们?(?:镇|苏木|局|单位|委)|你们的?(?:人|工作人员)"
)


@dataclass(frozen=True)
class _Scored:
    mention: Mention
    score: int


def find_accused_units(
    text: TextLike, gazetteer: Gazetteer, places: tuple[Field, ...] | None = None
) -> tuple[Field, ...]:
    """被诉单位要素, the most likely first. `places` are those of the same text, which may tell whose 住建局 it is."""
    normal = fold(text)
    mentions = [*organisations_in(normal, gazetteer)]
    mentions += _named_by_verb(normal.text, mentions)
    mentions += named_firms(normal.text, mentions)
    scored = [_Scored(mention, _score(normal.text, mention, gazetteer)) for mention in mentions]
    kept = _accused(normal.text, _repeated(normal.text, scored))
    known = find_places(normal, gazetteer) if places is None else places
    codes = tuple(field.code for field in known if field.code)
    fields = _one_name_each([_field(normal, item.mention, gazetteer, codes) for item in kept])
    owing = bare_township(normal.text)
    if owing is not None:
        fields = tuple(field for field in fields if not _DOORS.search(field.value))
    acting = acting_places(normal.text, known, gazetteer, owing is not None) if owing or not fields else None
    if acting is None and owing is not None and not fields:
        return (normal.field(FieldType.ACCUSED_UNIT, *owing, None),)  # 哪个镇要问
    if acting is None or any(field.code == acting[1] for field in fields if field.code):
        return fields
    place, unit = acting
    name = gazetteer.units[unit].name if unit else place.value
    return (
        replace(place, type=FieldType.ACCUSED_UNIT, normalized=name, candidates=(), code=unit or None),
        *fields,
    )


def _one_name_each(fields: list[Field]) -> tuple[Field, ...]:
    """“林场” after 旗属国有林场 is the same one, and so is 住建局 after 旗住建局."""
    for i, field in enumerate(fields):
        longer = next((f for f in fields if f.value != field.value and f.value.endswith(field.value)), None)
        if longer is not None and field.code is None:
            fields[i] = replace(
                field, normalized=longer.normalized, candidates=longer.candidates, code=longer.code
            )
    unclear: set[str] = set()  # 说不清是哪一个的，问一次就够
    kept: list[Field] = []
    for field in fields:
        if field.normalized is not None or field.value not in unclear:
            kept.append(field)
        if field.normalized is None:
            unclear.add(field.value)
    return tuple(kept)


def _named_by_verb(text: str, mentions: list[Mention]) -> list[Mention]:
    found: list[Mention] = []
    covered = positions_of(mentions)
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


@lru_cache(maxsize=1)
def _cues() -> dict[str, re.Pattern[str]]:
    sections = sections_of("accused_cues.txt")
    cues = {name: "|".join(words) for name, words in sections.items()}
    patterns = {name: re.compile(cue) for name, cue in cues.items()}
    # 行为可以隔着“的领导”“老板”和几个字
    patterns["after_strong"] = re.compile(
        rf"(?:的?(?:领导|负责人|老板|局长|院长|校长|书记|主任|村长|村干部|工作人员|干部|经理|包工头))?[^，。；！？,;!?\n]{{0,6}}?(?:{cues['after_strong']})"
    )
    patterns["before_strong"] = re.compile(rf"(?:{cues['before_strong']})(?:一下|的是|:|：|了)?$")
    return patterns


def _score(text: str, mention: Mention, gazetteer: Gazetteer) -> int:
    """How much the words around a name say that it is the accused."""
    cues = _cues()
    before = text[max(0, mention.start - 12) : mention.start]
    after = text[mention.end : mention.end + 24]
    score = 0
    if cues["after_strong"].match(after):
        score += 3
    if cues["before_strong"].search(before):
        score += 3
    if cues["relation_after"].match(after):
        score += 2
    if cues["relation_before"].search(before):
        score += 1
    if mention.start < 12:
        score += 1
    starts = mention.start == 0 or _SENTENCE_START.search(before) is not None
    score += starts
    if text[: mention.end].endswith("街道") or gazetteer.is_place(
        variant_folded(text[mention.start : mention.end])
    ):
        score -= 2 if _has_evidence(before, after) else 4  # 街道、口岸多半只是地点
    follows = _SAME_OFFICE.search(text, mention.end)
    if follows is not None and text[: mention.end].endswith(follows["last"]):
        score += 6  # 向它提交，后面说“该局至今不答复”
    if (mention.firm and _SOME.search(before)) or (not mention.firm and _ASIDE.search(before)):
        score -= 2
    if _OWN_WORK.match(after):
        score -= 2
    if cues["recipient_before"].search(before) and cues["recipient_after"].match(after):
        score -= 6
    elif cues["recipient_after"].match(after) and not cues["before_strong"].search(before):
        score -= 4
    if mention.start < 4 and _LETTER_HEAD.match(after) and _LETTER_ADDRESS.search(text, mention.end):
        score += 8  # 写给它，说的也是它
    if score < 4 and _THIRD.search(text, mention.start, mention.end):
        score -= 1
    if _COMMON.fullmatch(text, mention.start, mention.end):
        score -= 2  # 设计院、投资公司：没说是哪一家
    elif mention.firm and not starts and _is_unnamed(text, mention) and not _has_evidence(before, after):
        score -= 2
    if (
        cues["own"].search(before)
        and mention.firm
        and (cues["own_after"].match(after) or _OWN_COMPANY.search(before))
    ):
        score -= 6
    return score


def _by_clause(text: str, mention: Mention) -> int:
    """What the clause adds where several are named: a party to the contract, one that was only asked, a place."""
    cues = _cues()
    before = text[max(0, mention.start - 12) : mention.start]
    after = text[mention.end : mention.end + 24]
    done = cues["after_strong"].match(after) is not None or cues["before_strong"].search(before) is not None
    more = 0
    if cues["party_before"].search(before) or cues["after_weak"].match(after):
        more += 1
    if cues["where_after"].match(after):
        more -= 2
    if not done and cues["asked_before"].search(before):
        more -= 2
    if not done and cues["said_after"].match(after):
        more -= 1
    if not done and _THIRD.search(text, mention.start, mention.end):
        more -= 2
    return more


def _has_evidence(before: str, after: str) -> bool:
    cues = _cues()
    return any(cues[cue].match(after) for cue in ("after_strong", "after_weak", "relation_after")) or any(
        cues[cue].search(before) for cue in ("before_strong", "party_before", "relation_before")
    )


@lru_cache(maxsize=1)
def _unnamed() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(words_of('common_stems.txt'))})*")


def _is_unnamed(text: str, mention: Mention) -> bool:
    """校服厂、乡镇卫生院: all common words, which no directory knows; nobody is named by it."""
    if mention.units or (mention.core_start == mention.start and mention.end - mention.start > 3):
        return False
    return _unnamed().fullmatch(text, mention.start, mention.core_start) is not None


def _accused(text: str, scored: list[_Scored]) -> list[_Scored]:
    """The mentions of those that may be the accused, the likeliest first; one name ranks as a whole."""
    first = max((item.score for item in scored), default=0)
    likely = [item for item in scored if item.score >= (1 if first >= 1 else 0)]
    likely = [item for item in likely if not _only_asked(text, item.mention)]
    weight_of: dict[object, int] = {}
    for item in likely:
        key = _identity(text, item.mention)
        weight = item.score + _by_clause(text, item.mention)
        weight_of[key] = max(weight, weight_of.get(key, weight))
    return sorted(likely, key=lambda item: (-weight_of[_identity(text, item.mention)], item.mention.start))


def _only_asked(text: str, mention: Mention) -> bool:
    """信访局、法院、派出所 that were gone to, or that only said something."""
    return _DOORS.search(text, mention.start, mention.end) is not None and _by_clause(text, mention) < 0


def _identity(text: str, mention: Mention) -> object:
    return mention.units or text[mention.start : mention.end]


def _repeated(text: str, scored: list[_Scored]) -> list[_Scored]:
    """A name that comes back is more likely what the matter is about."""
    counts = Counter(text[item.mention.start : item.mention.end] for item in scored)
    return [
        _Scored(item.mention, item.score + 1)
        if item.score >= 0 and counts[text[item.mention.start : item.mention.end]] > 1
        else item
        for item in scored
    ]


def _field(normal: NormalText, mention: Mention, gazetteer: Gazetteer, codes: tuple[str, ...]) -> Field:
    units = _units_of(normal.text, mention, gazetteer, codes)
    if not units:
        first, last = normal.span(mention.start, mention.end)
        unclear = _TOWNSHIP_WORD.fullmatch(normal.text, mention.start, mention.end) is not None
        name = None if unclear else normal.raw[first:last]
        return normal.field(FieldType.ACCUSED_UNIT, mention.start, mention.end, name)
    names = tuple(gazetteer.units[unit].name for unit in units)
    if len(units) == 1:
        return normal.field(FieldType.ACCUSED_UNIT, mention.start, mention.end, names[0], code=units[0])
    return normal.field(FieldType.ACCUSED_UNIT, mention.start, mention.end, None, candidates=names)


_TOWNSHIP_WORD = re.compile("(?:镇|苏木|街道|镇里|苏木镇)(?:人民)?(?:政府|办事处|办|党委)$")


def _units_of(text: str, mention: Mention, gazetteer: Gazetteer, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The units a mention may be: what is written decides, then the place the text is about."""
    units = mention.units
    written = variant_folded(text[mention.start : mention.core_start])
    if not units:
        if not _TOWNSHIP_WORD.fullmatch(text, mention.start, mention.end):
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

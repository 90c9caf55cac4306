"""被诉单位的记号：话里对每一方说了什么、它排在哪里——只记有没有，轻重由学得的表定（accused_weights.yml）。"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache

import yaml

from nlu.gazetteer import Gazetteer
from nlu.lexicon import FOLDER, alternation, words_of
from nlu.party.candidates import Party
from nlu.party.organisations import Mention, positions_of, suffixes

NEAR = 16  # 名字右边、左边看这么多字
SENTENCE = 60  # 一句最多看这么长
_CLAUSE_END = re.compile("[，。；！？,;!?\n]")
_SENTENCE_END = re.compile("[。；！？;!?\n]")
_CLAUSE_START = re.compile('[，。；！？,;!?\n“”"]')
_GAPPED = frozenset({"owes", "breaks", "takes", "promises", "hires", "deceives"})  # 可以隔着“的领导”和几个字
_STAFF = "(?:的?(?:领导|负责人|老板|局长|院长|校长|书记|主任|科长|会计|村长|工作人员|干部|经理))?"
# 名称以此结尾的一方，后面常这样简称它
_SHORT_FOR = (
    ("(?:公司|集团|置业|地产)$", "(?:该|这家|那家|他们)?公司|集团"),
    ("厂$", "厂里|厂方|厂子|该厂"),
    ("院$", "院里|院方|院长|医院"),
    ("(?:学|校|小|中|学院|幼儿园|职高)$", "学校|校方|校长|园长|园里"),
    ("局$", "局里|局长|该局"),
    ("(?:管委会|管理委员会|园|园区)$", "园区|开发区|示范区|管委会"),
    ("(?:街道|街道办|街道办事处|办事处)$", "街道|办事处"),
    ("(?:嘎查|嘎查两委|嘎查委员会|嘎查委)$", "嘎查(?:达|长|里)?|村里|队里"),
    ("(?:林|农|牧|盐|养殖|屠宰)场$", "场里|场长|场方|场部|场主"),
    ("合作社$", "社里|理事长"),
    ("(?:银行|支行|信用社|联社)$", "行里|信用社"),
    ("(?:站|所|队)$", "站里|站长|所里|所长|队里|队长"),
    ("中心$", "中心"),
    ("(?:酒店|宾馆|饭店|餐厅|超市|店|美容院|诊所|健身)$", "店里|老板娘?|经理"),
    ("法院$", "法官|执行局"),
    ("政府$", "政府"),
)
_UNNAMED = re.compile(
    "(?:公司|学校|校方|厂里|厂方|厂子|院里|院方|局里|园区|开发区|街道|镇里头?|镇上|苏木(?:上|里)?|乡里|旗里|盟里|嘎查|村里|物业|场里|老板娘?|包工头|工头|队长|带班的?|中介|房东|甲方|总包|业主|对方|他们|开发商|企业)"
)
_SOUGHT = re.compile("(?:找|问|去|到|给|跟|向|往|告)(?:过|了)?$")  # 后面是去找的地方，不是它做了什么
_WHOSE = re.compile("的(?:那|这|下属的?)?(?:[一二两三几]?[家个])?")  # 医院的保安公司欠的，不是医院欠的
_IT_IS = re.compile("不是[^，。；]{1,12}[，,]?(?:而|其实)?是$")
_TAKEN_BACK = re.compile("[？?，,。]?(?:不是|不对|说错|错了)[，,。]")
_BOSS = re.compile("老板|包工头|工头|带班|场主|房东|中介|[\u4e00-\u9fff]总[，。欠说]|姓[\u4e00-\u9fff]的")
_WHOM = re.compile("找谁|归谁|谁管|谁来|谁负责|哪个(?:单位|部门|门)|哪一级|谁的(?:事|责任)|该(?:找|问|去)哪")
_LETTER = re.compile("[^，。！？]{0,12}[：:]")
_SAME_OFFICE = re.compile("该(?P<last>[局委院镇校所办]|中心|单位)")
_TOWN_AGAIN = re.compile("镇里头?|镇上|镇长|镇政府|书记|苏木(?:达|长|里|上)?|街道")
_ASKS = re.compile(
    "请问|想问|问一下|问下|[吗呢？?]$|多久|多少天|哪个|归哪|有没有[^，。]{0,6}(?:规定|期限|依据)|在哪"
)
_OWN_CASE = re.compile("我(?!们?单位)|俺|咱")
_ADDRESSED = re.compile("贵(?:镇|苏木|局|单位|委|院|校|办|街道|公司)|你们?(?:镇|苏木|局|单位|委)")
_WAGES = re.compile("工资|工钱|薪")
_AUDIT = re.compile("审计|评审|结算|决算|审价")
_DEBT = re.compile("欠|工资|工钱|工程款|货款|尾款|余款|运费|料钱|租金|结账|结算|款|账")
_SERVICE = re.compile("办|审批|证|登记|受理|申请|材料|手续|投诉|举报|检查|补贴|补助")
_DONE = frozenset(
    f"{zone}.{sign}"
    for zone in ("right", "again")
    for sign in ("owes", "breaks", "takes", "promises", "hires", "deceives", "work_of")
) | {"left.accuses", "left.party"}
_BY_DEED = frozenset({"name.door", "left.own"})  # 有没有行为，分量大不一样
_NAMED = frozenset({"kind.named_office", "kind.firm", "kind.trade_name", "kind.town_office"})
_ASIDE = frozenset(
    f"right.{sign}"
    for sign in (
        "told",
        "helped",
        "cleared",
        "where",
        "own",
        "speaker",
        "others",
        "asked",
        "denies",
        "whispers",
    )
) | frozenset(
    f"left.{sign}"
    for sign in ("goes_to", "beg", "we", "lives", "own", "i_am", "fake", "not_it", "some", "brought", "runs")
)  # 只是旁边提到：去找过的、帮过忙的、自己这边的
_PUSHED_ABOUT = frozenset({"right.passes_on", "left.sent_to"})  # 它推给别人，别人又推给它：就是推诿
_PUSHES = _PUSHED_ABOUT | {"right.denies", "sentence.told"}
_SAID_LATER = frozenset({"sentence.owes", "sentence.breaks", "sentence.takes"})


@lru_cache(maxsize=1)
def _patterns() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    zones = yaml.safe_load((FOLDER / "accused_signs.yml").read_text(encoding="utf-8"))
    compiled: dict[str, dict[str, re.Pattern[str]]] = {}
    for zone, signs in zones.items():
        if zone == "computed":
            continue
        compiled[zone] = {}
        for sign, (_, words) in signs.items():
            gap = f"{_STAFF}[^，。；！？,;!?\n]{{0,5}}?" if zone == "right" and sign in _GAPPED else ""
            compiled[zone][f"{zone}.{sign}"] = re.compile(f"{gap}(?:{words})")
    return compiled


@lru_cache(maxsize=1)
def _common() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(words_of('common_stems.txt'))})*")


def signs_of(text: str, parties: tuple[Party, ...], gazetteer: Gazetteer) -> list[frozenset[str]]:
    """The signs of each party, in the same order."""
    starts = sorted(m.start for party in parties for m in party.mentions)
    found = [set[str]() for _ in parties]
    for i, party in enumerate(parties):
        for mention in party.mentions:
            later = bisect_left(starts, mention.end)
            signs = _around(text, mention, starts[later] if later < len(starts) else len(text))
            if later < len(starts) and _WHOSE.fullmatch(text, mention.end, starts[later]):
                signs = signs - _DONE | {"place.whose"}
            if party.place is not None and "right.others" in signs:  # 镇上的老板欠的，不是镇上欠的
                signs -= _DONE
            found[i] |= signs
        found[i] |= _kind(text, party, gazetteer)
        found[i] |= _again(text, party)
        if found[i] >= _PUSHED_ABOUT:
            found[i] -= _PUSHED_ABOUT | {"right.holds"}
            found[i].add("right.breaks")
        if len(party.mentions) > 1:
            found[i].add("place.repeated")
    _spoken_of_shortly(text, parties, found)
    _compared(text, parties, found)
    return [frozenset(signs) for signs in found]


def _around(text: str, mention: Mention, following: int) -> set[str]:
    patterns = _patterns()
    right = _until(_CLAUSE_END, text[mention.end : mention.end + NEAR])
    left = _CLAUSE_START.split(text[max(0, mention.start - NEAR) : mention.start])[-1]
    sentence = _until(_SENTENCE_END, text[mention.end : min(following, mention.end + SENTENCE)])
    signs = {sign for sign, pattern in patterns["right"].items() if pattern.match(right)}
    signs |= {sign for sign, pattern in patterns["left"].items() if pattern.search(left)}
    signs |= {sign for sign, pattern in patterns["sentence"].items() if pattern.search(sentence)}
    if not left:
        signs.add("left.clause_start")
    if mention.start < 3:
        signs.add("place.opens")
    if not right:
        signs.add("right.clause_end")
    if _IT_IS.search(text, max(0, mention.start - 18), mention.start):
        signs.add("place.it_is")
    if _TAKEN_BACK.match(text, mention.end):
        signs.add("place.taken_back")
    if mention.start < 6 and _LETTER.match(text, mention.end):
        signs.add("place.addressee")
    if mention.start < 4 and "right.letter" in signs and _ADDRESSED.search(text, mention.end):
        signs.add("place.addressed")
    return signs


def _until(end: re.Pattern[str], text: str) -> str:
    match = end.search(text)
    return text[: match.start()] if match else text


def _kind(text: str, party: Party, gazetteer: Gazetteer) -> set[str]:
    first = party.mentions[0]
    longest = max(party.mentions, key=lambda m: m.end - m.start)
    name = text[longest.start : longest.end]
    signs = {sign for sign, pattern in _patterns()["name"].items() if pattern.search(name)}
    signs |= {f"tail.{name[-1:]}", f"tail.{name[-2:]}"}
    if party.body:
        signs.add(f"kind.bare_{party.body}")
    elif party.unnamed:
        signs.add("kind.unnamed_town")
    elif party.place is not None:
        signs.add("kind.town" if party.units else "kind.village")
    elif party.units:
        level = {gazetteer.units[unit].level for unit in party.units}
        signs.add(
            "kind.town_office"
            if level == {"township"}
            else "kind.named_office"
            if longest.core_start > longest.start
            else "kind.bare_office"
        )
        if len(party.units) > 1:
            signs.add("kind.which")
    elif suffixes().fullmatch(name) or (
        longest.core_start > longest.start and _common().fullmatch(text, longest.start, longest.core_start)
    ):
        signs.add("kind.common")
    elif longest.core_start == longest.start:
        signs.add("kind.trade_name")
    else:
        signs.add("kind.firm" if first.firm else "kind.other")
    if party.place is None and not party.body and len(name) >= 8:
        signs.add("kind.long_name")
    return signs


def _again(text: str, party: Party) -> set[str]:
    """What is said of it without its name: 该局至今不答复, 镇里只给了四万。"""
    right = _patterns()["right"]
    last = party.mentions[-1]
    signs = set[str]()
    for match in _SAME_OFFICE.finditer(text, party.mentions[0].end):
        if text.endswith(match["last"], 0, last.end):
            signs.add("again.same_office")
    if party.place is not None and party.units:
        for match in _TOWN_AGAIN.finditer(text):
            clause = _until(_CLAUSE_END, text[match.end() : match.end() + NEAR])
            signs.add("again.town")
            signs |= {
                f"again.{sign.partition('.')[2]}" for sign, pattern in right.items() if pattern.match(clause)
            }
    return signs


@lru_cache(maxsize=1)
def _short_for() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    return tuple((re.compile(name), re.compile(word)) for name, word in _SHORT_FOR)


def _spoken_of_shortly(text: str, parties: tuple[Party, ...], found: list[set[str]]) -> None:
    """What is said of a party by a word for its kind (公司不给, 局里说没钱), and what of parties without a name."""
    right = _patterns()["right"]
    covered = positions_of([mention for party in parties for mention in party.mentions])
    taken: set[int] = set()
    for name, word in _short_for():
        own = [
            i
            for i, party in enumerate(parties)
            if any(name.search(text, m.start, m.end) for m in party.mentions)
        ]
        if not own:
            continue
        for match in word.finditer(text):
            if (
                match.start() in covered
                or match.start() in taken
                or _SOUGHT.search(text, max(0, match.start() - 3), match.start())
            ):
                continue
            before = [(m.start, i) for i in own for m in parties[i].mentions if m.start < match.start()]
            if not before:
                continue
            taken.update(range(match.start(), match.end()))
            i = max(before)[1]
            clause = _until(_CLAUSE_END, text[match.end() : match.end() + NEAR])
            found[i].add("again.short")
            found[i] |= {
                f"again.{sign.partition('.')[2]}" for sign, pattern in right.items() if pattern.match(clause)
            }
    for match in _UNNAMED.finditer(text):
        if match.start() in covered or match.start() in taken:
            continue
        clause = _until(_CLAUSE_END, text[match.end() : match.end() + NEAR])
        if any(right[sign].match(clause) for sign in _STRONG if sign in right):
            for signs in found:
                signs.add("among.unnamed_did")
            break


_STRONG = (
    "right.owes",
    "right.takes",
    "right.deceives",
    "right.breaks",
    "right.promises",
    "left.accuses",
    "left.party",
)


def _compared(text: str, parties: tuple[Party, ...], found: list[set[str]]) -> None:
    """Where a party stands among the others."""
    strong = [signs.intersection(_STRONG) for signs in found]
    named = [
        not signs.isdisjoint(_NAMED) or ("kind.town" in signs and not signs.isdisjoint(_DONE))
        for signs in found
    ]
    asks = _ASKS.search(text.rstrip()) is not None and _OWN_CASE.search(text) is None
    debt = _DEBT.search(text) is not None
    service = not debt and _SERVICE.search(text) is not None
    boss, whom = _BOSS.search(text) is not None, _WHOM.search(text) is not None
    wages, audit = _WAGES.search(text) is not None, _AUDIT.search(text) is not None
    told = {sign for sign, pattern in _patterns()["text"].items() if pattern.search(text)}
    pushed = sum(not signs.isdisjoint(_PUSHES) for signs in found) > 1
    for i, signs in enumerate(found):
        others = [j for j in range(len(found)) if j != i]
        if not others:
            signs.add("among.alone")
        elif i == 0:
            signs.add("among.first")
        elif i == len(found) - 1:
            signs.add("among.last")
        if "left.called" not in signs and any("left.called" in found[j] for j in others):
            signs.add("among.other_called")
        if len(others) >= 3:
            signs.add("among.many")
        if any(strong[j] for j in others):
            signs.add("among.other_did" if not strong[i] else "among.both_did")
        if any(named[j] for j in others) and not named[i]:
            signs.add("among.others_named")
        if named[i] and others and not any(named[j] for j in others):
            signs.add("among.only_named")
        signs |= told
        if pushed:
            signs.add("text.pushed")
        if asks:
            signs.add("text.asks")
        if boss:
            signs.add("text.boss")
        if whom:
            signs.add("text.whom")
        if wages and "name.labour" in signs:
            signs.add("text.wages_labour")
        if audit and not signs.isdisjoint(("name.audit", "name.finance")):
            signs.add("text.audit")
        if len(text) < 25:
            signs.add("text.short")
        if len(text) > 150:
            signs.add("text.long")
        done = len(signs & _DONE)
        if done > 1:
            signs.add("deed.several")
    deeds = [_deed(signs) for signs in found]
    for i, signs in enumerate(found):
        signs.add(f"deed.{deeds[i]}")
        for kind in [sign for sign in signs if sign.startswith("kind.") or sign in _BY_DEED]:
            signs.add(f"{kind}+deed.{deeds[i]}")
            if "right.others" in signs:
                signs.add(f"{kind}+right.others")
            if debt or service:
                signs.add(f"{kind}+text.{'debt' if debt else 'service'}")


def _deed(signs: set[str]) -> str:
    """What a party did, as far as its signs tell; “aside” when it is also one of those who are only mentioned."""
    deed = "done" if signs & _DONE else "said_later" if signs & _SAID_LATER else "none"
    return f"{deed}_aside" if signs & _ASIDE else deed

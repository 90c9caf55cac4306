"""被诉单位的记号：话里对每一方说了什么、它排在哪里——只记有没有，轻重由学得的表定（accused_weights.yml）."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import lru_cache

import yaml

from nlu.gazetteer import Gazetteer
from nlu.lexicon import FOLDER, alternation, words_of
from nlu.organisations import Mention, suffixes
from nlu.party_candidates import Party

NEAR = 16  # 名字右边、左边看这么多字
SENTENCE = 60  # 一句最多看这么长
_CLAUSE_END = re.compile("[，。；！？,;!?\n]")
_SENTENCE_END = re.compile("[。；！？;!?\n]")
_CLAUSE_START = re.compile('[，。；！？,;!?\n“”"]')
_GAPPED = frozenset({"owes", "breaks", "takes", "promises", "hires", "deceives"})  # 可以隔着“的领导”和几个字
_STAFF = "(?:的?(?:领导|负责人|老板|局长|院长|校长|书记|主任|科长|会计|村长|工作人员|干部|经理))?"
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
            if party.place is not None and "right.others" in signs:  # 镇上的老板欠的，不是镇上欠的
                signs -= _DONE
            found[i] |= signs
        found[i] |= _kind(text, party, gazetteer)
        found[i] |= _again(text, party)
        if len(party.mentions) > 1:
            found[i].add("place.repeated")
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
    if party.unnamed:
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
    if party.place is None and len(name) >= 8:
        signs.add("kind.long_name")
    return signs


def _again(text: str, party: Party) -> set[str]:
    """What is said of it without its name: 该局至今不答复, 镇里只给了四万."""
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
    wages, audit = _WAGES.search(text) is not None, _AUDIT.search(text) is not None
    for i, signs in enumerate(found):
        others = [j for j in range(len(found)) if j != i]
        if not others:
            signs.add("among.alone")
        elif i == 0:
            signs.add("among.first")
        elif i == len(found) - 1:
            signs.add("among.last")
        if len(others) >= 3:
            signs.add("among.many")
        if any(strong[j] for j in others):
            signs.add("among.other_did" if not strong[i] else "among.both_did")
        if any(named[j] for j in others) and not named[i]:
            signs.add("among.others_named")
        if named[i] and others and not any(named[j] for j in others):
            signs.add("among.only_named")
        if asks:
            signs.add("text.asks")
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
        deed = "done" if done else "said_later" if signs & _SAID_LATER else "none"
        for kind in [sign for sign in signs if sign.startswith("kind.") or sign in _BY_DEED]:
            signs.add(f"{kind}+deed.{deed}")
            if "right.others" in signs:
                signs.add(f"{kind}+right.others")
            if debt or service:
                signs.add(f"{kind}+text.{'debt' if debt else 'service'}")

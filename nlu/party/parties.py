"""被诉单位：话里的哪几方是被诉的，规范名称是什么；说不清是哪一个就给出可能的几个，没有把握就一个也不给。"""

from __future__ import annotations

import re

from complaint_store.domain.reading import Field, FieldType
from nlu.corrections import is_correction
from nlu.gazetteer import Gazetteer
from nlu.party.candidates import Party, parties_in
from nlu.party.organisations import Mention, common_name, positions_of
from nlu.party.signs import signs_of
from nlu.party.weights import load_weights
from nlu.places import find_places
from nlu.text import NormalText, TextLike, fold

LONGEST_ANSWER = 60
FEW_WORDS = 1  # 名字和虚字之外只有这么几个字，就是一句答话
SHORT_CORRECTION = 20  # 这么短的改口也是
_WORD = re.compile(r"单位|公司|名称|名字|(?P<word>[^\W_就是在叫的吧啊呀呢了嗯哦和那])")
_PROJECT = re.compile("[^，。！？]{0,20}的[\u4e00-\u9fff]{1,14}(?:项目|工程|标段)[。！]?")


def find_accused_units(
    text: TextLike, gazetteer: Gazetteer, places: tuple[Field, ...] | None = None
) -> tuple[Field, ...]:
    """被诉单位要素, the most likely first. `places` are those of the same text, which may tell whose 住建局 it is."""
    normal = fold(text)
    known = find_places(normal, gazetteer) if places is None else places
    parties = parties_in(normal, known, gazetteer)
    if not parties or _PROJECT.fullmatch(normal.text):  # “右旗文旅局的游客中心项目”：说的是哪个项目
        return ()
    weights = load_weights()
    chances = [weights.chance(signs) for signs in signs_of(normal.text, parties, gazetteer)]
    ranked = sorted(
        zip(chances, parties, strict=True), key=lambda item: (-item[0], item[1].mentions[0].start)
    )
    line = 0.0 if _is_an_answer(normal.text, parties) else weights.line
    return tuple(
        _field(normal, party, gazetteer)
        for chance, party in ranked
        if chance >= (weights.line if party.body else line)  # “镇上”这样的短答没有说出是哪一个
    )


def _is_an_answer(text: str, parties: tuple[Party, ...]) -> bool:
    """“左旗住建局的”“说错了不是住建局是交通局”: who is named in so few words is meant."""
    if len(text) > LONGEST_ANSWER:
        return False
    named = positions_of([mention for party in parties for mention in party.mentions])
    others = sum(bool(match["word"]) and match.start() not in named for match in _WORD.finditer(text))
    return others <= FEW_WORDS or (len(text) <= SHORT_CORRECTION and is_correction(text))


def _named_in_full(text: str, party: Party) -> Mention:
    """远航驾校, when 驾校 was said before it."""
    first = party.mentions[0]
    if not common_name().match(text, first.start, first.end):
        return first
    longest = max(party.mentions, key=lambda mention: mention.end - mention.start)
    short = text[first.start : first.end]
    return longest if text[longest.start : longest.end].endswith(short) else first


def _field(normal: NormalText, party: Party, gazetteer: Gazetteer) -> Field:
    """A party, where it is named for the first time; candidates where it is unclear which one it is."""
    names = tuple(gazetteer.units[unit].name for unit in party.units)
    mention = party.mentions[0] if names or party.place else _named_in_full(normal.text, party)
    first, last = normal.span(mention.start, mention.end)
    unclear = party.unnamed or len(names) > 1
    own = None if unclear else names[0] if names else normal.raw[first:last]
    code = None if unclear else party.units[0] if names else party.place.code if party.place else None
    return normal.field(
        FieldType.ACCUSED_UNIT,
        mention.start,
        mention.end,
        own,
        candidates=names if unclear else (),
        code=code,
    )

"""被诉单位：话里的哪几方是被诉的，规范名称是什么；说不清是哪一个就给出可能的几个，没有把握就一个也不给."""

from __future__ import annotations

from complaint_store.domain.reading import Field, FieldType
from nlu.gazetteer import Gazetteer
from nlu.party_candidates import Party, parties_in
from nlu.party_signs import signs_of
from nlu.party_weights import load_weights
from nlu.places import find_places
from nlu.text import NormalText, TextLike, fold


def find_accused_units(
    text: TextLike, gazetteer: Gazetteer, places: tuple[Field, ...] | None = None
) -> tuple[Field, ...]:
    """被诉单位要素, the most likely first. `places` are those of the same text, which may tell whose 住建局 it is."""
    normal = fold(text)
    known = find_places(normal, gazetteer) if places is None else places
    parties = parties_in(normal, known, gazetteer)
    if not parties:
        return ()
    weights = load_weights()
    chances = [weights.chance(signs) for signs in signs_of(normal.text, parties, gazetteer)]
    ranked = sorted(
        zip(chances, parties, strict=True), key=lambda item: (-item[0], item[1].mentions[0].start)
    )
    return tuple(_field(normal, party, gazetteer) for chance, party in ranked if chance >= weights.line)


def _field(normal: NormalText, party: Party, gazetteer: Gazetteer) -> Field:
    """A party, where its name is said in full for the first time; candidates where it is unclear which one it is."""
    names = tuple(gazetteer.units[unit].name for unit in party.units)
    mention = party.mentions[0]
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

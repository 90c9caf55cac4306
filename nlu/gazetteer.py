"""地名与单位名录：建一次，供地名、单位两处查找。

Built from plain entries (`PlaceEntry`, `UnitEntry`) so that it does not depend on how the policy book
is written; `Gazetteer.from_book` turns a book into entries. Words are kept by their first two
characters, longest first: one pass over a text finds them all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from nlu.lexicon import words_of
from nlu.names import (
    core_of_unit,
    extra_short_names,
    office_names,
    short_names_of_place,
    stem_of_village,
    variant_folded,
)

if TYPE_CHECKING:
    from complaint_store.policy.book import RuleBook


class Words(dict[str, tuple[tuple[str, tuple[str, ...]], ...]]):
    """词与代码, by the first two characters of the word, the longest first; `opening` finds where one may begin."""

    def __init__(self, names: Mapping[str, tuple[str, ...]] = MappingProxyType({})) -> None:
        super().__init__()
        for name in sorted(names, key=lambda word: (-len(word), word)):
            self[name[:2]] = (*self.get(name[:2], ()), (name, names[name]))
        firsts = "".join(sorted({re.escape(key[0]) for key in self}))
        self.opening = re.compile(f"[{firsts}]" if firsts else "(?!)")


@dataclass(frozen=True)
class PlaceEntry:
    """一处地方 with its path by official names, `阿拉善左旗/巴润别立镇/上海嘎查`."""

    code: str
    name: str
    path: str
    banner: str  # 所属旗（区）的代码；盟为空
    depth: int  # 0 盟 1 旗（区） 2 苏木镇、街道 3 嘎查、社区
    parent: str = ""
    short_names: tuple[str, ...] = ()
    managed_by: str = ""  # 托管它的示范区


@dataclass(frozen=True)
class UnitEntry:
    """一个单位: canonical short name, every other way to write it, and where it works."""

    id: str
    name: str
    full_name: str = ""
    aliases: tuple[str, ...] = ()
    area: str = ""
    level: str = ""


@dataclass(frozen=True)
class Gazetteer:
    """名录 of places and units, each found by any of its names."""

    places: Mapping[str, PlaceEntry] = field(default_factory=dict)
    units: Mapping[str, UnitEntry] = field(default_factory=dict)
    place_words: Words = field(default_factory=Words)  # 词 → 区划代码；外地地名 → 空
    village_stems: Words = field(default_factory=Words)  # 布古图：前面说了旗、苏木才算
    unit_words: Words = field(default_factory=Words)  # 单位主干 → 单位编号
    area_words: Mapping[str, str] = field(default_factory=dict)  # 盟、旗（区）、苏木镇的各种叫法 → 代码
    township_units: Mapping[str, str] = field(default_factory=dict)  # 苏木镇、街道代码 → 政府或办事处的编号

    @classmethod
    def of(cls, places: Iterable[PlaceEntry], units: Iterable[UnitEntry]) -> Gazetteer:
        """The index over these places and units."""
        place_of = {entry.code: entry for entry in places}
        unit_of = {entry.id: entry for entry in units}
        place_names = _place_names(place_of.values())
        area_words = {
            word: code
            for word, codes in place_names.items()
            for code in codes
            if len(codes) == 1 and place_of[code].depth <= 2
        }
        league = next((entry.code for entry in place_of.values() if entry.depth == 0), None)
        if league is not None:
            area_words["盟"] = league
        for word in words_of("foreign_places.txt"):
            place_names[variant_folded(word)] = ()
        upper = {word: code for word, code in area_words.items() if place_of[code].depth <= 1}
        return cls(
            places=place_of,
            units=unit_of,
            place_words=Words(place_names),
            village_stems=Words(_village_stems(place_of.values())),
            unit_words=Words(_unit_names(unit_of.values(), upper)),
            area_words=area_words,
            township_units={entry.area: entry.id for entry in unit_of.values() if entry.level == "township"},
        )

    @classmethod
    def from_book(cls, book: RuleBook) -> Gazetteer:
        """名录 from the rule book (complaint_store.policy.book)."""
        from nlu.book_entries import places_of, units_of

        return cls.of(places_of(book), units_of(book))

    def is_within(self, code: str, area: str) -> bool:
        """Whether a place lies in another one, or is it."""
        return area in self.larger(code)

    def larger(self, code: str) -> tuple[str, ...]:
        """The place itself and every place that holds or manages it, the smallest first."""
        codes: list[str] = []
        entry = self.places.get(code)
        while entry is not None and entry.code not in codes:
            codes.extend(c for c in (entry.code, entry.managed_by) if c)
            entry = self.places.get(entry.parent)
        return tuple(codes)


def word_at(text: str, position: int, words: Words) -> tuple[int, tuple[str, ...]] | None:
    """The longest word of the index that begins here: where it ends and what it means."""
    for word, codes in words.get(text[position : position + 2], ()):
        if text.startswith(word, position):
            return position + len(word), codes
    return None


def words_in(text: str, words: Words) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Every word of the index in a text, from the left, the longest first, without overlap."""
    opening = words.opening.search(text)
    while opening is not None:
        position = opening.start()
        found = word_at(text, position, words)
        if found is None:
            position += 1
        else:
            yield position, *found
            position = found[0]
        opening = words.opening.search(text, position)


def _place_names(entries: Collection[PlaceEntry]) -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = {}
    extra = extra_short_names()
    for entry in entries:
        label = entry.path.rsplit("/", 1)[-1]
        written = {entry.name, label, *entry.short_names, *short_names_of_place(entry.name, entry.depth)}
        written |= {*extra.get(entry.name, ()), *extra.get(label, ())}
        for name in written:
            codes = names.setdefault(variant_folded(name), []) if len(name) > 1 else []
            if entry.code not in codes:
                codes.append(entry.code)
    depth_of = {entry.code: entry.depth for entry in entries}
    return {name: _shallowest(codes, depth_of) for name, codes in names.items()}


def _village_stems(entries: Iterable[PlaceEntry]) -> dict[str, tuple[str, ...]]:
    stems: dict[str, list[str]] = {}
    for entry in entries:
        stem = stem_of_village(entry.name)
        if stem is not None:
            stems.setdefault(variant_folded(stem), []).append(entry.code)
    return {stem: tuple(codes) for stem, codes in stems.items()}


def _shallowest(codes: list[str], depth_of: Mapping[str, int]) -> tuple[str, ...]:
    """A bare name means the larger place: 苏泊淖尔 is the 苏木 before it is a 社区。"""
    top = min((depth_of[code] for code in codes), default=0)
    return tuple(code for code in codes if depth_of[code] == top)


def _unit_names(entries: Iterable[UnitEntry], area_words: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    prefixes = tuple(sorted((*area_words, "旗"), key=len, reverse=True))
    names: dict[str, list[str]] = {}
    for entry in entries:
        cores: set[str] = set()
        for name in (entry.name, entry.full_name, *entry.aliases):
            if name:
                cores.update(office_names(_without_banner(core_of_unit(variant_folded(name), prefixes))))
        for core in cores:
            if len(core) > 1:
                codes = names.setdefault(core, [])
                if entry.id not in codes:
                    codes.append(entry.id)
    return {name: tuple(codes) for name, codes in names.items()}


def _without_banner(core: str) -> str:
    """旗政府 → 政府: the 旗 before an office is read as its area."""
    return core[1:] if core.startswith("旗") and not core.startswith("旗委") and len(core) > 2 else core

"""被诉主体：从一句称呼和事发地，认出是哪个单位；认不出的，记下性质、层级和可能的几个。"""

from __future__ import annotations

from collections.abc import Sequence

from complaint_store.domain.draft import Filled
from complaint_store.domain.ids import AreaCode, UnitId
from complaint_store.domain.reading import Field
from complaint_store.domain.routing import Accused, AccusedKind, Level
from complaint_store.domain.unit import Unit
from complaint_store.policy.book import RuleBook


def accused_of(
    said: Field | Filled | None, kind: str | None, area: AreaCode | None, book: RuleBook
) -> Accused:
    """被诉主体: the unit when it is ours to name, else what is known of its kind and level."""
    known_kind = AccusedKind(kind) if kind else AccusedKind.UNKNOWN
    if said is None:
        return Accused(known_kind)
    name = str(said.normalized or said.value)
    candidates = _candidates(name, said.candidates, book)
    unit = book.units.get(UnitId(said.code)) if said.code else None
    unit = unit or book.unit_named(name) or _local(name, candidates, area, book)
    if unit is not None:
        return Accused(unit.kind, unit.level, unit.id, unit.name)
    if candidates and known_kind is AccusedKind.UNKNOWN:
        kinds = {book.units[candidate].kind for candidate in candidates}
        known_kind = kinds.pop() if len(kinds) == 1 else known_kind
    return Accused(known_kind, _level(name, candidates, known_kind, book), None, name, candidates)


def _local(name: str, candidates: Sequence[UnitId], area: AreaCode | None, book: RuleBook) -> Unit | None:
    """“各部门”由地点落实: 住建局 said of 左旗 is 阿左旗住建局, 镇政府 said of a town is that town's."""
    here = book.jurisdiction(area)
    if here is None:
        return None
    if name in book.spoken.town_government:
        town = book.township_of(area)
        return book.units.get(UnitId(f"town.{town.code}")) if town else None
    if name in book.spoken.place_government:
        return book.unit_in("government", here)
    local = [unit for unit in candidates if book.units[unit].area == here]
    return book.units[local[0]] if len(local) == 1 else None


def _candidates(name: str, said: Sequence[str], book: RuleBook) -> tuple[UnitId, ...]:
    """Candidates may be written as names or as ids."""
    found: list[UnitId] = []
    for candidate in (*said, name):
        if candidate in book.units:
            found.append(UnitId(candidate))
        else:
            found.extend(book.units_called(candidate))
    return tuple(dict.fromkeys(found))


def _level(name: str, candidates: Sequence[UnitId], kind: AccusedKind, book: RuleBook) -> Level:
    levels = {book.units[candidate].level for candidate in candidates}
    if len(levels) == 1:
        return levels.pop()
    if levels or kind in (AccusedKind.PRIVATE, AccusedKind.UNKNOWN):
        return Level.UNKNOWN
    heard = (level for level, words in book.spoken.levels.items() if any(word in name for word in words))
    return next(heard, Level.UNKNOWN)

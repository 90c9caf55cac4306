"""分派对象：从理解结果或诉求草稿里，取出分派要看的几项事实。"""

from __future__ import annotations

from collections.abc import Sequence

from complaint_store.domain.draft import Draft, Filled
from complaint_store.domain.ids import AreaCode, CategoryId, UnitId
from complaint_store.domain.reading import Field, FieldType, Mark, Reading
from complaint_store.domain.routing import Accused, AccusedKind, Level, RoutingSubject
from complaint_store.policy.book import RuleBook

_LEVEL_WORDS = (
    (Level.TOWNSHIP, ("镇", "苏木", "街道")),
    (Level.BANNER, ("旗", "管委会", "高新区", "开发区", "示范区")),
    (Level.LEAGUE, ("盟", "行署")),
)
_PUBLIC = (AccusedKind.GOVERNMENT, AccusedKind.PUBLIC_INSTITUTION, AccusedKind.STATE_OWNED)


def subject_of(reading: Reading, book: RuleBook) -> RoutingSubject:
    """The routing facts of one reading: its likeliest category, the accused, the place."""
    ranked = sorted(reading.categories, key=lambda guess: -guess.confidence)
    ids = [guess.id for guess in ranked if guess.id in book.categories]
    units = reading.of(FieldType.ACCUSED_UNIT)
    accused = accused_of(units[0] if units else None, reading.accused_kind, book)
    area = next(
        (code for code in (_area(field, book) for field in reading.of(FieldType.PLACE)) if code), None
    )
    return RoutingSubject(
        category=ids[0] if ids else None,
        accused=accused,
        area=area,
        subtype=_subtype(reading.subtypes, ids[:1], book),
        marks=frozenset(reading.marks),
        government_project=_government_project(accused, bool(reading.of(FieldType.PROJECT))),
        abstain=reading.abstain,
        also=tuple(ids[1:]),
    )


def subject_of_draft(draft: Draft, book: RuleBook) -> RoutingSubject:
    """The routing facts of a draft that a person has confirmed or corrected."""
    accused = accused_of(draft.fields.get(FieldType.ACCUSED_UNIT.value), draft.accused_kind, book)
    place = draft.fields.get(FieldType.PLACE.value)
    ids = [category for category in draft.categories if category in book.categories]
    project = draft.government_project
    if project is None:
        project = _government_project(accused, FieldType.PROJECT.value in draft.fields)
    return RoutingSubject(
        category=ids[0] if ids else None,
        accused=accused,
        area=_area(place, book) if place else None,
        subtype=draft.subtype,
        marks=frozenset(Mark(mark) for mark in draft.marks),
        government_project=project,
        abstain=draft.abstain,
        also=tuple(ids[1:]),
    )


def accused_of(said: Field | Filled | None, kind: str | None, book: RuleBook) -> Accused:
    """被诉主体: the unit when it is ours to name, else what is known of its kind and level."""
    known_kind = AccusedKind(kind) if kind else AccusedKind.UNKNOWN
    if said is None:
        return Accused(known_kind)
    name = str(said.normalized or said.value)
    unit = book.units.get(UnitId(said.code)) if said.code else None
    if unit is None:
        unit = book.unit_named(name)
    if unit is not None:
        return Accused(unit.kind, unit.level, unit.id, unit.name)
    candidates = _candidates(name, said.candidates, book)
    if candidates and known_kind is AccusedKind.UNKNOWN:
        kinds = {book.units[candidate].kind for candidate in candidates}
        known_kind = kinds.pop() if len(kinds) == 1 else known_kind
    return Accused(known_kind, _level(name, candidates, known_kind, book), None, name, candidates)


def _candidates(name: str, said: Sequence[str], book: RuleBook) -> tuple[UnitId, ...]:
    """Candidates may be written as names or as ids."""
    found: list[UnitId] = []
    for candidate in (*said, name):
        if candidate in book.units:
            found.append(UnitId(candidate))
        else:
            found.extend(book.units_called(candidate))
    return tuple(dict.fromkeys(found))


def _level(name: str, candidates: tuple[UnitId, ...], kind: AccusedKind, book: RuleBook) -> Level:
    levels = {book.units[candidate].level for candidate in candidates}
    if len(levels) == 1:
        return levels.pop()
    if levels or kind in (AccusedKind.PRIVATE, AccusedKind.UNKNOWN):
        return Level.UNKNOWN
    return next(
        (level for level, words in _LEVEL_WORDS if any(word in name for word in words)), Level.UNKNOWN
    )


def _area(said: Field | Filled, book: RuleBook) -> AreaCode | None:
    if said.code and AreaCode(said.code) in book.areas:
        return AreaCode(said.code)
    area = book.area_at(str(said.normalized)) if said.normalized else None
    return area.code if area else None


def _subtype(subtypes: Sequence[str], ids: Sequence[CategoryId], book: RuleBook) -> str | None:
    """The first subtype that belongs to the chosen category."""
    own = {subtype.id for id_ in ids for subtype in book.categories[id_].subtypes}
    return next((subtype for subtype in subtypes if subtype in own), None)


def _government_project(accused: Accused, has_project: bool) -> bool | None:
    """A named project of a public body is 政府投资项目; otherwise nobody has said."""
    return True if has_project and accused.kind in _PUBLIC else None

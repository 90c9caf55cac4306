"""分派对象：从理解结果或诉求草稿里，取出分派要看的几项事实。"""

from __future__ import annotations

from collections.abc import Sequence

from complaint_store.domain.draft import Draft, Filled
from complaint_store.domain.ids import AreaCode, CategoryId
from complaint_store.domain.reading import Field, FieldType, Mark, Reading
from complaint_store.domain.routing import Accused, AccusedKind, RoutingSubject
from complaint_store.policy.book import RuleBook
from complaint_store.routing.accused import accused_of

_PUBLIC = (AccusedKind.GOVERNMENT, AccusedKind.PUBLIC_INSTITUTION, AccusedKind.STATE_OWNED)


def subject_of(reading: Reading, book: RuleBook) -> RoutingSubject:
    """The routing facts of one reading: its likeliest category, the accused, the place."""
    ranked = sorted(reading.categories, key=lambda guess: -guess.confidence)
    ids = [guess.id for guess in ranked if guess.id in book.categories]
    areas = (_area(field, book) for field in reading.of(FieldType.PLACE))
    area = next((code for code in areas if code), None)
    units = reading.of(FieldType.ACCUSED_UNIT)
    accused = accused_of(units[0] if units else None, reading.accused_kind, area, book)
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
    ids = [category for category in draft.categories if category in book.categories]
    place = draft.fields.get(FieldType.PLACE.value)
    area = _area(place, book) if place else None
    accused = accused_of(draft.fields.get(FieldType.ACCUSED_UNIT.value), draft.accused_kind, area, book)
    project = draft.government_project
    if project is None:
        project = _government_project(accused, FieldType.PROJECT.value in draft.fields)
    return RoutingSubject(
        category=ids[0] if ids else None,
        accused=accused,
        area=area,
        subtype=draft.subtype,
        marks=frozenset(Mark(mark) for mark in draft.marks),
        government_project=project,
        abstain=draft.abstain,
        also=tuple(ids[1:]),
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

"""从规则总册取名录：地区表成地名，单位表成单位。"""

from __future__ import annotations

from collections.abc import Iterator

from complaint_store.domain.area import AreaKind
from complaint_store.policy.book import RuleBook
from nlu.gazetteer import PlaceEntry, UnitEntry

_DEPTHS = {
    AreaKind.LEAGUE: 0,
    AreaKind.BANNER: 1,
    AreaKind.ZONE: 1,
    AreaKind.TOWNSHIP: 2,
    AreaKind.VILLAGE: 3,
}


def places_of(book: RuleBook) -> Iterator[PlaceEntry]:
    """Every area of the book, with its canonical path."""
    for area in book.areas.values():
        yield PlaceEntry(
            code=area.code,
            name=area.name,
            path=area.place,
            banner=area.banner or "",
            depth=_DEPTHS[area.kind],
            parent=area.parent or "",
            short_names=(area.full_name, *area.short_names),
            managed_by=area.managed_by or "",
        )


def units_of(book: RuleBook) -> Iterator[UnitEntry]:
    """Every unit of the book, with all its names."""
    for unit in book.units.values():
        yield UnitEntry(unit.id, unit.name, unit.full_name, unit.aliases, unit.area or "", unit.level.value)

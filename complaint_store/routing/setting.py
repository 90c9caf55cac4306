"""案情：事发在谁的地界、被诉单位的上级是谁，把矩阵里的写法换成具体单位。"""

from __future__ import annotations

from dataclasses import dataclass

from complaint_store.domain.area import AreaKind
from complaint_store.domain.ids import AreaCode, CategoryId, UnitId
from complaint_store.domain.routing import AccusedKind, Level, RoutingSubject
from complaint_store.policy.book import RuleBook
from complaint_store.policy.matrix import Facts, PlaceKind


@dataclass(frozen=True, slots=True)
class Setting:
    """分派时看到的案情。"""

    subject: RoutingSubject
    area: AreaCode | None  # 事发地；没说时用被诉单位所在地
    book: RuleBook

    @property
    def place(self) -> PlaceKind:
        code = self.book.jurisdiction(self.area)
        if code is None:
            return PlaceKind.UNKNOWN
        return PlaceKind(self.book.areas[code].kind.value)

    def facts(self, category: CategoryId) -> Facts:
        accused = self.subject.accused
        return Facts(
            category=category,
            accused=accused.kind,
            level=accused.level,
            place=self.place,
            subtype=self.subject.subtype,
            marks=self.subject.marks,
            government_project=bool(self.subject.government_project),
            unit_known=accused.unit is not None,
        )

    def unit(self, written: str) -> UnitId | None:
        """place.renshe, accused.superior, area.township or a fixed id → the unit, or None."""
        owner, _, name = written.partition(".")
        if owner == "place":
            found = self.book.unit_in(name, self.area)
            return found.id if found else None
        if owner == "accused":
            accused = self.subject.accused.unit
            if accused is None:
                return None
            unit = self.book.units[accused]
            return unit.superior if name == "superior" else unit.supervisor
        if owner == "area":
            return self._township()
        return UnitId(written) if written in self.book.units else None

    def _township(self) -> UnitId | None:
        """苏木镇人民政府 of the place."""
        town = self.book.township_of(self.area)
        unit = UnitId(f"town.{town.code}") if town else None
        return unit if unit in self.book.units else None


def setting_of(subject: RoutingSubject, book: RuleBook) -> Setting:
    """The place of the matter, else the accused unit's own; village accused are known by their place."""
    area = subject.area if subject.area in book.areas else None
    unit = subject.accused.unit
    if area is None and unit is not None:
        area = book.units[unit].area
    elif area is not None and unit is not None and book.areas[area].kind is AreaKind.LEAGUE:
        area = book.units[unit].area  # 只说“在阿盟”，被诉单位所在地更具体
    if (
        area is None
        and subject.accused.level is Level.LEAGUE
        and subject.accused.kind is not AccusedKind.UNKNOWN
    ):
        area = next(code for code, found in book.areas.items() if found.kind is AreaKind.LEAGUE)
    return Setting(subject, area, book)

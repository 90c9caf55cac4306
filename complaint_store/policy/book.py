"""规则总册：把全部规则数据读成一个不可变的对象，供各处查用。"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from complaint_store.domain.area import Area, AreaKind
from complaint_store.domain.ids import AreaCode, CategoryId, UnitId
from complaint_store.domain.unit import Unit
from complaint_store.domain.workday import WorkCalendar
from complaint_store.policy.areas import read_areas
from complaint_store.policy.categories import Category, read_categories
from complaint_store.policy.clauses import Misconduct, NamedInPlan, PlanClause, read_clauses
from complaint_store.policy.deadlines import DeadlineRule, read_deadlines
from complaint_store.policy.doors import Door, read_doors
from complaint_store.policy.holidays import read_calendar
from complaint_store.policy.matrix import Matrix, read_matrix
from complaint_store.policy.questions import Button, FieldNeed, Question, QuestionTable, read_questions
from complaint_store.policy.source import DATA_FOLDER, DataFile, read_data
from complaint_store.policy.spoken import SpokenWords
from complaint_store.policy.units import Sector, UnitPlace, read_units

__all__ = ["Button", "Category", "Door", "FieldNeed", "Question", "RuleBook", "Sector", "Unit", "load_book"]

FILES = (
    "areas.yml", "units.yml", "categories.yml", "clauses.yml", "matrix.yml", "deadlines.yml", "doors.yml",
    "calendar.yml", "questions.yml",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleBook:
    """规则总册. `version` changes whenever any data file changes."""

    version: str
    areas: Mapping[AreaCode, Area]
    units: Mapping[UnitId, Unit]
    sectors: Mapping[str, Sector]
    spoken: SpokenWords
    unit_places: Mapping[AreaCode, UnitPlace]
    categories: Mapping[CategoryId, Category]
    clauses: Mapping[str, PlanClause]
    misconducts: Mapping[str, Misconduct]
    named_in_plan: Mapping[str, NamedInPlan]
    matrix: Matrix
    deadlines: Mapping[str, DeadlineRule]
    doors: Mapping[str, Door]
    calendar: WorkCalendar
    questions: QuestionTable
    unit_names: Mapping[str, tuple[UnitId, ...]]  # 规范名、全称与叫法 → 单位
    place_names: Mapping[str, AreaCode]  # 规范写法 → 区划代码

    def unit(self, id_: UnitId | str) -> Unit:
        return self.units[UnitId(id_)]

    def unit_named(self, name: str) -> Unit | None:
        """The unit called so, or None when no unit or several are."""
        ids = self.unit_names.get(name, ())
        return self.units[ids[0]] if len(ids) == 1 else None

    def units_called(self, name: str) -> tuple[UnitId, ...]:
        return self.unit_names.get(name, ())

    def unit_in(self, sector: str, area: AreaCode | None) -> Unit | None:
        """本地的某条线部门: renshe in a township of 阿左旗 is 阿左旗人社局。"""
        place = self.unit_places.get(self.jurisdiction(area) or AreaCode("")) if area else None
        return self.units.get(UnitId(f"{place.id}.{sector}")) if place else None

    def area(self, code: AreaCode | str) -> Area:
        return self.areas[AreaCode(code)]

    def area_at(self, place: str) -> Area | None:
        """The area whose canonical writing is `place` (阿拉善左旗/巴彦浩特镇)."""
        code = self.place_names.get(place)
        return self.areas[code] if code is not None else None

    def jurisdiction(self, code: AreaCode | None) -> AreaCode | None:
        """属地：the banner, zone or league whose departments act for this place."""
        area = self.areas.get(code) if code else None
        if area is None:
            return None
        return area.code if area.kind is AreaKind.LEAGUE else area.jurisdiction

    def township_of(self, code: AreaCode | None) -> Area | None:
        """The 苏木、镇 or 街道 that this place is or lies in."""
        area = self.areas.get(code) if code else None
        while area is not None and area.kind is AreaKind.VILLAGE and area.parent is not None:
            area = self.areas[area.parent]
        return area if area is not None and area.kind is AreaKind.TOWNSHIP else None

    def category(self, id_: CategoryId | str) -> Category:
        return self.categories[CategoryId(id_)]

    def fields_for(self, category: CategoryId | None) -> tuple[FieldNeed, ...]:
        return self.questions.fields_for(category)

    def question(self, field: str, category: CategoryId | None) -> Question:
        return self.questions.question(field, category)

    def is_under(self, unit: UnitId, above: UnitId) -> bool:
        """Whether `unit` is `above` or stands below it, by 上下级 or by 业务主管。"""
        to_visit, seen = [unit], set()
        while to_visit:
            current = to_visit.pop()
            if current == above:
                return True
            if current in seen:
                continue
            seen.add(current)
            found = self.units[current]
            to_visit.extend(up for up in (found.superior, found.supervisor) if up is not None)
        return False


def load_book(folder: Path | None = None) -> RuleBook:
    """Read every data file, or BookError naming file, id and line. Reading takes a moment; keep the result."""
    source = folder or DATA_FOLDER
    files = {name: read_data(source, name) for name in FILES}
    areas = read_areas(files["areas.yml"])
    table = read_units(files["units.yml"], areas)
    plan = read_clauses(files["clauses.yml"])
    matrix = read_matrix(files["matrix.yml"])
    return RuleBook(
        version=_version(matrix.version, files),
        areas=MappingProxyType(dict(areas)),
        units=MappingProxyType(dict(table.units)),
        sectors=MappingProxyType(dict(table.sectors)),
        spoken=table.spoken,
        unit_places=MappingProxyType(dict(table.places)),
        categories=MappingProxyType(dict(read_categories(files["categories.yml"]))),
        clauses=MappingProxyType(dict(plan.clauses)),
        misconducts=MappingProxyType(dict(plan.misconducts)),
        named_in_plan=MappingProxyType(dict(plan.named)),
        matrix=matrix,
        deadlines=MappingProxyType(dict(read_deadlines(files["deadlines.yml"]))),
        doors=MappingProxyType(dict(read_doors(files["doors.yml"]))),
        calendar=read_calendar(files["calendar.yml"]),
        questions=read_questions(files["questions.yml"]),
        unit_names=MappingProxyType(_names(table.units)),
        place_names=MappingProxyType({area.place: area.code for area in areas.values()}),
    )


def _version(declared: str, files: Mapping[str, DataFile]) -> str:
    digest = hashlib.sha256("".join(files[name].digest for name in FILES).encode()).hexdigest()
    return f"{declared}+{digest[:8]}"


def _names(units: Mapping[UnitId, Unit]) -> dict[str, tuple[UnitId, ...]]:
    """A canonical name belongs to one unit even when another is called so too."""
    names: dict[str, tuple[UnitId, ...]] = {}
    for unit in units.values():
        for alias in (unit.full_name, *unit.aliases):
            if unit.id not in names.get(alias, ()):
                names[alias] = (*names.get(alias, ()), unit.id)
    names.update({unit.name: (unit.id,) for unit in units.values()})
    return names

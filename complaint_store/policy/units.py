"""责任单位表：把 units.yml 的“条线 × 地方”展开成一个个单位，定好上级和叫法。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from complaint_store.domain.area import Area, AreaKind
from complaint_store.domain.ids import AreaCode, UnitId
from complaint_store.domain.routing import AccusedKind, Level
from complaint_store.domain.unit import Unit
from complaint_store.policy.source import DataFile, Row
from complaint_store.policy.spoken import SpokenWords, read_spoken

BANNERS = "banners"  # units.yml 中三个旗的合称


@dataclass(frozen=True, slots=True)
class Sector:
    """部门条线, e.g. renshe: 人社局 with what people call it (社保局、劳动局)."""

    id: str
    short: str
    full: str
    aliases: tuple[str, ...]
    kind: AccusedKind


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """设有部门的地方 and how its units' names begin."""

    id: str
    prefix: str
    full: str
    area: AreaCode
    level: Level
    spoken: tuple[str, ...]

    @property
    def government(self) -> UnitId:
        return UnitId(f"{self.id}.government")


@dataclass(frozen=True, slots=True)
class UnitTable:
    """单位表的全部内容。"""

    units: Mapping[UnitId, Unit]
    spoken: SpokenWords
    sectors: Mapping[str, Sector]
    places: Mapping[AreaCode, UnitPlace]


def read_units(file: DataFile, areas: Mapping[AreaCode, Area]) -> UnitTable:
    """Expand sectors × places, single units and townships; BookError names what does not fit."""
    units: dict[UnitId, Unit] = {}
    places: dict[str, UnitPlace] = {}
    sectors: dict[str, Sector] = {}

    def add(row: Row, unit: Unit) -> None:
        if unit.id in units:
            raise row.wrong(f"unit {unit.id} stands twice, expected once")
        units[unit.id] = unit

    for row in file.rows("places"):
        place = _place(row, areas)
        places[place.id] = place
        add(row, _government(row, place))
    for row in file.rows("sectors"):
        sector = _sector(row)
        sectors[sector.id] = sector
        for place in _spread(row, places):
            add(row, _bureau(row, sector, place))
    for row in file.rows("units"):
        add(row, _single(row, areas, places))
    by_area = {place.area: place for place in places.values()}
    prefixes = file.section("townships").get("prefixes", {})
    for area in areas.values():
        if area.kind is AreaKind.TOWNSHIP:
            unit = _township(file, area, prefixes, by_area)
            units[unit.id] = unit
    known = {id_: _with_known_supervisor(unit, units) for id_, unit in units.items()}
    return UnitTable(known, read_spoken(file), sectors, by_area)


def _with_known_supervisor(unit: Unit, units: Mapping[UnitId, Unit]) -> Unit:
    """A 条线 that has no league bureau in the table has no supervisor there."""
    return unit if unit.supervisor in units else replace(unit, supervisor=None)


def _place(row: Row, areas: Mapping[AreaCode, Area]) -> UnitPlace:
    row.only(
        "id", "prefix", "full", "area", "level", "spoken", "government", "government_full",
        "government_aliases", "verified", "note",
    )  # fmt: skip
    area = AreaCode(row.text("area"))
    if area not in areas:
        raise row.wrong(f'area "{area}" is no code of areas.yml', "area")
    return UnitPlace(
        row.text("id"),
        row.text("prefix"),
        row.text("full"),
        area,
        row.choice("level", Level),
        row.texts("spoken"),
    )


def _government(row: Row, place: UnitPlace) -> Unit:
    """行署、旗人民政府、管委会; above the league there is no unit in this table."""
    is_league = place.level is Level.LEAGUE
    return Unit(
        id=place.government,
        name=place.prefix + row.text("government"),
        full_name=row.text("government_full"),
        level=place.level,
        kind=AccusedKind.GOVERNMENT,
        area=place.area,
        sector="government",
        superior=None if is_league else UnitId("league.government"),
        supervisor=None if is_league else UnitId("league.government"),
        aliases=(row.text("government_full"), *row.texts("government_aliases")),
        verified=row.flag("verified"),
        note=row.text("note", ""),
    )


def _sector(row: Row) -> Sector:
    row.only("id", "short", "full", "at", "named", "aliases", "names", "kind", "party", "note")
    return Sector(
        row.text("id"),
        row.text("short"),
        row.text("full"),
        row.texts("aliases"),
        row.choice("kind", AccusedKind, AccusedKind.GOVERNMENT),
    )


def _spread(row: Row, places: Mapping[str, UnitPlace]) -> Iterator[UnitPlace]:
    for name in row.texts("at"):
        if name == BANNERS:
            yield from (places[banner] for banner in ("zuoqi", "youqi", "ejina"))
        elif name in places:
            yield places[name]
        else:
            raise row.wrong(f'at "{name}" is no place of units.yml', "at")


def _bureau(row: Row, sector: Sector, place: UnitPlace) -> Unit:
    names = row.values.get("names", {})
    name = place.prefix + str(names.get(place.id, sector.short))
    superior: UnitId | None = place.government
    if sector.kind in (AccusedKind.COURT, AccusedKind.DISCIPLINE):
        superior = None  # 不隶属同级政府
    elif row.flag("party"):
        superior = UnitId(f"{place.id}.party")
    is_league = place.level is Level.LEAGUE
    endings = dict.fromkeys((sector.short, sector.full, *sector.aliases))
    spoken = [start + end for start in (place.prefix, *place.spoken) for end in endings]
    return Unit(
        id=UnitId(f"{place.id}.{sector.id}"),
        name=name,
        full_name=place.full + sector.full,
        level=place.level,
        kind=sector.kind,
        area=place.area,
        sector=sector.id,
        superior=superior,
        supervisor=None if is_league else UnitId(f"league.{sector.id}"),
        aliases=tuple(alias for alias in dict.fromkeys((place.full + sector.full, *spoken)) if alias != name),
        verified=place.id in row.texts("named"),
        note=row.text("note", ""),
    )


def _single(row: Row, areas: Mapping[AreaCode, Area], places: Mapping[str, UnitPlace]) -> Unit:
    row.only(
        "id", "name", "full", "sector", "kind", "area", "superior", "supervisor", "aliases", "verified",
        "note",
    )  # fmt: skip
    area = AreaCode(row.text("area", "152900"))
    place = places.get(row.text("id").partition(".")[0])
    if area not in areas or place is None:
        raise row.wrong(
            f'area "{area}" or the id before the dot is unknown, expected a place of units.yml', "area"
        )
    superior = row.optional("superior") if "superior" in row.values else place.government
    return Unit(
        id=UnitId(row.text("id")),
        name=row.text("name"),
        full_name=row.text("full"),
        level=place.level,
        kind=row.choice("kind", AccusedKind, AccusedKind.GOVERNMENT),
        area=area,
        sector=row.text("sector"),
        superior=UnitId(superior) if superior else None,
        supervisor=UnitId(f"league.{row.text('sector')}") if place.level is Level.BANNER else None,
        aliases=tuple(dict.fromkeys((row.text("full"), *row.texts("aliases")))),
        verified=row.flag("verified"),
        note=row.text("note", ""),
    )


def _township(
    file: DataFile, area: Area, prefixes: Mapping[str, str], places: Mapping[AreaCode, UnitPlace]
) -> Unit:
    """苏木镇人民政府 or 街道办事处, expanded from areas.yml."""
    banner = area.banner
    if banner is None or banner not in prefixes or banner not in places:
        raise file.wrong("townships", f"found no prefix for {area.name} ({banner}), expected one")
    stem = area.name.removesuffix("办事处")
    ending = "办事处" if area.type == "街道" else "人民政府"
    name = prefixes[banner] + stem + ending
    short_endings = ("办事处", "街道办") if area.type == "街道" else ("人民政府", "政府")
    starts = ("", prefixes[banner], *places[banner].spoken)
    shorts = [stem + end if end != "街道办" else stem + "办" for end in short_endings]
    shorts += [short + "政府" for short in area.short_names if area.type != "街道"]
    government = places[area.managed_by or banner].government
    return Unit(
        id=UnitId(f"town.{area.code}"),
        name=name,
        full_name=places[banner].full + stem + ending,
        level=Level.TOWNSHIP,
        kind=AccusedKind.GOVERNMENT,
        area=area.code,
        sector="government",
        superior=government,
        supervisor=government,
        aliases=tuple(
            a for a in dict.fromkeys(start + short for start in starts for short in shorts) if a != name
        ),
        note=area.note,
    )

"""地区表：从 areas.yml 读出盟、旗（区）、苏木镇、嘎查社区，定好每处的规范写法。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from complaint_store.domain.area import Area, AreaKind
from complaint_store.domain.ids import AreaCode
from complaint_store.policy.source import DataFile, Row

_TYPES = {"镇", "苏木", "街道", "嘎查", "社区", "村", "旗", "开发区", "示范区", "盟"}


def read_areas(file: DataFile) -> Mapping[AreaCode, Area]:
    """Every area by code, in the order of the file: league, banners and zones, townships, villages."""
    areas: dict[AreaCode, Area] = {}
    for section, read in (("banners", _banner), ("townships", _township), ("villages", _village)):
        for row in file.rows(section):
            for area in read(row, areas):
                if area.code in areas:
                    raise row.wrong(f"code {area.code} stands twice, expected once")
                areas[area.code] = area
    return areas


def _banner(row: Row, areas: Mapping[AreaCode, Area]) -> Iterator[Area]:
    row.only("code", "name", "kind", "full", "place", "short", "note", "source", "type")
    code = AreaCode(row.text("code"))
    kind = row.choice("kind", AreaKind)
    yield Area(
        code=code,
        name=row.text("name"),
        kind=kind,
        place=row.text("place"),
        parent=None if kind is AreaKind.LEAGUE else AreaCode("152900"),
        banner=None if kind is AreaKind.LEAGUE else code,
        short_names=row.texts("short"),
        full_name=row.text("full", row.text("name")),
        type=_type(row),
        note=row.text("note", ""),
    )


def _township(row: Row, areas: Mapping[AreaCode, Area]) -> Iterator[Area]:
    row.only("code", "name", "type", "in", "managed_by", "short", "full", "note")
    parent = _parent(row, areas)
    managed_by = row.optional("managed_by")
    if managed_by is not None and managed_by not in areas:
        raise row.wrong(f'managed_by "{managed_by}" is no area code of areas.yml', "managed_by")
    name = row.text("name")
    yield Area(
        code=AreaCode(row.text("code")),
        name=name,
        kind=AreaKind.TOWNSHIP,
        place=f"{parent.place}/{name}",
        parent=parent.code,
        banner=parent.code,
        managed_by=AreaCode(managed_by) if managed_by else None,
        short_names=row.texts("short"),
        full_name=row.text("full", name),
        type=_type(row),
        note=row.text("note", ""),
    )


def _village(row: Row, areas: Mapping[AreaCode, Area]) -> Iterator[Area]:
    """One row is one township with its villages: {in: township, list: {last three digits: name}}."""
    row.only("code", "in", "list")
    parent = _parent(row, areas)
    listed = row.values.get("list")
    if not isinstance(listed, dict):
        raise row.wrong("list is missing, expected {last digits: name}", "list")
    for tail, written in listed.items():
        name = str(written)
        yield Area(
            code=AreaCode(f"{row.text('in')}{tail}"),
            name=name,
            kind=AreaKind.VILLAGE,
            place=f"{parent.place}/{name}",
            parent=parent.code,
            banner=parent.banner,
            managed_by=parent.managed_by,
            full_name=name,
            type=next((t for t in ("嘎查", "社区", "村") if name.endswith(t)), ""),
        )


def _parent(row: Row, areas: Mapping[AreaCode, Area]) -> Area:
    code = AreaCode(row.text("in"))
    if code not in areas:
        raise row.wrong(f'in "{code}" is no area code that stands before it', "in")
    return areas[code]


def _type(row: Row) -> str:
    written = row.text("type")
    if written not in _TYPES:
        raise row.wrong(f"type is {written!r}, expected one of {'、'.join(sorted(_TYPES))}", "type")
    return written

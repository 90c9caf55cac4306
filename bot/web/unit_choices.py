"""选单位：两百多个单位按盟和各旗（区）分组，照单位表的次序，不用从头翻到尾。"""

from __future__ import annotations

from complaint_store.domain.unit import Unit
from complaint_store.policy.book import RuleBook


def by_place(book: RuleBook) -> dict[str, list[Unit]]:
    """Name of the league, banner or zone → its units, the league's first."""
    groups: dict[str, list[Unit]] = {}
    for unit in book.units.values():
        area = book.areas[unit.area]
        banner = book.areas[area.banner] if area.banner else area
        groups.setdefault(banner.place, []).append(unit)
    return groups

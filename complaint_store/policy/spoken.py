"""不带名字的说法：“镇政府”“管委会”知道地点后是谁，“旗里的”是哪一级。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from complaint_store.domain.routing import Level
from complaint_store.policy.source import DataFile, Row


@dataclass(frozen=True, slots=True)
class SpokenWords:
    """不带名字的说法: which words mean 本地的镇政府, 本地的旗政府, and which level a word betrays."""

    town_government: frozenset[str]
    place_government: frozenset[str]
    levels: Mapping[Level, tuple[str, ...]]  # 依次试


def read_spoken(file: DataFile) -> SpokenWords:
    row = Row(file, "spoken", file.section("spoken"))
    row.only("town_government", "place_government", "township", "banner", "league")
    return SpokenWords(
        town_government=frozenset(row.texts("town_government")),
        place_government=frozenset(row.texts("place_government")),
        levels={level: row.texts(level.value) for level in (Level.TOWNSHIP, Level.BANNER, Level.LEAGUE)},
    )

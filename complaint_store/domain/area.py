"""地区：一个地名属于哪个旗（区）、由谁托管、规范写法是什么。"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from complaint_store.domain.ids import AreaCode


class AreaKind(str, Enum):
    """地区种类。"""

    LEAGUE = "league"  # 盟
    BANNER = "banner"  # 旗
    ZONE = "zone"  # 开发区、示范区（不是行政区划）
    TOWNSHIP = "township"  # 苏木、镇、街道
    VILLAGE = "village"  # 嘎查、村、社区


@dataclass(frozen=True, slots=True)
class Area:
    """一处地方; `place` is the one official way to write it (阿拉善左旗/巴彦浩特镇)."""

    code: AreaCode
    name: str  # 规范名，如 巴彦浩特镇
    kind: AreaKind
    place: str  # 旗/苏木镇[/嘎查] 的规范写法
    parent: AreaCode | None = None
    banner: AreaCode | None = None  # 所属旗、开发区或示范区；盟为 None
    managed_by: AreaCode | None = None  # 托管它的示范区
    short_names: tuple[str, ...] = ()  # 简称与口语叫法
    full_name: str = ""  # 全称，如 敖包图嘎查村民委员会
    type: str = ""  # 旗、开发区、镇、苏木、街道、嘎查、社区、村
    note: str = ""

    @property
    def jurisdiction(self) -> AreaCode | None:
        """属地管理的旗或示范区: the zone that manages it, else its banner."""
        return self.managed_by or self.banner

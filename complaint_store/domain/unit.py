"""责任单位：规范名称、层级、上级，以及群众怎么叫它。"""

from __future__ import annotations

from dataclasses import dataclass

from complaint_store.domain.ids import AreaCode, UnitId
from complaint_store.domain.routing import AccusedKind, Level


@dataclass(frozen=True, slots=True)
class Unit:
    """责任单位. `superior` is 上级; `supervisor` is the same 条线 one level up (业务主管部门)."""

    id: UnitId
    name: str  # 规范简称：盟财政局、阿左旗人社局、阿左旗巴润别立镇人民政府
    full_name: str
    level: Level
    kind: AccusedKind
    area: AreaCode
    sector: str  # 条线，如 renshe、zhujian；旗政府、管委会、苏木镇为 government
    superior: UnitId | None = None
    supervisor: UnitId | None = None
    aliases: tuple[str, ...] = ()
    verified: bool = False  # False: 名称或设置待核
    note: str = ""

"""分派的输入与结果：诉谁、在哪里、为什么给这个单位。"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from complaint_store.domain.clause import ClauseRef
from complaint_store.domain.ids import AreaCode, CategoryId, MatrixRowId, UnitId
from complaint_store.domain.reading import Mark


class Lane(str, Enum):
    """办理通道。"""

    ORDINARY = "ordinary"  # 普通工单
    SEALED = "sealed"  # 密件通道，只有纪检监察可见
    DESK = "desk"  # 人工分派
    REDIRECT = "redirect"  # 告知应去的法定途径


class AccusedKind(str, Enum):
    """被诉主体类型。"""

    GOVERNMENT = "government"  # 行政机关
    PUBLIC_INSTITUTION = "public_institution"  # 事业单位
    STATE_OWNED = "state_owned"  # 国有企业
    PRIVATE = "private"  # 民营企业、个人
    VILLAGE = "village"  # 嘎查村集体
    DISCIPLINE = "discipline"  # 纪检监察机关自身
    COURT = "court"  # 法院、检察院
    UNKNOWN = "unknown"


class Level(str, Enum):
    """层级。"""

    LEAGUE = "league"  # 盟级
    BANNER = "banner"  # 旗、开发区、示范区
    TOWNSHIP = "township"  # 苏木镇、街道
    ABOVE = "above"  # 自治区及以上
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Accused:
    """被诉主体; unit is None when it is not in units.yml (a firm) or unclear."""

    kind: AccusedKind
    level: Level = Level.UNKNOWN
    unit: UnitId | None = None
    name: str = ""
    candidates: tuple[UnitId, ...] = ()


@dataclass(frozen=True, slots=True)
class RoutingSubject:
    """分派所看的事实 of one matter."""

    category: CategoryId | None
    accused: Accused
    area: AreaCode | None  # 事发地区划代码（任意位数）；None: 不明
    subtype: str | None = None
    marks: frozenset[Mark] = frozenset()
    government_project: bool | None = None  # 政府投资项目
    abstain: bool = False
    also: tuple[CategoryId, ...] = ()  # 同一件事还涉及的其他类别


@dataclass(frozen=True, slots=True)
class Exclusion:
    """回避：为什么某单位不得承办。"""

    unit: UnitId
    reason: str
    clause: ClauseRef


@dataclass(frozen=True, slots=True)
class RoutingDecision:
    """分派结果: who leads, who supports, and the row of the matrix that says so."""

    lead: UnitId | None  # 牵头单位；None: 人工分派或只告知途径
    supporting: tuple[UnitId, ...]  # 配合单位
    lane: Lane
    respondent: UnitId | None  # 被要求说明情况的债务单位
    excluded: tuple[Exclusion, ...]
    basis: tuple[ClauseRef, ...]
    reason: str  # 一句话，给办事人员和群众看
    row: MatrixRowId | None
    matrix_version: str
    doors: tuple[str, ...] = field(default=())  # 应告知的法定途径（doors.yml 的编号）
    may_store: bool = True  # False: 只告知途径，内容不得留存

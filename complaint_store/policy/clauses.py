"""方案条款：三十四条责任单位（原文逐字）、D01–D22 失信行为，以及方案点名的渠道、平台和机制。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from complaint_store.domain.clause import ClauseRef
from complaint_store.domain.ids import CategoryId, UnitId
from complaint_store.policy.categories import PLAN
from complaint_store.policy.source import DataFile


@dataclass(frozen=True, slots=True)
class PlanClause:
    """方案的一条, with 责任单位 word for word and their canonical ids."""

    id: str  # 二(三)-④
    title: str
    task: str  # 任务摘要（转述）
    responsible: str  # 责任单位原文（逐字）；无括注时为空
    units: tuple[UnitId, ...]
    groups: tuple[str, ...]  # 各旗（区）、各部门、各相关部门、盟直各相关部门
    note: str = ""

    @property
    def ref(self) -> ClauseRef:
        return ClauseRef(PLAN, self.id)


@dataclass(frozen=True, slots=True)
class Misconduct:
    """失信行为或受理线索类别, D01–D22."""

    id: str
    wording: str
    clauses: tuple[str, ...]
    category: CategoryId | None  # 归入哪一类诉求；None: 记录或总括，不是投诉入口
    units: tuple[UnitId, ...]
    doors: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class NamedInPlan:
    """方案点名的渠道、平台、机制、清单或引用文件。"""

    id: str
    name: str
    kind: str  # channel、platform、mechanism、list、document
    clauses: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class PlanTable:
    """方案里的全部条款与点名事项。"""

    clauses: Mapping[str, PlanClause]
    misconducts: Mapping[str, Misconduct]
    named: Mapping[str, NamedInPlan]


def read_clauses(file: DataFile) -> PlanTable:
    clauses: dict[str, PlanClause] = {}
    for row in file.rows("clauses"):
        row.only("id", "title", "task", "responsible", "units", "groups", "note")
        if row.id in clauses:
            raise row.wrong("this clause stands twice, expected once")
        clauses[row.id] = PlanClause(
            id=row.id,
            title=row.text("title"),
            task=row.text("task"),
            responsible=row.text("responsible", ""),
            units=tuple(UnitId(unit) for unit in row.texts("units")),
            groups=row.texts("groups"),
            note=row.text("note", ""),
        )
    misconducts: dict[str, Misconduct] = {}
    for row in file.rows("misconducts"):
        row.only("id", "wording", "clauses", "category", "units", "doors", "note")
        category = row.optional("category")
        misconducts[row.id] = Misconduct(
            id=row.id,
            wording=row.text("wording"),
            clauses=row.texts("clauses"),
            category=CategoryId(category) if category else None,
            units=tuple(UnitId(unit) for unit in row.texts("units")),
            doors=row.texts("doors"),
            note=row.text("note", ""),
        )
    named: dict[str, NamedInPlan] = {}
    for row in file.rows("named"):
        row.only("id", "name", "kind", "clauses", "note")
        named[row.id] = NamedInPlan(
            row.id, row.text("name"), row.text("kind"), row.texts("clauses"), row.text("note", "")
        )
    return PlanTable(clauses, misconducts, named)

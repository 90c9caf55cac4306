"""分派矩阵：一件事的类别、被诉主体、层级和地点，对上哪一行、交给谁。"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from complaint_store.domain.clause import ClauseRef
from complaint_store.domain.ids import CategoryId, MatrixRowId
from complaint_store.domain.reading import Mark
from complaint_store.domain.routing import AccusedKind, Lane, Level
from complaint_store.policy.categories import PLAN
from complaint_store.policy.doors import clause_refs
from complaint_store.policy.source import DataFile, Row


class Evidence(str, Enum):
    """这一行凭什么。"""

    PLAN = "plan"  # 方案原文
    LAW = "law"  # 法规条文
    JUDGEMENT = "judgement"  # 待业务确认


class PlaceKind(str, Enum):
    """事发地的种类。"""

    BANNER = "banner"  # 旗
    ZONE = "zone"  # 开发区、示范区
    LEAGUE = "league"  # 只知道在本盟，或事在盟直
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Facts:
    """矩阵所看的几项事实。"""

    category: CategoryId
    accused: AccusedKind
    level: Level
    place: PlaceKind
    subtype: str | None
    marks: frozenset[Mark]
    government_project: bool
    unit_known: bool


@dataclass(frozen=True, slots=True)
class Condition:
    """一行的条件; an empty set means any."""

    categories: frozenset[CategoryId] = frozenset()
    accused: frozenset[AccusedKind] = frozenset()
    levels: frozenset[Level] = frozenset()
    places: frozenset[PlaceKind] = frozenset()
    subtypes: frozenset[str] = frozenset()
    marks: frozenset[Mark] = frozenset()  # 有其中任何一个即可
    government_project: bool | None = None
    unit_known: bool | None = None

    @property
    def is_empty(self) -> bool:
        return self == Condition()

    def holds(self, facts: Facts) -> bool:
        return (
            (not self.categories or facts.category in self.categories)
            and (not self.accused or facts.accused in self.accused)
            and (not self.levels or facts.level in self.levels)
            and (not self.places or facts.place in self.places)
            and (not self.subtypes or facts.subtype in self.subtypes)
            and (not self.marks or bool(self.marks & facts.marks))
            and (self.government_project is None or self.government_project == facts.government_project)
            and (self.unit_known is None or self.unit_known == facts.unit_known)
        )


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """矩阵的一行. `lead` and `supporting` are written as in matrix.yml and resolved in routing/."""

    id: MatrixRowId
    when: Condition
    lead: tuple[str, ...]  # 依次试，第一个找得到又不须回避的牵头
    supporting: tuple[str, ...]
    lane: Lane
    clause: ClauseRef
    basis: tuple[ClauseRef, ...]
    reason: str
    doors: tuple[str, ...]
    deadlines: tuple[str, ...]
    respondent: bool
    evidence: Evidence
    note: str


@dataclass(frozen=True, slots=True)
class Addition:
    """附加：条件成立时另加的配合单位、依据和途径。"""

    id: str
    when: Condition
    supporting: tuple[str, ...]
    basis: tuple[ClauseRef, ...]
    reason: str
    doors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """分派矩阵; rows are tried in order and the first that holds decides."""

    version: str
    rows: tuple[MatrixRow, ...]
    additions: tuple[Addition, ...]

    def first_match(self, facts: Facts) -> MatrixRow | None:
        return next((row for row in self.rows if row.when.holds(facts)), None)

    def additions_for(self, facts: Facts) -> tuple[Addition, ...]:
        return tuple(addition for addition in self.additions if addition.when.holds(facts))

    def row(self, id_: MatrixRowId) -> MatrixRow | None:
        return next((row for row in self.rows if row.id == id_), None)


def read_matrix(file: DataFile) -> Matrix:
    rows: dict[str, MatrixRow] = {}
    for row in file.rows("rows"):
        if row.id in rows:
            raise row.wrong("this row stands twice, expected once")
        rows[row.id] = _row(row)
    additions = tuple(_addition(row) for row in file.rows("additions"))
    return Matrix(str(file.section("version")), tuple(rows.values()), additions)


def _row(row: Row) -> MatrixRow:
    row.only(
        "id", "when", "lead", "supporting", "lane", "clause", "basis", "reason", "doors", "deadlines",
        "respondent", "evidence", "note",
    )  # fmt: skip
    return MatrixRow(
        id=MatrixRowId(row.id),
        when=_condition(row),
        lead=row.texts("lead"),
        supporting=row.texts("supporting"),
        lane=row.choice("lane", Lane),
        clause=ClauseRef(PLAN, row.text("clause")),
        basis=clause_refs(row, "basis"),
        reason=row.text("reason"),
        doors=row.texts("doors"),
        deadlines=row.texts("deadlines"),
        respondent=row.flag("respondent"),
        evidence=row.choice("evidence", Evidence),
        note=row.text("note", ""),
    )


def _addition(row: Row) -> Addition:
    row.only("id", "when", "supporting", "basis", "reason", "doors")
    return Addition(
        id=row.id,
        when=_condition(row),
        supporting=row.texts("supporting"),
        basis=clause_refs(row, "basis"),
        reason=row.text("reason"),
        doors=row.texts("doors"),
    )


def _condition(row: Row) -> Condition:
    values = row.values.get("when", {})
    if not isinstance(values, dict):
        raise row.wrong(f"when is {values!r}, expected a mapping", "when")
    when = Row(row.file, row.id, values)
    when.only("category", "accused", "level", "place", "subtype", "marks", "government_project", "unit_known")
    return Condition(
        categories=frozenset(CategoryId(name) for name in when.texts("category")),
        accused=when.choices("accused", AccusedKind),
        levels=when.choices("level", Level),
        places=when.choices("place", PlaceKind),
        subtypes=frozenset(when.texts("subtype")),
        marks=when.choices("marks", Mark),
        government_project=when.flag("government_project") if "government_project" in values else None,
        unit_known=when.flag("unit_known") if "unit_known" in values else None,
    )

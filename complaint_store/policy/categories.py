"""失信行为类别：十一类诉求的原文用语、条款和细类，以及它们与矩阵 D01–D22 的对应。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from complaint_store.domain.clause import ClauseRef
from complaint_store.domain.ids import CategoryId
from complaint_store.policy.source import DataFile, Row

PLAN = "分工方案"  # 分工方案在 ClauseRef.doc 中的名字


@dataclass(frozen=True, slots=True)
class Subtype:
    """细类 of a category, e.g. dereliction's abuse_of_power 滥用职权。"""

    id: str
    name: str
    misconduct: str | None = None  # 矩阵 D 编号


@dataclass(frozen=True, slots=True)
class Category:
    """失信行为类别。"""

    id: CategoryId
    name: str  # 给群众看的短名
    wording: str  # 方案原文用语
    clause: ClauseRef
    misconducts: tuple[str, ...]  # D01–D22
    payment: bool = False  # 追款类：债务单位是被要求说明情况的一方
    evidence: str = "plan"  # plan 见于方案原文；judgement 待业务确认
    subtypes: tuple[Subtype, ...] = ()
    note: str = ""
    plain: str = ""  # 平常话里怎么叫；没有的，短名本身就听得懂

    @property
    def plain_name(self) -> str:
        """“该办的不办、推来推去（履职不力）”: what a person chooses from."""
        return f"{self.plain}（{self.name}）" if self.plain else self.name


def read_categories(file: DataFile) -> Mapping[CategoryId, Category]:
    categories: dict[CategoryId, Category] = {}
    for row in file.rows("categories"):
        row.only(
            "id", "name", "plain", "wording", "clause", "misconducts", "payment", "evidence", "subtypes",
            "note",
        )  # fmt: skip
        id_ = CategoryId(row.text("id"))
        if id_ in categories:
            raise row.wrong("this category stands twice, expected once")
        categories[id_] = Category(
            id=id_,
            name=row.text("name"),
            wording=row.text("wording"),
            clause=ClauseRef(PLAN, row.text("clause")),
            misconducts=row.texts("misconducts"),
            payment=row.flag("payment"),
            evidence=row.text("evidence", "plan"),
            subtypes=tuple(_subtype(sub) for sub in row.rows("subtypes")),
            note=row.text("note", ""),
            plain=row.text("plain", ""),
        )
    return categories


def _subtype(row: Row) -> Subtype:
    row.only("id", "name", "misconduct")
    return Subtype(row.text("id"), row.text("name"), row.optional("misconduct"))

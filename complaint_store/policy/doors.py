"""法定途径：一件事不归本平台办，或者另有正路可走时，告诉人去哪个门、带什么。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from complaint_store.domain.clause import ClauseRef
from complaint_store.policy.source import DataFile, Row


@dataclass(frozen=True, slots=True)
class Door:
    """法定途径或热线; `phone` only where the number has a source."""

    id: str
    name: str
    says: str  # 对群众说的一句话
    bring: tuple[str, ...]  # 要带什么
    phone: str | None = None
    basis: tuple[ClauseRef, ...] = ()
    topics: tuple[str, ...] = ()  # 哪些说法指向这个门（本平台不受理的事）
    where: tuple[str, ...] = ()  # 事情发生的地方，没有别的说法时才指向这个门
    verified: bool = False
    note: str = ""

    def heard_in(self, text: str) -> int:
        """How many of its usual words stand in the text."""
        return sum(topic in text for topic in self.topics)

    def stands_at(self, text: str) -> bool:
        """Whether the text names its place, which alone says little: 小区里 may be a dog, a thief or a neighbour."""
        return any(place in text for place in self.where)


def read_doors(file: DataFile) -> Mapping[str, Door]:
    doors: dict[str, Door] = {}
    for row in file.rows("doors"):
        row.only("id", "name", "says", "bring", "phone", "basis", "topics", "where", "verified", "note")
        if row.id in doors:
            raise row.wrong("this door stands twice, expected once")
        doors[row.id] = Door(
            id=row.id,
            name=row.text("name"),
            says=row.text("says"),
            bring=row.texts("bring"),
            phone=row.optional("phone"),
            basis=clause_refs(row, "basis"),
            topics=row.texts("topics"),
            where=row.texts("where"),
            verified=row.flag("verified"),
            note=row.text("note", ""),
        )
    return doors


def clause_refs(row: Row, name: str) -> tuple[ClauseRef, ...]:
    """依据 written as “文件名 条款”, e.g. 分工方案 二(三)-④."""
    refs = []
    for written in row.texts(name):
        doc, _, clause = written.rpartition(" ")
        if not doc or not clause:
            raise row.wrong(f'{name} "{written}" is not “document clause”', written)
        refs.append(ClauseRef(doc, clause))
    return tuple(refs)

"""问话：每类诉求要记下哪些要素、先问哪一个、怎么问。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from complaint_store.domain.ids import CategoryId
from complaint_store.policy.source import DataFile, Row

DEFAULT = CategoryId("default")  # questions.yml 中没有单列的类别所用的一组


@dataclass(frozen=True, slots=True)
class FieldNeed:
    """要记下的一项。"""

    name: str  # FieldType 的值，或 contact
    required: bool  # 要紧：没说到的，汇总时请本人补
    always: bool = False  # 没说到就单独问


@dataclass(frozen=True, slots=True)
class Button:
    """按钮。"""

    label: str
    payload: str


@dataclass(frozen=True, slots=True)
class Question:
    """一句问话 with the reason for asking and the way past it."""

    field: str
    text: str
    why: str
    skippable: bool
    buttons: tuple[Button, ...]
    example: str
    skip: str  # 跳过时怎么说
    again: str  # 没听懂时换一种问法
    label: str  # “已记下”卡片上的名称


@dataclass(frozen=True, slots=True)
class QuestionTable:
    """问话表。"""

    fields: Mapping[CategoryId, tuple[FieldNeed, ...]]
    general: Mapping[str, Question]
    special: Mapping[tuple[str, CategoryId], Question]

    def fields_for(self, category: CategoryId | None) -> tuple[FieldNeed, ...]:
        return self.fields.get(category or DEFAULT, self.fields[DEFAULT])

    def question(self, field: str, category: CategoryId | None) -> Question:
        if category is not None and (field, category) in self.special:
            return self.special[field, category]
        return self.general[field]


def read_questions(file: DataFile) -> QuestionTable:
    general: dict[str, Question] = {}
    special: dict[tuple[str, CategoryId], Question] = {}
    for row in file.rows("questions"):
        row.only("id", "label", "text", "why", "skip", "again", "example", "buttons", "skippable", "for")
        question = _question(row, row.id)
        general[question.field] = question
        for other in row.rows("for"):
            other.only("category", "text", "why", "skip", "again", "example", "buttons", "skippable", "label")
            merged = Row(file, row.id, {**row.values, **other.values})
            for category in other.texts("category"):
                special[row.id, CategoryId(category)] = _question(merged, row.id)
    fields: dict[CategoryId, tuple[FieldNeed, ...]] = {}
    for row in file.rows("fields"):
        row.only("id", "ask")
        fields[CategoryId(row.id)] = tuple(_need(row, text, general) for text in row.texts("ask"))
    if DEFAULT not in fields:
        raise file.wrong("fields", 'found no set "default", expected one')
    return QuestionTable(fields, general, special)


def _question(row: Row, field: str) -> Question:
    buttons = tuple(Button(button.text("label"), button.text("payload")) for button in row.rows("buttons"))
    return Question(
        field=field,
        text=row.text("text"),
        why=row.text("why", ""),
        skippable=row.flag("skippable", True),
        buttons=buttons,
        example=row.text("example", ""),
        skip=row.text("skip", ""),
        again=row.text("again", row.text("text")),
        label=row.text("label"),
    )


def _need(row: Row, written: str, questions: Mapping[str, Question]) -> FieldNeed:
    """`place!` is always asked for, `date` matters, `project?` may stay open."""
    name = written.rstrip("?!")
    if name not in questions:
        raise row.wrong(f'ask names "{name}", questions has no such id', written)
    return FieldNeed(name, required=not written.endswith("?"), always=written.endswith("!"))

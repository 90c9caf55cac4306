"""诉求草稿：谈话中已经记下的要素，尚未提交。"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from complaint_store.domain.ids import CategoryId
from complaint_store.domain.reading import FieldType


@dataclass(frozen=True, slots=True)
class Filled:
    """已记下的一项: the words as said, and what they mean."""

    value: str
    normalized: Any
    role: str | None = None
    approx: bool = False
    code: str | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """诉求草稿 of one matter. `text` is the person's own words, joined in order, never rewritten."""

    text: str = ""
    categories: tuple[CategoryId, ...] = ()
    confidence: float = 0.0
    subtype: str | None = None
    marks: frozenset[str] = frozenset()
    abstain: bool = False
    accused_kind: str | None = None
    government_project: bool | None = None
    fields: dict[str, Filled] = field(default_factory=dict)  # 键为 FieldType 的值或 contact、reporter_name
    skipped: frozenset[str] = frozenset()  # 回答“不知道”或“跳过”的项
    asked: tuple[str, ...] = ()  # 问过的项，按先后
    anonymous: bool | None = None
    attachments: tuple[str, ...] = ()  # 已上传附件的编号

    def with_field(self, name: str | FieldType, value: Filled) -> Draft:
        key = name.value if isinstance(name, FieldType) else name
        return replace(self, fields={**self.fields, key: value})

"""汇总：“已记下”卡片上有哪几行，依什么次序，怎么称呼。"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from complaint_store.domain.draft import Draft, Filled
from complaint_store.policy.book import RuleBook
from complaint_store.security.redaction import mask_number
from complaint_store.services.field_words import words
from complaint_store.services.intake import CATEGORY, CONTACT, PRIVATE


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """“已记下”卡片的一行。"""

    field: str
    label: str
    text: str


def label_of(field: str, draft: Draft, book: RuleBook) -> str:
    if field == CATEGORY:
        return "事项"
    return book.question(field, draft.categories[0] if draft.categories else None).label


def lines(draft: Draft, book: RuleBook) -> tuple[SummaryLine, ...]:
    """Every known item in asking order, the rest after it; identity last."""
    shown: list[SummaryLine] = []
    if draft.categories:
        shown.append(SummaryLine(CATEGORY, "事项", category_words(draft, book)))
    order = [need.name for need in book.fields_for(draft.categories[0] if draft.categories else None)]
    names = [name for name in order if name in draft.fields]
    names += [name for name in draft.fields if name not in order]
    for name in names:
        if draft.anonymous and name in PRIVATE:
            continue
        shown.append(SummaryLine(name, label_of(name, draft, book), words(name, draft.fields[name])))
    if draft.attachments:
        shown.append(SummaryLine("attachments", "材料", f"{len(draft.attachments)}份"))
    if draft.anonymous:
        shown.append(SummaryLine(CONTACT, label_of(CONTACT, draft, book), "匿名"))
    return tuple(shown)


def category_words(draft: Draft, book: RuleBook) -> str:
    """Names have “、” in them, so that two of them are never joined by one."""
    names = [book.category(id_).name for id_ in draft.categories[:2]]
    return f"可能是{'，或者'.join(names)}，由值班员核定" if draft.abstain else "，也涉及".join(names)


def normalized(draft: Draft) -> dict[str, Any]:
    """What is known, field by field, as its own reporter may see it: numbers that identify a person are masked."""
    return {name: _shown(name, value) for name, value in draft.fields.items()}


def _shown(name: str, value: Filled) -> Any:
    if name in PRIVATE:
        return mask_number(str(value.normalized if value.normalized is not None else value.value))
    return value.normalized

"""分诊：一段来话是什么事、交给谁、最迟哪天、还缺什么；命令行、工作台、导入和对话同用一个结果。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from complaint_store.domain.clause import ClauseRef
from complaint_store.domain.deadline import Deadline
from complaint_store.domain.reading import Field, FieldType, Kind, Reading
from complaint_store.domain.routing import Lane, RoutingDecision, RoutingSubject
from complaint_store.policy.book import RuleBook
from complaint_store.policy.deadlines import deadlines_for
from complaint_store.routing.other import other_decision
from complaint_store.routing.route import route
from complaint_store.routing.subject import subject_of

ROLES = frozenset({"total", "paid", "owed", "each"})  # DESIGN §7：对外只有这四种


@dataclass(frozen=True, slots=True)
class Triage:
    """分诊结果 of one matter. `decision` is None for questions and small talk: nothing to send anywhere."""

    reading: Reading
    subject: RoutingSubject
    decision: RoutingDecision | None
    deadlines: tuple[Deadline, ...]
    missing: tuple[str, ...]
    redacted: str
    book: RuleBook

    def as_json(self, id_: str | int | None, matter: int = 1) -> dict[str, Any]:
        """One output line of `chengsu triage`; the shape is fixed in DESIGN §7."""
        reading = self.reading
        return {
            "id": id_,
            "matter": matter,
            "kind": reading.kind.value,
            "categories": [
                {
                    "id": guess.id,
                    "confidence": round(guess.confidence, 4),
                    "evidence": [list(span) for span in guess.evidence],
                }
                for guess in reading.categories
            ],
            "subtypes": list(reading.subtypes),
            "marks": sorted(mark.value for mark in reading.marks),
            "abstain": reading.abstain,
            "fields": [field_json(field) for field in reading.fields],
            "route": decision_json(self.decision, self.book) if self.decision else None,
            "deadlines": [deadline_json(deadline) for deadline in self.deadlines],
            "missing": list(self.missing),
            "redacted": self.redacted,
        }


def triage(text: str, reading: Reading, book: RuleBook, today: date, sealed_enabled: bool = False) -> Triage:
    """From words understood to a proposal: where it goes and why; the clock counts as if sent today.

    `text` is what the reading's spans point into; without a masked copy nothing of it is shown.
    """
    subject = subject_of(reading, book)
    decision: RoutingDecision | None = None
    if reading.kind is Kind.COMPLAINT or (reading.marks and reading.kind is not Kind.OTHER_COMPLAINT):
        decision = route(subject, book, sealed_enabled)
    elif reading.kind is Kind.OTHER_COMPLAINT:
        decision = other_decision(text, subject, book, sealed_enabled)
    ours = decision is not None and decision.lane is not Lane.REDIRECT
    return Triage(
        reading=reading,
        subject=subject,
        decision=decision,
        deadlines=deadlines_for(decision, today, book) if decision is not None else (),
        missing=missing_of(reading, subject, book) if ours else (),
        redacted=reading.redacted,
        book=book,
    )


def missing_of(reading: Reading, subject: RoutingSubject, book: RuleBook) -> tuple[str, ...]:
    """还缺的必填项, in asking order. 手机号 stands for 联系方式。"""
    said = {field.type.value for field in reading.fields if field.normalized is not None or field.candidates}
    if FieldType.PHONE.value in said:
        said.add("contact")
    return tuple(
        need.name for need in book.fields_for(subject.category) if need.required and need.name not in said
    )


def field_json(field: Field) -> dict[str, Any]:
    """One 要素; role, approx and candidates only where there is something to say."""
    out: dict[str, Any] = {
        "type": field.type.value,
        "value": field.value,
        "normalized": field.normalized,
        "start": field.start,
        "end": field.end,
    }
    if field.role in ROLES:
        out["role"] = field.role
    if field.approx:
        out["approx"] = True
    if field.candidates:
        out["candidates"] = list(field.candidates)
    return out


def decision_json(decision: RoutingDecision, book: RuleBook) -> dict[str, Any]:
    """分派结果 with names for people and ids for machines."""
    return {
        "lead": book.units[decision.lead].name if decision.lead else None,
        "lead_id": decision.lead,
        "supporting": [book.units[unit].name for unit in decision.supporting],
        "lane": decision.lane.value,
        "respondent": book.units[decision.respondent].name if decision.respondent else None,
        "excluded": [
            {
                "unit": book.units[exclusion.unit].name,
                "reason": exclusion.reason,
                "clause": clause_json(exclusion.clause),
            }
            for exclusion in decision.excluded
        ],
        "basis": [clause_json(clause) for clause in decision.basis],
        "reason": decision.reason,
    }


def deadline_json(deadline: Deadline) -> dict[str, Any]:
    """期限: last_day null where the law gives no number of days."""
    out: dict[str, Any] = {
        "id": deadline.id,
        "last_day": deadline.last_day.isoformat() if deadline.last_day else None,
        "basis": clause_json(deadline.basis),
    }
    if deadline.provisional:
        out["provisional"] = True
    return out


def clause_json(clause: ClauseRef) -> dict[str, str]:
    return {"doc": clause.doc, "clause": clause.clause}

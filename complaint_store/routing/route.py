"""分派：一件事交给谁、谁配合、谁回避、为什么，走哪条通道。"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from complaint_store.domain.clause import ClauseRef
from complaint_store.domain.ids import CategoryId, UnitId
from complaint_store.domain.reading import Mark
from complaint_store.domain.routing import Lane, RoutingDecision, RoutingSubject
from complaint_store.policy.book import RuleBook
from complaint_store.policy.matrix import MatrixRow
from complaint_store.routing.recuse import accused_exclusion, exclusion_of
from complaint_store.routing.sealed import discipline_lane
from complaint_store.routing.sentence import sentence
from complaint_store.routing.setting import Setting, setting_of
from complaint_store.routing.without_row import CRISIS_DOORS, DESK_DOOR, HOTLINE, INTAKE, decided


def route(subject: RoutingSubject, book: RuleBook, sealed_enabled: bool = False) -> RoutingDecision:
    """Decide one matter. Order: discipline, crisis, doubt, then the first row of the matrix that holds."""
    setting = setting_of(subject, book)
    discipline = discipline_lane(setting, sealed_enabled)
    if discipline is not None:
        return discipline
    if Mark.SELF_HARM_OR_MASS_INCIDENT in subject.marks or Mark.EMERGENCY in subject.marks:
        why = "情况紧急，马上由人工接手；有人身危险请先打 110、120"
        return _to_desk(setting, why, (HOTLINE,), CRISIS_DOORS)
    if subject.category is None or subject.category not in book.categories:
        return _to_desk(setting, "还不清楚反映的是哪一类事，先由人工问清再转", (INTAKE,), (DESK_DOOR,))
    row = book.matrix.first_match(setting.facts(subject.category))
    if row is None:
        return _to_desk(setting, "分派矩阵没有对应的一行，先由人工分派", (INTAKE,), (DESK_DOOR,))
    if subject.abstain:
        why = "这件事归哪一类还拿不准，先由人工看过再转"
        return _to_desk(setting, why, (row.clause,), row.doors)
    return _by_row(setting, subject.category, row)


def _by_row(setting: Setting, category: CategoryId, row: MatrixRow) -> RoutingDecision:
    """Resolve one row: lead, supporting, additions, recusal; a row without a free lead goes to the desk."""
    subject, book = setting.subject, setting.book
    payment = row.respondent or book.categories[category].payment
    excluded = list(accused_exclusion(subject, payment, book))
    additions = book.matrix.additions_for(setting.facts(category)) if row.lane is Lane.ORDINARY else ()

    def free(written: Iterable[str]) -> Iterator[UnitId]:
        """Of these, the units that may act; those that may not are noted."""
        for unit in filter(None, map(setting.unit, written)):
            exclusion = exclusion_of(unit, subject, payment, book)
            if exclusion is None:
                yield unit
            elif exclusion not in excluded:
                excluded.append(exclusion)

    lead = next(free(row.lead), None)
    supporting: list[UnitId] = []
    if lead is not None:
        helping = chain(row.supporting, *(addition.supporting for addition in additions))
        wanted = chain(helping, _leads_of_others(setting, category))
        supporting = [unit for unit in dict.fromkeys(free(wanted)) if unit != lead]
    basis = tuple(dict.fromkeys(chain((row.clause,), row.basis, *(addition.basis for addition in additions))))
    return RoutingDecision(
        lead=lead,
        supporting=tuple(supporting),
        lane=Lane.DESK if lead is None and row.lane is Lane.ORDINARY else row.lane,
        respondent=subject.accused.unit if row.respondent and lead is not None else None,
        excluded=tuple(excluded),
        basis=basis,
        reason=sentence(row, additions, lead, supporting, excluded, basis, setting),
        row=row.id,
        matrix_version=book.version,
        doors=tuple(dict.fromkeys(chain(row.doors, *(addition.doors for addition in additions)))),
    )


def _leads_of_others(setting: Setting, category: CategoryId) -> list[str]:
    """同一件事还涉及别的类别时，那一类的牵头单位来配合。"""
    leads: list[str] = []
    for other in setting.subject.also:
        if other == category or other not in setting.book.categories:
            continue
        row = setting.book.matrix.first_match(setting.facts(other))
        if row is not None and row.lane is Lane.ORDINARY:
            leads.extend(row.lead[:1])
    return leads


def _to_desk(
    setting: Setting, why: str, basis: tuple[ClauseRef, ...], doors: tuple[str, ...]
) -> RoutingDecision:
    """人工分派: not knowing is an answer, and a person at the desk is where it goes."""
    book, subject = setting.book, setting.subject
    category = book.categories.get(subject.category) if subject.category else None
    excluded = accused_exclusion(subject, bool(category and category.payment), book)
    return decided(Lane.DESK, why, basis, doors, book, excluded=excluded)

"""分派：一件事交给谁、谁配合、谁回避、为什么，走哪条通道。"""

from __future__ import annotations

from complaint_store.domain.clause import ClauseRef
from complaint_store.domain.ids import CategoryId, UnitId
from complaint_store.domain.reading import Mark
from complaint_store.domain.routing import Exclusion, Lane, RoutingDecision, RoutingSubject
from complaint_store.policy.book import RuleBook
from complaint_store.policy.matrix import Addition, MatrixRow
from complaint_store.routing.recuse import accused_exclusion, exclusion_of
from complaint_store.routing.sealed import discipline_lane
from complaint_store.routing.sentence import sentence
from complaint_store.routing.setting import Setting, setting_of

CRISIS_DOORS = ("police_110", "medical_120", "listening_12356")


def route(subject: RoutingSubject, book: RuleBook, sealed_enabled: bool = False) -> RoutingDecision:
    """Decide one matter. Order: discipline, crisis, doubt, then the first row of the matrix that holds."""
    setting = setting_of(subject, book)
    discipline = discipline_lane(setting, sealed_enabled)
    if discipline is not None:
        return discipline
    if Mark.SELF_HARM_OR_MASS_INCIDENT in subject.marks or Mark.EMERGENCY in subject.marks:
        why = "情况紧急，马上由人工接手；有人身危险请先打 110、120"
        basis = (ClauseRef("国办函〔2025〕66号", "（二）（待核）"),)
        return _to_desk(setting, why, basis, CRISIS_DOORS)
    if subject.category is None or subject.category not in book.categories:
        return _to_desk(setting, "还不清楚反映的是哪一类事，先由人工问清再转", (), ("hotline_12345",))
    row = book.matrix.first_match(setting.facts(subject.category))
    if row is None:
        return _to_desk(setting, "分派矩阵没有对应的一行，先由人工分派", (), ("hotline_12345",))
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

    def free(written: str) -> UnitId | None:
        unit = setting.unit(written)
        if unit is None:
            return None
        exclusion = exclusion_of(unit, subject, payment, book)
        if exclusion is None:
            return unit
        if exclusion not in excluded:
            excluded.append(exclusion)
        return None

    lead = next((unit for unit in map(free, row.lead) if unit is not None), None)
    lane = row.lane if lead is not None or row.lane is not Lane.ORDINARY else Lane.DESK
    supporting: list[UnitId] = []
    if lead is not None:
        wanted = [*row.supporting, *(name for addition in additions for name in addition.supporting)]
        found = [free(name) for name in wanted] + [
            free(lead_) for lead_ in _leads_of_others(setting, category)
        ]
        supporting = [unit for unit in dict.fromkeys(found) if unit is not None and unit != lead]
    return RoutingDecision(
        lead=lead,
        supporting=tuple(supporting),
        lane=lane,
        respondent=subject.accused.unit if row.respondent and lead is not None else None,
        excluded=tuple(excluded),
        basis=_basis(row, additions),
        reason=sentence(row, additions, lead, supporting, excluded, setting),
        row=row.id,
        matrix_version=book.version,
        doors=tuple(
            dict.fromkeys((*row.doors, *(door for addition in additions for door in addition.doors)))
        ),
    )


def _leads_of_others(setting: Setting, category: CategoryId) -> list[str]:
    """同一件事还涉及别的类别时，那一类的牵头单位来配合."""
    leads: list[str] = []
    for other in setting.subject.also:
        if other == category or other not in setting.book.categories:
            continue
        row = setting.book.matrix.first_match(setting.facts(other))
        if row is not None and row.lane is Lane.ORDINARY:
            leads.extend(row.lead[:1])
    return leads


def _basis(row: MatrixRow, additions: tuple[Addition, ...]) -> tuple[ClauseRef, ...]:
    added = (clause for addition in additions for clause in addition.basis)
    return tuple(dict.fromkeys((row.clause, *row.basis, *added)))


def _to_desk(
    setting: Setting, why: str, basis: tuple[ClauseRef, ...], doors: tuple[str, ...]
) -> RoutingDecision:
    """人工分派: not knowing is an answer, and a person at the desk is where it goes."""
    book, subject = setting.book, setting.subject
    category = book.categories.get(subject.category) if subject.category else None
    clauses = basis or (ClauseRef("分工方案", "二(四)3-①"),)
    excluded: tuple[Exclusion, ...] = accused_exclusion(subject, bool(category and category.payment), book)
    told = "".join(f"。{exclusion.reason}" for exclusion in excluded)
    return RoutingDecision(
        lead=None,
        supporting=(),
        lane=Lane.DESK,
        respondent=None,
        excluded=excluded,
        basis=clauses,
        reason=f"{why}{told}。依据{'、'.join(map(str, clauses))}。",
        row=None,
        matrix_version=book.version,
        doors=doors,
    )

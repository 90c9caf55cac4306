"""可达：每类诉求 × 每种被诉主体 × 每个旗（区），都要走到一个单位或人工，并守住回避。"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from complaint_store.domain.area import AreaKind
from complaint_store.domain.ids import AreaCode, CategoryId
from complaint_store.domain.reading import Mark
from complaint_store.domain.routing import (
    Accused,
    AccusedKind,
    Lane,
    Level,
    RoutingDecision,
    RoutingSubject,
)
from complaint_store.policy.book import RuleBook
from complaint_store.policy.check import check_all
from complaint_store.policy.finding import Finding
from complaint_store.policy.source import DATA_FOLDER, DataFile, read_data
from complaint_store.routing.route import route


def every_subject(book: RuleBook) -> Iterator[RoutingSubject]:
    """The whole product: category × (every unit, every kind and level without a unit) × place × project."""
    places: list[AreaCode | None] = [None]
    places += [
        area.code
        for area in book.areas.values()
        if area.kind in (AreaKind.LEAGUE, AreaKind.BANNER, AreaKind.ZONE)
    ]
    accused = [Accused(unit.kind, unit.level, unit.id, unit.name) for unit in book.units.values()]
    accused += [Accused(kind, level) for kind in AccusedKind for level in Level]
    for category in (*book.categories, None):
        for one in accused:
            for place in places:
                yield RoutingSubject(category, one, place)


def check_policy(folder: Path | None = None) -> list[Finding]:
    """`chengsu policy check`: the files, their references, then every decision they can lead to."""
    source = folder or DATA_FOLDER
    result = check_all(source)
    if result.findings or result.book is None:
        return list(result.findings)
    return list(reach_check(result.book, read_data(source, "matrix.yml")))


def reach_check(book: RuleBook, matrix: DataFile) -> Iterator[Finding]:
    """What breaks a rule of DESIGN §5, with the matrix row that broke it."""
    told: set[tuple[str, str]] = set()
    for subject in every_subject(book):
        decision = route(subject, book)
        for problem in broken_rules(subject, decision, book):
            row = str(decision.row or "rows")
            if (row, problem) not in told:
                told.add((row, problem))
                yield Finding("matrix.yml", matrix.line_of(row), row, problem)


def broken_rules(subject: RoutingSubject, decision: RoutingDecision, book: RuleBook) -> Iterator[str]:
    """The five rules, one by one."""
    chosen = (*((decision.lead,) if decision.lead else ()), *decision.supporting)
    suspects = [unit for unit in (subject.accused.unit, *subject.accused.candidates) if unit is not None]
    for unit in chosen:
        if any(book.is_under(unit, suspect) for suspect in suspects):
            yield f"{unit} acts on an accusation of {', '.join(suspects)}, expected it to be left out"
    if decision.lane is Lane.ORDINARY and decision.lead is None:
        yield "an ordinary ticket has no lead, expected a unit or the desk"
    if decision.lane is not Lane.ORDINARY and decision.lane is not Lane.SEALED and chosen:
        yield f"lane {decision.lane.value} names a unit, expected none"
    about_discipline = subject.accused.kind is AccusedKind.DISCIPLINE
    misconduct = Mark.OFFICIAL_MISCONDUCT in subject.marks
    if (about_discipline or misconduct) and decision.lane not in (Lane.REDIRECT, Lane.SEALED):
        yield f"a matter for 12388 goes to lane {decision.lane.value}, expected sealed or redirect"
    if not (about_discipline or misconduct) and decision.lane not in (Lane.ORDINARY, Lane.DESK):
        yield f"lane is {decision.lane.value}, expected a unit or the desk"
    if not decision.reason or not decision.basis:
        yield "the decision has no reason or no clause"
    wages = subject.category == CategoryId("wage_arrears") and decision.lane is Lane.ORDINARY
    if wages and decision.lead is not None and not decision.lead.endswith(".renshe"):
        yield f"wage arrears are led by {decision.lead}, expected 用工所在地人社"

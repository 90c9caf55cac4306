"""对照：类别、单位、条款、期限、途径和问话之间，凡是提到的都要存在。"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from complaint_store.domain.ids import UnitId
from complaint_store.domain.reading import FieldType
from complaint_store.domain.routing import Lane
from complaint_store.policy.book import RuleBook
from complaint_store.policy.categories import PLAN
from complaint_store.policy.finding import Finding
from complaint_store.policy.matrix import Addition, MatrixRow
from complaint_store.policy.source import DataFile

Files = Mapping[str, DataFile]
_TARGETS = ("place", "accused", "area")  # matrix.yml 中按案情落实的写法
_CONTACTS = frozenset({"contact", "reporter_name"})


def cross_check(book: RuleBook, files: Files) -> Iterator[Finding]:
    """Every reference that leads nowhere, and every name that means two things."""
    for rule in (_units, _categories, _clauses, _matrix, _deadlines, _doors, _questions):
        yield from rule(book, files)


def _finding(files: Files, name: str, id_: str, problem: str, then: str = "") -> Finding:
    return Finding(name, files[name].line_of(id_, then), id_, problem)


def _units(book: RuleBook, files: Files) -> Iterator[Finding]:
    owners: dict[str, list[str]] = defaultdict(list)
    for unit in book.units.values():
        owners[unit.name].append(unit.id)
        if unit.superior is not None and unit.superior not in book.units:
            problem = f'superior "{unit.superior}" is no unit of units.yml'
            yield _finding(files, "units.yml", unit.id, problem, unit.superior)
        elif _has_loop(unit.id, book):
            yield _finding(files, "units.yml", unit.id, "its superiors lead back to itself")
    for name, ids in owners.items():
        if len(ids) > 1:
            yield _finding(
                files, "units.yml", ids[1], f'name "{name}" also belongs to {ids[0]}, expected one unit'
            )


def _has_loop(unit: UnitId, book: RuleBook) -> bool:
    seen = set()
    current: UnitId | None = unit
    while current is not None and current in book.units:
        if current in seen:
            return True
        seen.add(current)
        current = book.units[current].superior
    return False


def _categories(book: RuleBook, files: Files) -> Iterator[Finding]:
    name = "categories.yml"
    for category in book.categories.values():
        if category.clause.clause not in book.clauses:
            problem = f'clause "{category.clause.clause}" is no id of clauses.yml'
            yield _finding(files, name, category.id, problem, category.clause.clause)
        subtypes = tuple(subtype.misconduct for subtype in category.subtypes if subtype.misconduct)
        for code in (*category.misconducts, *subtypes):
            if code not in book.misconducts:
                yield _finding(files, name, category.id, f'misconduct "{code}" is no id of clauses.yml', code)


def _clauses(book: RuleBook, files: Files) -> Iterator[Finding]:
    name = "clauses.yml"
    for clause in book.clauses.values():
        for unit in clause.units:
            if unit not in book.units:
                yield _finding(files, name, clause.id, f'unit "{unit}" is no unit of units.yml', unit)
    for misconduct in book.misconducts.values():
        if misconduct.category is not None and misconduct.category not in book.categories:
            problem = f'category "{misconduct.category}" is no id of categories.yml'
            yield _finding(files, name, misconduct.id, problem, misconduct.category)
        for unit in misconduct.units:
            if unit not in book.units:
                yield _finding(files, name, misconduct.id, f'unit "{unit}" is no unit of units.yml', unit)
        for door in misconduct.doors:
            if door not in book.doors:
                yield _finding(files, name, misconduct.id, f'door "{door}" is no id of doors.yml', door)
    cited_by = {misconduct.id: misconduct.clauses for misconduct in book.misconducts.values()}
    cited_by |= {named.id: named.clauses for named in book.named_in_plan.values()}
    for id_, cited in cited_by.items():
        for written in cited:
            if written not in book.clauses:
                yield _finding(files, name, id_, f'clause "{written}" is no id of clauses.yml', written)


def _matrix(book: RuleBook, files: Files) -> Iterator[Finding]:
    name = "matrix.yml"
    known_subtypes = {subtype.id for category in book.categories.values() for subtype in category.subtypes}
    entries: tuple[MatrixRow | Addition, ...] = (*book.matrix.rows, *book.matrix.additions)
    for entry in entries:
        leads, clauses = (entry.lead, (entry.clause,)) if isinstance(entry, MatrixRow) else ((), ())
        for category in sorted(entry.when.categories - set(book.categories)):
            yield _finding(
                files, name, entry.id, f'category "{category}" is no id of categories.yml', category
            )
        for subtype in sorted(entry.when.subtypes - known_subtypes):
            yield _finding(
                files, name, entry.id, f'subtype "{subtype}" is no subtype of categories.yml', subtype
            )
        for written in (*leads, *entry.supporting):
            if not _target_exists(written, book):
                yield _finding(files, name, entry.id, f'unit "{written}" is no unit of units.yml', written)
        for door in entry.doors:
            if door not in book.doors:
                yield _finding(files, name, entry.id, f'door "{door}" is no id of doors.yml', door)
        for clause in (*clauses, *entry.basis):
            if clause.doc == PLAN and clause.clause not in book.clauses:
                problem = f'clause "{clause.clause}" is no id of clauses.yml'
                yield _finding(files, name, entry.id, problem, clause.clause)
    for row in book.matrix.rows:
        for deadline in row.deadlines:
            if deadline not in book.deadlines:
                yield _finding(
                    files, name, row.id, f'deadline "{deadline}" is no id of deadlines.yml', deadline
                )
        if row.lane is Lane.ORDINARY and not row.lead:
            yield _finding(files, name, row.id, "lane is ordinary but lead is empty, expected a unit", "lane")
        if row.lane is not Lane.ORDINARY and (row.lead or row.supporting):
            yield _finding(
                files, name, row.id, f"lane is {row.lane.value} but a unit is named, expected none", "lane"
            )
    last = book.matrix.rows[-1] if book.matrix.rows else None
    if last is None or not last.when.is_empty or last.lane is not Lane.DESK:
        where = last.id if last else "rows"
        yield _finding(files, name, where, "the last row must hold for everything and go to the desk")


def _target_exists(written: str, book: RuleBook) -> bool:
    owner, _, rest = written.partition(".")
    if owner == "place":
        return rest == "government" or any(
            f"{place.id}.{rest}" in book.units for place in book.unit_places.values()
        )
    if owner in _TARGETS:
        return written in ("accused.superior", "accused.supervisor", "area.township")
    return written in book.units


def _deadlines(book: RuleBook, files: Files) -> Iterator[Finding]:
    for rule in book.deadlines.values():
        days = [version.since for version in rule.versions]
        if len(set(days)) != len(days):
            yield _finding(files, "deadlines.yml", rule.id, "two versions begin on the same day")
    for lane in Lane:
        for id_ in book.matrix_defaults(lane):
            if id_ not in book.deadlines:
                yield _finding(files, "deadlines.yml", id_, f"deadline {id_} of lane {lane.value} is missing")


def _doors(book: RuleBook, files: Files) -> Iterator[Finding]:
    for door in book.doors.values():
        for clause in door.basis:
            if clause.doc == PLAN and clause.clause not in book.clauses:
                problem = f'clause "{clause.clause}" is no id of clauses.yml'
                yield _finding(files, "doors.yml", door.id, problem, clause.clause)


def _questions(book: RuleBook, files: Files) -> Iterator[Finding]:
    name = "questions.yml"
    known = {field.value for field in FieldType} | _CONTACTS
    for field in book.questions.general:
        if field not in known:
            yield _finding(files, name, field, f'question "{field}" asks for no known field')
    for field, category in book.questions.special:
        if category not in book.categories:
            yield _finding(files, name, field, f'category "{category}" is no id of categories.yml', category)
    for category in book.questions.fields:
        if category != "default" and category not in book.categories:
            yield _finding(
                files, name, category, f'fields are set for "{category}", categories.yml has no such id'
            )
    for category in book.categories:
        if category not in book.questions.fields:
            yield _finding(files, name, "fields", f'category "{category}" has no set of fields')

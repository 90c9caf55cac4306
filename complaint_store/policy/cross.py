"""对照：类别、单位、条款、期限、途径和问话之间，凡是提到的都要存在。"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping

from complaint_store.domain.clause import ClauseRef
from complaint_store.domain.ids import UnitId
from complaint_store.domain.reading import FieldType
from complaint_store.domain.routing import Lane
from complaint_store.policy.book import RuleBook
from complaint_store.policy.categories import PLAN
from complaint_store.policy.clauses import Misconduct, NamedInPlan
from complaint_store.policy.deadlines import WITHOUT_A_ROW
from complaint_store.policy.finding import Finding
from complaint_store.policy.matrix import Addition, Matrix, MatrixRow
from complaint_store.policy.questions import DEFAULT
from complaint_store.policy.source import DataFile

Files = Mapping[str, DataFile]
# matrix.yml 中按案情落实的写法
_BY_CASE = frozenset({"accused.superior", "accused.supervisor", "area.township"})
_CONTACTS = frozenset({"contact", "reporter_name"})


def cross_check(book: RuleBook, files: Files) -> Iterator[Finding]:
    """Every reference that leads nowhere, and every name that means two things."""
    for rule in (_units, _categories, _clauses, _matrix, _deadlines, _doors, _questions):
        yield from rule(book, files)


def _finding(file: DataFile, id_: str, problem: str, then: str = "") -> Finding:
    return Finding(file.name, file.line_of(id_, then), id_, problem)


def _unknown(
    file: DataFile, id_: str, what: str, written: Iterable[str], known: Container[str], where: str
) -> Iterator[Finding]:
    """One finding for each name that the entry `id_` writes and `where` does not have."""
    for name in written:
        if name not in known:
            yield _finding(file, id_, f'{what} "{name}" is no id of {where}', name)


def _plan_clauses(refs: Iterable[ClauseRef]) -> Iterator[str]:
    return (ref.clause for ref in refs if ref.doc == PLAN)


def _units(book: RuleBook, files: Files) -> Iterator[Finding]:
    file = files["units.yml"]
    owners: dict[str, list[str]] = defaultdict(list)
    for unit in book.units.values():
        owners[unit.name].append(unit.id)
        if unit.superior is not None and unit.superior not in book.units:
            yield from _unknown(file, unit.id, "superior", (unit.superior,), book.units, file.name)
        elif _has_loop(unit.id, book):
            yield _finding(file, unit.id, "its superiors lead back to itself")
    for name, ids in owners.items():
        if len(ids) > 1:
            yield _finding(file, ids[1], f'name "{name}" also belongs to {ids[0]}, expected one unit')


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
    file = files["categories.yml"]
    for category in book.categories.values():
        clause = (category.clause.clause,)
        yield from _unknown(file, category.id, "clause", clause, book.clauses, "clauses.yml")
        subtypes = tuple(subtype.misconduct for subtype in category.subtypes if subtype.misconduct)
        codes = (*category.misconducts, *subtypes)
        yield from _unknown(file, category.id, "misconduct", codes, book.misconducts, "clauses.yml")


def _clauses(book: RuleBook, files: Files) -> Iterator[Finding]:
    file = files["clauses.yml"]
    for clause in book.clauses.values():
        yield from _unknown(file, clause.id, "unit", clause.units, book.units, "units.yml")
    for found in book.misconducts.values():
        category = (found.category,) if found.category is not None else ()
        yield from _unknown(file, found.id, "category", category, book.categories, "categories.yml")
        yield from _unknown(file, found.id, "unit", found.units, book.units, "units.yml")
        yield from _unknown(file, found.id, "door", found.doors, book.doors, "doors.yml")
    cite: tuple[Misconduct | NamedInPlan, ...] = (*book.misconducts.values(), *book.named_in_plan.values())
    for citing in cite:
        yield from _unknown(file, citing.id, "clause", citing.clauses, book.clauses, file.name)


def _matrix(book: RuleBook, files: Files) -> Iterator[Finding]:
    file = files["matrix.yml"]
    for row in book.matrix.rows:
        yield from _matrix_entry(row, (*row.lead, *row.supporting), (row.clause, *row.basis), book, file)
        yield from _unknown(file, row.id, "deadline", row.deadlines, book.deadlines, "deadlines.yml")
        yield from _lane(row, file)
    for addition in book.matrix.additions:
        yield from _matrix_entry(addition, addition.supporting, addition.basis, book, file)
    yield from _last_row(book.matrix, file)


def _matrix_entry(
    entry: MatrixRow | Addition,
    units: Iterable[str],
    clauses: Iterable[ClauseRef],
    book: RuleBook,
    file: DataFile,
) -> Iterator[Finding]:
    """What rows and additions have in common."""
    subtypes = {subtype.id for category in book.categories.values() for subtype in category.subtypes}
    unknown = [written for written in units if not _target_exists(written, book)]
    when = entry.when
    yield from _unknown(
        file, entry.id, "category", sorted(when.categories), book.categories, "categories.yml"
    )
    yield from _unknown(file, entry.id, "subtype", sorted(when.subtypes), subtypes, "categories.yml")
    yield from _unknown(file, entry.id, "unit", unknown, (), "units.yml")
    yield from _unknown(file, entry.id, "door", entry.doors, book.doors, "doors.yml")
    yield from _unknown(file, entry.id, "clause", _plan_clauses(clauses), book.clauses, "clauses.yml")


def _lane(row: MatrixRow, file: DataFile) -> Iterator[Finding]:
    """普通工单必有牵头，别的通道不写单位。"""
    if row.lane is Lane.ORDINARY and not row.lead:
        yield _finding(file, row.id, "lane is ordinary but lead is empty, expected a unit", "lane")
    if row.lane is not Lane.ORDINARY and (row.lead or row.supporting):
        yield _finding(file, row.id, f"lane is {row.lane.value} but a unit is named, expected none", "lane")


def _last_row(matrix: Matrix, file: DataFile) -> Iterator[Finding]:
    """Nothing falls through: what no other row covers goes to the desk."""
    last = matrix.rows[-1] if matrix.rows else None
    if last is None or not last.when.is_empty or last.lane is not Lane.DESK:
        where = last.id if last else "rows"
        yield _finding(file, where, "the last row must hold for everything and go to the desk")


def _target_exists(written: str, book: RuleBook) -> bool:
    owner, _, rest = written.partition(".")
    if owner == "place":
        return rest == "government" or any(
            f"{place.id}.{rest}" in book.units for place in book.unit_places.values()
        )
    return written in _BY_CASE or written in book.units


def _deadlines(book: RuleBook, files: Files) -> Iterator[Finding]:
    file = files["deadlines.yml"]
    for rule in book.deadlines.values():
        days = [version.since for version in rule.versions]
        if len(set(days)) != len(days):
            yield _finding(file, rule.id, "two versions begin on the same day")
    for lane, ids in WITHOUT_A_ROW.items():
        for id_ in ids:
            if id_ not in book.deadlines:
                yield _finding(file, id_, f"deadline {id_} of lane {lane.value} is missing")


def _doors(book: RuleBook, files: Files) -> Iterator[Finding]:
    file = files["doors.yml"]
    for door in book.doors.values():
        yield from _unknown(file, door.id, "clause", _plan_clauses(door.basis), book.clauses, "clauses.yml")


def _questions(book: RuleBook, files: Files) -> Iterator[Finding]:
    file, table = files["questions.yml"], book.questions
    known = {field.value for field in FieldType} | _CONTACTS
    for field in table.general:
        if field not in known:
            yield _finding(file, field, f'question "{field}" asks for no known field')
    for field, category in table.special:
        yield from _unknown(file, field, "category", (category,), book.categories, "categories.yml")
    for category in table.fields:
        if category != DEFAULT:
            yield from _unknown(file, category, "fields of", (category,), book.categories, "categories.yml")
    for category in book.categories:
        if category not in table.fields:
            yield _finding(file, "fields", f'category "{category}" has no set of fields')

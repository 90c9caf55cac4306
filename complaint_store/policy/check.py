"""核对：规则数据之间对不对得上，错在哪个文件、哪个编号、哪一行。"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from complaint_store.domain.errors import BookError
from complaint_store.policy.areas import read_areas
from complaint_store.policy.book import FILES, RuleBook, load_book
from complaint_store.policy.categories import read_categories
from complaint_store.policy.clauses import read_clauses
from complaint_store.policy.cross import cross_check
from complaint_store.policy.deadlines import read_deadlines
from complaint_store.policy.doors import read_doors
from complaint_store.policy.finding import Finding
from complaint_store.policy.holidays import read_calendar
from complaint_store.policy.matrix import read_matrix
from complaint_store.policy.questions import read_questions
from complaint_store.policy.source import DataFile, read_data
from complaint_store.policy.units import read_units

_READERS: dict[str, Callable[[DataFile], object]] = {
    "areas.yml": read_areas,
    "categories.yml": read_categories,
    "clauses.yml": read_clauses,
    "matrix.yml": read_matrix,
    "deadlines.yml": read_deadlines,
    "doors.yml": read_doors,
    "calendar.yml": read_calendar,
    "questions.yml": read_questions,
}


@dataclass(frozen=True, slots=True)
class CheckResult:
    """核对结果 with the book when it could be read at all."""

    findings: tuple[Finding, ...]
    book: RuleBook | None


def check_all(source: Path) -> CheckResult:
    """First each file by itself, then, when all can be read, each against the others."""
    broken = list(_each_file(source))
    if broken:
        return CheckResult(tuple(broken), None)
    try:
        book = load_book(source)
    except BookError as error:
        return CheckResult((Finding.from_error(error),), None)
    files = {name: read_data(source, name) for name in FILES}
    return CheckResult(tuple(cross_check(book, files)), book)


def _each_file(source: Path) -> Iterator[Finding]:
    for name in FILES:
        try:
            file = read_data(source, name)
            if name in _READERS:
                _READERS[name](file)
            elif name == "units.yml":
                _read_units_beside_areas(source, file)
        except BookError as error:
            yield Finding.from_error(error)


def _read_units_beside_areas(source: Path, file: DataFile) -> None:
    """Units stand on areas; a broken areas.yml is told once, by itself."""
    try:
        areas = read_areas(read_data(source, "areas.yml"))
    except BookError:
        return
    read_units(file, areas)

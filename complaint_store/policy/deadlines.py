"""期限规则：从 deadlines.yml 的带日期版本，算出一张工单各项期限的最后一天。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from complaint_store.domain.clause import ClauseRef
from complaint_store.domain.deadline import Deadline
from complaint_store.domain.routing import Lane, RoutingDecision
from complaint_store.domain.workday import WorkCalendar, months_after, working_days_after
from complaint_store.policy.doors import clause_refs
from complaint_store.policy.source import DataFile, Row

if TYPE_CHECKING:
    from complaint_store.policy.book import RuleBook

# 不由矩阵某一行定的分派，期限照它的通道
WITHOUT_A_ROW: Mapping[Lane, tuple[str, ...]] = {
    Lane.DESK: ("hotline.close",),
    Lane.SEALED: ("discipline.notify",),
}
UNITS = ("working_day", "calendar_day", "month", "year", "hour", "minute", "second")


@dataclass(frozen=True, slots=True)
class Period:
    """一段期间; length None means 条文未规定具体天数。"""

    length: int | None
    unit: str  # UNITS

    def last_day(self, start: date, calendar: WorkCalendar) -> date | None:
        """The start itself is not counted (当日不计)."""
        if self.length is None:
            return None
        if self.unit == "working_day":
            return working_days_after(start, self.length, calendar)
        if self.unit == "calendar_day":
            return start + timedelta(days=self.length)
        if self.unit in ("month", "year"):
            return months_after(start, self.length * (12 if self.unit == "year" else 1))
        return start  # 以时、分、秒计的，当日为限

    def is_provisional(self, start: date, last: date | None, calendar: WorkCalendar) -> bool:
        """Working days counted across a year without 放假通知 are 暂定。"""
        return last is not None and self.unit == "working_day" and not calendar.is_certain(start, last)


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """某日起施行的一个版本。"""

    since: date
    period: Period
    clause: ClauseRef
    evidence: str  # full_text 见过全文；excerpt 只见摘录；none 未找到
    note: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """延期: adds days to the last day, or sets a total counted from the start."""

    period: Period
    total: bool
    approved_by: str
    clause: ClauseRef

    def last_day(self, start: date, last: date, calendar: WorkCalendar) -> date:
        extended = self.period.last_day(start if self.total else last, calendar)
        return last if extended is None else extended


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """一项法定期限 with every version it has had."""

    id: str
    row: str  # 期限总表的行号，如 D7
    name: str
    who: str
    counted_from: str
    shown: bool  # 是否作为对外承诺展示
    named_only: bool  # 只对留了姓名的诉求人
    versions: tuple[RuleVersion, ...]  # 新的在前
    extension: Extension | None = None
    note: str = ""

    def version_on(self, day: date) -> RuleVersion | None:
        """The version in force on `day`: a matter accepted in May is judged by May's rule."""
        return next((version for version in self.versions if version.since <= day), None)


def read_deadlines(file: DataFile) -> Mapping[str, DeadlineRule]:
    rules: dict[str, DeadlineRule] = {}
    for row in file.rows("deadlines"):
        row.only(
            "id", "row", "name", "who", "counted_from", "versions", "extension", "shown", "named_only", "note"
        )
        if row.id in rules:
            raise row.wrong("this deadline stands twice, expected once")
        versions = tuple(_version(version) for version in row.rows("versions"))
        if not versions:
            raise row.wrong("found no versions, expected at least one", "versions")
        extension = row.values.get("extension")
        rules[row.id] = DeadlineRule(
            id=row.id,
            row=row.text("row"),
            name=row.text("name"),
            who=row.text("who", ""),
            counted_from=row.text("counted_from", ""),
            shown=row.flag("shown", True),
            named_only=row.flag("named_only"),
            versions=tuple(sorted(versions, key=lambda version: version.since, reverse=True)),
            extension=_extension(Row(file, row.id, extension)) if isinstance(extension, dict) else None,
            note=row.text("note", ""),
        )
    return rules


def _version(row: Row) -> RuleVersion:
    row.only("since", "length", "days", "unit", "clause", "evidence", "note")
    since = row.values.get("since")
    if not isinstance(since, date):
        raise row.wrong(f"since is {since!r}, expected a date like 2025-06-01", "since")
    if row.text("evidence") not in ("full_text", "excerpt", "none"):
        raise row.wrong(
            f"evidence is {row.text('evidence')!r}, expected full_text, excerpt or none", "evidence"
        )
    return RuleVersion(
        since, _period(row), clause_refs(row, "clause")[0], row.text("evidence"), row.text("note", "")
    )


def _extension(row: Row) -> Extension:
    row.only("days", "length", "unit", "total", "approved_by", "clause")
    return Extension(
        _period(row), row.flag("total"), row.text("approved_by", ""), clause_refs(row, "clause")[0]
    )


def _period(row: Row) -> Period:
    """`days` for day units, `length` for months, years and shorter; null where the law gives none."""
    unit = row.text("unit", "calendar_day")
    if unit not in UNITS:
        raise row.wrong(f"unit is {unit!r}, expected one of {', '.join(UNITS)}", "unit")
    name = "days" if unit.endswith("_day") else "length"
    if name not in row.values:
        raise row.wrong(f"found no {name}, expected a number or null", "unit")
    return Period(row.number(name), unit)


def deadlines_for(decision: RoutingDecision, dispatched: date, book: RuleBook) -> tuple[Deadline, ...]:
    """办理期限 of a ticket dispatched on `dispatched`: those its matrix row names, in that order.

    The clock starts at dispatch. A rule not yet in force that day gives nothing.
    """
    row = book.matrix.row(decision.row) if decision.row is not None else None
    by_row = row is not None and row.lane is decision.lane  # 都须回避而转人工的，不用该行的期限
    ids = row.deadlines if row is not None and by_row else WITHOUT_A_ROW.get(decision.lane, ())
    found = (deadline_of(book.deadlines[id_], dispatched, book.calendar) for id_ in ids)
    return tuple(deadline for deadline in found if deadline is not None)


def deadline_of(rule: DeadlineRule, start: date, calendar: WorkCalendar) -> Deadline | None:
    """One rule applied to a starting day."""
    version = rule.version_on(start)
    if version is None:
        return None
    last_day = version.period.last_day(start, calendar)
    provisional = version.period.is_provisional(start, last_day, calendar)
    return Deadline(rule.id, rule.name, last_day, version.clause, provisional, version.evidence, rule.shown)


def extended(rule: DeadlineRule, start: date, calendar: WorkCalendar) -> Deadline | None:
    """The same deadline with its 延期 granted, or None when the law allows none."""
    base = deadline_of(rule, start, calendar)
    if base is None or base.last_day is None or rule.extension is None:
        return None
    last_day = rule.extension.last_day(start, base.last_day, calendar)
    provisional = rule.extension.period.is_provisional(start, last_day, calendar) or base.provisional
    return replace(base, last_day=last_day, basis=rule.extension.clause, provisional=provisional)

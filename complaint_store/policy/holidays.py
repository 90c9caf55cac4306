"""放假通知：从 calendar.yml 读出工作日表，以及哪些年份已有通知。"""

from __future__ import annotations

from datetime import date

from complaint_store.domain.workday import DayKind, WorkCalendar
from complaint_store.policy.source import DataFile


def read_calendar(file: DataFile) -> WorkCalendar:
    days: dict[date, DayKind] = {}
    years: set[int] = set()
    for row in file.rows("years"):
        row.only("id", "source", "days")
        if not row.id.isdigit():
            raise row.wrong(f"id is {row.id!r}, expected a year")
        years.add(int(row.id))
        for day in row.rows("days"):
            day.only("date", "kind", "name")
            when = day.values.get("date")
            if not isinstance(when, date) or when.year != int(row.id):
                raise day.wrong(f"date is {when!r}, expected a date of {row.id}", str(when))
            if when in days:
                raise day.wrong(f"{when} stands twice, expected once", str(when))
            days[when] = day.choice("kind", DayKind, then=str(when))
    return WorkCalendar(days, frozenset(years))

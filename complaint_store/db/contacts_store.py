"""单位联系方式的存取。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select

from complaint_store.db.tables import contacts
from complaint_store.domain.ids import UnitId
from complaint_store.services.records import ContactRow

if TYPE_CHECKING:
    from complaint_store.db.unit_of_work import SqlUnitOfWork

_AMONG = select(contacts).where(contacts.c.unit.in_(bindparam("units", expanding=True)))


class ContactTable:
    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def get(self, unit: UnitId) -> ContactRow | None:
        return self.among([unit]).get(unit)

    def among(self, units: Sequence[UnitId]) -> Mapping[UnitId, ContactRow]:
        rows = self._uow.run(_AMONG, {"units": list(units)}) if units else ()
        return {UnitId(row.unit): _row(row) for row in rows}

    def put(self, row: ContactRow) -> None:
        self._uow.run(delete(contacts).where(contacts.c.unit == row.unit))
        self._uow.run(
            insert(contacts),
            {
                "unit": row.unit,
                "email": row.email,
                "webhook_url": row.webhook_url,
                "webhook_secret": row.webhook_secret,
                "updated_at": row.updated_at,
            },
        )

    def all(self) -> tuple[ContactRow, ...]:
        return tuple(_row(row) for row in self._uow.run(select(contacts).order_by(contacts.c.unit)))


def _row(row: Any) -> ContactRow:
    return ContactRow(
        unit=UnitId(row.unit),
        email=row.email,
        webhook_url=row.webhook_url,
        webhook_secret=row.webhook_secret,
        updated_at=row.updated_at,
    )

"""迁移：迁移出来的表和代码里写的表一模一样；跑几遍、几个一起跑，结果一样。"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import LargeBinary, inspect

from complaint_store.db.database import Database
from complaint_store.db.sealed import _Sealed
from complaint_store.db.tables import METADATA
from tests.complaint_store.office import Office


def test_the_migrations_make_exactly_the_tables_of_the_code(office: Office):
    with office.database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_every_sealed_column_is_bytes_from_the_first_version(office: Office):
    found = inspect(office.database.engine)
    sealed = [c for t in METADATA.sorted_tables for c in t.columns if isinstance(c.type, _Sealed)]
    assert len(sealed) >= 14
    for column in sealed:
        stored = next(c for c in found.get_columns(column.table.name) if c["name"] == column.name)
        assert isinstance(stored["type"], LargeBinary), (column.table.name, column.name)


def test_migrating_again_changes_nothing(office: Office):
    ticket = office.a_ticket()
    office.database.migrate()
    office.database.check()
    assert office.progress(ticket).number == ticket.number


def test_several_processes_may_start_at_once(url: str, office: Office):
    def start(_: int) -> str:
        database = Database(url, office.database.keyring)
        database.migrate()
        database.check()
        database.close()
        return "ready"

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(start, range(4))) == {"ready"}

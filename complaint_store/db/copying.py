"""整库复制：把存着的字节原样搬到另一个库，不解密；SQLite 与 PostgreSQL 之间也行。"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, LargeBinary, MetaData, create_engine, delete, insert, select, text
from sqlalchemy.types import DateTime

from complaint_store.db.sealed import Moment, _Sealed
from complaint_store.db.tables import METADATA

BATCH = 200
_NEXT_AFTER_THE_COPIED = text(
    "SELECT setval(pg_get_serial_sequence('outbox', 'seq'), coalesce(max(seq), 0) + 1, false) FROM outbox"
)


def backup_sqlite(engine: Engine, target: Path) -> None:
    """SQLite's own online backup: consistent while others write."""
    connection = engine.raw_connection()
    try:
        with closing(sqlite3.connect(target)) as copy:
            source: Any = connection.driver_connection
            source.backup(copy)
    finally:
        connection.close()
    in_one_file(target)


def in_one_file(path: Path) -> None:
    """Fold the log into the file, so that copying this one file copies everything."""
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")


def copy_rows(source: Connection, target: Connection) -> None:
    """Every table in the order of its references. The caller holds one snapshot and one transaction."""
    plain = _as_stored()
    tables = [plain.tables[table.name] for table in METADATA.sorted_tables]
    for name in ("meta", "audit_head"):  # 新库自己的两行让位；其余的表本来就空
        target.execute(delete(plain.tables[name]))
    for table in tables:
        rows = source.execution_options(yield_per=BATCH).execute(select(table))
        for some in rows.partitions(BATCH):
            target.execute(insert(table), [dict(row._mapping) for row in some])
    if target.dialect.name == "postgresql":
        target.execute(_NEXT_AFTER_THE_COPIED)


def open_file(path: Path) -> Engine:
    return create_engine(f"sqlite:///{path}", hide_parameters=True)


def fingerprint_in(path: Path) -> str:
    """Whose keys a copy belongs to, '' when it is no copy of this store."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as copy:
            row = copy.execute("SELECT value FROM meta WHERE name = 'key_fingerprint'").fetchone()
    except sqlite3.Error:
        return ""
    return str(row[0]) if row else ""


def _as_stored() -> MetaData:
    """The same tables with sealed columns as plain bytes; times keep their conversion to UTC."""
    plain = MetaData()
    for table in METADATA.tables.values():
        copy = table.to_metadata(plain)
        for column in copy.columns:
            if isinstance(column.type, _Sealed):
                column.type = LargeBinary()
            elif not isinstance(column.type, Moment) and isinstance(column.type, DateTime):
                raise TypeError(f"{table.name}.{column.name}: expected Moment for every time")
    return plain

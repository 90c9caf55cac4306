"""连接：SQLite 与 PostgreSQL 各自的开法，以及驱动的错误换成说得清的名字。"""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, IntegrityError

from complaint_store.db.sealed import give_keyring
from complaint_store.db.unit_of_work import WRITES
from complaint_store.security.keys import Keyring
from complaint_store.services.ports import (
    AlreadyThere,
    StoreBusy,
    StoreDamaged,
    StoreFull,
    StoreProblem,
    StoreReadOnly,
)

BUSY_MILLISECONDS = 10_000  # 等别的写入者多久再报“忙”
CACHE_KIB = 16_384


def open_engine(url: str, keyring: Keyring) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StoreProblem(
            "database_url: found text that is no database URL, expected sqlite:///… or postgresql://…"
        ) from None
    if parsed.drivername in {"postgresql", "postgres"}:
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise StoreProblem(
            f"database_url: found {parsed.get_backend_name()}, expected sqlite:///… or postgresql://…"
        )
    # 参数里有原话和身份：错误信息里一律不带参数
    options: dict[str, Any] = {"hide_parameters": True}
    if parsed.get_backend_name() == "postgresql":
        options |= {"pool_size": 10, "max_overflow": 20, "pool_pre_ping": True}
        options["connect_args"] = {"connect_timeout": 10}
    else:
        options |= {"pool_size": 10, "max_overflow": 30}
    engine = create_engine(parsed, **options)
    give_keyring(engine.dialect, keyring)
    event.listen(engine, "handle_error", _name_the_error, retval=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, record: object) -> None:
    connection.isolation_level = None  # 事务由下面的 BEGIN 明确开始
    for pragma in (
        f"busy_timeout={BUSY_MILLISECONDS}",
        "journal_mode=WAL",
        "synchronous=FULL",  # 查询码交到人手里之前，单子已落盘：断电也不丢；一轮多等几毫秒
        "foreign_keys=ON",
        "secure_delete=ON",
        f"cache_size=-{CACHE_KIB}",
        "temp_store=MEMORY",
    ):
        try:
            connection.execute(f"PRAGMA {pragma}").close()
        except sqlite3.OperationalError as error:
            if "readonly" not in str(error):  # 只读的库仍可查看；写入时会明确报错
                raise


def _begin_sqlite(connection: Connection) -> None:
    # 先读后写的事务会在升级锁时失败而不等待，所以要写的一开始就占写锁
    writes = connection.get_execution_options().get(WRITES, True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _name_the_error(context: ExceptionContext) -> BaseException | None:
    error = context.original_exception
    if isinstance(context.sqlalchemy_exception, IntegrityError):
        return AlreadyThere("a row with this key is there already") if _is_unique(error) else None
    where = _where(context)
    if isinstance(error, sqlite3.Error):
        return _sqlite_problem(str(error), where)
    return _postgres_problem(getattr(error, "sqlstate", None), error, where)


def _is_unique(error: BaseException) -> bool:
    return "UNIQUE" in str(error) or getattr(error, "sqlstate", "") == "23505"


def _where(context: ExceptionContext) -> str:
    if context.engine is None:
        return "database"
    return context.engine.url.render_as_string(hide_password=True)


def _sqlite_problem(words: str, where: str) -> StoreProblem | None:
    if "readonly" in words:
        return StoreReadOnly(f"{where}: found a read-only database, expected one this user may write")
    if "unable to open" in words:
        return StoreReadOnly(
            f"{where}: the file cannot be opened; expected a folder and file this user may write"
        )
    if "disk is full" in words or "disk I/O" in words:
        return StoreFull(f"{where}: found no room on the disk ({words}), expected some; nothing was changed")
    if "locked" in words or "busy" in words:
        return StoreBusy(
            f"{where}: another process held the database for more than {BUSY_MILLISECONDS // 1000} s"
        )
    if "not a database" in words or "malformed" in words:
        return StoreDamaged(f"{where}: found something else ({words}), expected an SQLite database")
    return None


def _postgres_problem(state: str | None, error: BaseException, where: str) -> StoreProblem | None:
    if state in {"25006"}:
        return StoreReadOnly(f"{where}: found a read-only server, expected one that may be written")
    if state in {"53100", "53200"}:
        return StoreFull(f"{where}: the server has no room left; nothing was changed")
    if state in {"55P03", "40001", "40P01", "53300"}:
        return StoreBusy(f"{where}: the server is busy (SQLSTATE {state}); the step may be tried again")
    if type(error).__name__ == "OperationalError" and state is None:
        return StoreProblem(f"{where}: the server does not answer; expected a running PostgreSQL")
    return None

"""数据库：一个网址打开 SQLite 或 PostgreSQL，迁移到最新结构，交出工作单元。"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, insert, select

from complaint_store.db.copying import backup_sqlite, copy_rows, fingerprint_in, in_one_file, open_file
from complaint_store.db.engine import open_engine
from complaint_store.db.events_store import GENESIS
from complaint_store.db.tables import audit_head, meta
from complaint_store.db.unit_of_work import WRITES, SqlUnitOfWork
from complaint_store.security.keys import KeyProblem, Keyring
from complaint_store.services.ports import StoreProblem

MIGRATIONS = Path(__file__).resolve().parent.parent / "migrations"
KEY_MARK = "key_fingerprint"


class Database:
    """The store; one for the process, used from any thread. SqlUnitOfWork is one thread's transaction."""

    def __init__(self, url: str, keyring: Keyring) -> None:
        self.url, self.keyring = url, keyring
        self.engine: Engine = open_engine(url, keyring)

    @property
    def shared(self) -> bool:
        """Whether other machines may work on this store at the same time."""
        return self.engine.dialect.name != "sqlite"

    def migrate(self) -> None:
        """Bring the tables to the newest version; refuses a database that belongs to other keys."""
        self._make_folder()
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self.engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            if self.engine.dialect.name == "postgresql":
                # 几个进程同时启动时，只有一个在迁移
                connection.exec_driver_sql("SELECT pg_advisory_xact_lock(20261122)")
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            known = connection.execute(select(meta.c.value).where(meta.c.name == KEY_MARK)).scalar()
            if known is None:
                connection.execute(insert(meta), {"name": KEY_MARK, "value": self.keyring.fingerprint})
                connection.execute(insert(audit_head), {"id": 1, "events": 0, "hash": GENESIS})
            else:
                self._must_be_ours(known)

    def check(self) -> None:
        """Raise a StoreProblem that says why, when the store cannot be used: not migrated, or unreachable."""
        with self.engine.connect().execution_options(**{WRITES: False}) as connection:
            found = MigrationContext.configure(connection).get_current_revision()
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        expected = ScriptDirectory.from_config(config).get_current_head()
        if found != expected:
            raise StoreProblem(
                f"database: found version {found or 'none'}, expected {expected}; run `chengsu init`"
            )
        with self.engine.connect().execution_options(**{WRITES: False}) as connection:
            self._must_be_ours(
                connection.execute(select(meta.c.value).where(meta.c.name == KEY_MARK)).scalar()
            )

    def _must_be_ours(self, known: str | None) -> None:
        if known != self.keyring.fingerprint:
            raise KeyProblem(
                f"keys: found {self.keyring.fingerprint}, expected {known}, the keys this database was made with; "
                "put the key files back into the keys folder"
            )

    def unit_of_work(self) -> SqlUnitOfWork:
        """工作单元: `with database.unit_of_work() as uow: …`; a service commits by itself."""
        return SqlUnitOfWork(self.engine, self.keyring)

    def copy_to(self, target: Path) -> None:
        """A consistent SQLite copy of everything, still encrypted."""
        if self.engine.dialect.name == "sqlite":
            backup_sqlite(self.engine, target)
            return
        copy = Database(f"sqlite:///{target}", self.keyring)
        try:
            copy.migrate()
            snapshot = self.engine.connect().execution_options(isolation_level="REPEATABLE READ")
            with snapshot as source, source.begin(), copy.engine.connect() as into, into.begin():
                copy_rows(source, into)
        finally:
            copy.close()
        in_one_file(target)

    def copy_from(self, source: Path) -> None:
        """Take over a copy made by copy_to; in one transaction, so that a failure leaves the store as it was."""
        from_file = open_file(source)
        try:
            with from_file.connect() as rows, self.engine.connect() as into, into.begin():
                copy_rows(rows, into)
        finally:
            from_file.dispose()

    def fingerprint_in(self, source: Path) -> str:
        return fingerprint_in(source)

    def close(self) -> None:
        self.engine.dispose()

    def _make_folder(self) -> None:
        if self.engine.dialect.name != "sqlite" or not self.engine.url.database:
            return
        path = Path(self.engine.url.database)
        if path.name != ":memory:":
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                try:
                    path.touch(mode=0o600)
                except PermissionError:
                    raise StoreProblem(
                        f"{path}: cannot be made; expected a folder this user may write"
                    ) from None

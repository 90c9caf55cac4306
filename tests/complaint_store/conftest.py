"""存储的测试在真实的库上跑：SQLite 文件总在；给了 CHENGSU_TEST_POSTGRES_URL 就在 PostgreSQL 上再跑一遍。"""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from complaint_store.db.database import Database
from complaint_store.security.keys import Keyring
from tests.complaint_store.office import Office

POSTGRES = os.environ.get("CHENGSU_TEST_POSTGRES_URL", "")


@pytest.fixture(scope="session")
def schemas() -> Iterator[list[str]]:
    """Each test has a schema of its own in the one database; all are dropped at the end."""
    made: list[str] = []
    yield made
    for name in made:
        _on_the_server(f"DROP SCHEMA IF EXISTS {name} CASCADE")


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRES else [])])
def new_url(request: pytest.FixtureRequest, tmp_path: Path, schemas: list[str]) -> Callable[[], str]:
    """Each call gives the address of another empty store of the same kind."""
    files = (tmp_path / f"{name}.sqlite3" for name in ("store", "second", "third"))

    def make() -> str:
        if request.param == "sqlite":
            return f"sqlite:///{next(files)}"
        name = f"chengsu_test_{secrets.token_hex(6)}"
        _on_the_server(f"CREATE SCHEMA {name}")
        schemas.append(name)
        own = make_url(POSTGRES).update_query_dict({"options": f"-csearch_path={name}"})
        return own.render_as_string(hide_password=False)

    return make


@pytest.fixture
def url(new_url: Callable[[], str]) -> str:
    return new_url()


@pytest.fixture
def office(url: str, tmp_path: Path) -> Iterator[Office]:
    database = Database(url, Keyring.load_or_create(tmp_path / "keys"))
    database.migrate()
    yield Office(database)
    database.close()


def _on_the_server(statement: str) -> None:
    driver = make_url(POSTGRES).set(drivername="postgresql+psycopg")
    server = create_engine(driver, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(statement))
    server.dispose()

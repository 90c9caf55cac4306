"""存储的测试在真实的库上跑：SQLite 文件总在；给了 CHENGSU_TEST_POSTGRES_URL 就在 PostgreSQL 上再跑一遍。"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text

from complaint_store.db.database import Database
from complaint_store.security.keys import Keyring
from tests.complaint_store.office import Office

POSTGRES = os.environ.get("CHENGSU_TEST_POSTGRES_URL", "")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[list[str]]:
    made: list[str] = []
    yield made
    if made:
        server = create_engine(_driver(POSTGRES), isolation_level="AUTOCOMMIT")
        with server.connect() as connection:
            for name in made:
                connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        server.dispose()


@pytest.fixture(params=["sqlite", *(["postgresql"] if POSTGRES else [])])
def url(request: pytest.FixtureRequest, tmp_path: Path, postgres_server: list[str]) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.sqlite3'}"
    name = f"chengsu_test_{secrets.token_hex(6)}"
    server = create_engine(_driver(POSTGRES), isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    postgres_server.append(name)
    return make_url(POSTGRES).set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def office(url: str, tmp_path: Path) -> Iterator[Office]:
    database = Database(url, Keyring.load_or_create(tmp_path / "keys"))
    database.migrate()
    yield Office(database)
    database.close()


def _driver(url: str) -> str:
    return make_url(url).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)

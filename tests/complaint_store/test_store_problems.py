"""库出了毛病：只读、满盘、被占、钥匙不对、不是库，各有说得清的名字；什么都不会写一半。"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from complaint_store.db import engine as engine_module
from complaint_store.db.database import Database
from complaint_store.domain.errors import NotFound
from complaint_store.security.keys import KeyProblem, Keyring
from complaint_store.services.ports import StoreBusy, StoreDamaged, StoreFull, StoreProblem, StoreReadOnly
from tests.complaint_store.office import WORDS, Office, a_draft


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "var" / "store.sqlite3"


@pytest.fixture
def shop(file: Path, tmp_path: Path) -> Iterator[Office]:
    database = Database(f"sqlite:///{file}", Keyring.load_or_create(tmp_path / "keys"))
    database.migrate()
    yield Office(database)
    database.close()


def test_a_read_only_database_is_named_and_can_still_be_read(shop: Office, file: Path):
    ticket = shop.a_ticket()

    def read_only(connection: sqlite3.Connection, record: object) -> None:
        connection.execute("PRAGMA query_only=ON")

    shop.database.close()
    event.listen(shop.database.engine, "connect", read_only)
    assert shop.progress(ticket).number == ticket.number
    with pytest.raises(StoreReadOnly, match="found a read-only database, expected one this user may write"):
        shop.file()
    event.remove(shop.database.engine, "connect", read_only)
    shop.database.close()
    with shop.uow as uow:
        assert uow.complaints.count() == 1


def test_a_file_without_write_permission_is_named(shop: Office, file: Path, tmp_path: Path):
    shop.a_ticket()
    shop.database.close()
    for path in file.parent.iterdir():
        path.chmod(0o444)
    file.parent.chmod(0o555)
    program = (
        "import sys; from pathlib import Path; from complaint_store.db.database import Database\n"
        "from complaint_store.security.keys import Keyring\n"
        "from complaint_store.services.conversations import open_conversation\n"
        "from complaint_store.services.ports import StoreProblem\n"
        "from tests.complaint_store.office import MORNING\n"
        "import os; os.setuid(int(sys.argv[3])) if os.getuid() == 0 else None\n"
        "database = Database(sys.argv[1], Keyring(b'm' * 32, b's' * 32))\n"
        "try: open_conversation('web', None, uow=database.unit_of_work(), now=MORNING)\n"
        "except StoreProblem as problem: print(type(problem).__name__, problem)\n"
    )
    for folder in (tmp_path, *list(tmp_path.parents)[:3]):
        if folder.stat().st_uid == os.getuid() and str(folder).startswith("/tmp/pytest"):  # noqa: S108
            folder.chmod(0o755)
    try:
        done = subprocess.run(
            [sys.executable, "-c", program, f"sqlite:///{file}", "", "65534"],
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        file.parent.chmod(0o755)
    assert done.stdout.startswith("StoreReadOnly"), done.stderr
    assert str(file) in done.stdout


def test_a_full_disk_is_named_and_nothing_is_half_written(shop: Office, file: Path):
    shop.a_ticket()

    def full(connection: sqlite3.Connection, record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages}")

    shop.database.close()
    event.listen(shop.database.engine, "connect", full)
    with pytest.raises(StoreFull, match="no room"):
        for _ in range(50):
            shop.file(a_draft(text=WORDS * 100))
    with shop.uow as uow:
        complaints, events = uow.complaints.count(), uow.events.head()[0]
    assert events == complaints * 2, "每件诉求都有它的两条事件，没有半件"


def test_a_database_held_by_another_process_is_named(
    shop: Office, file: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(engine_module, "BUSY_MILLISECONDS", 50)
    shop.database.close()
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreBusy):
        shop.file()
    holder.execute("ROLLBACK")
    holder.close()
    assert shop.file().tickets


def test_a_file_that_is_no_database_is_named(tmp_path: Path):
    (tmp_path / "x.sqlite3").write_bytes(b"this is not a database" * 100)
    database = Database(f"sqlite:///{tmp_path / 'x.sqlite3'}", Keyring.fresh())
    with pytest.raises(StoreDamaged, match="expected an SQLite database"):
        database.migrate()


def test_other_keys_are_refused_before_anything_is_touched(shop: Office):
    other = Database(shop.database.url, Keyring.fresh())
    with pytest.raises(KeyProblem, match="put the key files back"):
        other.migrate()


def test_a_store_that_was_never_made_says_what_to_run(tmp_path: Path):
    database = Database(f"sqlite:///{tmp_path / 'new.sqlite3'}", Keyring.fresh())
    with pytest.raises(StoreProblem, match="run `chengsu init`"):
        database.check()


@pytest.mark.parametrize("url", ["mysql://x/y", "not a url", ""])
def test_a_wrong_url_is_named(url: str):
    with pytest.raises(StoreProblem, match=r"database_url: found .* expected sqlite"):
        Database(url, Keyring.fresh())


def test_an_error_never_carries_the_words(shop: Office):
    with shop.uow as uow, pytest.raises(Exception) as failed:
        uow.run(__import__("sqlalchemy").text("INSERT INTO no_such_table VALUES (:words)"), {"words": WORDS})
    assert "温知秋" not in str(failed.value) + repr(failed.value)


def test_leaving_without_commit_undoes_everything(shop: Office):
    with shop.uow as uow:
        uow.tickets.next_number(shop.today, False)
        uow.throttles.clear("x")
    with shop.uow as uow:
        assert uow.tickets.next_number(shop.today, False).endswith("-000001")
    with shop.uow as uow, pytest.raises(NotFound):
        uow.tickets.get("none")  # type: ignore[arg-type]


def test_what_was_committed_is_on_the_disk_before_its_receipt_is_told(shop: Office):
    """With NORMAL a power cut takes back the last commits; their 查询码 would open nothing."""
    with shop.database.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2, "FULL"

"""备份与恢复：服务不停也能备份，恢复后原样能用、链完整；钥匙不在备份里，不对就不恢复。"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from complaint_store.db.database import Database
from complaint_store.domain.errors import BadInput
from complaint_store.security.keys import Keyring
from complaint_store.services.audit import verify
from complaint_store.services.backup import backup, restore
from tests.complaint_store.office import CLERK, WORDS, Office
from tests.complaint_store.test_dump import everything_happens


def empty_store(office: Office, url: str, keyring: Keyring | None = None) -> Database:
    database = Database(url, keyring or office.database.keyring)
    database.migrate()
    return database


def test_what_was_saved_comes_back_as_it_was(office: Office, new_url: Callable[[], str], tmp_path: Path):
    everything_happens(office)
    ticket = office.a_ticket()
    saved = backup(office.database, tmp_path / "copy.sqlite3")
    assert saved.complaints == 3 and saved.bytes == (tmp_path / "copy.sqlite3").stat().st_size
    assert sorted(p.name for p in tmp_path.glob("copy*")) == ["copy.sqlite3"]
    other = Office(empty_store(office, new_url()))
    assert restore(saved.path, other.database).complaints == 3
    assert other.view(ticket.ticket_id, CLERK).text == WORDS
    assert verify(uow=other.uow) == verify(uow=office.uow)
    assert other.a_ticket().number == "20261102-000003", "编号接着往下排"
    assert verify(uow=other.uow).intact
    other.database.close()


def test_a_copy_is_taken_over_by_an_empty_store_only(office: Office, tmp_path: Path):
    office.a_ticket()
    saved = backup(office.database, tmp_path / "copy.sqlite3")
    with pytest.raises(BadInput, match="只能恢复到空库"):
        restore(saved.path, office.database)


def test_saving_while_others_write_is_one_moment_in_time(office: Office, tmp_path: Path):
    stop = threading.Event()

    def writing() -> None:
        while not stop.is_set():
            office.file()

    writer = threading.Thread(target=writing)
    writer.start()
    try:
        copies = [backup(office.database, tmp_path / f"copy{n}.sqlite3").path for n in range(3)]
    finally:
        stop.set()
        writer.join()
    for n, copy in enumerate(copies):
        other = empty_store(office, f"sqlite:///{tmp_path}/restored{n}.sqlite3")
        restore(copy, other)
        assert verify(uow=other.unit_of_work()).intact
        other.close()


def test_a_backup_never_covers_an_older_one(office: Office, tmp_path: Path):
    backup(office.database, tmp_path / "copy.sqlite3")
    with pytest.raises(BadInput, match="已经存在"):
        backup(office.database, tmp_path / "copy.sqlite3")
    with pytest.raises(BadInput, match="请先建好"):
        backup(office.database, tmp_path / "no" / "copy.sqlite3")


def test_a_copy_of_other_keys_or_of_something_else_is_refused(office: Office, tmp_path: Path):
    office.a_ticket()
    saved = backup(office.database, tmp_path / "copy.sqlite3")
    other = empty_store(office, f"sqlite:///{tmp_path}/other.sqlite3", Keyring.fresh())
    (tmp_path / "notes.txt").write_text("不是备份", encoding="utf-8")
    for source, why in ((saved.path, "密钥"), (tmp_path / "notes.txt", "不是诚诉的备份")):
        with pytest.raises(BadInput, match=why):
            restore(source, other)
    with pytest.raises(BadInput, match="没有找到"):
        restore(tmp_path / "absent", other)
    with other.unit_of_work() as uow:
        assert uow.complaints.count() == 0
    other.close()

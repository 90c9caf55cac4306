"""备份与恢复：一致的库副本；密钥另存，不与副本放在一起。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from complaint_store.domain.errors import BadInput
from complaint_store.services.ports import UnitOfWork


class CopyOf(Protocol):
    """What db/ does for this service: carry the stored bytes as they are, without opening any."""

    def unit_of_work(self) -> UnitOfWork: ...
    def copy_to(self, target: Path) -> None: ...
    def copy_from(self, source: Path) -> None: ...
    def fingerprint_in(self, source: Path) -> str: ...


@dataclass(frozen=True, slots=True)
class BackupReport:
    path: Path
    bytes: int
    complaints: int
    key_fingerprint: str


def backup(database: CopyOf, target: Path) -> BackupReport:
    """One consistent copy as an SQLite file, from SQLite or PostgreSQL, while the service runs. Keys not included."""
    if target.exists():
        raise BadInput(f"{target.name} 已经存在，请换一个文件名，免得盖掉以前的备份。")
    if not target.parent.is_dir():
        raise BadInput(f"没有 {target.parent} 这个文件夹，请先建好。")
    unfinished = target.with_name(target.name + ".part")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    try:
        database.copy_to(unfinished)
        unfinished.replace(target)
    finally:
        for left in (unfinished, *_beside(unfinished)):
            left.unlink(missing_ok=True)
    with database.unit_of_work() as uow, uow.reading():
        complaints, fingerprint = uow.complaints.count(), uow.keyring.fingerprint
    return BackupReport(target, target.stat().st_size, complaints, fingerprint)


def restore(source: Path, database: CopyOf) -> BackupReport:
    """Into an empty store with the same keys; BadInput otherwise, nothing changed."""
    if not source.is_file():
        raise BadInput(f"没有找到 {source}，请核对备份文件的位置。")
    fingerprint = check_keys(source, database)
    with database.unit_of_work() as uow, uow.reading():
        if uow.events.head()[0]:
            raise BadInput("这个库里已经有内容，只能恢复到空库。")
    database.copy_from(source)
    with database.unit_of_work() as uow, uow.reading():
        complaints = uow.complaints.count()
    return BackupReport(source, source.stat().st_size, complaints, fingerprint)


def check_keys(source: Path, database: CopyOf) -> str:
    """The fingerprint that backup and keys share; BadInput when they do not. Reads the backup alone."""
    found, expected = database.fingerprint_in(source), database.unit_of_work().keyring.fingerprint
    if not found:
        raise BadInput("这不是诚诉的备份，或者文件不完整，请换一份备份再试。")
    if found != expected:
        raise BadInput(f"备份用的密钥是 {found}，现在的密钥是 {expected}，请先放回当时的密钥文件。")
    return found


def _beside(path: Path) -> Sequence[Path]:
    return [path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal")]

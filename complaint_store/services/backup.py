"""备份与恢复：一致的库副本；密钥另存，不与副本放在一起。"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from complaint_store.db.database import Database


@dataclass(frozen=True, slots=True)
class BackupReport:
    path: Path
    bytes: int
    complaints: int
    key_fingerprint: str


def backup(database: Database, target: Path) -> BackupReport:
    """One consistent copy as an SQLite file, from SQLite or PostgreSQL, while the service runs. Keys not included."""
    raise NotImplementedError


def restore(source: Path, database: Database) -> BackupReport:
    """Into an empty store with the same keys; BadInput otherwise, nothing changed."""
    raise NotImplementedError

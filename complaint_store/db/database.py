"""数据库：一个网址打开 SQLite 或 PostgreSQL，迁移到最新结构，交出工作单元。"""

from __future__ import annotations

from complaint_store.security.keys import Keyring
from complaint_store.services.ports import UnitOfWork


class Database:
    """The store; one for the process, used from any thread."""

    def __init__(self, url: str, keyring: Keyring) -> None:
        self.url, self.keyring = url, keyring

    def migrate(self) -> None:
        """Bring the tables to the newest version; refuses a database that belongs to other keys."""
        raise NotImplementedError

    def unit_of_work(self) -> UnitOfWork:
        """工作单元: `with database.unit_of_work() as uow: …`; a service commits by itself."""
        raise NotImplementedError

    def close(self) -> None:
        raise NotImplementedError

"""工作单元：一个事务；第一条语句时才占用连接，提交时把事件接到审计链上。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import CursorResult, Engine, Executable
from sqlalchemy.engine import Connection

from complaint_store.db.accounts_store import SessionTable, ThrottleTable, UserTable
from complaint_store.db.attachments_store import AttachmentTable
from complaint_store.db.complaints_store import ComplaintTable
from complaint_store.db.contacts_store import ContactTable
from complaint_store.db.conversations_store import CaseTable, ConversationTable, MessageTable
from complaint_store.db.events_store import EventTable
from complaint_store.db.outbox_store import OutboxTable
from complaint_store.db.tickets_store import TicketTable
from complaint_store.security.keys import Keyring

WRITES = "chengsu_writes"


class SqlUnitOfWork:
    """One thread's unit of work; may be entered again inside itself, so that a caller can hold one open."""

    def __init__(self, engine: Engine, keyring: Keyring) -> None:
        self._engine, self.keyring = engine, keyring
        self._connection: Connection | None = None
        self._depth = 0
        self._reading = 0

    @cached_property
    def complaints(self) -> ComplaintTable:
        return ComplaintTable(self)

    @cached_property
    def tickets(self) -> TicketTable:
        return TicketTable(self)

    @cached_property
    def events(self) -> EventTable:
        return EventTable(self)

    @cached_property
    def outbox(self) -> OutboxTable:
        return OutboxTable(self)

    @cached_property
    def conversations(self) -> ConversationTable:
        return ConversationTable(self)

    @cached_property
    def messages(self) -> MessageTable:
        return MessageTable(self)

    @cached_property
    def cases(self) -> CaseTable:
        return CaseTable(self)

    @cached_property
    def users(self) -> UserTable:
        return UserTable(self)

    @cached_property
    def sessions(self) -> SessionTable:
        return SessionTable(self)

    @cached_property
    def throttles(self) -> ThrottleTable:
        return ThrottleTable(self)

    @cached_property
    def attachments(self) -> AttachmentTable:
        return AttachmentTable(self)

    @cached_property
    def contacts(self) -> ContactTable:
        return ContactTable(self)

    @property
    def dialect(self) -> str:
        return self._engine.dialect.name

    @property
    def file(self) -> Path | None:
        """The file of an SQLite store; None for a server."""
        named = self._engine.dialect.name == "sqlite" and self._engine.url.database
        return Path(named).absolute() if named and named != ":memory:" else None

    def run(
        self, statement: Executable, values: Mapping[str, Any] | Sequence[Mapping[str, Any]] | None = None
    ) -> CursorResult[Any]:
        """For the tables of this package: one statement inside this transaction."""
        if self._connection is None:
            connection = self._engine.connect()
            self._connection = connection.execution_options(**{WRITES: not self._reading})
        return self._connection.execute(statement, values)

    def __enter__(self) -> SqlUnitOfWork:
        self._depth += 1
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._depth -= 1
        if error is not None or self._depth == 0:
            self.rollback()

    @contextmanager
    def reading(self) -> Iterator[SqlUnitOfWork]:
        inside = self._connection is not None
        self._reading += 1
        try:
            yield self
        finally:
            self._reading -= 1
            if not inside:
                self._release()

    def commit(self) -> None:
        try:
            self.events.append_to_chain()
            if self._connection is not None:
                self._connection.commit()
        finally:
            self.rollback()

    def rollback(self) -> None:
        self.events.forget()
        self._release()

    def _release(self) -> None:
        if self._connection is not None:
            connection, self._connection = self._connection, None
            connection.close()  # 未提交的随之撤销

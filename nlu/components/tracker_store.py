"""对话进度的存放：一个会话一行，只存未提交的草稿与问到哪里，加密后落盘；没有草稿就没有这一行。

Rules look only at the current turn, so the history of what was said is not kept here: the words themselves are in
the complaint store, and a turn costs the same after 5 messages and after 500.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.constants import (
    ACTION_LISTEN_NAME,
    ACTION_SESSION_START_NAME,
    SESSION_START_METADATA_SLOT,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SessionStarted, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.pool import StaticPool

NONCE = 12
DAY = 86_400.0

meta = sa.MetaData()
progress = sa.Table(
    "dialogue_progress",
    meta,
    sa.Column("sender", sa.String(80), primary_key=True),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    sa.Column("saved_at", sa.Float, nullable=False),
)

# 语句只造一次：每轮要读两回、写一回
_FIND = sa.select(progress.c.sealed).where(progress.c.sender == sa.bindparam("who"))
_DROP = progress.delete().where(progress.c.sender == sa.bindparam("who"))
_CHANGE = progress.update().where(progress.c.sender == sa.bindparam("who"))
_CHANGE = _CHANGE.values(sealed=sa.bindparam("sealed_now"), saved_at=sa.bindparam("now"))
_ADD = progress.insert().values(
    sender=sa.bindparam("who"), sealed=sa.bindparam("sealed_now"), saved_at=sa.bindparam("now")
)


class SealedTrackerStore(TrackerStore):
    """`host` (Rasa's name for the endpoint's url), `key_file` and `keep_days` come from endpoints.yml; an older, abandoned draft is dropped."""

    def __init__(
        self,
        domain: Domain | None,
        event_broker: EventBroker | None = None,
        host: str = "sqlite://",
        key_file: str = "",
        keep_days: float = 30,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker, **kwargs)
        self._cipher = AESGCM(load_key(Path(key_file)))
        self._engine = open_store(host)
        meta.create_all(self._engine)
        self._drop_abandoned(float(keep_days))

    def _drop_abandoned(self, keep_days: float) -> None:
        with self._engine.begin() as connection:
            connection.execute(progress.delete().where(progress.c.saved_at < time.time() - keep_days * DAY))

    async def save(self, tracker: DialogueStateTracker) -> None:
        await self.stream_events(tracker)
        snapshot = snapshot_of(tracker)
        sender = tracker.sender_id
        with self._engine.begin() as connection:
            if snapshot is None:
                connection.execute(_DROP, {"who": sender})
                return
            values = {"who": sender, "sealed_now": self._seal(sender, snapshot), "now": time.time()}
            if not connection.execute(_CHANGE, values).rowcount:
                connection.execute(_ADD, values)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        with self._engine.connect() as connection:
            row = connection.execute(_FIND, {"who": sender_id}).first()
        if row is None:
            return None
        events = events_of(self._open(sender_id, bytes(row[0])))
        return DialogueStateTracker.from_events(
            sender_id, events, slots=self.domain.slots, domain=self.domain
        )

    async def keys(self) -> Iterable[str]:
        with self._engine.connect() as connection:
            return [row[0] for row in connection.execute(sa.select(progress.c.sender))]

    def _seal(self, sender: str, snapshot: dict[str, Any]) -> bytes:
        nonce = os.urandom(NONCE)
        plain = json.dumps(snapshot, ensure_ascii=False).encode()
        return nonce + self._cipher.encrypt(nonce, plain, sender.encode())

    def _open(self, sender: str, sealed: bytes) -> dict[str, Any]:
        plain = self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], sender.encode())
        found: dict[str, Any] = json.loads(plain)
        return found


def open_store(url: str) -> sa.engine.Engine:
    """SQLite: one connection of the one thread that serves, written ahead; PostgreSQL: a pool."""
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True)
    engine = sa.create_engine(
        url, poolclass=StaticPool, connect_args={"check_same_thread": False, "timeout": 10}
    )
    with engine.connect() as connection:
        connection.execute(sa.text("PRAGMA journal_mode=WAL"))
        connection.execute(sa.text("PRAGMA synchronous=NORMAL"))
        connection.execute(sa.text("PRAGMA secure_delete=ON"))  # 删掉的一行不留在文件里
    return engine


def snapshot_of(tracker: DialogueStateTracker) -> dict[str, Any] | None:
    """What must outlive this turn; None when nothing does (ticket made, cancelled, small talk)."""
    slots = {
        name: slot.value
        for name, slot in tracker.slots.items()
        if slot.value is not None and name != SESSION_START_METADATA_SLOT
    }
    if not slots and tracker.active_loop_name is None:
        return None
    return {"slots": slots, "loop": tracker.active_loop_name}


def events_of(snapshot: dict[str, Any]) -> list[Event]:
    """The shortest history that leads to the same state."""
    events: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    if snapshot["loop"]:
        events.append(ActiveLoop(snapshot["loop"]))
    events += [SlotSet(name, value) for name, value in snapshot["slots"].items()]
    return [*events, ActionExecuted(ACTION_LISTEN_NAME)]


def load_key(path: Path) -> bytes:
    """The 32-byte key, made by the app's set-up; readable by this user only."""
    key = path.read_bytes()
    if len(key) != 32:
        raise ValueError(f"{path.name}: found a key of {len(key)} bytes, expected 32")
    return key

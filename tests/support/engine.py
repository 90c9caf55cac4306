"""真实的对话引擎与应用，各用一个空闲端口和一个临时目录，供对话测试使用；日期固定。"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import uvicorn
from fastapi import FastAPI

from bench.running import free_port
from bot.api import actions, chat
from bot.assembly import House
from bot.dialogue import EngineClient
from bot.engine_model import train_if_changed
from bot.settings import Settings
from bot.supervise import EngineProcess
from bot.turns import keep_replaying
from bot.web import errors
from bot.web.bearer import ID_LENGTH
from complaint_store.db.database import Database
from complaint_store.domain.beijing_time import SHANGHAI
from complaint_store.domain.ids import ConversationId
from complaint_store.policy.book import load_book
from complaint_store.security.keys import Keyring
from nlu.retrieval.library import Library
from nlu.understand import Reader

TODAY = datetime(2026, 12, 1, 10, 0, tzinfo=SHANGHAI)  # 星期二


def build_test_house(folder: Path, **changes: Any) -> House:
    """A house of its own: empty migrated store, real data, real reader, fixed day."""
    settings = Settings(data_dir=folder, port=free_port(), engine_port=free_port(), **changes)
    keyring = Keyring.load_or_create(settings.keys_dir)
    database = Database(settings.database, keyring)
    database.migrate()
    book = load_book()
    return House(
        settings=settings,
        book=book,
        reader=Reader.load(book),
        library=Library.load(None, settings.policy_dir, book),
        database=database,
        keyring=keyring,
        engine=EngineClient(settings.engine_url, settings.shared_token()),
        clock=lambda: TODAY,
    )


@dataclass
class Running:
    """A running app and engine; `kill_engine` and `start_engine` play an outage."""

    house: House
    loop: asyncio.AbstractEventLoop
    engine: EngineProcess
    url: str

    def start_engine(self) -> None:
        asyncio.run_coroutine_threadsafe(self.engine.start(), self.loop).result(30)
        asyncio.run_coroutine_threadsafe(self.engine.wait_healthy(self.house.engine), self.loop).result(150)

    def kill_engine(self) -> None:
        async def kill() -> None:
            if self.engine.process is not None:
                self.engine.process.kill()
                await self.engine.process.wait()

        asyncio.run_coroutine_threadsafe(kill(), self.loop).result(30)

    def person(self) -> Person:
        return Person(self.url)


@dataclass
class Person:
    """A person at the web chat."""

    url: str
    conversation: str | None = None
    last: dict[str, Any] = field(default_factory=dict)

    def say(self, text: str, **more: Any) -> dict[str, Any]:
        body = {"text": text, **more}
        if self.conversation:
            body["conversation_id"] = self.conversation
        answer = httpx.post(f"{self.url}/api/chat/messages", json=body, timeout=60, trust_env=False)
        assert answer.status_code == 200, answer.text
        self.last = answer.json()
        self.conversation = self.last["conversation_id"]
        return self.last

    def press(self, label: str) -> dict[str, Any]:
        for reply in reversed(self.last["replies"]):
            for button in reply["buttons"]:
                if button["label"] == label:
                    return self.say(button["payload"])
        raise AssertionError(f"no button {label!r} in {self.last['replies']}")

    def upload(self, name: str, content: bytes) -> str:
        form = {"conversation_id": self.conversation} if self.conversation else {}
        answer = httpx.post(
            f"{self.url}/api/chat/attachments",
            data=form,
            files={"file": (name, content)},
            timeout=60,
            trust_env=False,
        )
        assert answer.status_code == 200, answer.text
        self.conversation = answer.json()["conversation_id"]
        return str(answer.json()["attachment_id"])

    def heard_since(self, seq: int = 0) -> list[dict[str, Any]]:
        answer = httpx.get(
            f"{self.url}/api/chat/messages",
            params={"conversation_id": self.conversation, "after": seq},
            timeout=60,
            trust_env=False,
        )
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["messages"]
        return found

    @property
    def talk(self) -> ConversationId:
        """The conversation as the store numbers it."""
        return ConversationId(str(self.conversation)[:ID_LENGTH])

    @property
    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = self.last["state"]
        return found

    @property
    def words(self) -> str:
        return "\n".join(reply["text"] for reply in self.last["replies"])


@contextmanager
def running_dialogue(folder: Path, **changes: Any) -> Iterator[Running]:
    """App and engine up and healthy; both stopped at the end."""
    house = build_test_house(folder, **changes)
    train_if_changed(house.settings)
    app = FastAPI()
    app.state.house = house
    app.include_router(chat.router)
    app.include_router(actions.router)
    errors.install(app)
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=house.settings.port, log_level="warning", access_log=False)
    )
    loop = asyncio.new_event_loop()
    engine = EngineProcess(house.settings)

    async def serve() -> None:
        replaying = asyncio.create_task(keep_replaying(house, every=0.3))
        await server.serve()
        replaying.cancel()
        await engine.stop()
        await house.engine.close()

    thread = threading.Thread(target=loop.run_until_complete, args=(serve(),), daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    running = Running(house, loop, engine, f"http://127.0.0.1:{house.settings.port}")
    try:
        running.start_engine()
        yield running
    finally:
        server.should_exit = True
        thread.join(30)

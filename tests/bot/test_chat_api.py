"""对话接口的坏来件：一句中文说清怎么办，什么也不存一半，什么也不回显。"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.api import chat
from bot.assembly import House
from bot.channels.turn import Reply, ReplyButton
from bot.dialogue import EngineClient, EngineReply
from bot.settings import Settings
from bot.web import errors
from complaint_store.db.database import Database
from complaint_store.domain.beijing_time import SHANGHAI
from complaint_store.security.keys import Keyring

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 64


class Polite:
    """An engine that always asks the same."""

    async def send(self, sender: str, text: str, metadata: dict[str, Any]) -> EngineReply:
        return EngineReply(
            (Reply("大概欠了多少钱？", (ReplyButton("跳过", "/skip"),), "question"),), {"asked": ["amount"]}
        )


@pytest.fixture
def web(tmp_path: Path) -> Iterator[TestClient]:
    settings = Settings(data_dir=tmp_path, max_upload_bytes=10_000)
    keyring = Keyring.load_or_create(settings.keys_dir)
    database = Database(settings.database, keyring)
    database.migrate()
    nothing = cast(Any, None)
    now = datetime(2026, 12, 1, 10, 0, tzinfo=SHANGHAI)
    engine = cast(EngineClient, Polite())
    app = FastAPI()
    app.state.house = House(settings, nothing, nothing, nothing, database, keyring, engine, clock=lambda: now)
    app.include_router(chat.router)
    errors.install(app)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def say(web: TestClient, **body: Any) -> Any:
    return web.post("/api/chat/messages", json=body)


def test_an_answer_carries_the_conversation_the_replies_and_the_state(web: TestClient):
    answer = say(web, text="欠薪").json()
    assert answer["conversation_id"]
    assert answer["replies"] == [
        {"text": "大概欠了多少钱？", "buttons": [{"label": "跳过", "payload": "/skip"}], "kind": "question"}
    ]
    assert answer["state"]["asked"] == ["amount"]


def test_everything_said_can_be_read_again_after_a_reload(web: TestClient):
    conversation = say(web, text="欠薪").json()["conversation_id"]
    whole = web.get("/api/chat/messages", params={"conversation_id": conversation}).json()
    assert [(m["direction"], m["text"]) for m in whole["messages"]] == [
        ("in", "欠薪"),
        ("out", "大概欠了多少钱？"),
    ]
    last = whole["messages"][-1]["seq"]
    later = web.get("/api/chat/messages", params={"conversation_id": conversation, "after": last}).json()
    assert later["messages"] == []
    assert later["state"]["asked"] == ["amount"]


@pytest.mark.parametrize("body", [b"{", b"\xff\xfe\x00", b"[]", b'"x"', b'{"text": 5}', b"[" * 100_000])
def test_what_is_not_such_a_message_is_refused_in_one_sentence(web: TestClient, body: bytes):
    answer = web.post("/api/chat/messages", content=body)
    assert answer.status_code == 400
    assert answer.json()["detail"].endswith("。")


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_message_is_not_a_message(web: TestClient, text: str):
    answer = say(web, text=text)
    assert answer.status_code == 400
    assert "写一句话" in answer.json()["detail"]


def test_far_too_much_text_is_asked_for_in_parts(web: TestClient):
    answer = say(web, text="欠" * 200_001)
    assert answer.status_code == 413
    assert "分成几次" in answer.json()["detail"]


@pytest.mark.parametrize("conversation", ["nobody", "../../etc", "a" * 80])
def test_a_conversation_that_was_never_given_out_is_not_found(web: TestClient, conversation: str):
    assert say(web, text="欠薪", conversation_id=conversation).status_code == 404
    assert web.get("/api/chat/messages", params={"conversation_id": conversation}).status_code == 404


def test_who_holds_only_the_store_or_a_backup_reads_nobody_s_conversation(web: TestClient):
    say(web, text="欠薪")
    house = web.app.state.house  # type: ignore[attr-defined]
    with closing(sqlite3.connect(house.settings.data_dir / "chengsu.sqlite3")) as store:
        (stored,) = store.execute("SELECT id FROM conversations").fetchone()
    for guess in (stored, stored * 2, stored + "0" * 32):
        assert web.get("/api/chat/messages", params={"conversation_id": guess}).status_code == 404
        assert say(web, text="在吗", conversation_id=guess).status_code == 404
        files = {"file": ("工地.png", PNG)}
        sent = web.post("/api/chat/attachments", files=files, data={"conversation_id": guess})
        assert sent.status_code == 404


def test_a_photo_is_taken_before_anything_is_said(web: TestClient):
    stored = web.post("/api/chat/attachments", files={"file": ("工地.png", PNG)}).json()
    answer = say(
        web, text="", conversation_id=stored["conversation_id"], attachments=[stored["attachment_id"]]
    )
    assert answer.status_code == 200


def test_a_read_only_database_is_said_plainly_and_named_to_the_operator(
    web: TestClient, tmp_path: Path, caplog: pytest.LogCaptureFixture
):
    house = cast(FastAPI, web.app).state.house
    file = tmp_path / "chengsu.sqlite3"
    house.database = Database(f"sqlite:///file:{file}?mode=ro&uri=true", house.keyring)
    answer = say(web, text="欠薪")
    assert (answer.status_code, answer.json()["detail"]) == (503, errors.SENTENCES[503])
    assert "read-only database" in caplog.text
    assert "欠薪" not in caplog.text


def test_half_a_character_is_taken_and_can_be_read_again(web: TestClient):
    sent = web.post("/api/chat/messages", content=b'{"text": "\\ud800\xe6\xac\xa0\xe8\x96\xaa"}')
    assert sent.status_code == 200
    talk = {"conversation_id": sent.json()["conversation_id"]}
    assert web.get("/api/chat/messages", params=talk).json()["messages"][0]["text"] == "\ufffd欠薪"


def test_a_number_no_message_can_have_is_refused_and_not_a_fault(web: TestClient):
    talk = {"conversation_id": say(web, text="欠薪").json()["conversation_id"]}
    assert web.get("/api/chat/messages", params={**talk, "after": 10**30}).status_code == 422


def test_only_what_was_handed_in_with_this_conversation_goes_along(web: TestClient):
    mine = web.post("/api/chat/attachments", files={"file": ("工地.png", PNG)}).json()
    theirs = web.post("/api/chat/attachments", files={"file": ("合同.png", PNG)}).json()
    ids = [theirs["attachment_id"], "\ud800", "../x", mine["attachment_id"], mine["attachment_id"]]
    body = json.dumps({"text": "见照片", "conversation_id": mine["conversation_id"], "attachments": ids})
    assert web.post("/api/chat/messages", content=body).status_code == 200
    talk = {"conversation_id": mine["conversation_id"]}
    said = web.get("/api/chat/messages", params=talk).json()["messages"][0]
    assert said["attachments"] == [mine["attachment_id"]]


@pytest.mark.parametrize(
    ("name", "content"), [("x.exe", b"MZ" + b"\x00" * 64), ("x.png", b"<html>"), ("x.png", b"")]
)
def test_a_file_of_another_kind_is_refused_in_one_sentence(web: TestClient, name: str, content: bytes):
    answer = web.post("/api/chat/attachments", files={"file": (name, content)})
    assert answer.status_code == 400
    assert answer.json()["detail"].endswith("。")


def test_a_file_over_size_is_refused(web: TestClient):
    assert web.post("/api/chat/attachments", files={"file": ("x.png", PNG * 500)}).status_code in {400, 413}

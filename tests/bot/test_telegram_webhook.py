"""Telegram 推送进来的门：密令不对就当没有这扇门；办完才答 200，没办成请它再推。"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from bot.channels.telegram import PATH, SECRET_HEADER, listen, router
from bot.channels.telegram_bot import make_bot
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_words import usable_secret
from bot.settings import Settings
from tests.bot.test_telegram import Office
from tests.support.telegram_server import TOKEN, TelegramServer

SECRET = "a_secret-of-ours"


@pytest.fixture
def server() -> Iterator[TelegramServer]:
    with TelegramServer() as running:
        yield running


def an_office(server: TelegramServer, secret: str = SECRET) -> Office:
    return Office(
        Settings(
            telegram_token=TOKEN,
            telegram_base_url=server.base_url,
            telegram_webhook_secret=secret,
            base_url="https://chengsu.example.org",
        )
    )


def a_door(office: Office | None) -> TestClient:
    app = FastAPI()
    app.include_router(router)
    if office is not None:
        app.state.telegram = TelegramChannel(office, make_bot(office.settings), office.take_turn)  # type: ignore[arg-type]
    return TestClient(app)


def push(door: TestClient, update: Any, secret: str = SECRET) -> int:
    return door.post(PATH, json=update, headers={SECRET_HEADER: secret}).status_code


def test_an_update_with_the_secret_is_dealt_with(server):
    office = an_office(server)
    assert push(a_door(office), server.say("欠我工资")) == 200
    assert [turn.text for turn in office.turns] == ["欠我工资"]
    assert server.texts() == ["已记下：欠我工资"]


@pytest.mark.parametrize("secret", ["", "wrong", SECRET + "x", "密"])
def test_without_the_secret_there_is_no_such_door(server, secret):
    office = an_office(server)
    with a_door(office) as door:
        code = door.post(
            PATH, json=server.say("欠我工资"), headers={SECRET_HEADER: secret.encode()}
        ).status_code
    assert code == 404
    assert office.turns == []


def test_while_polling_there_is_no_such_door(server):
    assert push(a_door(an_office(server, secret="")), server.say("在"), "") == 404
    assert push(a_door(None), {}, "") == 404


@pytest.mark.parametrize(
    ("body", "code"), [(b"{half", 400), (b"[1,2]", 400), (b" " * (1024 * 1024 + 1), 413)]
)
def test_what_is_no_update_is_refused(server, body, code):
    answer = a_door(an_office(server)).post(PATH, content=body, headers={SECRET_HEADER: SECRET})
    assert answer.status_code == code


def test_what_could_not_be_stored_is_asked_for_again(server):
    office = an_office(server)
    office.failures = 1
    door, update = a_door(office), server.say("欠我工资")
    assert push(door, update) == 500
    assert push(door, update) == 200
    assert push(door, update) == 200
    assert len(office.turns) == 1
    assert len(server.sent) == 1


def test_telegram_is_told_where_to_push_and_with_which_secret(server):
    office = an_office(server)
    channel = TelegramChannel(office, make_bot(office.settings), office.take_turn)  # type: ignore[arg-type]
    server.refuse_next("setWebhook", 502, "Bad Gateway")
    asyncio.run(listen(channel))
    assert server.webhook["url"] == f"https://chengsu.example.org{PATH}"
    assert server.webhook["secret_token"] == SECRET


@pytest.mark.parametrize(
    ("secret", "good"),
    [("abc_DEF-9", True), ("", False), ("有汉字", False), ("a b", False), ("x" * 257, False)],
)
def test_a_secret_that_telegram_would_not_take_is_refused_at_the_start(secret, good):
    assert usable_secret(secret) is good

"""快慢有限：一个来源说得太急、试码太勤，要等一会儿；码对不对，听到的都一样；代理后面的人不算本机。"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request

from bot.app import create_app
from bot.assembly import House
from bot.channels.turn import Turn
from bot.pace import LIKE_ONE_MORE, OWN_MACHINE, Pace, TooFast, source_of
from bot.turns import take_turn
from tests.support.house import Clock, a_house, file, told
from tests.support.pages import Visit, readable

WAGES = "包工头拖欠我们二十六个人的工资35万元，工地在阿左旗巴彦浩特镇，从去年三月拖到现在，希望尽快付款。"
TRIES = 3
WAIT = "查询码试得太勤了"


@pytest.fixture
def house(tmp_path: Path) -> House:
    house = a_house(tmp_path, clock=Clock())
    house.code_pace = Pace(TRIES, "查询码试得太勤了，请过一分钟再试。")
    return house


@pytest.fixture
def web(house: House) -> Iterator[TestClient]:
    with TestClient(create_app(house), follow_redirects=False, client=("203.0.113.7", 50000)) as client:
        yield client


def request_from(address: str | None, **headers: str) -> Request:
    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return Request({"type": "http", "client": (address, 1) if address else None, "headers": raw})


def test_what_is_not_used_up_comes_back_little_by_little() -> None:
    pace = Pace(per_minute=3)
    assert [pace.allows("a", 0.0) for _ in range(4)] == [True, True, True, False]
    assert pace.allows("b", 0.0)
    assert pace.allows("a", 21.0)


def test_a_program_on_this_machine_is_not_counted_and_everybody_else_is() -> None:
    assert source_of(request_from("127.0.0.1")) == OWN_MACHINE
    assert source_of(request_from("::1")) == OWN_MACHINE
    assert source_of(request_from("203.0.113.7")) == "203.0.113.7"


@pytest.mark.parametrize("header", ["x_forwarded_for", "forwarded", "x_real_ip"])
def test_people_behind_a_proxy_that_was_not_named_are_counted_together(header: str) -> None:
    assert source_of(request_from("127.0.0.1", **{header: "203.0.113.7"})) == "127.0.0.1"


def test_an_unnamed_proxy_on_this_machine_opens_no_way_to_guess(house: House) -> None:
    with TestClient(create_app(house), client=("127.0.0.1", 50000)) as proxy:
        said = [
            proxy.post(
                "/api/progress",
                json={"receipt_code": f"{n:016d}"},
                headers={"x-forwarded-for": f"203.0.113.{n}"},
            ).status_code
            for n in range(TRIES + 2)
        ]
    assert said == [404] * TRIES + [429, 429]


def test_the_page_the_api_and_the_chat_count_together(web: TestClient, house: House) -> None:
    page = Visit(web)
    page.get("/progress")
    page.post("/progress", {"code": "1" * 16}, 404)
    assert web.post("/api/progress", json={"receipt_code": "2" * 16}).status_code == 404
    asked = web.post("/api/chat/messages", json={"text": "查一下 3333 3333 3333 3333"})
    assert asked.status_code == 200
    assert WAIT in page.post("/progress", {"code": "4" * 16}, 429)
    assert WAIT in web.post("/api/progress", json={"receipt_code": "5" * 16}).json()["detail"]
    refused = web.post("/api/chat/messages", json={"text": "查一下 6666666666666666"})
    assert refused.status_code == 429 and WAIT in refused.json()["detail"]


def test_who_is_made_to_wait_is_told_the_same_for_a_right_code(web: TestClient, house: House) -> None:
    right = file(house, told(house, WAGES), lead="阿左旗人社局").receipt_code
    page = Visit(web)
    page.get("/progress")
    for _ in range(TRIES):
        page.post("/progress", {"code": "1" * 16}, 404)
    told_for = {readable(page.post("/progress", {"code": code}, 429)) for code in (right, "1" * 16, "")}
    assert len(told_for) == 1


@pytest.mark.parametrize("step", ["material", "rate", "withdraw", "attachment/x"])
def test_every_form_that_carries_a_code_counts(web: TestClient, step: str) -> None:
    page = Visit(web)
    page.get("/progress")
    for _ in range(TRIES):
        page.post(f"/progress/{step}", {"code": "1" * 16, "solved": "yes", "score": "5"}, 404)
    page.post("/progress", {"code": "1" * 16}, 429)


def test_the_page_without_script_counts_too(web: TestClient) -> None:
    page = Visit(web)
    page.get("/chat-plain")
    for _ in range(TRIES):
        page.post("/chat-plain", {"text": "查一下 1111111111111111"})
    page.post("/chat-plain", {"text": "查一下 1111111111111111"}, 429)


def test_looking_at_the_empty_form_is_free(web: TestClient) -> None:
    assert {web.get("/progress").status_code for _ in range(TRIES + 3)} == {200}


def test_words_without_a_code_are_not_counted_as_tries(web: TestClient) -> None:
    for _ in range(TRIES + 2):
        assert web.post("/api/chat/messages", json={"text": "欠我们35万"}).status_code == 200


def test_a_long_text_counts_like_the_many_it_is_as_much_work_as(web: TestClient, house: House) -> None:
    long = "欠" * (LIKE_ONE_MORE * 9)
    assert web.post("/api/chat/messages", json={"text": long}).status_code == 200
    house.message_pace = Pace(per_minute=10)
    assert web.post("/api/chat/messages", json={"text": long}).status_code == 200
    assert web.post("/api/chat/messages", json={"text": "在吗"}).status_code == 429


def test_on_telegram_each_chat_is_a_source_of_its_own(house: House) -> None:
    async def ask(chat: int, times: int) -> None:
        for n in range(times):
            turn = Turn("telegram", str(chat), "1" * 16, f"m{n}", source=f"telegram:{chat}")
            await take_turn(turn, house)

    asyncio.run(ask(1, TRIES))
    with pytest.raises(TooFast):
        asyncio.run(ask(1, 1))
    asyncio.run(ask(2, 1))

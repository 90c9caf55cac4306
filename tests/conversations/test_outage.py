"""引擎中途倒下：来话已存好，人被告知；引擎回来后接着说，什么也不问第二遍。"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator

import pytest

from complaint_store.services.conversations import pending
from tests.support.engine import Person, Running, running_dialogue

pytestmark = pytest.mark.engine

WAIT = 30.0


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running_dialogue(tmp_path_factory.mktemp("outage")) as running:
        yield running


def waiting(running: Running, person: Person) -> list[str]:
    with running.house.database.unit_of_work() as uow:
        found = pending(uow=uow, conversation=person.talk)
    return [message.text for message in found]


def wait_until_answered(running: Running, person: Person) -> None:
    end = time.monotonic() + WAIT
    while waiting(running, person):
        assert time.monotonic() < end, "the engine is back, but the open messages were not answered"
        time.sleep(0.1)


def test_a_conversation_survives_the_engine_and_nothing_is_asked_twice(fragile: Running):
    person = fragile.person()
    person.say("给人修的路，活早干完了，工程款一直不给")
    person.say("阿左旗巴彦浩特镇人民政府")
    asked_before, waited_for = list(person.state["asked"]), person.state["pending"]

    fragile.kill_engine()
    first = person.say("二十八万")
    assert "已经收到" in person.words
    assert [reply["kind"] for reply in first["replies"]] == ["notice"]
    person.say("不对，是二十九万")
    assert waiting(fragile, person) == ["二十八万", "不对，是二十九万"]

    fragile.start_engine()
    wait_until_answered(fragile, person)
    heard = person.heard_since()
    assert "29万元" in "\n".join(m["text"] for m in heard if m["direction"] == "out")
    state = person.say("谢谢")["state"]
    assert state["filled"]["amount"] == 290_000
    assert state["asked"][: len(asked_before)] == asked_before
    assert state["asked"].count(waited_for) == 1
    assert len(state["asked"]) == len(set(state["asked"]))


def test_the_same_message_sent_again_is_one_message(fragile: Running):
    person = fragile.person()
    person.say("给阿左旗住建局修的办公楼外墙，工程款一直不给")
    once = person.say("二十八万", client_message_id="m-1")
    again = person.say("二十八万", client_message_id="m-1")
    assert again["replies"] == once["replies"]
    assert again["state"] == once["state"]


def test_an_answer_lost_on_the_way_is_given_again_and_not_worked_out_again(fragile: Running):
    """The app fell before it wrote the reply down: the engine gives the same reply to the same message."""
    person = fragile.person()
    person.say("给阿左旗住建局修的办公楼外墙，工程款一直不给")
    house = fragile.house
    metadata = {
        "today": house.today().isoformat(),
        "message_id": "lost-1",
        "channel": "web",
        "attachments": [],
    }

    def send() -> list[str]:
        job = house.engine.send(person.talk, "二十八万", metadata)
        answer = asyncio.run_coroutine_threadsafe(job, fragile.loop).result(30)
        return [reply.text for reply in answer.replies] + answer.state["asked"]

    assert send() == send()


def test_a_receipt_lost_with_both_processes_is_told_and_nothing_is_filed_twice(fragile: Running):
    """The app fell after the filing and before it wrote the answer down, and the engine fell with it."""
    person = fragile.person()
    person.say("阿左旗住建局欠我外墙工程款35万，2023年10月干完的，在巴彦浩特镇，希望尽快付清")
    while person.state["pending"] != "confirm":
        person.say("跳过")
    house = fragile.house
    metadata = {
        "today": house.today().isoformat(),
        "message_id": "lost-2",
        "channel": "web",
        "attachments": [],
    }
    job = house.engine.send(person.talk, "是的", metadata)
    receipt = asyncio.run_coroutine_threadsafe(job, fragile.loop).result(30)
    (ticket,) = receipt.state["tickets"]

    fragile.kill_engine()
    person.say("是的")
    fragile.start_engine()
    wait_until_answered(fragile, person)
    last = person.heard_since()[-1]
    assert last["text"] == receipt.replies[0].text
    assert (last["kind"], last["buttons"]) == (
        "reply",
        [{"label": "查进度", "payload": "/ask_status"}],
    )
    assert person.say("谢谢")["state"]["tickets"] == [ticket]
    with house.database.unit_of_work() as uow, uow.reading():
        assert len(uow.complaints.of_conversation(person.talk)) == 1

"""引擎里留下什么：只有没提交的草稿，加密后落盘；提交或取消之后什么也没有。日志里没有人说的话。"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import httpx
import pytest

from complaint_store.domain.receipt import normalise
from tests.support.engine import Running

pytestmark = pytest.mark.engine

WORDS = "阿左旗住建局欠我外墙工程款35万，2023年10月干完的，在巴彦浩特镇，希望尽快付清"


def kept(dialogue: Running, sender: str | None) -> list[bytes]:
    path = dialogue.house.settings.data_dir / "dialogue.sqlite3"
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as store:
        return [
            row[0]
            for row in store.execute("select sealed from dialogue_progress where sender = ?", (sender,))
        ]


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("dialogue.sqlite3*"))


def test_an_open_draft_is_sealed_and_gone_once_filed(dialogue: Running):
    person = dialogue.person()
    person.say(WORDS)
    assert len(kept(dialogue, person.talk)) == 1
    disk = on_disk(dialogue.house.settings.data_dir)
    for part in ("外墙工程款", "阿左旗住建局", "project_payment_arrears", "350000"):
        assert part.encode() not in disk
    while person.state["pending"] != "confirm":
        person.say("跳过")
    person.press("确认提交")
    assert person.state["tickets"]
    assert kept(dialogue, person.talk) == []


def test_small_talk_and_a_cancelled_draft_leave_nothing(dialogue: Running):
    person = dialogue.person()
    person.say("你好")
    assert kept(dialogue, person.talk) == []
    person.say(WORDS)
    person.say("/cancel")
    assert kept(dialogue, person.talk) == []


def test_the_engine_opens_to_nobody_without_its_token(dialogue: Running):
    url = dialogue.house.settings.engine_url
    body = {"sender": "x", "message": "你好", "metadata": {}}
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        answer = httpx.post(f"{url}/webhooks/chengsu/turn", json=body, headers=headers, trust_env=False)
        assert answer.status_code == 403
    for path in ("/model/parse", "/conversations/x/tracker", "/webhooks/rest/webhook"):
        assert httpx.post(f"{url}{path}", json=body, trust_env=False).status_code == 404


def test_the_action_door_opens_to_nobody_without_its_token(dialogue: Running):
    call = {"next_action": "action_greet", "tracker": {"sender_id": "x"}}
    for query in ("", "?token=wrong"):
        answer = httpx.post(f"{dialogue.url}/engine/actions{query}", json=call, trust_env=False)
        assert answer.status_code == 404


def test_neither_process_writes_what_was_said_to_its_log(
    dialogue: Running, capfd: pytest.CaptureFixture[str]
):
    person = dialogue.person()
    person.say(WORDS)
    person.say("19900000001")
    person.say("我要举报住建局的局长收受贿赂")
    written = "".join(capfd.readouterr())
    for part in ("外墙", "住建局", "19900000001", "贿赂"):
        assert part not in written


@pytest.mark.parametrize("agrees", [False, True])
def test_the_debtor_may_know_who_it_is_only_when_the_person_said_so(dialogue: Running, agrees: bool):
    person = dialogue.person()
    person.say(f"{WORDS}，我的电话19900000006")
    while person.state["pending"] != "confirm":
        person.say("跳过")
    if agrees:
        person.press("可以给对方看")
    person.press("确认提交")
    house = dialogue.house
    with house.database.unit_of_work() as uow, uow.reading():
        ticket = uow.tickets.by_receipt(normalise(person.state["tickets"][0]["receipt_code"]) or "")
        assert ticket is not None
        reporter = uow.complaints.get(ticket.complaint_id).reporter
    assert reporter is not None
    assert reporter.phone == "19900000006"
    assert reporter.consent is agrees


def test_what_is_said_not_to_be_kept_is_not_kept(dialogue: Running):
    person = dialogue.person()
    person.say(WORDS)
    while person.state["pending"] != "confirm":
        person.say("跳过")
    person.press("确认提交")
    code = person.state["tickets"][0]["receipt_code"]
    photo = person.upload("收条.txt", "收到现金两万元".encode())
    person.say("我要举报旗纪委的王主任收了老板两万块钱不办案", attachments=[photo])
    assert "没有留存" in person.words
    person.say("转人工")

    house = dialogue.house
    heard = "\n".join(m["text"] for m in person.heard_since())
    assert code in heard, "先前提交的回执还在"
    assert "王主任" not in heard
    with house.database.unit_of_work() as uow, uow.reading():
        case = uow.cases.open_of(person.talk)
        assert case is not None
        kept = [row.extra for row in uow.messages.after(case.conversation, 0, 500)]
        assert uow.attachments.known([photo]) == ()
        assert [row.receipt_code for row in uow.tickets.of_complaints(
            [c.id for c in uow.complaints.of_conversation(case.conversation)]
        )] == [code.replace(" ", "")]  # fmt: skip
    assert not any(word in str((kept, case.state)) for word in ("王主任", "纪委", "收条"))

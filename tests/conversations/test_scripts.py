"""照剧本对话：scripts/*.yml 里的每一段，对着真实的应用和引擎说一遍。"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from complaint_store.services.progress import tickets_of
from tests.support.engine import TODAY, Person, Running

pytestmark = pytest.mark.engine

SCRIPTS = Path(__file__).parent / "scripts"
PHOTO = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)
MOST_ANSWERS = 14


def scripts() -> list[Any]:
    found = []
    for path in sorted(SCRIPTS.glob("*.yml")):
        for script in yaml.safe_load(path.read_text(encoding="utf-8")):
            found.append(pytest.param(script, id=f"{path.stem}：{script['name']}"))
    return found


@pytest.mark.parametrize("script", scripts())
def test_the_conversation_goes_as_written(dialogue: Running, script: dict[str, Any]):
    person, asked = dialogue.person(), []
    for turn in script["turns"]:
        before = person.last.get("state", {}).get("pending")
        for _ in play(person, turn):
            asked = longer(asked, person.state.get("asked", []))
        expect(dialogue, person, turn, before)
    whole(dialogue, person, script, asked)


def longer(before: list[str], now: list[str]) -> list[str]:
    return now if len(now) >= len(before) else before


def play(person: Person, turn: dict[str, Any]):
    """One step of the script; yields after every message."""
    if "say" in turn:
        yield person.say(str(turn["say"]))
    elif "press" in turn:
        yield person.press(turn["press"])
    elif turn.get("press_first"):
        yield person.press(person.last["replies"][-1]["buttons"][0]["label"])
    elif "upload" in turn:
        yield person.say("", attachments=[person.upload(turn["upload"], PHOTO)])
    else:
        answer = str(turn.get("until_summary") or turn["with"])
        goal = turn.get("until_pending", "confirm")
        for _ in range(MOST_ANSWERS):
            if person.state["pending"] == goal:
                return
            yield person.say(answer)
        assert person.state["pending"] == goal, person.words


def expect(dialogue: Running, person: Person, turn: dict[str, Any], before: str | None) -> None:
    state, labels = person.state, [b["label"] for r in person.last["replies"] for b in r["buttons"]]
    said = [reply["text"] for reply in person.last["replies"]]
    assert len(said) == len(set(said)), said
    for words in turn.get("words", ()):
        assert words in person.words, person.words
    for words in turn.get("no_words", ()):
        assert words not in person.words
    assert set(turn.get("buttons", ())) <= set(labels), labels
    assert len(labels) > turn.get("buttons_more_than", -1)
    for name, value in turn.get("filled", {}).items():
        assert state["filled"].get(name) == value, (name, state["filled"])
    for name in turn.get("filled_not_null", ()):
        assert state["filled"].get(name) is not None
    for name in turn.get("unfilled", ()):
        assert state["filled"].get(name) is None
    if turn.get("filled_is_empty"):
        assert person.say("你好")["state"]["filled"] == {}
    for key in ("categories", "asked", "pending", "handoff"):
        if key in turn:
            assert state[key] == turn[key], (key, state[key], person.words)
    if turn.get("pending_unchanged"):
        assert before is not None
        assert state["pending"] == before, person.words
    if "tickets" in turn:
        assert len(state["tickets"]) == turn["tickets"], person.words
        assert all(ticket["receipt_code"] for ticket in state["tickets"])
    if "lane_in" in turn:
        assert state["route"]["lane"] in turn["lane_in"]
    if turn.get("citations"):
        assert state["citations"], person.words
    if "case" in turn:
        assert case_reason(dialogue, person) == turn["case"]


def whole(dialogue: Running, person: Person, script: dict[str, Any], asked: list[str]) -> None:
    assert all(asked.count(name) <= 2 for name in asked), asked
    if "asked_at_most" in script:
        assert len(asked) <= script["asked_at_most"], asked
    if script.get("never_asked_twice"):
        assert len(asked) == len(set(asked)), asked
    if "tickets_in_all" in script:
        assert len(tickets(dialogue, person)) == script["tickets_in_all"]


def tickets(dialogue: Running, person: Person) -> tuple[Any, ...]:
    house = dialogue.house
    with house.database.unit_of_work() as uow:
        return tickets_of(person.talk, uow=uow, book=house.book, today=TODAY.date())


def case_reason(dialogue: Running, person: Person) -> str | None:
    with dialogue.house.database.unit_of_work() as uow, uow.reading():
        case = uow.cases.open_of(person.talk)
    return case.reason if case else None

"""一轮对话：先存后答，同一会话一句一句来，引擎不在就告诉人，回来按次序补上，接待中的话给值班员。"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, cast

import pytest
import yaml

from bot.assembly import House
from bot.channels.turn import Reply, Turn
from bot.dialogue import EngineClient, EngineReply
from bot.late_receipts import RECEIPT
from bot.settings import ROOT, Settings
from bot.turns import (
    AWAY,
    DANGER,
    GIVEN_UP,
    HANDED_OVER,
    LONG,
    OTHERS_MAY_TAKE,
    WITH_CLERK,
    replay_pending,
    take_turn,
)
from complaint_store.db.database import Database
from complaint_store.domain.beijing_time import SHANGHAI
from complaint_store.domain.errors import EngineAway
from complaint_store.domain.ids import ConversationId
from complaint_store.domain.reading import Kind, Mark, Reading
from complaint_store.security.keys import Keyring
from complaint_store.services.conversations import messages_after, pending
from complaint_store.services.hand_over import hand_over

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 12, 1, 10, 0, tzinfo=SHANGHAI)


@dataclass
class Echo:
    """An engine that repeats what it hears, and may be away, mute or slow."""

    away: bool = False
    mute: bool = False
    breaks_on: str = "\x00"  # 一句说了就出意外的话
    heard: list[str] = field(default_factory=list)
    busy: int = 0

    async def send(self, sender: str, text: str, metadata: dict[str, Any]) -> EngineReply:
        if self.away or self.mute:
            raise EngineAway("test")
        if text == self.breaks_on:
            raise ValueError("test")
        self.busy += 1
        assert self.busy == 1, "two messages of one conversation at once"
        await asyncio.sleep(0.01)
        self.busy -= 1
        self.heard.append(text)
        return EngineReply((Reply(f"听到：{text}"),), {"asked": [], "tickets": []})

    async def healthy(self) -> bool:
        return not self.away


class OneOfSeveral(Database):
    """A store as on a server, where other machines work too."""

    shared = True


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def engine() -> Echo:
    return Echo()


@dataclass(frozen=True)
class Listener:
    """A reader that knows one word of danger."""

    def read(self, text: str, today: date) -> Reading:
        danger = frozenset({Mark.SELF_HARM_OR_MASS_INCIDENT}) if "不想活" in text else frozenset()
        return Reading(Kind.DIALOGUE, 1.0, "inform", 1.0, marks=danger)


@pytest.fixture
def house(tmp_path: Path, engine: Echo) -> House:
    settings = Settings(data_dir=tmp_path)
    keyring = Keyring.load_or_create(settings.keys_dir)
    database = Database(settings.database, keyring)
    database.migrate()
    nothing, reader = cast(Any, None), cast(Any, Listener())  # 这里用不到规则与条文
    return House(
        settings, nothing, reader, nothing, database, keyring, cast(EngineClient, engine), clock=lambda: NOW
    )


def a_turn(text: str, message_id: str, conversation: str | None = None, channel: str = "web") -> Turn:
    return Turn(channel, "", text, message_id, ConversationId(conversation) if conversation else None)


def texts(house: House, conversation: str) -> list[str]:
    with house.database.unit_of_work() as uow:
        return [m.text for m in messages_after(ConversationId(conversation), 0, uow=uow)]


def still_open(house: House) -> list[str]:
    with house.database.unit_of_work() as uow:
        return [m.text for m in pending(uow=uow)]


async def test_a_message_is_stored_and_answered(house: House):
    result = await take_turn(a_turn("欠薪", "1"), house)
    assert [r.text for r in result.replies] == ["听到：欠薪"]
    assert texts(house, result.conversation_id) == ["欠薪", "听到：欠薪"]


async def test_the_same_message_twice_is_answered_once_and_told_twice(house: House, engine: Echo):
    first = await take_turn(a_turn("欠薪", "1"), house)
    second = await take_turn(a_turn("欠薪", "1", first.conversation_id), house)
    assert second.replies == first.replies
    assert engine.heard == ["欠薪"]


async def test_messages_of_one_conversation_go_one_after_the_other(house: House, engine: Echo):
    first = await take_turn(a_turn("零", "0"), house)
    jobs = (take_turn(a_turn(str(n), str(n), first.conversation_id), house) for n in range(1, 6))
    await asyncio.gather(*jobs)
    assert sorted(engine.heard[1:]) == ["1", "2", "3", "4", "5"]


async def test_while_the_engine_is_away_the_person_is_told_and_nothing_is_lost(house: House, engine: Echo):
    first = await take_turn(a_turn("欠薪", "1"), house)
    engine.away = True
    told = await take_turn(a_turn("二十八万", "2", first.conversation_id), house)
    await take_turn(a_turn("在左旗", "3", first.conversation_id), house)
    assert told.replies == (AWAY,)
    assert still_open(house) == ["二十八万", "在左旗"]

    engine.away = False
    assert await replay_pending(house) == 2
    assert engine.heard == ["欠薪", "二十八万", "在左旗"]
    assert still_open(house) == []
    assert texts(house, first.conversation_id)[-2:] == ["听到：二十八万", "听到：在左旗"]


@pytest.mark.parametrize(
    ("text", "reply", "urgent"), [("不想活了", DANGER, True), ("/human", HANDED_OVER, False)]
)
async def test_danger_and_a_wish_for_a_person_do_not_wait_for_the_engine(
    house: House, engine: Echo, text: str, reply: Reply, urgent: bool
):
    engine.away = True
    result = await take_turn(a_turn(text, "1"), house)
    assert result.replies == (reply,)
    assert result.state["handoff"] == "desk"
    with house.database.unit_of_work() as uow, uow.reading():
        case = uow.cases.open_of(result.conversation_id)
    assert case is not None
    assert case.urgent is urgent
    assert still_open(house) == []


async def test_the_next_message_after_an_outage_first_answers_what_was_open(house: House, engine: Echo):
    engine.away = True
    first = await take_turn(a_turn("欠薪", "1"), house)
    engine.away = False
    result = await take_turn(a_turn("二十八万", "2", first.conversation_id), house)
    assert [r.text for r in result.replies] == ["听到：欠薪", "听到：二十八万"]


async def test_a_message_the_engine_can_never_answer_goes_to_a_person(house: House, engine: Echo):
    engine.mute = True
    first = await take_turn(a_turn("怪话", "1"), house)
    for _ in range(5):
        await replay_pending(house)
    assert still_open(house) == []
    assert GIVEN_UP.text in texts(house, first.conversation_id)
    engine.mute = False
    later = await take_turn(a_turn("还在吗", "2", first.conversation_id), house)
    assert later.replies == (WITH_CLERK,)
    assert engine.heard == []


async def test_one_talk_that_always_breaks_does_not_hold_up_the_others(house: House, engine: Echo):
    engine.away = True
    talks = [await take_turn(a_turn(text, text), house) for text in ("炸", "甲", "乙")]
    engine.away, engine.breaks_on = False, "炸"
    assert await replay_pending(house) == 2
    assert still_open(house) == ["炸"]
    assert "听到：乙" in texts(house, talks[2].conversation_id)


async def test_while_a_clerk_is_there_the_engine_hears_nothing(house: House, engine: Echo):
    first = await take_turn(a_turn("欠薪", "1"), house)
    with house.database.unit_of_work() as uow:
        hand_over(first.conversation_id, "human", uow=uow, now=NOW)
    result = await take_turn(a_turn("电话打不通", "2", first.conversation_id), house)
    assert result.replies == (WITH_CLERK,)
    assert result.state["handoff"] == "desk"
    assert engine.heard == ["欠薪"]


async def test_what_another_machine_may_just_be_answering_is_left_to_it(house: House, engine: Echo):
    """On a store that several machines share, a message that has only just come is not answered by a second one."""
    engine.away = True
    await take_turn(a_turn("二十八万", "1"), house)
    engine.away = False
    house.database = OneOfSeveral(house.settings.database, house.keyring)
    assert await replay_pending(house) == 0
    house.clock = lambda: NOW + OTHERS_MAY_TAKE
    assert await replay_pending(house) == 1
    assert engine.heard == ["二十八万"]


async def test_a_very_long_message_is_stored_whole_and_the_person_is_told(house: House, engine: Echo):
    long = "欠" * (house.settings.max_message_chars + 10)
    result = await take_turn(a_turn(long, "1"), house)
    assert result.replies[0] == LONG
    assert texts(house, result.conversation_id)[0] == long
    assert len(engine.heard[0]) == house.settings.max_message_chars


async def test_tickets_made_earlier_in_the_conversation_stay_in_the_state(house: House, engine: Echo):
    async def files(sender: str, text: str, metadata: dict[str, Any]) -> EngineReply:
        made = [{"receipt_code": "1"}] if text == "确认提交" else []
        return EngineReply((Reply("好"),), {"tickets": made})

    engine.send = files  # type: ignore[method-assign]
    first = await take_turn(a_turn("确认提交", "1"), house)
    later = await take_turn(a_turn("谢谢", "2", first.conversation_id), house)
    assert later.state["tickets"] == [{"receipt_code": "1"}]


async def test_what_was_filed_stays_in_the_state_while_a_clerk_is_there(house: House, engine: Echo):
    async def files(sender: str, text: str, metadata: dict[str, Any]) -> EngineReply:
        return EngineReply((Reply("好"),), {"tickets": [{"receipt_code": "1"}], "filled": {"amount": 1}})

    engine.send = files  # type: ignore[method-assign]
    first = await take_turn(a_turn("确认提交", "1"), house)
    with house.database.unit_of_work() as uow:
        hand_over(first.conversation_id, "human", uow=uow, now=NOW)
    for number in ("2", "3"):
        later = await take_turn(a_turn("在吗", number, first.conversation_id), house)
        assert later.state["tickets"] == [{"receipt_code": "1"}]
        assert later.state["filled"] == {"amount": 1}


def test_a_late_receipt_says_what_a_receipt_says():
    words = yaml.safe_load((ROOT / "domain" / "responses.yml").read_text(encoding="utf-8"))
    assert words["responses"]["utter_filed"][0]["text"] == RECEIPT

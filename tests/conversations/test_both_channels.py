"""同一段话，网页上说和 Telegram 上说：问的一样，立的单一样。"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

import pytest

from bot.channels.telegram_bot import make_bot
from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_polling import Poller
from bot.settings import Settings
from bot.turns import take_turn
from complaint_store.domain.ids import ConversationId
from tests.support.engine import Running
from tests.support.telegram_server import TOKEN, TelegramServer

pytestmark = pytest.mark.engine

CHAT = 8801
STORY = "巴润别立镇政府欠我们公司修路工程款三十五万元，去年三月就验收了，到现在一分没给，希望尽快付款"
STEPS = 12

Say = Callable[[str], list[dict[str, Any]]]  # 说一句，得到答复：text 与按钮上的字


def tell(say: Say, press: Say) -> list[str]:
    """The same person with the same habits: skips what may be skipped, confirms the summary. All that was answered."""
    replies = say(STORY)
    heard = [reply["text"] for reply in replies]
    for _ in range(STEPS):
        labels = [label for reply in replies for label in reply["labels"]]
        if "确认提交" in labels:
            return [*heard, *(reply["text"] for reply in press("确认提交"))]
        replies = press("跳过") if "跳过" in labels else say("不知道")
        heard += [reply["text"] for reply in replies]
    raise AssertionError(f"never came to the summary: {heard}")


def on_the_web(dialogue: Running) -> tuple[list[str], ConversationId]:
    person = dialogue.person()

    def shown(answer: dict[str, Any]) -> list[dict[str, Any]]:
        return [{"text": r["text"], "labels": [b["label"] for b in r["buttons"]]} for r in answer["replies"]]

    heard = tell(lambda text: shown(person.say(text)), lambda label: shown(person.press(label)))
    return heard, person.talk


@contextmanager
def telegram_on(dialogue: Running, server: TelegramServer):
    """The Telegram channel on the running house, polling on its loop."""
    bot = make_bot(Settings(telegram_token=TOKEN, telegram_base_url=server.base_url))
    poller = Poller(TelegramChannel(dialogue.house, bot, take_turn))
    polling: Future[None] = asyncio.run_coroutine_threadsafe(poller.run(), dialogue.loop)
    try:
        yield
    finally:
        polling.cancel()


def on_telegram(dialogue: Running) -> tuple[list[str], ConversationId]:
    with TelegramServer() as server, telegram_on(dialogue, server):

        def answers(before: int) -> list[dict[str, Any]]:
            """What came since, once the bot has stopped typing and nothing more comes."""
            server.wait_for(before + 1, CHAT)
            while len(server.to(CHAT)) > before:
                found = len(server.to(CHAT))
                try:
                    server.wait_for(found + 1, CHAT, seconds=1.0)
                except AssertionError:
                    break
            rows = [
                (m, (m.get("reply_markup") or {}).get("inline_keyboard", []))
                for m in server.to(CHAT)[before:]
            ]
            return [
                {"text": m["text"], "labels": [b["text"] for row in keys for b in row]} for m, keys in rows
            ]

        def say(text: str) -> list[dict[str, Any]]:
            before = len(server.to(CHAT))
            server.say(text, chat=CHAT)
            return answers(before)

        def press(label: str) -> list[dict[str, Any]]:
            before = len(server.to(CHAT))
            server.press(label, chat=CHAT)
            return answers(before)

        heard = tell(say, press)
    with dialogue.house.database.unit_of_work() as uow:
        conversation = uow.conversations.at_address("telegram", str(CHAT))
    assert conversation is not None
    return heard, conversation


def ticket_in(dialogue: Running, conversation: ConversationId) -> Any:
    with dialogue.house.database.unit_of_work() as uow:
        complaints = uow.complaints.of_conversation(conversation)
        (ticket,) = uow.tickets.of_complaints([complaint.id for complaint in complaints])
    return ticket


def test_the_same_words_give_the_same_questions_and_the_same_ticket(dialogue: Running):
    heard_web, web = on_the_web(dialogue)
    heard_telegram, telegram = on_telegram(dialogue)
    assert heard_telegram[:-1] == heard_web[:-1]  # 最后一条里有各自的查询码
    one, other = ticket_in(dialogue, web), ticket_in(dialogue, telegram)
    for name in ("category", "lane", "lead", "deadlines", "text", "fields", "decision", "marks"):
        assert getattr(one, name) == getattr(other, name), name
    assert one.receipt_code != other.receipt_code

"""Telegram 渠道对着本机的 Bot API 服务器：python-telegram-bot 真的收、真的发。"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from telegram import Update

from bot.assembly import House
from bot.channels import telegram_words as words
from bot.channels.telegram_bot import make_bot
from bot.channels.telegram_channel import TelegramChannel, command_text
from bot.channels.telegram_polling import Poller
from bot.channels.telegram_words import split_text
from bot.channels.turn import Reply, ReplyButton, Turn, TurnResult
from bot.payloads import for_engine
from bot.settings import Settings
from complaint_store.domain.ids import ConversationId
from tests.support.house import a_house
from tests.support.telegram_server import TOKEN, TelegramServer


@dataclass
class Office:
    """The house as far as this channel looks at it, and a desk that answers every turn."""

    settings: Settings
    turns: list[Turn] = field(default_factory=list)
    answers: dict[str, tuple[Reply, ...]] = field(default_factory=dict)
    failures: int = 0
    busy_seconds: float = 0.0

    def now(self) -> datetime:
        return datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    async def take_turn(self, turn: Turn, _: object) -> TurnResult:
        await asyncio.sleep(self.busy_seconds)
        if self.failures:
            self.failures -= 1
            raise RuntimeError("the store is away")
        self.turns.append(turn)
        replies = self.answers.get(turn.text, (Reply(f"已记下：{turn.text}"),))
        return TurnResult(ConversationId(turn.address), replies)


@pytest.fixture
def server() -> Iterator[TelegramServer]:
    with TelegramServer() as running:
        yield running


@pytest.fixture
def office(server: TelegramServer) -> Office:
    return Office(Settings(telegram_token=TOKEN, telegram_base_url=server.base_url))


def serve(office: Office, until: Callable[[], Awaitable[None]]) -> None:
    """Poll for real until `until` comes back."""

    async def run() -> None:
        channel = TelegramChannel(office, make_bot(office.settings), office.take_turn)  # type: ignore[arg-type]
        poller = Poller(channel)
        polling = asyncio.create_task(poller.run())
        try:
            await until()
        finally:
            polling.cancel()
            await poller.finish()

    asyncio.run(run())


def told(server: TelegramServer, count: int, chat: int = 501) -> Callable[[], Awaitable[None]]:
    async def wait() -> None:
        await asyncio.to_thread(server.wait_for, count, chat)

    return wait


def test_a_message_becomes_a_turn_and_the_reply_comes_back_with_buttons(server, office):
    office.answers["镇政府欠工程款"] = (
        Reply("欠了多少？", (ReplyButton("不知道", "/skip"), ReplyButton("转人工", "/human"))),
    )
    office.busy_seconds = 0.2
    server.say("镇政府欠工程款")
    serve(office, told(server, 1))
    turn = office.turns[0]
    assert (turn.channel, turn.address, turn.text) == ("telegram", "501", "镇政府欠工程款")
    message = server.sent[0]
    assert message["text"] == "欠了多少？"
    assert [[b["text"] for b in row] for row in message["reply_markup"]["inline_keyboard"]] == [
        ["不知道", "转人工"]
    ]
    assert any(method == "sendChatAction" for method, _ in server.calls)


def test_pressing_a_button_says_its_payload_once_and_the_buttons_go_away(server, office):
    office.answers["你好"] = (Reply("确认提交吗？", (ReplyButton("确认提交", "/submit"),)),)
    server.say("你好")

    async def press_twice() -> None:
        await asyncio.to_thread(server.wait_for, 1)
        server.press("确认提交")
        await asyncio.to_thread(server.wait_for, 2)
        await asyncio.to_thread(server.wait_call, "editMessageReplyMarkup")

    serve(office, press_twice)
    assert [t.text for t in office.turns] == ["你好", "/submit"]
    assert office.turns[1].channel_message_id == f"press:{server.sent[0]['message_id']}"
    assert server.wait_call("answerCallbackQuery")
    assert "reply_markup" not in server.sent[0]


def test_a_payload_too_long_for_telegram_is_said_with_the_words_on_the_button(server, office):
    office.answers["选"] = (
        Reply("哪个单位？", (ReplyButton("盟工信局", "长" * 40), ReplyButton("盟财政局", "久" * 40))),
    )
    server.say("选")

    async def press() -> None:
        await asyncio.to_thread(server.wait_for, 1)
        server.press("盟财政局")
        await asyncio.to_thread(server.wait_for, 2)

    serve(office, press)
    assert office.turns[1].text == "盟财政局"


def test_commands_arrive_as_the_dialogue_knows_them():
    assert command_text("/start") == "/start"
    assert command_text("/Status@chengsu_bot") == "/status"
    assert command_text("/status  1234 5678") == "/status 1234 5678"
    for command in ("/start", "/cancel", "/human", "/help", "/status"):
        assert for_engine(command_text(command), (), 100).startswith("/")
    assert for_engine(command_text('/inform{"amount": 1}'), (), 100) == 'inform{"amount": 1}'


def test_the_menu_lists_the_commands(server, office):
    server.say("您好")
    serve(office, told(server, 1))
    menu = server.wait_call("setMyCommands")["commands"]
    assert all(f'"{name}"' in menu for name in ("start", "status", "cancel", "human"))


def test_the_same_update_twice_is_one_turn(server, office):
    async def run() -> None:
        bot = make_bot(office.settings)
        channel = TelegramChannel(office, bot, office.take_turn)
        update = Update.de_json(server.say("欠我工资"), bot)
        await channel.handle(update)
        await channel.handle(update)

    asyncio.run(run())
    assert len(office.turns) == 1
    assert len(server.sent) == 1


def test_an_update_that_fails_is_dealt_with_again(server, office):
    office.failures = 1
    server.say("欠我工资")
    serve(office, told(server, 1))
    assert server.texts() == ["已记下：欠我工资"]


def test_two_people_do_not_wait_for_each_other_and_one_person_is_answered_in_order(server, office):
    office.busy_seconds = 0.05
    for number in range(5):
        server.say(f"第{number}句", chat=601)
        server.say(f"第{number}句", chat=602)

    async def both() -> None:
        await asyncio.to_thread(server.wait_for, 5, 601)
        await asyncio.to_thread(server.wait_for, 5, 602)

    serve(office, both)
    for chat in (601, 602):
        assert server.texts(chat) == [f"已记下：第{number}句" for number in range(5)]


def test_updates_are_confirmed_only_after_they_have_been_dealt_with(server, office):
    server.say("欠我工资")

    async def one_batch_that_dies() -> None:
        channel = TelegramChannel(office, make_bot(office.settings), office.take_turn)
        poller = Poller(channel)
        office.busy_seconds = 60
        batch = asyncio.create_task(poller.once())
        await asyncio.to_thread(server.wait_call, "getUpdates")
        await asyncio.sleep(0.2)
        batch.cancel()

    asyncio.run(one_batch_that_dies())
    assert office.turns == []
    office.busy_seconds = 0
    serve(office, told(server, 1))  # 进程重启之后
    assert [t.text for t in office.turns] == ["欠我工资"]


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ({"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}}, words.VOICE),
        ({"location": {"latitude": 38.8, "longitude": 105.6}}, words.LOCATION),
        ({"contact": {"phone_number": "19900000001", "first_name": "某"}}, words.CONTACT),
        (
            {
                "sticker": {
                    "file_id": "s", "file_unique_id": "s", "width": 9, "height": 9,
                    "is_animated": False, "is_video": False, "type": "regular",
                }
            },
            words.STICKER,
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_answered_with_what_to_do(server, office, body, sentence):
    server.message(**body)
    serve(office, told(server, 1))
    assert server.texts() == [sentence]
    assert office.turns == []


def test_an_edited_message_is_asked_for_again(server, office):
    server.message(key="edited_message", text="欠我三万")
    serve(office, told(server, 1))
    assert server.texts() == [words.EDITED]
    assert office.turns == []


def test_a_group_is_told_once_to_write_in_private_and_nothing_is_taken(server, office):
    for _ in range(3):
        server.say("/start", chat=-700, kind="group")
    server.say("好", chat=501)
    serve(office, told(server, 1))
    assert server.texts(-700) == [words.PRIVATE_ONLY]
    assert [t.address for t in office.turns] == ["501"]


def test_a_file_over_size_is_refused_before_it_is_fetched(server, office):
    server.send_document("台账.pdf", b"%PDF-1.4", size=11 * 1024 * 1024)
    serve(office, told(server, 1))
    assert server.texts() == [words.TOO_LARGE.format(limit=10)]
    assert not any(method == "getFile" for method, _ in server.calls)


def test_flood_control_is_waited_out(server, office):
    server.refuse_next("sendMessage", 429, "Too Many Requests: retry after 1", retry_after=1)
    server.say("在吗")
    serve(office, told(server, 1))
    assert server.texts() == ["已记下：在吗"]
    assert [method for method, _ in server.calls].count("sendMessage") == 2


def test_someone_who_blocked_the_bot_does_not_stop_the_others(server, office):
    server.refuse_next("sendMessage", 403, "Forbidden: bot was blocked by the user")
    server.say("一", chat=601)
    server.say("二", chat=601)
    serve(office, told(server, 1, 601))
    assert server.texts(601) == ["已记下：二"]


def test_a_long_reply_is_cut_at_sentences_and_never_read_as_markup(server, office):
    long = "条文如下：*不是标记* <b>也不是</b>。" + "第二十五条　应当支付。" * 900
    office.answers["问"] = (Reply(long),)
    server.say("问")
    serve(office, told(server, 3))
    assert "".join(server.texts()) == long
    assert all(m["parse_mode"] is None for m in server.sent)
    assert all(text.endswith("。") for text in server.texts())


def test_cutting_counts_what_telegram_counts():
    assert split_text("😀" * 3000) == ["😀" * 2048, "😀" * 952]
    assert split_text("   ") == []


# 材料 ------------------------------------------------------------------------------------------------

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6300010000050001"
    "0d0a2db40000000049454e44ae426082"
)


def in_a_real_house(
    tmp_path, server: TelegramServer, office: Office, until: Callable[[], Awaitable[None]]
) -> House:
    """The channel on a real store, its turns still taken by the office."""
    house = a_house(tmp_path, telegram_token=TOKEN, telegram_base_url=server.base_url)

    async def run() -> None:
        poller = Poller(TelegramChannel(house, make_bot(house.settings), office.take_turn))
        polling = asyncio.create_task(poller.run())
        try:
            await until()
        finally:
            polling.cancel()
            await poller.finish()

    asyncio.run(run())
    return house


def test_a_photo_and_a_document_are_stored_as_evidence_and_go_with_the_turn(tmp_path, server, office):
    server.send_photo(PNG, caption="这是欠条")
    server.send_document("合同.pdf", b"%PDF-1.4\n%%EOF\n")
    house = in_a_real_house(tmp_path, server, office, told(server, 2))
    photo, document = office.turns
    assert photo.text == "这是欠条"
    assert document.text == ""
    with house.database.unit_of_work() as uow:
        kept = uow.attachments.known([*photo.attachments, *document.attachments])
        assert {row.media_type for row in kept} == {"image/png", "application/pdf"}
        assert uow.attachments.content(photo.attachments[0]) == PNG


def test_a_file_of_a_forbidden_kind_is_refused_in_a_sentence_and_its_caption_still_counts(
    tmp_path, server, office
):
    server.send_document("账本.pdf", b"MZ\x90\x00 a program")
    server.send_photo(b"<html>", caption="欠我三万")
    house = in_a_real_house(tmp_path, server, office, told(server, 3))
    assert [turn.text for turn in office.turns] == ["欠我三万"]
    assert all(turn.attachments == () for turn in office.turns)
    assert len(server.texts()) == 3
    house.database.close()

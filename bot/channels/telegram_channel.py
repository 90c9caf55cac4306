"""Telegram 渠道：把一条 Update 变成 Turn，把 Reply 发回去；私聊才受理，同一条消息只算一次。"""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from telegram import Bot, CallbackQuery, Chat, Message, Update
from telegram.constants import ChatAction
from telegram.error import BadRequest, Forbidden, TelegramError

from bot.channels import telegram_words as words
from bot.channels.telegram_files import FileTrouble, fetch_evidence
from bot.channels.telegram_send import pressed_text, send_reply, send_text
from bot.channels.turn import Turn, TurnResult
from bot.pace import TooFast
from complaint_store.domain.channel import TELEGRAM

if TYPE_CHECKING:
    from bot.assembly import House

log = logging.getLogger("chengsu.telegram")

REMEMBERED = 10_000  # 这个进程里办完的 update，再来就不再答
TYPING_SECONDS = 4.0  # Telegram 的“正在输入”五秒后消失

TakeTurn = Callable[[Turn, "House"], Awaitable[TurnResult]]


class TelegramChannel:
    """One bot. `handle` raises when the update has not been dealt with and must come again."""

    def __init__(self, house: House, bot: Bot, take_turn: TakeTurn) -> None:
        self.house, self.bot, self._take_turn = house, bot, take_turn
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()
        self._done: OrderedDict[int, None] = OrderedDict()
        self._told_groups: OrderedDict[int, None] = OrderedDict()

    async def handle(self, update: Update) -> None:
        """One update, whole: stored, answered, the answer sent."""
        chat = update.effective_chat
        if chat is None:
            return
        lock = self._locks.setdefault(chat.id, asyncio.Lock())
        async with lock:  # 同一个人的话按到达的先后办
            if update.update_id in self._done:
                return
            try:
                await self._dispatch(update, chat)
            except Forbidden:
                log.info("telegram.blocked_by_person update=%d", update.update_id)
            _remember(self._done, update.update_id)

    async def _dispatch(self, update: Update, chat: Chat) -> None:
        if chat.type != Chat.PRIVATE:
            await self._refuse_group(update, chat)
        elif update.callback_query is not None:
            await self._pressed(update.callback_query, chat)
        elif update.edited_message is not None:
            await self._say(chat, words.EDITED)
        elif update.message is not None:
            await self._message(update.message, chat)

    async def _refuse_group(self, update: Update, chat: Chat) -> None:
        """群里不受理: said once a group, to a message that was meant for the bot."""
        if update.message is None or chat.id in self._told_groups:
            return
        _remember(self._told_groups, chat.id)
        await self._say(chat, words.PRIVATE_ONLY)

    async def _pressed(self, query: CallbackQuery, chat: Chat) -> None:
        with suppress(BadRequest):  # 点得太晚，转圈已自行消失
            await query.answer()
        message = query.message
        if message is None or not isinstance(message, Message):
            await self._say(chat, words.CHOICE_GONE)
            return
        text = pressed_text(query.data or "", message)
        # 一条消息上的按钮只算一次：连点两下是一句话
        await self._turn(chat, text, f"press:{message.message_id}")
        with suppress(BadRequest):
            await query.edit_message_reply_markup(None)

    async def _message(self, message: Message, chat: Chat) -> None:
        text = message.text or message.caption or ""
        attachments: tuple[str, ...] = ()
        if message.text and message.text.startswith("/"):
            text = command_text(message.text)
        elif message.photo or message.document or message.audio:
            try:
                async with self._typing(chat):
                    attachments = (await fetch_evidence(message, self.bot, self.house),)
            except FileTrouble as trouble:
                await self._say(chat, str(trouble))
                if not text.strip():
                    return
        elif not text.strip():
            await self._say(chat, _cannot_read(message))
            return
        await self._turn(chat, text, f"message:{message.message_id}", attachments)

    async def _turn(self, chat: Chat, text: str, message_id: str, attachments: tuple[str, ...] = ()) -> None:
        source = f"{TELEGRAM}:{chat.id}"
        turn = Turn(TELEGRAM, str(chat.id), text, message_id, attachments=attachments, source=source)
        try:
            async with self._typing(chat):
                result = await self._take_turn(turn, self.house)
        except TooFast as wait:
            await self._say(chat, str(wait))
            return
        for reply in result.replies:
            await send_reply(self.bot, chat.id, reply)

    async def _say(self, chat: Chat, text: str) -> None:
        await send_text(self.bot, chat.id, text)

    @asynccontextmanager
    async def _typing(self, chat: Chat) -> AsyncIterator[None]:
        """Show 正在输入 for as long as the block runs; that it fails matters to nobody."""

        async def show() -> None:
            while True:
                with suppress(TelegramError):
                    await self.bot.send_chat_action(chat.id, ChatAction.TYPING)
                await asyncio.sleep(TYPING_SECONDS)

        task = asyncio.create_task(show())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def command_text(text: str) -> str:
    """`/status@chengsu_bot 1234` as the dialogue knows it: `/status 1234`; which commands exist it decides itself."""
    command, _, rest = text.partition(" ")
    return f"{command.partition('@')[0].lower()} {rest.strip()}".strip()


def _cannot_read(message: Message) -> str:
    if message.voice or message.video_note:
        return words.VOICE
    if message.video or message.animation:
        return words.VIDEO
    if message.sticker or message.dice:
        return words.STICKER
    if message.location or message.venue:
        return words.LOCATION
    if message.contact:
        return words.CONTACT
    return words.OTHER


def _remember(seen: OrderedDict[int, None], key: int) -> None:
    seen[key] = None
    while len(seen) > REMEMBERED:
        seen.popitem(last=False)

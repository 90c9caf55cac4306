"""往 Telegram 发：长话分条、按钮、流量限制时等它说的秒数；文字原样，从不当作标记解释。"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, Message
from telegram.error import RetryAfter

from bot.channels.telegram_words import split_text
from bot.channels.turn import Reply, ReplyButton

Result = TypeVar("Result")

os.environ.setdefault("PTB_TIMEDELTA", "1")  # python-telegram-bot 22：等待的秒数按今后的类型 timedelta 给

DATA_LIMIT = 64  # Bot API callback_data 的字节数
LONGEST_WAIT = 60.0  # 比这更久的流量限制交给上一层重来
TRIES = 3
PAYLOAD, LABEL = "p:", "l:"  # 内容放得下就放内容；放不下就记第几个按钮，照上面的字说
NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def send_reply(bot: Bot, chat_id: int, reply: Reply, longest_wait: float = LONGEST_WAIT) -> None:
    """One reply; its buttons hang under its last piece."""
    await send_text(bot, chat_id, reply.text, keyboard(reply.buttons), longest_wait)


async def send_text(
    bot: Bot,
    chat_id: int,
    text: str,
    markup: InlineKeyboardMarkup | None = None,
    longest_wait: float = LONGEST_WAIT,
) -> None:
    pieces = split_text(text)
    for number, piece in enumerate(pieces, start=1):
        last = markup if number == len(pieces) else None
        await patiently(
            lambda piece=piece, last=last: bot.send_message(  # type: ignore[misc]
                chat_id, piece, parse_mode=None, reply_markup=last, link_preview_options=NO_PREVIEW
            ),
            longest_wait,
        )


async def patiently(call: Callable[[], Awaitable[Result]], longest_wait: float) -> Result:
    """Do the call; when Telegram says 请等 n 秒 and that is not too long, wait and do it again."""
    for _ in range(TRIES - 1):
        try:
            return await call()
        except RetryAfter as flood:
            seconds = wait_seconds(flood)
            if seconds > longest_wait:
                raise
            await asyncio.sleep(seconds)
    return await call()


def wait_seconds(flood: RetryAfter) -> float:
    asked = flood.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)


def keyboard(buttons: tuple[ReplyButton, ...]) -> InlineKeyboardMarkup | None:
    """Two short buttons a row, a long one alone."""
    if not buttons:
        return None
    rows: list[list[InlineKeyboardButton]] = []
    for number, button in enumerate(buttons):
        key = InlineKeyboardButton(button.label, callback_data=_data(number, button))
        short = len(button.label) <= 8
        if short and rows and len(rows[-1]) == 1 and len(rows[-1][0].text) <= 8:
            rows[-1].append(key)
        else:
            rows.append([key])
    return InlineKeyboardMarkup(rows)


def _data(number: int, button: ReplyButton) -> str:
    data = PAYLOAD + button.payload
    return data if len(data.encode()) <= DATA_LIMIT else f"{LABEL}{number}"


def pressed_text(data: str, message: Message) -> str:
    """What pressing a button says: its payload, or the words on it where the payload did not fit."""
    if data.startswith(PAYLOAD):
        return data.removeprefix(PAYLOAD)
    rows = message.reply_markup.inline_keyboard if message.reply_markup else ()
    return next((b.text for row in rows for b in row if b.callback_data == data), "")

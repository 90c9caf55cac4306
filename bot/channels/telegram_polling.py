"""轮询：向 Telegram 要新消息；一批都存下办完才确认，进程中途停了，没办完的会再来。"""

from __future__ import annotations

import asyncio
import logging

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_send import wait_seconds
from bot.channels.telegram_words import COMMANDS, TROUBLE

log = logging.getLogger("chengsu.telegram")

KINDS = [Update.MESSAGE, Update.EDITED_MESSAGE, Update.CALLBACK_QUERY]
LONG_POLL_SECONDS = 25
BATCH_SECONDS = 60.0  # 一批办得再久，也不让其他人一直等
TRIES = 3
PAUSES = (1.0, 2.0, 5.0, 15.0, 30.0)


class Poller:
    """One loop for one bot; `run` returns only when it is cancelled or the token is wrong."""

    def __init__(self, channel: TelegramChannel) -> None:
        self.channel, self.bot = channel, channel.bot
        self._offset = 0
        self._tasks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        failures = 0
        announced = False
        while True:
            try:
                if not announced:
                    await announce_commands(self.channel)
                    await self.bot.delete_webhook(drop_pending_updates=False)
                    announced = True
                await self.once()
                failures = 0
            except InvalidToken:
                log.error(
                    "telegram.token_refused: found a token that Telegram does not accept; see CHENGSU_TELEGRAM_TOKEN"
                )
                return
            except RetryAfter as flood:
                await asyncio.sleep(wait_seconds(flood))
            except TelegramError as error:
                if isinstance(error, Conflict):
                    log.warning("telegram.conflict: another process polls with this token")
                    announced = False
                else:
                    log.warning("telegram.unreachable error=%s", type(error).__name__)
                await asyncio.sleep(PAUSES[min(failures, len(PAUSES) - 1)])
                failures += 1

    async def once(self) -> None:
        """One batch: fetched, dealt with, and only then confirmed by asking for what comes after it."""
        updates = await self.bot.get_updates(
            offset=self._offset, timeout=LONG_POLL_SECONDS, allowed_updates=KINDS
        )
        if not updates:
            return
        tasks = [asyncio.create_task(handle_surely(self.channel, update)) for update in updates]
        self._tasks.update(tasks)
        for task in tasks:
            task.add_done_callback(self._tasks.discard)
        await asyncio.wait(tasks, timeout=BATCH_SECONDS)
        self._offset = updates[-1].update_id + 1

    async def finish(self, seconds: float = 10.0) -> None:
        """Let what is being dealt with come to its end."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)


async def handle_surely(channel: TelegramChannel, update: Update) -> None:
    """Deal with one update, again when it fails; at last tell the person rather than lose it in silence."""
    for attempt in range(TRIES):
        try:
            await channel.handle(update)
        except RetryAfter as flood:
            await asyncio.sleep(wait_seconds(flood))
        except Exception as error:  # 任何差错都不许停下别人的对话
            log.warning("telegram.update_failed update=%d error=%s", update.update_id, type(error).__name__)
            await asyncio.sleep(PAUSES[attempt])
        else:
            return
    if update.effective_chat is not None:
        try:
            await channel.bot.send_message(update.effective_chat.id, TROUBLE)
        except TelegramError as error:
            log.error("telegram.update_lost update=%d error=%s", update.update_id, type(error).__name__)


async def announce_commands(channel: TelegramChannel) -> None:
    """The menu beside the typing line."""
    await channel.bot.set_my_commands(list(COMMANDS))

"""Telegram 推送：办理有了进展，发回诉求人当初说话的那个聊天。"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, TelegramError

from bot.channels.telegram_send import send_reply
from bot.channels.turn import Reply
from complaint_store.delivery.notice import Notice
from complaint_store.domain.errors import DeliveryDelayed, DeliveryRefused

LONGEST_WAIT = 10.0  # 比投递的租约短得多；更久的流量限制改日再发


@dataclass(frozen=True, slots=True)
class TelegramPush:
    """`make_bot` opens a bot for one sending; `recorded` writes what was sent into the conversation."""

    make_bot: Callable[[], Bot]
    recorded: Callable[[Notice], None]

    def send(self, notice: Notice) -> None:
        reply = Reply.from_json({**notice.payload, "kind": "notice"})
        asyncio.run(self.push(notice.address, reply))  # 投递在自己的线程里，没有事件循环
        self.recorded(notice)

    async def push(self, address: str, reply: Reply) -> None:
        """One reply to the chat with this address."""
        bot = self.make_bot()
        try:
            await send_reply(bot, int(address), reply, LONGEST_WAIT)
        except (Forbidden, BadRequest, ValueError) as error:
            # 诉求人停用了机器人，或聊天已不在：再发也不会到，凭查询码仍可查
            raise DeliveryRefused(f"telegram: {type(error).__name__}") from None
        except InvalidToken:
            raise DeliveryDelayed("telegram: token was not accepted") from None
        except TelegramError as error:
            raise DeliveryDelayed(f"telegram: {type(error).__name__}") from None
        finally:
            with suppress(TelegramError, RuntimeError):
                await bot.request.shutdown()

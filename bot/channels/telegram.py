"""Telegram 的门：推送来的消息从这里进（密令对了才看，办完才答 200）；没设密令就轮询。"""

from __future__ import annotations

import asyncio
import hmac
import json
import logging

from fastapi import APIRouter, Depends, Request, Response
from telegram import Update
from telegram.error import RetryAfter, TelegramError

from bot.channels.telegram_channel import TelegramChannel
from bot.channels.telegram_polling import KINDS, PAUSES, Poller, announce_commands
from bot.channels.telegram_send import wait_seconds
from bot.web.access import machine

log = logging.getLogger("chengsu.telegram")

PATH = "/telegram/webhook"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  请求头的名字，不是口令
LIMIT = 1024 * 1024

router = APIRouter(dependencies=[Depends(machine("telegram"))], tags=["渠道"])


@router.post(PATH, include_in_schema=False)
async def webhook(request: Request) -> Response:
    """One update. Without webhook mode this door does not exist; a wrong secret sees the same."""
    channel: TelegramChannel | None = getattr(request.app.state, "telegram", None)
    secret = channel.house.settings.telegram_webhook_secret if channel else ""
    shown = request.headers.get(SECRET_HEADER, "")
    if channel is None or not secret or not hmac.compare_digest(shown.encode(), secret.encode()):
        return Response(status_code=404)
    if int(request.headers.get("Content-Length") or 0) > LIMIT:
        return Response(status_code=413)
    body = await request.body()
    if len(body) > LIMIT:
        return Response(status_code=413)
    try:
        update = Update.de_json(json.loads(body), channel.bot)
    except (ValueError, TypeError, KeyError, AttributeError):
        return Response(status_code=400)
    try:
        await channel.handle(update)
    except Exception as error:  # 500 请 Telegram 稍后再推同一条
        log.warning("telegram.update_failed update=%d error=%s", update.update_id, type(error).__name__)
        return Response(status_code=500)
    return Response(status_code=200)


async def register(channel: TelegramChannel) -> None:
    """Tell Telegram where to push, again and again until it has heard."""
    settings = channel.house.settings
    failures = 0
    while True:
        try:
            await announce_commands(channel)
            await channel.bot.set_webhook(
                url=settings.public_url + PATH,
                secret_token=settings.telegram_webhook_secret,
                allowed_updates=KINDS,
                drop_pending_updates=False,
            )
        except RetryAfter as flood:
            await asyncio.sleep(wait_seconds(flood))
        except TelegramError as error:
            log.warning("telegram.webhook_not_set error=%s", type(error).__name__)
            await asyncio.sleep(PAUSES[min(failures, len(PAUSES) - 1)])
            failures += 1
        else:
            return


async def listen(channel: TelegramChannel) -> None:
    """Hear people for as long as the app runs: pushed when a secret is set, polled when not."""
    if channel.house.settings.telegram_webhook_secret:
        await register(channel)
        return
    poller = Poller(channel)
    try:
        await poller.run()
    finally:
        await poller.finish()

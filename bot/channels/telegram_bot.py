"""机器人从哪来：令牌、Bot API 服务器的地址、等多久。"""

from __future__ import annotations

from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.settings import Settings

OFFICIAL = "https://api.telegram.org"


def make_bot(settings: Settings) -> ExtBot[None]:
    """A bot on the official server or on one's own (`telegram_base_url` is that server's root)."""
    root = (settings.telegram_base_url or OFFICIAL).rstrip("/").removesuffix("/bot")
    return ExtBot(
        settings.telegram_token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=_request(20.0),
        get_updates_request=_request(40.0),
    )


def _request(read_timeout: float) -> HTTPXRequest:
    return HTTPXRequest(
        read_timeout=read_timeout, write_timeout=20.0, connect_timeout=10.0, pool_timeout=10.0
    )

"""与对话引擎说话：一句话过去，答复与状态回来；引擎不在就明说，绝不在这里等很久。"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp

from bot.channels.turn import Reply
from complaint_store.domain.errors import EngineAway

TURN_PATH = "/webhooks/chengsu/turn"
HEALTH_PATH = "/webhooks/chengsu/health"
TIMEOUT = aiohttp.ClientTimeout(total=30.0, sock_connect=2.0)
HEALTH_TIMEOUT = aiohttp.ClientTimeout(total=2.0)


@dataclass(frozen=True, slots=True)
class EngineReply:
    """What the engine said to one message."""

    replies: tuple[Reply, ...]
    state: dict[str, Any]


class EngineClient:
    """引擎的客户端: loopback, with the shared token; one connection pool for the process."""

    def __init__(self, url: str, token: str) -> None:
        self.url = url.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"}
        self._session: aiohttp.ClientSession | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def _open(self) -> aiohttp.ClientSession:
        loop = asyncio.get_running_loop()
        # 连接属于开它的那个事件循环；同一客户端换了循环（换一次服务、命令里再跑一次），旧连接就用不得
        if self._session is None or self._session.closed or self._loop is not loop:
            connector = aiohttp.TCPConnector(limit=0)  # 多少人同时说话由应用那一侧管
            self._session = aiohttp.ClientSession(
                headers=self._headers,
                timeout=TIMEOUT,
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
            )
            self._loop = loop
        return self._session

    async def send(self, sender: str, text: str, metadata: dict[str, Any]) -> EngineReply:
        """One message in, everything said back; EngineAway when there is no answer to rely on."""
        words = {"sender": sender, "message": text, "metadata": metadata}
        try:
            async with self._open().post(f"{self.url}{TURN_PATH}", json=words) as answer:
                if answer.status != HTTPStatus.OK:
                    raise EngineAway(f"engine answered {answer.status}")
                return parse_reply(await answer.json())
        except (aiohttp.ClientError, TimeoutError, ValueError, TypeError, AttributeError, KeyError) as error:
            # 送不出、读不懂的也算没有答复；不带原异常：其中可能有来话
            raise EngineAway(type(error).__name__) from None

    async def healthy(self) -> bool:
        try:
            async with self._open().get(f"{self.url}{HEALTH_PATH}", timeout=HEALTH_TIMEOUT) as answer:
                return answer.status == HTTPStatus.OK
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


def parse_reply(messages: list[dict[str, Any]]) -> EngineReply:
    """Texts become replies in order; the last custom payload with a state is the state."""
    state: dict[str, Any] = {}
    replies: list[Reply] = []
    for message in messages:
        custom = message.get("custom") or {}
        if "state" in custom:
            state = custom["state"]
        if message.get("text"):
            buttons = [
                {"label": b.get("title", ""), "payload": b.get("payload", "")}
                for b in message.get("buttons") or ()
            ]
            kind = custom.get("kind", "text")
            replies.append(Reply.from_json({"text": message["text"], "buttons": buttons, "kind": kind}))
    if not replies:
        raise EngineAway("engine said nothing")
    return EngineReply(tuple(replies), state)

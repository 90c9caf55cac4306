"""与对话引擎说话：一句话过去，答复与状态回来；引擎不在就明说，绝不在这里等很久。"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import httpx

from bot.channels.turn import Reply
from complaint_store.domain.errors import EngineAway

TURN_PATH = "/webhooks/chengsu/turn"
HEALTH_PATH = "/webhooks/chengsu/health"
TIMEOUT = httpx.Timeout(30.0, connect=2.0)


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
        self._client: httpx.AsyncClient | None = None

    def _open(self) -> httpx.AsyncClient:
        if self._client is None or self._client.is_closed:
            # trust_env 关闭：回环通信不经任何代理
            self._client = httpx.AsyncClient(
                base_url=self.url, headers=self._headers, timeout=TIMEOUT, trust_env=False
            )
        return self._client

    async def send(self, sender: str, text: str, metadata: dict[str, Any]) -> EngineReply:
        """One message in, everything said back; EngineAway when there is no answer to rely on."""
        try:
            answer = await self._open().post(
                TURN_PATH, json={"sender": sender, "message": text, "metadata": metadata}
            )
            if answer.status_code != httpx.codes.OK:
                raise EngineAway(f"engine answered {answer.status_code}")
            return parse_reply(answer.json())
        except (httpx.HTTPError, ValueError, TypeError, AttributeError, KeyError) as error:
            # 送不出、读不懂的也算没有答复；不带原异常：其中可能有来话
            raise EngineAway(type(error).__name__) from None

    async def healthy(self) -> bool:
        try:
            answer = await self._open().get(HEALTH_PATH, timeout=2.0)
        except httpx.HTTPError:
            return False
        return bool(answer.status_code == httpx.codes.OK)

    async def close(self) -> None:
        if self._client is not None:
            await self._client.aclose()


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

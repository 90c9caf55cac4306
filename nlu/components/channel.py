"""引擎的门：应用送来一句话，取走全部答复；须出示令牌，别的都不认。"""

from __future__ import annotations

import hmac
import os
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

REMEMBERED = 2_000  # 最近多少个会话的上一轮答复留在内存里


class Collector(CollectingOutputChannel):
    """One message stays one message: text, buttons and kind together (Rasa's own splits at blank lines)."""

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        kept = {key: message[key] for key in ("text", "buttons", "custom") if message.get(key)}
        if kept:
            await self._persist_message(kept)


class ChengsuInput(InputChannel):
    """POST turn {sender, message, metadata} → [{text, buttons, custom}]; GET health."""

    def __init__(self, token: str) -> None:
        self._token = token
        # 应用在记下答复之前倒下时，同一条来话会再送一次：给同样的答复，不再走一遍
        self._answered: OrderedDict[str, tuple[str, list[dict[str, Any]]]] = OrderedDict()

    @classmethod
    def name(cls) -> str:
        return "chengsu"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> ChengsuInput:
        token = (credentials or {}).get("token") or os.environ.get("CHENGSU_ENGINE_TOKEN", "")
        if not token or token.startswith("${"):
            raise ValueError("credentials.yml: found no token for the channel, expected CHENGSU_ENGINE_TOKEN")
        return cls(token)

    def _may_enter(self, request: Request) -> bool:
        shown = request.headers.get("authorization", "")
        return hmac.compare_digest(shown.encode(), f"Bearer {self._token}".encode())

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        door = Blueprint("chengsu_turn", "chengsu_turn")

        @door.route("/health", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            agent = getattr(request.app.ctx, "agent", None)
            ready = agent is not None and agent.is_ready()
            return response.json({"ready": ready}, status=200 if ready else 503)

        @door.route("/turn", methods=["POST"])
        async def turn(request: Request) -> HTTPResponse:
            if not self._may_enter(request):
                return response.json({"error": "token"}, status=403)
            body = request.json
            messages = await self._take(body, on_new_message)
            return response.json(messages, status=200 if messages else 502)

        return door

    async def _take(
        self, body: dict[str, Any], on_new_message: Callable[[UserMessage], Awaitable[Any]]
    ) -> list[dict[str, Any]]:
        sender, metadata = str(body["sender"]), body.get("metadata") or {}
        message_id = str(metadata.get("message_id", ""))
        before = self._answered.get(sender)
        if message_id and before and before[0] == message_id:
            return before[1]
        collector = Collector()
        await on_new_message(
            UserMessage(
                body.get("message") or "",
                collector,
                sender,
                input_channel=self.name(),
                message_id=message_id or None,
                metadata=metadata,
            )
        )
        if message_id and collector.messages:
            self._answered[sender] = (message_id, collector.messages)
            self._answered.move_to_end(sender)
            while len(self._answered) > REMEMBERED:
                self._answered.popitem(last=False)
        return collector.messages

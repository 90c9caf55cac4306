"""本机的 Bot API 服务器：说的话与 Telegram 一样多到足以让 python-telegram-bot 真实地收发，供测试驾驶。

A test plays the person: `say`, `press`, `send_photo`…; what the bot sent is in `sent`. Faults of the real
thing can be arranged: flood control, a blocked bot, a failing send.
"""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "100001:test-token-of-nobody"
BOT = {"id": 100001, "is_bot": True, "first_name": "诚诉", "username": "chengsu_test_bot"}


class Refusal(Exception):
    """An answer of the Bot API other than ok."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.body = {"ok": False, "error_code": code, "description": description, "parameters": parameters}
        self.code = code


@dataclass
class TelegramServer:
    """The server and the world behind it; every method is safe from the test's own thread."""

    token: str = TOKEN
    updates: list[dict[str, Any]] = field(default_factory=list)
    sent: list[dict[str, Any]] = field(default_factory=list)  # sendMessage, in order
    calls: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    webhook: dict[str, Any] = field(default_factory=dict)
    refusals: dict[str, list[Refusal]] = field(default_factory=dict)  # method -> refusals still to come

    def __post_init__(self) -> None:
        self._changed = threading.Condition()
        self._update_id, self._message_id = 1000, 0
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: Any) -> None:
                """Quiet: the test reads `calls`."""

            def do_GET(self) -> None:
                server._serve(self)

            def do_POST(self) -> None:
                server._serve(self)

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True

    # 启停 ------------------------------------------------------------------------------------------
    def __enter__(self) -> TelegramServer:
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    @property
    def base_url(self) -> str:
        """What `CHENGSU_TELEGRAM_BASE_URL` is set to: the root of a Bot API server."""
        return f"http://127.0.0.1:{self._http.server_port}"

    # 扮演来话的人 -----------------------------------------------------------------------------------
    def say(self, text: str, chat: int = 501, **extra: Any) -> dict[str, Any]:
        entities = []
        if text.startswith("/"):
            entities = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
        return self.message(chat, text=text, entities=entities, **extra)

    def send_photo(self, content: bytes, chat: int = 501, caption: str | None = None) -> dict[str, Any]:
        file_id = self._keep(content)
        size = {
            "file_id": file_id,
            "file_unique_id": file_id,
            "width": 90,
            "height": 90,
            "file_size": len(content),
        }
        return self.message(chat, photo=[size], **({"caption": caption} if caption else {}))

    def send_document(
        self, name: str, content: bytes, chat: int = 501, size: int | None = None
    ) -> dict[str, Any]:
        file_id = self._keep(content)
        document = {
            "file_id": file_id,
            "file_unique_id": file_id,
            "file_name": name,
            "file_size": size or len(content),
        }
        return self.message(chat, document=document)

    def message(
        self, chat: int = 501, kind: str = "private", key: str = "message", **body: Any
    ) -> dict[str, Any]:
        """Queue one message as an update; `key` may be edited_message."""
        self._message_id += 1
        message = {
            "message_id": self._message_id,
            "date": int(time.time()),
            "chat": {
                "id": chat,
                "type": kind,
                **({"title": "群"} if kind != "private" else {"first_name": "某"}),
            },
            "from": {"id": abs(chat), "is_bot": False, "first_name": "某", "language_code": "zh-hans"},
            **body,
        }
        return self.queue({key: message})

    def press(self, label: str, chat: int = 501) -> dict[str, Any]:
        """Press a button of the newest message that still shows it."""
        for message in reversed(self.to(chat)):
            for row in (message.get("reply_markup") or {}).get("inline_keyboard", []):
                for button in row:
                    if button["text"] == label:
                        return self.queue(
                            {
                                "callback_query": {
                                    "id": f"q{message['message_id']}-{self._update_id}",
                                    "chat_instance": "1",
                                    "from": {"id": chat, "is_bot": False, "first_name": "某"},
                                    "message": message,
                                    "data": button["callback_data"],
                                }
                            }
                        )
        raise AssertionError(f"no button {label!r} in {[m.get('text') for m in self.to(chat)]}")

    def queue(self, body: dict[str, Any]) -> dict[str, Any]:
        with self._changed:
            self._update_id += 1
            update = {"update_id": self._update_id, **body}
            self.updates.append(update)
            self._changed.notify_all()
        return update

    # 看机器人做了什么 -------------------------------------------------------------------------------
    def to(self, chat: int = 501) -> list[dict[str, Any]]:
        return [m for m in self.sent if m["chat"]["id"] == chat]

    def texts(self, chat: int = 501) -> list[str]:
        return [m["text"] for m in self.to(chat)]

    def wait_for(self, count: int, chat: int = 501, seconds: float = 20) -> list[str]:
        """Wait until the bot has sent `count` messages to this chat."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self.to(chat)) >= count, seconds):
                raise AssertionError(f"expected {count} messages, got {self.texts(chat)}")
        return self.texts(chat)

    def wait_call(self, method: str, seconds: float = 20) -> dict[str, Any]:
        """Wait until the bot has called `method`; its newest parameters."""
        with self._changed:
            if not self._changed.wait_for(lambda: any(m == method for m, _ in self.calls), seconds):
                raise AssertionError(f"{method} was never called; called {[m for m, _ in self.calls]}")
        return next(p for m, p in reversed(self.calls) if m == method)

    def refuse_next(self, method: str, code: int, description: str, **parameters: Any) -> None:
        self.refusals.setdefault(method, []).append(Refusal(code, description, **parameters))

    # 协议 ------------------------------------------------------------------------------------------
    def _keep(self, content: bytes) -> str:
        file_id = f"file{len(self.files) + 1}"
        self.files[file_id] = content
        return file_id

    def _serve(self, http: BaseHTTPRequestHandler) -> None:
        path = urlsplit(http.path)
        door = unquote(path.path)
        prefix, file_prefix = f"/bot{self.token}/", f"/file/bot{self.token}/"
        parameters = self._parameters(http, path.query)
        if door.startswith(file_prefix):
            content = self.files.get(door.removeprefix(file_prefix).removeprefix("documents/"))
            self._answer(
                http, 200 if content is not None else 404, content or b"", "application/octet-stream"
            )
            return
        status, body = 200, {}
        try:
            if not door.startswith(prefix):
                raise Refusal(401, "Unauthorized")
            body = {"ok": True, "result": self._call(door.removeprefix(prefix), parameters)}
        except Refusal as refusal:
            status, body = refusal.code, refusal.body
        self._answer(http, status, json.dumps(body).encode(), "application/json")

    def _call(self, method: str, parameters: dict[str, Any]) -> Any:
        with self._changed:
            self.calls.append((method, parameters))
            self._changed.notify_all()
            if self.refusals.get(method):
                raise self.refusals[method].pop(0)
        if method == "getMe":
            return BOT
        if method == "getUpdates":
            return self._get_updates(parameters)
        if method == "sendMessage":
            return self._send_message(parameters)
        if method == "getFile":
            if parameters["file_id"] not in self.files:
                raise Refusal(400, "Bad Request: invalid file_id")
            file_id = parameters["file_id"]
            return {"file_id": file_id, "file_unique_id": file_id, "file_path": f"documents/{file_id}"}
        if method == "setWebhook":
            self.webhook = parameters
            return True
        if method == "deleteWebhook":
            self.webhook = {}
            return True
        if method == "editMessageReplyMarkup":
            return self._edit_markup(parameters)
        if method in {"answerCallbackQuery", "sendChatAction", "setMyCommands", "leaveChat"}:
            return True
        raise Refusal(404, "Not Found: method not found")

    def _get_updates(self, parameters: dict[str, Any]) -> list[dict[str, Any]]:
        if self.webhook:
            raise Refusal(409, "Conflict: can't use getUpdates method while webhook is active")
        offset, timeout = int(parameters.get("offset", 0)), float(parameters.get("timeout", 0))
        with self._changed:
            self.updates = [u for u in self.updates if u["update_id"] >= offset]  # 确认过的不再给
            self._changed.wait_for(lambda: bool(self.updates), min(timeout, 1.0))
            return self.updates[: int(parameters.get("limit", 100))]

    def _send_message(self, parameters: dict[str, Any]) -> dict[str, Any]:
        text = parameters.get("text", "")
        if not text.strip():
            raise Refusal(400, "Bad Request: message text is empty")
        if len(text.encode("utf-16-le")) // 2 > 4096:
            raise Refusal(400, "Bad Request: message is too long")
        markup = json.loads(parameters["reply_markup"]) if "reply_markup" in parameters else None
        for row in (markup or {}).get("inline_keyboard", []):
            for button in row:
                if not 1 <= len(button["callback_data"].encode()) <= 64:
                    raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
        with self._changed:
            self._message_id += 1
            message = {
                "message_id": self._message_id,
                "date": int(time.time()),
                "chat": {"id": int(parameters["chat_id"]), "type": "private", "first_name": "某"},
                "from": BOT,
                "text": text,
                "parse_mode": parameters.get("parse_mode"),
                **({"reply_markup": markup} if markup else {}),
            }
            self.sent.append(message)
            self._changed.notify_all()
        return {k: v for k, v in message.items() if k != "parse_mode"}

    def _edit_markup(self, parameters: dict[str, Any]) -> dict[str, Any]:
        with self._changed:
            for message in self.sent:
                if message["message_id"] == int(parameters["message_id"]):
                    message.pop("reply_markup", None)
                    return {k: v for k, v in message.items() if k != "parse_mode"}
        raise Refusal(400, "Bad Request: message to edit not found")

    @staticmethod
    def _parameters(http: BaseHTTPRequestHandler, query: str) -> dict[str, Any]:
        found = {k: v[0] for k, v in parse_qs(query).items()}
        body = http.rfile.read(int(http.headers.get("Content-Length") or 0))
        kind = http.headers.get("Content-Type", "")
        if kind.startswith("application/json"):
            found |= json.loads(body or b"{}")
        elif kind.startswith("application/x-www-form-urlencoded"):
            found |= {k: v[0] for k, v in parse_qs(body.decode()).items()}
        elif kind.startswith("multipart/form-data"):
            parts = BytesParser(policy=HTTP).parsebytes(
                b"Content-Type: " + kind.encode() + b"\r\n\r\n" + body
            )
            for part in parts.iter_parts():
                name = part.get_param("name", header="content-disposition")
                found[str(name)] = part.get_content()
        return found

    @staticmethod
    def _answer(http: BaseHTTPRequestHandler, status: int, body: bytes, kind: str) -> None:
        http.send_response(status)
        http.send_header("Content-Type", kind)
        http.send_header("Content-Length", str(len(body)))
        http.end_headers()
        http.wfile.write(body)

"""每个请求的外壳：安全头、来件大小上限、出错时不泄露内容的日志，以及只计数的指标。"""

from __future__ import annotations

import logging
import time
import traceback

from prometheus_client import CollectorRegistry, Counter, Histogram
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.web.errors import sentence_response

log = logging.getLogger("chengsu.web")

TOO_LARGE, FAILED = 413, 500
BODY_LIMIT = 5 * 1024 * 1024  # 文字类来件
FORM_OVERHEAD = 1024 * 1024  # multipart 的边界与其他栏目
CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' blob: data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = (
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
HSTS = (b"strict-transport-security", b"max-age=31536000; includeSubDomains")


class Shield:
    """纯 ASGI 中间件: keeps streaming intact and sees every response, also those of faults."""

    def __init__(self, app: ASGIApp, *, secure: bool, upload_limit: int, registry: CollectorRegistry) -> None:
        self.app = app
        self.headers = (*HEADERS, HSTS) if secure else HEADERS
        self.upload_limit = upload_limit + FORM_OVERHEAD
        self.requests = Counter(
            "chengsu_http_requests", "请求数", ("method", "route", "status"), registry=registry
        )
        self.seconds = Histogram("chengsu_http_seconds", "请求用时（秒）", ("route",), registry=registry)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started = time.perf_counter()
        exchange = _Exchange(scope, receive, send, self.headers, self._limit(scope))
        try:
            if self._declared(scope) > exchange.limit:
                await exchange.answer(TOO_LARGE)
            else:
                await self.app(scope, exchange.receive, exchange.send)
        except Exception as fault:
            if not exchange.too_large:
                _log(scope, fault)
            if exchange.status == 0:
                await exchange.answer(TOO_LARGE if exchange.too_large else FAILED)
        finally:
            self._count(scope, exchange.status, time.perf_counter() - started)

    def _limit(self, scope: Scope) -> int:
        kind = dict(scope["headers"]).get(b"content-type", b"")
        return self.upload_limit if kind.startswith(b"multipart/form-data") else BODY_LIMIT

    @staticmethod
    def _declared(scope: Scope) -> int:
        raw = dict(scope["headers"]).get(b"content-length", b"0")
        return int(raw) if raw.isdigit() else 0

    def _count(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route(scope)
        if route.startswith("/sealed"):
            return  # 密件通道不出现在任何计数里
        self.requests.labels(scope["method"], route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)


class _Exchange:
    """一次请求: how much of it has come in, and what has been answered so far."""

    def __init__(
        self, scope: Scope, receive: Receive, send: Send, headers: tuple[tuple[bytes, bytes], ...], limit: int
    ) -> None:
        self._scope, self._receive, self._send, self._headers = scope, receive, send, headers
        self.limit = limit
        self.received = 0
        self.status = 0  # 0：还没有答

    @property
    def too_large(self) -> bool:
        return self.received > self.limit

    async def receive(self) -> Message:
        message = await self._receive()
        self.received += len(message.get("body", b""))
        return {"type": "http.disconnect"} if self.too_large else message

    async def send(self, message: Message) -> None:
        """What the app answers, unless too much has come in before it began."""
        if self.too_large and self.status == 0:
            await self.answer(TOO_LARGE)
        elif self.status != TOO_LARGE or not self.too_large:
            if message["type"] == "http.response.start":
                self.status = message["status"]
            await self._send_with_headers(message)

    async def answer(self, status: int) -> None:
        """One sentence of our own."""
        self.status = status
        response = sentence_response(Request(self._scope), status)
        await response(self._scope, self._receive, self._send_with_headers)

    async def _send_with_headers(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            present = {name for name, _ in message["headers"]}
            ours = ((name, value) for name, value in self._headers if name not in present)
            message["headers"] = [*message["headers"], *ours]
        await self._send(message)


def _log(scope: Scope, fault: Exception) -> None:
    """The message of a fault may hold what somebody wrote; its kind and place never do."""
    where = traceback.extract_tb(fault.__traceback__)[-1]
    log.error(
        "request.failed route=%s error=%s at=%s:%s",
        _route(scope), type(fault).__name__, where.filename.rsplit("/", 1)[-1], where.lineno,
    )  # fmt: skip


def _route(scope: Scope) -> str:
    """The route's pattern, never the address with its ids."""
    route = scope.get("route")
    path = getattr(route, "path_format", None) or getattr(route, "path", None)
    return str(path) if path else "other"

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
        status = 0
        received = 0
        too_large = False
        limit = self._limit(scope)
        request = Request(scope)

        async def counted_receive() -> Message:
            nonlocal received, too_large
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                too_large = True
                return {"type": "http.disconnect"}
            return message

        async def guarded_send(message: Message) -> None:
            nonlocal status
            if too_large and status == 0:
                status = 413
                await sentence_response(request, 413)(scope, receive, plain_send)
                return
            if too_large and status == 413:
                return
            if message["type"] == "http.response.start":
                status = message["status"]
            await plain_send(message)

        async def plain_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                present = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *((name, value) for name, value in self.headers if name not in present),
                ]
            await send(message)

        try:
            if self._declared(scope) > limit:
                status = 413
                await sentence_response(request, 413)(scope, receive, plain_send)
            else:
                await self.app(scope, counted_receive, guarded_send)
        except Exception as fault:
            if too_large:
                status = status or 413
                await sentence_response(request, 413)(scope, receive, plain_send)
                return
            # The message of a fault may hold what somebody wrote; its kind and place never do.
            where = traceback.extract_tb(fault.__traceback__)[-1]
            log.error(
                "request.failed route=%s error=%s at=%s:%s",
                _route(scope), type(fault).__name__, where.filename.rsplit("/", 1)[-1], where.lineno,
            )  # fmt: skip
            if status == 0:
                status = 500
                await sentence_response(request, 500)(scope, receive, plain_send)
        finally:
            self._count(scope, status, time.perf_counter() - started)

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


def _route(scope: Scope) -> str:
    """The route's pattern, never the address with its ids."""
    route = scope.get("route")
    path = getattr(route, "path_format", None) or getattr(route, "path", None)
    return str(path) if path else "other"

"""出了岔子怎样告诉人：一句中文，说现在该做什么；接口得到同一句话的 JSON。"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from sqlalchemy.exc import DataError, OperationalError
from starlette.exceptions import HTTPException

from bot.pace import TooFast
from bot.web.access import ChangePasswordFirst, SignInFirst
from complaint_store.domain.errors import BadInput, EngineAway, MoveNotAllowed, NotAllowed, NotFound
from complaint_store.services.ports import StoreProblem

log = logging.getLogger("chengsu.web")

Handler = Callable[[Request, Exception], Awaitable[Response]]

SENTENCES = {
    400: "这次提交的内容没有看懂，请返回上一页检查后再试一次。",
    401: "请先登录，再继续刚才的操作。",
    403: "这一页不对您开放；如果您刚刚离开过一会儿，请刷新页面再试。",
    404: "没有找到这一页，请从首页重新进入。",
    405: "这个地址不能这样使用，请从首页重新进入。",
    409: "这张工单的状态刚刚有变化，请刷新页面，看清楚后再办。",
    413: "内容太长或文件太大，请分成几次发，文字每次不超过两万字，文件每个不超过10兆。",
    422: "有些内容没有填对，请检查后再试一次。",
    429: "操作得有些快，请过一会儿再试。",
    500: "这一步没有办成，您写的内容请先留一份，过几分钟再试；着急请拨打12345。",
    503: "现在暂时存不进去，请过几分钟再试；着急请拨打12345。",
}
STATUS: Mapping[type[Exception], int] = {
    RequestValidationError: 422,
    NotFound: 404,
    NotAllowed: 403,
    MoveNotAllowed: 409,
    BadInput: 400,
    TooFast: 429,
    EngineAway: 503,
    OperationalError: 503,
    DataError: 404,  # 编号里有 NUL，PostgreSQL 不肯去找：反正没有这样的编号
}
OWN_WORDS = frozenset({BadInput, TooFast})  # 自己带着一句中文的
MACHINE_PATHS = ("/api/", "/engine/", "/telegram", "/openapi.json", "/metrics", "/healthz")


def wants_json(request: Request) -> bool:
    return request.url.path.startswith(MACHINE_PATHS)


def sentence_response(request: Request, status: int, sentence: str | None = None) -> Response:
    """One sentence, as a page for people and as JSON for programs."""
    from bot.web.render import page  # render needs the visitor, the visitor needs access

    text = sentence or SENTENCES.get(status, SENTENCES[500 if status >= 500 else 400])
    if wants_json(request):
        return JSONResponse({"detail": text}, status_code=status)
    return page(request, "error.html", status=status, sentence=text, code=status)


def install(app: FastAPI) -> None:
    """Register every answer to a fault."""
    app.add_exception_handler(HTTPException, _http_fault)
    app.add_exception_handler(SignInFirst, _sign_in)
    app.add_exception_handler(ChangePasswordFirst, _change_password)
    app.add_exception_handler(StoreProblem, _not_stored)
    for kind, status in STATUS.items():
        app.add_exception_handler(kind, _told(status, in_its_words=kind in OWN_WORDS))


def _told(status: int, *, in_its_words: bool) -> Handler:
    async def told(request: Request, fault: Exception) -> Response:
        return sentence_response(request, status, str(fault) if in_its_words else None)

    return told


async def _http_fault(request: Request, fault: Exception) -> Response:
    if not isinstance(fault, HTTPException):
        raise fault
    own = fault.detail if isinstance(fault.detail, str) and not fault.detail.isascii() else None
    response = sentence_response(request, fault.status_code, own)
    for name, value in (fault.headers or {}).items():
        response.headers[name] = value
    return response


async def _sign_in(request: Request, _: Exception) -> Response:
    if wants_json(request):
        return sentence_response(request, 401)
    back = request.url.path if request.method == "GET" else "/"
    return RedirectResponse(f"/login?next={quote(back)}", status_code=303)


async def _change_password(request: Request, _: Exception) -> Response:
    if wants_json(request):
        return sentence_response(request, 403)
    return RedirectResponse("/password", status_code=303)


async def _not_stored(request: Request, fault: Exception) -> Response:
    log.error("store.problem %s", fault)  # 只说库怎么了，不带任何内容
    return sentence_response(request, 503)

"""出了岔子怎样告诉人：一句中文，说现在该做什么；接口得到同一句话的 JSON。"""

from __future__ import annotations

import logging
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

    @app.exception_handler(HTTPException)
    async def http_fault(request: Request, fault: HTTPException) -> Response:
        own = fault.detail if isinstance(fault.detail, str) and not fault.detail.isascii() else None
        response = sentence_response(request, fault.status_code, own)
        for name, value in (fault.headers or {}).items():
            response.headers[name] = value
        return response

    @app.exception_handler(RequestValidationError)
    async def not_understood(request: Request, fault: RequestValidationError) -> Response:
        return sentence_response(request, 422)

    @app.exception_handler(SignInFirst)
    async def sign_in(request: Request, fault: SignInFirst) -> Response:
        if wants_json(request):
            return sentence_response(request, 401)
        back = request.url.path if request.method == "GET" else "/"
        return RedirectResponse(f"/login?next={quote(back)}", status_code=303)

    @app.exception_handler(ChangePasswordFirst)
    async def change_password(request: Request, fault: ChangePasswordFirst) -> Response:
        if wants_json(request):
            return sentence_response(request, 403)
        return RedirectResponse("/password", status_code=303)

    @app.exception_handler(NotFound)
    async def not_found(request: Request, fault: NotFound) -> Response:
        return sentence_response(request, 404)

    @app.exception_handler(NotAllowed)
    async def not_allowed(request: Request, fault: NotAllowed) -> Response:
        return sentence_response(request, 403)

    @app.exception_handler(MoveNotAllowed)
    async def moved_on(request: Request, fault: MoveNotAllowed) -> Response:
        return sentence_response(request, 409)

    @app.exception_handler(BadInput)
    async def bad_input(request: Request, fault: BadInput) -> Response:
        return sentence_response(request, 400, str(fault))

    @app.exception_handler(TooFast)
    async def too_fast(request: Request, fault: TooFast) -> Response:
        return sentence_response(request, 429, str(fault))

    @app.exception_handler(StoreProblem)
    async def not_stored(request: Request, fault: StoreProblem) -> Response:
        log.error("store.problem %s", fault)  # 只说库怎么了，不带任何内容
        return sentence_response(request, 503)

    @app.exception_handler(DataError)
    async def no_such_key(request: Request, fault: DataError) -> Response:
        """PostgreSQL refuses to look for a key with NUL in it: nothing has such a key."""
        return sentence_response(request, 404)

    @app.exception_handler(EngineAway)
    @app.exception_handler(OperationalError)
    async def away(request: Request, fault: Exception) -> Response:
        return sentence_response(request, 503)

"""表单来自我们自己的页面吗：每个会改变东西的表单都带一枚只有本页知道的令牌。

Signed in: the token of the server-side session. Nobody signed in (log-in, progress, chat without
script): a random cookie that the form repeats. Besides, a browser that says where the post comes
from must say "from here".
"""

from __future__ import annotations

import hmac
import secrets
from urllib.parse import urlsplit

from fastapi import HTTPException, Request
from starlette.datastructures import FormData

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FORM_COOKIE = "chengsu_form"
FIELD = "csrf"


def form_token(request: Request) -> str:
    """The token that a page for nobody in particular puts into its forms; new when there is none yet."""
    token = str(request.cookies.get(FORM_COOKIE) or getattr(request.state, "form_token", ""))
    if len(token) < 32:
        token = secrets.token_urlsafe(32)
    request.state.form_token = token
    return token


async def check_form(request: Request, session_token: str | None) -> None:
    """403 unless an unsafe request carries the token that belongs to it."""
    if request.method in SAFE_METHODS:
        return
    if not _same_origin(request):
        raise HTTPException(403)
    expected = session_token or request.cookies.get(FORM_COOKIE, "")
    found = request.headers.get("x-csrf-token", "") or await _form_field(request)
    if len(expected) < 16 or not hmac.compare_digest(expected.encode(), found.encode()):
        raise HTTPException(403)


async def _form_field(request: Request) -> str:
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        return ""
    form: FormData = await request.form()
    value = form.get(FIELD)
    return value if isinstance(value, str) else ""


def _same_origin(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("origin")
    if origin is None or origin == "null":
        return origin is None
    return urlsplit(origin).netloc == request.headers.get("host", "")

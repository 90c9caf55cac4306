"""页面怎样成形：一套模板，带上谁在看、哪枚令牌、字多大。"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.web import words
from bot.web.csrf import FORM_COOKIE, form_token
from bot.web.sessions import Visitor
from complaint_store.services.actors import Role
from complaint_store.services.flags import FLAG_TEXT
from complaint_store.services.words import CHANNEL_TEXT

if TYPE_CHECKING:
    from bot.assembly import House

HERE = Path(__file__).resolve().parent.parent
STATIC = HERE / "static"
TYPE_COOKIE = "chengsu_type"

ROLE_NAMES: Mapping[Role, str] = {
    Role.ADMINISTRATOR: "管理员",
    Role.CLERK: "坐席",
    Role.UNIT_CONTACT: "承办单位联络员",
    Role.SUPERVISOR: "督办",
    Role.INSPECTOR: "纪检监察",
}
HOME: Mapping[Role, str] = {
    Role.ADMINISTRATOR: "/admin",
    Role.CLERK: "/desk",
    Role.UNIT_CONTACT: "/portal",
    Role.SUPERVISOR: "/supervision",
    Role.INSPECTOR: "/sealed",
}

environment = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
environment.filters.update(
    day=words.day,
    short_day=words.short_day,
    moment=words.moment,
    masked=words.masked,
    figure=words.figure,
    place=words.place,
)
environment.globals.update(
    due=words.due,
    left=words.left,
    sureness=words.sureness,
    flag_text=lambda flag: FLAG_TEXT.get(flag, flag),
    mark_text=lambda mark: words.MARK_NAMES.get(mark, mark),
    field_name=lambda name: words.FIELD_NAMES.get(name, name),
    channel_text=lambda channel: CHANNEL_TEXT.get(channel, channel),
)


def house_of(request: Request) -> House:
    """The house that create_app was given."""
    return request.app.state.house


def page(
    request: Request, template: str, *, visitor: Visitor | None = None, status: int = 200, **context: Any
) -> HTMLResponse:
    """Render one page; private pages are never kept by a browser or a proxy."""
    house = house_of(request)
    token = visitor.csrf if visitor is not None else form_token(request)
    html = environment.get_template(template).render(
        request=request,
        visitor=visitor,
        role_name=ROLE_NAMES[visitor.role] if visitor else "",
        csrf=token,
        today=house.today(),
        large=request.cookies.get(TYPE_COOKIE) == "large",
        sealed_lane=house.settings.sealed_lane,
        **context,
    )
    response = HTMLResponse(html, status_code=status)
    response.headers["Cache-Control"] = "no-store"
    if visitor is None and request.cookies.get(FORM_COOKIE) != token:
        response.set_cookie(
            FORM_COOKIE, token, httponly=True, samesite="lax", secure=house.settings.secure_cookies, path="/"
        )
    return response

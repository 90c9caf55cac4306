"""谁在看这一页：会话存在服务端，浏览器里只有一枚打不开任何东西的令牌。"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from complaint_store.domain.ids import UnitId
from complaint_store.services import accounts
from complaint_store.services.actors import Actor, Role

if TYPE_CHECKING:
    from bot.assembly import House

COOKIE = "chengsu_session"


@dataclass(frozen=True, slots=True)
class Visitor:
    """已登录的人 on this request."""

    actor: Actor
    role: Role
    csrf: str
    must_change_password: bool
    token: str

    @property
    def name(self) -> str:
        return self.actor.name

    @property
    def unit(self) -> UnitId | None:
        return self.actor.unit


async def visitor_of(request: Request) -> Visitor | None:
    """The person behind the session cookie; looked up once a request."""
    if not hasattr(request.state, "visitor"):
        token = request.cookies.get(COOKIE, "")
        house = request.app.state.house
        request.state.visitor = await run_in_threadpool(_look_up, token, house) if token else None
    found: Visitor | None = request.state.visitor
    return found


def _look_up(token: str, house: House) -> Visitor | None:
    with house.database.unit_of_work() as uow:
        session = accounts.session_of(token, uow=uow, now=house.now())
    if session is None or session.actor.role is None:
        return None
    return Visitor(session.actor, session.actor.role, session.csrf_token, session.must_change, token)


def keep(response: Response, token: str, *, secure: bool) -> None:
    response.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=secure, path="/")


def forget(response: Response) -> None:
    response.delete_cookie(COOKIE, path="/")

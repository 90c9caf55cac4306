"""谁可以进哪个门：每个页面和接口都在这里声明的词汇里说明允许谁使用。

Every route carries exactly one declaration — `public`, `allow(role, …)` or `machine(name)` — and
tests/bot/test_access.py walks the whole route table to prove it. A door that says nothing is a fault.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from fastapi import HTTPException, Request

from bot.web.csrf import check_form
from bot.web.sessions import Visitor, visitor_of
from complaint_store.services.actors import Role

Guard = Callable[[Request], Awaitable[Any]]


class SignInFirst(Exception):
    """Nobody is signed in; a page sends the person to the log-in form, an API call gets 401."""


class ChangePasswordFirst(Exception):
    """The one-time password is still in use; nothing else opens before it is changed."""


async def public(request: Request) -> None:
    """任何人可用. Form posts still prove that they come from our own page."""
    await check_form(request, None)


async def public_api(request: Request) -> None:
    """任何人可用的 JSON 接口: carries no cookie authority, so there is nothing to forge."""


def allow(*roles: Role, before_password_change: bool = False) -> Guard:
    """只许这些角色使用。"""

    async def guard(request: Request) -> Visitor:
        visitor = await visitor_of(request)
        if visitor is None:
            raise SignInFirst
        if visitor.must_change_password and not before_password_change:
            raise ChangePasswordFirst
        if visitor.role not in roles:
            raise HTTPException(403)
        await check_form(request, visitor.csrf)
        return visitor

    guard.access = frozenset(roles)  # type: ignore[attr-defined]
    return guard


def signed_in(*, before_password_change: bool = False) -> Guard:
    """任何已登录的人。"""
    return allow(*Role, before_password_change=before_password_change)


def machine(name: str) -> Guard:
    """只许持有约定令牌的另一个程序使用（对话引擎、Telegram）; the route itself compares the token."""

    async def guard(request: Request) -> None:
        return None

    guard.access = name  # type: ignore[attr-defined]
    return guard


public.access = "public"  # type: ignore[attr-defined]
public_api.access = "public"  # type: ignore[attr-defined]

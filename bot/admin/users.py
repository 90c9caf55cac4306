"""账号管理：建账号、停用启用、重设口令；口令只显示一次。有工单却没人能签收的单位列在最前。"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import Response

from bot.web.access import allow
from bot.web.render import ROLE_NAMES, house_of, page
from bot.web.sessions import Visitor
from bot.web.unit_choices import by_place
from complaint_store.domain.errors import BadInput
from complaint_store.domain.ids import UnitId, UserId
from complaint_store.services import accounts
from complaint_store.services.actors import Role
from complaint_store.services.unattended import unattended_units

router = APIRouter(prefix="/admin", include_in_schema=False)
Administrator = Annotated[Visitor, Depends(allow(Role.ADMINISTRATOR))]
Short = Annotated[str, Form(max_length=200)]


@dataclass(frozen=True, slots=True)
class NewAccount:
    """新账号表上已经填的。"""

    name: str = ""
    display_name: str = ""
    role: str = ""
    unit: str = ""


LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # 不含易看错的字


@router.get("")
def users(request: Request, visitor: Administrator, unit: str = "") -> Response:
    return _shown(
        request, visitor, typed=NewAccount(role=Role.UNIT_CONTACT.value, unit=unit) if unit else None
    )


@router.post("/users")
def create(
    request: Request, visitor: Administrator, name: Short = "", display_name: Short = "", role: Short = "",
    unit: Short = "",
) -> Response:  # fmt: skip
    """A new account with a password for one use, shown once."""
    house = house_of(request)
    typed = NewAccount(name, display_name, role, unit)
    if role not in {r.value for r in Role} or not name.strip():
        return _shown(request, visitor, problem="请填好账号，选好身份。", typed=typed)
    if role == Role.UNIT_CONTACT.value and UnitId(unit) not in house.book.units:
        return _shown(request, visitor, problem="承办单位联络员要选好所在单位。", typed=typed)
    password = one_time_password()
    try:
        with house.database.unit_of_work() as uow:
            accounts.create_user(
                name.strip(), password, Role(role),
                uow=uow, now=house.now(), actor=visitor.actor, display_name=display_name.strip() or name.strip(),
                unit=UnitId(unit) if role == Role.UNIT_CONTACT.value else None, book=house.book,
                must_change=True,
            )  # fmt: skip
    except BadInput as reason:
        return _shown(request, visitor, problem=str(reason), typed=typed)
    return _shown(request, visitor, fresh=(name.strip(), password))


@router.post("/users/{user_id}/active")
def set_active(request: Request, visitor: Administrator, user_id: str, active: Short = "") -> Response:
    house = house_of(request)
    if user_id == visitor.actor.user_id:
        return _shown(request, visitor, problem="不能停用自己正在用的账号，请让另一位管理员来办。")
    with house.database.unit_of_work() as uow:
        accounts.set_active(UserId(user_id), active == "yes", actor=visitor.actor, uow=uow, now=house.now())
    return _shown(request, visitor, done="已启用。" if active == "yes" else "已停用，并退出了它的全部登录。")


@router.post("/users/{user_id}/password")
def reset(request: Request, visitor: Administrator, user_id: str) -> Response:
    house = house_of(request)
    password = one_time_password()
    with house.database.unit_of_work() as uow:
        accounts.reset_password(UserId(user_id), password, actor=visitor.actor, uow=uow, now=house.now())
        names = {u.user_id: u.name for u in accounts.list_users(visitor.actor, uow=uow)}
    return _shown(request, visitor, fresh=(names.get(UserId(user_id), ""), password))


def one_time_password() -> str:
    """Four groups of four, easy to read over the telephone (about 79 bits)."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def _shown(
    request: Request,
    visitor: Visitor,
    *,
    problem: str = "",
    done: str = "",
    fresh: tuple[str, str] | None = None,
    typed: NewAccount | None = None,
) -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        found = accounts.list_users(visitor.actor, uow=uow)
        unattended = unattended_units(visitor.actor, uow=uow, book=house.book)
    return page(
        request,
        "admin/users.html",
        visitor=visitor,
        status=400 if problem else 200,
        current="users",
        users=found,
        unattended=unattended,
        typed=typed or NewAccount(),
        roles=ROLE_NAMES,
        units=by_place(house.book),
        unit_name=lambda id_: house.book.units[id_].name if id_ in house.book.units else "",
        problem=problem,
        done=done,
        fresh=fresh,
    )

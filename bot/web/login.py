"""登录、退出、改口令。"""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.web import sessions
from bot.web.access import public, signed_in
from bot.web.render import HOME, house_of, page
from bot.web.sessions import Visitor
from bot.web.words import moment
from complaint_store.domain.errors import BadInput
from complaint_store.services import accounts

router = APIRouter(include_in_schema=False)
TypingPassword = Annotated[Visitor, Depends(signed_in(before_password_change=True))]


@router.get("/login", dependencies=[Depends(public)])
def login_form(request: Request, next: str = "", changed: bool = False) -> Response:
    return page(request, "login.html", name="", next=own_path(next), sentence="", changed=changed)


@router.post("/login", dependencies=[Depends(public)])
def login(
    request: Request,
    name: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    next: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    house = house_of(request)
    address = request.client.host if request.client else ""
    try:
        with house.database.unit_of_work() as uow:
            found = accounts.log_in(name.strip(), password, address, uow=uow, now=house.now())
    except accounts.WrongPassword:
        sentence, status = "账号或口令不对，请检查后再试；忘了口令请找管理员重设。", 401
    except accounts.Throttled as wait:
        sentence, status = (
            f"试的次数有些多，请在 {moment(wait.until)} 以后再试；忘了口令请找管理员重设。",
            429,
        )
    else:
        role = found.session.actor.role
        target = "/password" if found.session.must_change else own_path(next) or (HOME[role] if role else "/")
        response = RedirectResponse(target, status_code=303)
        sessions.keep(response, found.token, secure=house.settings.secure_cookies)
        return response
    return page(
        request, "login.html", status=status, name=name, next=own_path(next), sentence=sentence, changed=False
    )


@router.post("/logout")
def logout(request: Request, visitor: TypingPassword) -> Response:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        accounts.log_out(visitor.token, uow=uow)
    response = RedirectResponse("/login", status_code=303)
    sessions.forget(response)
    return response


@router.get("/password")
def password_form(request: Request, visitor: TypingPassword) -> Response:
    return page(request, "password.html", visitor=visitor, home=HOME[visitor.role], sentence="")


@router.post("/password")
def change_password(
    request: Request,
    visitor: TypingPassword,
    current: Annotated[str, Form(max_length=1000)] = "",
    new: Annotated[str, Form(max_length=1000)] = "",
    again: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    house = house_of(request)
    sentence = "两遍新口令不一样，请重新写一遍。" if new != again else ""
    user = visitor.actor.user_id
    if not sentence and user is not None:
        try:
            with house.database.unit_of_work() as uow:
                accounts.change_password(user, current, new, uow=uow, now=house.now())
        except accounts.WrongPassword:
            sentence = "现在的口令不对，请重新输入。"
        except BadInput as reason:
            sentence = str(reason)
        else:
            # Every session of this person has ended, this one too.
            response = RedirectResponse("/login?changed=1", status_code=303)
            sessions.forget(response)
            return response
    return page(
        request, "password.html", visitor=visitor, status=400, home=HOME[visitor.role], sentence=sentence
    )


def own_path(target: str) -> str:
    """Only a path of ours may follow a log-in, never another site."""
    return target if target.startswith("/") and not target.startswith(("//", "/\\")) else ""

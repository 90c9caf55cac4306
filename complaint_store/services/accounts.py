"""账号：谁能登录、会话多久失效、试错几次要等。"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from complaint_store.domain.complaint import Event
from complaint_store.domain.errors import BadInput
from complaint_store.domain.ids import UnitId, UserId
from complaint_store.policy.book import RuleBook
from complaint_store.security.tokens import new_id, new_token
from complaint_store.services.actors import Actor, Role
from complaint_store.services.passwords import check_new, hashed, is_outdated, matches
from complaint_store.services.ports import AlreadyThere, UnitOfWork
from complaint_store.services.recording import staff_event
from complaint_store.services.records import SessionRow, UserRow
from complaint_store.services.throttle import count_attempt, forgive
from complaint_store.services.words import NO_SUCH_UNIT

IDLE = timedelta(hours=1)  # 坐席接一通长电话不会掉线，离开座位不会整天开着
ABSOLUTE = timedelta(hours=12)  # 一个班次
SEEN_EVERY = timedelta(minutes=1)  # 不必每次请求都写库
LONGEST_NAME = 60


class WrongPassword(Exception):
    """姓名或口令不对; the same for an unknown name. Ask again."""


class Throttled(Exception):
    """试得太多; tell the person to wait until `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"too many attempts; next try at {until.isoformat()}")
        self.until = until


@dataclass(frozen=True, slots=True)
class Session:
    """已登录的会话。"""

    actor: Actor
    csrf_token: str
    must_change: bool  # 首次登录须改口令
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class LoggedIn:
    token: str  # 只在 cookie 里；库里只有散列
    session: Session


@dataclass(frozen=True, slots=True)
class UserView:
    user_id: UserId
    name: str
    display_name: str
    role: Role
    unit: UnitId | None
    active: bool
    created_at: datetime


def create_user(
    name: str,
    password: str,
    role: Role,
    *,
    uow: UnitOfWork,
    now: datetime,
    actor: Actor | None,
    display_name: str = "",
    unit: UnitId | None = None,
    book: RuleBook | None = None,
    must_change: bool = False,
) -> UserId:
    """建账号. actor None only at set-up and from the operator's own command line; `book` knows the unit."""
    if actor is not None:
        actor.must_be(Role.ADMINISTRATOR)
    name = name.strip()
    if not name or len(name) > LONGEST_NAME:
        raise BadInput(f"请写账号，最多{LONGEST_NAME}个字。")
    if (role is Role.UNIT_CONTACT) != (unit is not None):
        raise BadInput("单位联络员要选所属单位，其他身份不选单位。")
    if unit is not None and (book is None or unit not in book.units):
        raise BadInput(NO_SUCH_UNIT)
    check_new(password, name)
    secret = hashed(password)
    row = UserRow(
        UserId(new_id()), name, display_name.strip() or name, role.value, unit, secret, True, must_change, now
    )
    with uow:
        if uow.users.named(name) is not None:
            raise BadInput("这个账号已经有了，请换一个。")
        try:
            uow.users.add(row)
            uow.events.add(_event("user_created", row.id, actor, now, role=role.value))
            uow.commit()
        except AlreadyThere:
            raise BadInput("这个账号已经有了，请换一个。") from None
    return row.id


def list_users(actor: Actor, *, uow: UnitOfWork) -> tuple[UserView, ...]:
    actor.must_be(Role.ADMINISTRATOR)
    with uow, uow.reading():
        return tuple(
            UserView(row.id, row.name, row.display_name, Role(row.role), row.unit, row.active, row.created_at)
            for row in uow.users.all()
        )


def set_active(user_id: UserId, active: bool, *, actor: Actor, uow: UnitOfWork, now: datetime) -> None:
    """停用、启用; 停用的同时退出其全部会话。"""
    actor.must_be(Role.ADMINISTRATOR)
    with uow:
        row = replace(uow.users.get(user_id), active=active)
        uow.users.save(row)
        if not active:
            last = row.role == Role.ADMINISTRATOR.value and not uow.users.has_role(row.role)
            if last:
                raise BadInput("这是最后一个管理员账号，不能停用。")
            uow.sessions.end_all(user_id)
        uow.events.add(_event("user_enabled" if active else "user_stopped", user_id, actor, now))
        uow.commit()


def reset_password(user_id: UserId, password: str, *, actor: Actor, uow: UnitOfWork, now: datetime) -> None:
    """管理员重设口令; the person must change it at the next log-in."""
    actor.must_be(Role.ADMINISTRATOR)
    with uow, uow.reading():
        row = uow.users.get(user_id)
    check_new(password, row.name)
    _set_password(replace(row, must_change=True), password, actor, uow, now)


def change_password(user_id: UserId, old: str, new: str, *, uow: UnitOfWork, now: datetime) -> None:
    """本人改口令; every session of this user ends. WrongPassword, BadInput."""
    with uow, uow.reading():
        row = uow.users.get(user_id)
    if not matches(old, row.password_hash):
        raise WrongPassword("the old password does not match")
    check_new(new, row.name)
    if new == old:
        raise BadInput("新口令不能和原来的一样。")
    _set_password(replace(row, must_change=False), new, None, uow, now)


def log_in(name: str, password: str, address: str, *, uow: UnitOfWork, now: datetime) -> LoggedIn:
    """登录; raises WrongPassword or Throttled (by name, by address and by both together).

    The attempt is counted before the password is looked at, so that many at once count as many.
    """
    name = name.strip()[:LONGEST_NAME].casefold()
    counted = {"pair": f"{name}\n{address}", "name": name, "address": address}
    with uow:
        waits = (count_attempt(kind, value, uow, now) for kind, value in counted.items())
        until = next((wait for wait in waits if wait is not None), None)  # 已被拒的，不再算到别的头上
        user = uow.users.named(name)
        uow.commit()
    if until is not None:
        raise Throttled(until)
    right = matches(password, user.password_hash if user else None)
    if not right or user is None or not user.active:
        raise WrongPassword("name and password do not belong together")
    token = new_token()
    session = SessionRow(_hash(token), user.id, now, now, now + ABSOLUTE)
    with uow:
        for kind, value in counted.items():
            forgive(kind, value, uow)
        uow.sessions.drop_expired(now)
        if is_outdated(user.password_hash):
            uow.users.save(replace(user, password_hash=hashed(password)))
        uow.sessions.add(session)
        uow.events.add(_event("logged_in", user.id, None, now))
        uow.commit()
        return LoggedIn(token, _session(token, session, user, uow))


def session_of(token: str, *, uow: UnitOfWork, now: datetime) -> Session | None:
    """会话, or None when it never was, has ended, was idle too long or its user is stopped."""
    if not token:
        return None
    with uow:
        with uow.reading():
            found = uow.sessions.get(_hash(token))
        if found is None:
            return None
        row, user = found
        if row.expires_at <= now or row.seen_at + IDLE <= now or not user.active:
            return None
        if row.seen_at + SEEN_EVERY <= now:
            uow.sessions.seen(row.token_hash, now)
            uow.commit()
        return _session(token, row, user, uow)


def log_out(token: str, *, uow: UnitOfWork) -> None:
    with uow:
        uow.sessions.end(_hash(token))
        uow.commit()


def any_administrator(*, uow: UnitOfWork) -> bool:
    """Whether the first administrator has been made."""
    with uow, uow.reading():
        return uow.users.has_role(Role.ADMINISTRATOR.value)


def _set_password(row: UserRow, password: str, actor: Actor | None, uow: UnitOfWork, now: datetime) -> None:
    secret = hashed(password)
    with uow:
        uow.users.save(replace(row, password_hash=secret))
        uow.sessions.end_all(row.id)
        uow.events.add(_event("password_changed", row.id, actor, now))
        uow.commit()


def _session(token: str, row: SessionRow, user: UserRow, uow: UnitOfWork) -> Session:
    actor = Actor(user.id, user.display_name, Role(user.role), user.unit)
    expires = min(row.expires_at, row.seen_at + IDLE)
    return Session(actor, uow.keyring.token("csrf", token), user.must_change, expires)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _event(kind: str, about: UserId, actor: Actor | None, now: datetime, **more: str) -> Event:
    who = actor or Actor(about, "", None)  # 本人，或者还没有管理员的时候
    return staff_event(kind, who, now, {"user": about, **more})

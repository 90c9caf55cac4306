"""账号：谁能登录、会话多久失效、试错几次要等。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from complaint_store.domain.ids import UnitId, UserId
from complaint_store.services.actors import Actor, Role
from complaint_store.services.ports import UnitOfWork


class WrongPassword(Exception):
    """姓名或口令不对; the same for an unknown name. Ask again."""


class Throttled(Exception):
    """试得太多; tell the person to wait until `until`."""

    def __init__(self, until: datetime) -> None:
        super().__init__(f"too many attempts; next try at {until.isoformat()}")
        self.until = until


@dataclass(frozen=True, slots=True)
class Session:
    """已登录的会话."""

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
    must_change: bool = False,
) -> UserId:
    """建账号. actor None only at set-up and from the operator's own command line."""
    raise NotImplementedError


def list_users(actor: Actor, *, uow: UnitOfWork) -> tuple[UserView, ...]:
    raise NotImplementedError


def set_active(user_id: UserId, active: bool, *, actor: Actor, uow: UnitOfWork, now: datetime) -> None:
    """停用、启用; 停用的同时退出其全部会话."""
    raise NotImplementedError


def reset_password(user_id: UserId, password: str, *, actor: Actor, uow: UnitOfWork, now: datetime) -> None:
    """管理员重设口令; the person must change it at the next log-in."""
    raise NotImplementedError


def change_password(user_id: UserId, old: str, new: str, *, uow: UnitOfWork, now: datetime) -> None:
    """本人改口令; every session of this user ends. WrongPassword, BadInput."""
    raise NotImplementedError


def log_in(name: str, password: str, address: str, *, uow: UnitOfWork, now: datetime) -> LoggedIn:
    """登录; raises WrongPassword or Throttled (by name and by address)."""
    raise NotImplementedError


def session_of(token: str, *, uow: UnitOfWork, now: datetime) -> Session | None:
    """会话, or None when it never was, has ended, was idle too long or its user is stopped."""
    raise NotImplementedError


def log_out(token: str, *, uow: UnitOfWork, now: datetime) -> None:
    raise NotImplementedError


def any_administrator(*, uow: UnitOfWork) -> bool:
    """Whether the first administrator has been made."""
    raise NotImplementedError

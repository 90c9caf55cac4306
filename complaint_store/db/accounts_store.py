"""账号、会话与试错次数的存取。"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from complaint_store.db.tables import sessions, throttles, users
from complaint_store.domain.errors import NotFound
from complaint_store.domain.ids import UnitId, UserId
from complaint_store.services.records import SessionRow, ThrottleRow, UserRow

if TYPE_CHECKING:
    from complaint_store.db.unit_of_work import SqlUnitOfWork


class UserTable:
    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, row: UserRow) -> None:
        self._uow.run(
            insert(users),
            {"id": row.id, "name_index": self._mark(row.name), "created_at": row.created_at, **_columns(row)},
        )

    def get(self, user_id: UserId) -> UserRow:
        row = self._uow.run(select(users).where(users.c.id == user_id)).one_or_none()
        if row is None:
            raise NotFound("no such user")
        return _user(row)

    def named(self, name: str) -> UserRow | None:
        row = self._uow.run(select(users).where(users.c.name_index == self._mark(name))).one_or_none()
        return None if row is None else _user(row)

    def save(self, row: UserRow) -> None:
        self._uow.run(update(users).where(users.c.id == row.id).values(**_columns(row)))

    def all(self) -> tuple[UserRow, ...]:
        return tuple(_user(row) for row in self._uow.run(select(users).order_by(users.c.created_at)))

    def has_role(self, role: str) -> bool:
        found = self._uow.run(
            select(users.c.id).where(users.c.role == role, users.c.active.is_(True)).limit(1)
        )
        return found.first() is not None

    def _mark(self, name: str) -> bytes:
        return self._uow.keyring.index("users.name", name.strip().casefold())


class SessionTable:
    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, row: SessionRow) -> None:
        self._uow.run(
            insert(sessions),
            {
                "token_hash": row.token_hash,
                "user_id": row.user_id,
                "created_at": row.created_at,
                "seen_at": row.seen_at,
                "expires_at": row.expires_at,
            },
        )

    def get(self, token_hash: str) -> tuple[SessionRow, UserRow] | None:
        row = self._uow.run(
            select(
                users,
                sessions.c.token_hash,
                sessions.c.created_at.label("begun_at"),
                sessions.c.seen_at,
                sessions.c.expires_at,
            )
            .join(users, users.c.id == sessions.c.user_id)
            .where(sessions.c.token_hash == token_hash)
        ).one_or_none()
        if row is None:
            return None
        user = _user(row)
        return SessionRow(row.token_hash, user.id, row.begun_at, row.seen_at, row.expires_at), user

    def seen(self, token_hash: str, at: datetime) -> None:
        self._uow.run(update(sessions).where(sessions.c.token_hash == token_hash).values(seen_at=at))

    def end(self, token_hash: str) -> None:
        self._uow.run(delete(sessions).where(sessions.c.token_hash == token_hash))

    def end_all(self, user_id: UserId) -> None:
        self._uow.run(delete(sessions).where(sessions.c.user_id == user_id))

    def drop_expired(self, now: datetime) -> None:
        self._uow.run(delete(sessions).where(sessions.c.expires_at <= now))


class ThrottleTable:
    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def get(self, key: str, *, lock: bool = False) -> ThrottleRow | None:
        wanted = select(throttles).where(throttles.c.key == self._mark(key))
        row = self._uow.run(wanted.with_for_update() if lock else wanted).one_or_none()
        return None if row is None else ThrottleRow(key, row.failures, row.window_start, row.blocked_until)

    def put(self, row: ThrottleRow) -> None:
        self.clear(row.key)
        self._uow.run(
            insert(throttles),
            {
                "key": self._mark(row.key),
                "failures": row.failures,
                "window_start": row.window_start,
                "blocked_until": row.blocked_until,
            },
        )

    def clear(self, key: str) -> None:
        self._uow.run(delete(throttles).where(throttles.c.key == self._mark(key)))

    def _mark(self, key: str) -> bytes:
        return self._uow.keyring.index("throttles.key", key)


def _columns(row: UserRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "display_name": row.display_name,
        "role": row.role,
        "unit": row.unit,
        "password_hash": row.password_hash,
        "active": row.active,
        "must_change": row.must_change,
    }


def _user(row: Any) -> UserRow:
    return UserRow(
        id=UserId(row.id),
        name=row.name,
        display_name=row.display_name,
        role=row.role,
        unit=UnitId(row.unit) if row.unit else None,
        password_hash=row.password_hash,
        active=row.active,
        must_change=row.must_change,
        created_at=row.created_at,
    )

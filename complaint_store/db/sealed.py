"""加密的列：写入时加密、读出时解密；密钥跟着数据库连接走，不放在全局。

A value for the sealed lane is wrapped in `Under`, and is then encrypted with the other key.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any

from sqlalchemy import DateTime, LargeBinary
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from complaint_store.domain.beijing_time import SHANGHAI
from complaint_store.security.keys import Keyring

_KEYRING = "chengsu_keyring"


@dataclass(frozen=True, slots=True)
class Under:
    """A value and which of the two keys it goes under."""

    value: Any
    sealed: bool


def give_keyring(dialect: Dialect, keyring: Keyring) -> None:
    setattr(dialect, _KEYRING, keyring)


class _Sealed(TypeDecorator[Any]):
    impl = LargeBinary
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def encode(self, value: Any) -> bytes:
        raise NotImplementedError

    def decode(self, plain: bytes) -> Any:
        raise NotImplementedError

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        under = value if isinstance(value, Under) else Under(value, False)
        if under.value is None:
            return None
        keyring: Keyring = getattr(dialect, _KEYRING)
        return keyring.seal(self.purpose, self.encode(under.value), sealed_lane=under.sealed)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        if value is None:
            return None
        keyring: Keyring = getattr(dialect, _KEYRING)
        return self.decode(keyring.open(self.purpose, bytes(value)))


class SealedText(_Sealed):
    cache_ok = True

    def encode(self, value: Any) -> bytes:
        return str(value).encode("utf-8", "surrogatepass")

    def decode(self, plain: bytes) -> str:
        return plain.decode("utf-8", "surrogatepass")


class SealedJson(_Sealed):
    cache_ok = True

    def encode(self, value: Any) -> bytes:
        return json.dumps(value, separators=(",", ":")).encode()

    def decode(self, plain: bytes) -> Any:
        return json.loads(plain)


class SealedBytes(_Sealed):
    cache_ok = True

    def encode(self, value: Any) -> bytes:
        return bytes(value)

    def decode(self, plain: bytes) -> bytes:
        return plain


class Moment(TypeDecorator[datetime]):
    """时刻: stored in UTC, handed out in 北京时间; a naive time is refused rather than guessed."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("found a time without zone, expected an aware datetime (Asia/Shanghai)")
        return value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        aware = value if value.tzinfo else value.replace(tzinfo=timezone.utc)
        return aware.astimezone(SHANGHAI)

"""口令：什么样的口令可用，怎样散列与核对。"""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from complaint_store.domain.errors import BadInput

SHORTEST, LONGEST = 10, 200  # 十位起：在线试错已有限次，十位足以挡住猜测；上限防止拿超长口令耗尽处理器
# argon2id，OWASP 推荐的最低一档：登录已限次，再高只会让一台小机器在被人乱试时先倒下
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def check_new(password: str, name: str) -> None:
    if len(password) < SHORTEST:
        raise BadInput(f"口令至少{SHORTEST}位，请再长一些。")
    if len(password) > LONGEST:
        raise BadInput(f"口令最多{LONGEST}位，请短一些。")
    if len(set(password)) < 4 or (name and name.casefold() in password.casefold()):
        raise BadInput("口令太容易猜到，请换一个，不要含有账号。")


def hashed(password: str) -> str:
    return _HASHER.hash(password)


def matches(password: str, stored: str | None) -> bool:
    """The same work whether the name is known or not."""
    try:
        return _HASHER.verify(stored or _decoy(), password[: LONGEST + 1]) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def is_outdated(stored: str) -> bool:
    return _HASHER.check_needs_rehash(stored)


@cache
def _decoy() -> str:
    return _HASHER.hash("no such user")

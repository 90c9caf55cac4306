"""随机编号：库内编号、会话令牌与查询码的数字都从这里取。"""

from __future__ import annotations

import secrets

ID_BYTES = 12  # 96 位，猜不到也撞不上
TOKEN_BYTES = 32


def new_id() -> str:
    """库内编号。"""
    return secrets.token_hex(ID_BYTES)


def new_bearer_id() -> str:
    """谁拿着谁能用的编号 (a web conversation's id): long enough that nobody comes upon one."""
    return secrets.token_hex(16)


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def random_digits(n: int) -> str:
    return f"{secrets.randbelow(10**n):0{n}d}"

"""密钥：放在数据库之外，只有本用户可读；普通件与密件各用一把。"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Keyring:
    main: bytes
    sealed: bytes

    @classmethod
    def load_or_create(cls, folder: Path) -> Keyring:
        raise NotImplementedError

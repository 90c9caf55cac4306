"""端口：服务要求存储做到的事，由 db/ 实现。"""

from __future__ import annotations

from typing import Protocol


class UnitOfWork(Protocol):
    pass

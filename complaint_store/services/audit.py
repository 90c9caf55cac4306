"""审计：事件链有没有被改过、删过、插过。"""

from __future__ import annotations

from dataclasses import dataclass

from complaint_store.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class ChainReport:
    """事件链核对结果."""

    events: int
    intact: bool
    broken_at: int | None  # 第几条起对不上
    found: str  # 对不上的是什么
    head: str  # 链尾摘要，可抄录存档


def verify(*, uow: UnitOfWork) -> ChainReport:
    """Walk the whole chain and the complaints it vouches for."""
    raise NotImplementedError

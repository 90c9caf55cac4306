"""没有立单的材料：传上来却一直没有提交的，过些日子删掉，不替人长期留着。"""

from __future__ import annotations

from datetime import datetime, timedelta

from complaint_store.domain.complaint import Event
from complaint_store.services.ports import UnitOfWork

# 十五天：跨过最长的法定假期（春节九天）再加一周，说到一半、回去找合同的人还来得及接着说；再久的，多半不会提交了
KEPT_UNFILED = timedelta(days=15)


def remove_unfiled(*, uow: UnitOfWork, now: datetime) -> int:
    """How many were removed. What belongs to a ticket stays with it; what a clerk has open stays until it is closed."""
    with uow:
        removed = uow.attachments.drop_unfiled(now - KEPT_UNFILED)
        if removed:
            uow.events.add(Event("unfiled_removed", now, actor_role="system", payload={"count": removed}))
            uow.commit()
        return removed

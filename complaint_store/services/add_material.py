"""补充材料：诉求人凭查询码补充说明和附件，办理中的工单随即继续。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.policy.book import RuleBook
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import Moved


def add_material(
    code: str,
    text: str,
    *,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
    attachments: tuple[str, ...] = (),
) -> Moved:
    """补充材料; NotFound when the code opens nothing, BadInput when nothing can be added any more."""
    raise NotImplementedError

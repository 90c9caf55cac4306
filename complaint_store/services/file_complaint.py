"""提交：把草稿变成诉求和工单，同一事务里写好事件和要发的通知。"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from complaint_store.domain.draft import Draft
from complaint_store.domain.ids import ConversationId, UnitId
from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import Filed, FiledTicket

__all__ = ["Filed", "FiledTicket", "file_complaint"]


def file_complaint(
    draft: Draft | Sequence[Draft],
    *,
    channel: str,
    conversation: ConversationId | None,
    actor: Actor | None,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
    key: str | None = None,
    sealed_enabled: bool = False,
    lead: UnitId | None = None,
) -> Filed:
    """立单: one complaint, one ticket for each matter. The same key files once and answers the same again.

    `lead` is a clerk's own choice of unit; it may not be the accused. Consent to show the reporter's identity
    is the draft's field "consent"; name, phone and contact are the fields reporter_name, phone, contact.
    """
    raise NotImplementedError

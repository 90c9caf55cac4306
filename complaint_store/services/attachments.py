"""附件：收哪些类型、多大；看内容不看后缀；加密存放，凭身份取出。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from complaint_store.domain.ids import ConversationId
from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.views import AttachmentView

MAX_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class AttachmentContent:
    view: AttachmentView
    data: bytes


def store_attachment(
    data: bytes,
    file_name: str,
    *,
    uow: UnitOfWork,
    now: datetime,
    conversation: ConversationId | None = None,
    max_bytes: int = MAX_BYTES,
) -> AttachmentView:
    """存附件; BadInput in one Chinese sentence for a forbidden type, an empty or too large file.

    It becomes part of a ticket when its id stands in Draft.attachments or in add_material(attachments=…).
    """
    raise NotImplementedError


def read_attachment(attachment_id: str, *, actor: Actor, uow: UnitOfWork) -> AttachmentContent:
    """办事人员取附件; whoever may see the ticket and (for what may show identity) the reporter. Else NotFound."""
    raise NotImplementedError


def read_by_code(attachment_id: str, code: str, *, uow: UnitOfWork) -> AttachmentContent:
    """诉求人凭查询码取附件."""
    raise NotImplementedError

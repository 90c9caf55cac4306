"""附件：收哪些类型、多大；看内容不看后缀；加密存放，凭身份取出。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from complaint_store.domain.complaint import Ticket
from complaint_store.domain.errors import BadInput, NotFound
from complaint_store.domain.ids import ConversationId
from complaint_store.security.tokens import new_id
from complaint_store.services.actors import Actor
from complaint_store.services.by_code import ticket_by_code
from complaint_store.services.file_types import ALLOWED, safe_name, sniff
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.records import AttachmentRow
from complaint_store.services.sight import may_see, opens_attachments
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
    if not data:
        raise BadInput("这个文件是空的，请换一个再传。")
    if len(data) > max_bytes:
        raise BadInput(f"文件超过{max_bytes // (1024 * 1024)} MB，请压缩或分成几个再传。")
    kind = sniff(data, file_name)
    if kind is None:
        raise BadInput(f"这种文件收不了，请换成{ALLOWED}。")
    media_type, extension = kind
    row = AttachmentRow(
        id=new_id(),
        file_name=safe_name(file_name, extension),
        media_type=media_type,
        size=len(data),
        at=now,
        conversation=conversation,
    )
    if not uow.attachments.has_room(len(data)):
        raise BadInput("现在收不下材料了，请过些时候再传，或者带到窗口交；要说的话照样可以说、可以提交。")
    with uow:
        uow.attachments.add(row, data)
        uow.commit()
    return attachment_view(row)


def attach(ids: Sequence[str], tickets: Sequence[Ticket], *, source: str, uow: UnitOfWork) -> list[str]:
    """把传上来的材料归到工单, in the caller's transaction; which of them there are."""
    known = {row.id for row in uow.attachments.known(ids)} if ids else set()
    kept = [id_ for id_ in dict.fromkeys(ids) if id_ in known]
    uow.attachments.link(kept, [t.id for t in tickets], source=source, sealed=tickets[0].sealed)
    return kept


def read_attachment(attachment_id: str, *, actor: Actor, uow: UnitOfWork) -> AttachmentContent:
    """办事人员取附件; whoever may see the ticket and (for what may show identity) the reporter. Else NotFound."""
    with uow, uow.reading():
        for ticket_id in uow.attachments.tickets_of(attachment_id):
            ticket = uow.tickets.get(ticket_id)
            if not may_see(ticket, actor):
                continue
            row = uow.attachments.known([attachment_id])[0]
            if row.source == "unit" or opens_attachments(
                ticket, uow.complaints.get(ticket.complaint_id), actor
            ):
                return AttachmentContent(attachment_view(row), uow.attachments.content(attachment_id))
    raise NotFound("no such attachment")


def read_by_code(attachment_id: str, code: str, *, uow: UnitOfWork) -> AttachmentContent:
    """诉求人凭查询码取附件。"""
    with uow, uow.reading():
        ticket = ticket_by_code(code, uow)
        if ticket is not None and ticket.id in uow.attachments.tickets_of(attachment_id):
            row = uow.attachments.known([attachment_id])[0]
            return AttachmentContent(attachment_view(row), uow.attachments.content(attachment_id))
    raise NotFound("no such attachment")


def attachment_view(row: AttachmentRow, *, withheld: bool = False) -> AttachmentView:
    """A withheld one keeps its kind and size; its name may tell who sent it."""
    name = "附件." + row.file_name.rsplit(".", 1)[-1] if withheld else row.file_name
    return AttachmentView(row.id, name, row.media_type, row.size, row.at, withheld)

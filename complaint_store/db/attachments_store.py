"""附件的存取：内容整体加密，放在库里，与工单同一事务、同一备份。"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, exists, insert, select, update

from complaint_store.db.sealed import Under
from complaint_store.db.tables import attachments, cases, ticket_attachments
from complaint_store.domain.errors import NotFound
from complaint_store.domain.ids import ConversationId, TicketId
from complaint_store.services.records import AttachmentRow

if TYPE_CHECKING:
    from complaint_store.db.unit_of_work import SqlUnitOfWork

KEPT_FREE = 256 * 1024 * 1024  # 盘上只剩这么多，就不再收材料：留给话和工单
_FACTS = [c for c in attachments.c if c.name != "data"]


class AttachmentTable:
    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def has_room(self, size: int) -> bool:
        """Whether this much may be taken, and words and tickets still find room; a server looks after its own disk."""
        file = self._uow.file
        return file is None or shutil.disk_usage(file.parent).free - size > KEPT_FREE

    def add(self, row: AttachmentRow, data: bytes) -> None:
        self._uow.run(
            insert(attachments),
            {
                "id": row.id,
                "conversation_id": row.conversation,
                "source": row.source,
                "sealed": row.sealed,
                "at": row.at,
                "size": row.size,
                "media_type": row.media_type,
                "file_name": Under(row.file_name, row.sealed),
                "data": Under(data, row.sealed),
            },
        )

    def link(self, ids: Sequence[str], tickets: Sequence[TicketId], *, source: str, sealed: bool) -> None:
        """Make them part of these tickets; in the sealed lane they go under its key."""
        if not ids:
            return
        for id_ in ids if sealed else ():
            row = self._uow.run(select(attachments).where(attachments.c.id == id_)).one()
            self._uow.run(
                update(attachments)
                .where(attachments.c.id == id_)
                .values(sealed=True, file_name=Under(row.file_name, True), data=Under(row.data, True))
            )
        self._uow.run(update(attachments).where(attachments.c.id.in_(ids)).values(source=source))
        self._uow.run(
            insert(ticket_attachments),
            [{"ticket_id": t, "attachment_id": id_} for t in tickets for id_ in ids],
        )

    def known(self, ids: Sequence[str]) -> tuple[AttachmentRow, ...]:
        rows = self._uow.run(select(*_FACTS).where(attachments.c.id.in_(ids))) if ids else ()
        return tuple(_row(row) for row in rows)

    def of_ticket(self, ticket_id: TicketId) -> tuple[AttachmentRow, ...]:
        rows = self._uow.run(
            select(*_FACTS)
            .join(ticket_attachments, ticket_attachments.c.attachment_id == attachments.c.id)
            .where(ticket_attachments.c.ticket_id == ticket_id)
            .order_by(attachments.c.at, attachments.c.id)
        )
        return tuple(_row(row) for row in rows)

    def tickets_of(self, attachment_id: str) -> tuple[TicketId, ...]:
        rows = self._uow.run(
            select(ticket_attachments.c.ticket_id).where(ticket_attachments.c.attachment_id == attachment_id)
        )
        return tuple(TicketId(id_) for id_ in rows.scalars())

    def content(self, attachment_id: str) -> bytes:
        data = self._uow.run(select(attachments.c.data).where(attachments.c.id == attachment_id)).scalar()
        if data is None:
            raise NotFound("no such attachment")
        return bytes(data)

    def drop(self, ids: Sequence[str]) -> None:
        """Of these uploads, the ones that no ticket has."""
        filed = exists().where(ticket_attachments.c.attachment_id == attachments.c.id)
        self._uow.run(delete(attachments).where(attachments.c.id.in_(ids), ~filed))

    def drop_unfiled(self, before: datetime) -> int:
        """Uploads of before that day that no ticket has; what a clerk still has open stays."""
        filed = exists().where(ticket_attachments.c.attachment_id == attachments.c.id)
        with_clerk = exists().where(cases.c.open_key == attachments.c.conversation_id)
        gone = self._uow.run(delete(attachments).where(attachments.c.at < before, ~filed, ~with_clerk))
        return int(gone.rowcount)


def _row(row: Any) -> AttachmentRow:
    return AttachmentRow(
        id=row.id,
        file_name=row.file_name,
        media_type=row.media_type,
        size=row.size,
        at=row.at,
        conversation=ConversationId(row.conversation_id) if row.conversation_id else None,
        source=row.source,
        sealed=row.sealed,
    )

"""诉求的存取：只增加，不改写。"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, insert, select

from complaint_store.db.codec import complaint_body, complaint_from
from complaint_store.db.sealed import Under
from complaint_store.db.tables import complaints
from complaint_store.domain.complaint import Complaint
from complaint_store.domain.errors import NotFound
from complaint_store.domain.ids import ComplaintId, ConversationId

if TYPE_CHECKING:
    from complaint_store.db.unit_of_work import SqlUnitOfWork

_BY_KEY = select(complaints).where(complaints.c.filing_key.in_(bindparam("marks", expanding=True)))


class ComplaintTable:
    def __init__(self, uow: SqlUnitOfWork) -> None:
        self._uow = uow

    def add(self, complaint: Complaint, key: str | None) -> None:
        index = self._uow.keyring.index
        talk = complaint.conversation
        self._uow.run(
            insert(complaints),
            {
                "id": complaint.id,
                "filing_key": index("complaints.filing_key", key) if key else None,
                "conversation_index": index("complaints.conversation", talk) if talk else None,
                "channel": complaint.channel,
                "filed_at": complaint.filed_at,
                "sealed": complaint.sealed,
                "body": Under(complaint_body(complaint), complaint.sealed),
            },
        )

    def get(self, complaint_id: ComplaintId) -> Complaint:
        row = self._uow.run(select(complaints).where(complaints.c.id == complaint_id)).one_or_none()
        if row is None:
            raise NotFound("no such complaint")
        return complaint_from(row)

    def get_many(self, ids: Sequence[ComplaintId]) -> Mapping[ComplaintId, Complaint]:
        rows = self._uow.run(select(complaints).where(complaints.c.id.in_(ids))) if ids else ()
        return {ComplaintId(row.id): complaint_from(row) for row in rows}

    def channels(self, ids: Sequence[ComplaintId]) -> Mapping[ComplaintId, str]:
        """来自哪个渠道, without opening a word of it."""
        wanted = select(complaints.c.id, complaints.c.channel).where(complaints.c.id.in_(ids))
        return {ComplaintId(row.id): row.channel for row in self._uow.run(wanted)} if ids else {}

    def filed_under(self, *keys: str) -> tuple[Complaint, ...]:
        marks = [self._uow.keyring.index("complaints.filing_key", key) for key in keys]
        rows = self._uow.run(_BY_KEY, {"marks": marks})
        return tuple(complaint_from(row) for row in rows)

    def of_conversation(self, conversation: ConversationId) -> tuple[Complaint, ...]:
        mark = self._uow.keyring.index("complaints.conversation", conversation)
        rows = self._uow.run(
            select(complaints)
            .where(complaints.c.conversation_index == mark)
            .order_by(complaints.c.filed_at.desc())
        )
        return tuple(complaint_from(row) for row in rows)

    def count(self) -> int:
        return int(self._uow.run(select(func.count()).select_from(complaints)).scalar_one())

    def walk(self) -> Iterator[Complaint]:
        for row in self._uow.run(select(complaints)).yield_per(200):
            yield complaint_from(row)

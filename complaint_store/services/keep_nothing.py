"""不留存：只告知途径的事，说过的话和传来的材料都不留，只留下有过这几句。"""

from __future__ import annotations

from collections.abc import Sequence

from complaint_store.domain.ids import ConversationId
from complaint_store.services.ports import UnitOfWork


def keep_nothing(
    conversation: ConversationId, since: str, attachments: Sequence[str], *, uow: UnitOfWork
) -> None:
    """Forget this conversation from the message `since` on; what was filed before it stays, with its 查询码。"""
    with uow:
        uow.messages.forget(conversation, since)
        uow.attachments.drop(attachments)
        uow.commit()

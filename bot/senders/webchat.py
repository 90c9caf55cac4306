"""网页对话：办理有了进展，写回诉求人当初的对话；页面开着就看到，关了再开也在。"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from complaint_store.db.database import Database
from complaint_store.delivery.notice import Notice
from complaint_store.domain.errors import DeliveryRefused, NotFound
from complaint_store.domain.ids import ConversationId
from complaint_store.services.conversations import add_notice


@dataclass(frozen=True, slots=True)
class Webchat:
    """The same notice twice is one line in the conversation: its key is kept there."""

    database: Database
    now: Callable[[], datetime]

    def send(self, notice: Notice) -> None:
        self.write(ConversationId(notice.address), notice)

    def write(self, conversation: ConversationId, notice: Notice) -> None:
        with self.database.unit_of_work() as uow:
            words = str(notice.payload["text"])
            try:
                add_notice(conversation, words, uow=uow, now=self.now(), key=notice.key, sealed=notice.sealed)
            except NotFound:
                raise DeliveryRefused("web: the conversation is gone") from None

"""说过的事：同一段对话里已经提交过的，又说一遍时提醒一句；交不交由本人定。"""

from __future__ import annotations

from actions.talk import Talk
from complaint_store.domain.ids import ConversationId
from complaint_store.services.progress import told_in
from nlu.same.matter import same_matter


def filed_as(talk: Talk) -> str | None:
    """The receipt code of what seems to be the same matter, filed earlier in this conversation."""
    house, draft = talk.house, talk.draft
    with house.database.unit_of_work() as uow:
        told = told_in(ConversationId(talk.message.conversation), uow=uow)
    if not told or not draft.text:
        return None
    today = house.today()
    reading = house.reader.read(draft.text, today)
    for text, code in told:
        if same_matter(draft.text, text, reading, house.reader.read(text, today)).same:
            return code
    return None

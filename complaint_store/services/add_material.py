"""补充材料：诉求人凭查询码补充说明和附件，办理中的工单随即继续。"""

from __future__ import annotations

from datetime import datetime

from complaint_store.domain.errors import BadInput
from complaint_store.domain.lifecycle import RUNNING, Status
from complaint_store.policy.book import RuleBook
from complaint_store.security.tokens import new_id
from complaint_store.services.actors import Actor
from complaint_store.services.attachments import attach
from complaint_store.services.by_code import must_open
from complaint_store.services.notices import to_units
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.recording import event, moved
from complaint_store.services.sight import kept_words
from complaint_store.services.views import Moved
from complaint_store.services.written import MOST


def add_material(
    code: str,
    text: str,
    *,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
    attachments: tuple[str, ...] = (),
    by: Actor | None = None,
) -> Moved:
    """补充材料 (`by`: the clerk who took it down); NotFound when the code opens nothing, BadInput when nothing can be added any more."""
    words = text.strip()
    if not words and not attachments:
        raise BadInput("请写几句说明，或选择要补充的文件。")
    if len(words) > MOST:
        raise BadInput(f"内容超过{MOST}字，请把材料作为附件上传。")
    with uow:
        ticket = must_open(code, uow)
        if ticket.status not in RUNNING:
            raise BadInput("这件事已经答复或办结，不能再补充；没有解决的，可以在评价里要求重新办理。")
        complaint = uow.complaints.get(ticket.complaint_id)
        given = ticket
        if ticket.status is Status.AWAITING_MATERIAL:
            given = ticket.moved(Status.IN_PROGRESS)
            uow.tickets.save(given)
        files = attach(attachments, [ticket], source="reporter", uow=uow)
        kept = kept_words(words, complaint)
        uow.events.add(event("material", ticket, by, now, {"text": kept, "attachments": files}))
        if ticket.lead is not None and ticket.status is not Status.AT_DESK:
            each = new_id()  # 每次补充都要告诉单位，不与上一次合并
            told = [(given, ticket.lead, "material")]
            uow.outbox.add(to_units(told, uow=uow, book=book, now=now, mark=lambda _: each))
        uow.commit()
    return moved(given)

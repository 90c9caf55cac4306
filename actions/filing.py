"""提交：本人确认之后立单，告诉查询码、交给了谁、最迟哪天。"""

from __future__ import annotations

from dataclasses import replace

from actions.doors import door_words
from actions.talk import Talk, ticket_line
from complaint_store.domain.draft import Draft, Filled
from complaint_store.domain.ids import ConversationId
from complaint_store.services.file_complaint import file_complaint
from complaint_store.services.promise import after_filing
from complaint_store.services.views import FiledTicket

CARRIED = ("contact", "phone", "reporter_name", "id_card")  # 两件事是同一个人说的
AGREED = Filled("同意", True)


def submit(talk: Talk) -> None:
    """立单. The key is the draft's: the same confirmation sent twice files once."""
    house, draft = talk.house, settled(talk.draft)
    with house.database.unit_of_work() as uow:
        filed = file_complaint(
            draft if draft.anonymous or not talk.memory.consent else draft.with_field("consent", AGREED),
            channel=talk.message.channel,
            conversation=ConversationId(talk.message.conversation),
            actor=None,
            uow=uow,
            book=house.book,
            now=house.now(),
            key=f"{talk.message.conversation}:{talk.memory.draft_id}",
            sealed_enabled=house.settings.sealed_lane,
        )
    talk.shown = draft
    for ticket in filed.tickets:
        talk.tickets.append(ticket_line(ticket))
        tell_receipt(talk, ticket)
    for door in filed.doors if filed.complaint_id is None else ():
        talk.tell(door_words(house.book.doors[door]))


def settled(draft: Draft) -> Draft:
    """Who left no way to be reached is anonymous; who is anonymous leaves none."""
    reachable = any(name in draft.fields for name in ("contact", "phone"))
    anonymous = draft.anonymous if draft.anonymous is not None else not reachable
    fields = {n: v for n, v in draft.fields.items() if not (anonymous and n in CARRIED)}
    return replace(draft, anonymous=anonymous, fields=fields)


def tell_receipt(talk: Talk, ticket: FiledTicket) -> None:
    told = after_filing(ticket.decision, ticket.deadlines, talk.house.book)
    talk.say("utter_filed", (("查进度", "/ask_status"),), "receipt", code=ticket.receipt_code, told=told)

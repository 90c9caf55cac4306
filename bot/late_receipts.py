"""补回执：立了单、答复却没记下就断了的，再答那句话时把查询码告诉他，那句“确认”不再说给引擎听第二遍。"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from actions.talk import ticket_line
from bot.channels.turn import Reply, ReplyButton
from bot.dialogue import EngineReply
from complaint_store.services.conversations import PendingMessage
from complaint_store.services.promise import after_filing
from complaint_store.services.untold import untold
from complaint_store.services.views import FiledTicket

if TYPE_CHECKING:
    from bot.assembly import House

SAID_INSTEAD = "/greet"  # 引擎若还问着什么，会把那一问再说一遍
RECEIPT = "已提交，查询码：{code}\n请记下或截图，凭它随时能查进度。\n{told}"  # 与 domain/responses.yml 的 utter_filed 同一句
STILL_ASKED = frozenset({"question", "summary"})


def untold_receipts(message: PendingMessage, house: House) -> tuple[FiledTicket, ...]:
    """What this message has filed already, when it comes a second time."""
    with house.database.unit_of_work() as uow:
        return untold(message, uow=uow, book=house.book)


def with_receipts(answer: EngineReply, filed: tuple[FiledTicket, ...], house: House) -> EngineReply:
    """The receipts, then what the engine still asks; an answer that names them itself stays as it is."""
    named = {ticket["receipt_code"] for ticket in answer.state.get("tickets", ())}
    missing = [ticket for ticket in filed if ticket.receipt_code not in named]
    if not missing:
        return answer
    asked = tuple(reply for reply in answer.replies if reply.kind in STILL_ASKED)
    lines = [ticket_line(ticket) for ticket in missing]
    state = {**answer.state, "tickets": [*lines, *answer.state.get("tickets", ())]}
    return replace(answer, replies=(*(_receipt(t, house) for t in missing), *asked), state=state)


def _receipt(ticket: FiledTicket, house: House) -> Reply:
    told = after_filing(ticket.decision, ticket.deadlines, house.book)
    words = RECEIPT.format(code=ticket.receipt_code, told=told)
    return Reply(words, (ReplyButton("查进度", "/ask_status"),), "receipt")

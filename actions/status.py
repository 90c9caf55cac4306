"""查进度：凭查询码，或者本次对话里自己的工单。"""

from __future__ import annotations

from actions.about_us import about_us
from actions.asking import repeat
from actions.follow_up import goes_on
from actions.talk import Talk, Task
from complaint_store.domain.ids import ConversationId
from complaint_store.domain.receipt import code_in
from complaint_store.services.progress import look_up, tickets_of
from complaint_store.services.summary import day_words
from complaint_store.services.views import Progress

SHOWN = 3


class AskStatus(Task):
    task = "action_ask_status"

    def handle(self, talk: Talk) -> None:
        spoken = code_in(talk.message.text)
        if not spoken and (about_us(talk) or goes_on(talk)):
            return
        house = talk.house
        with house.database.unit_of_work() as uow:
            if spoken:
                one = look_up(spoken, uow=uow, book=house.book, today=house.today())
                found: tuple[Progress, ...] = (one,) if one else ()
            else:
                conversation = ConversationId(talk.message.conversation)
                found = tickets_of(conversation, uow=uow, book=house.book, today=house.today())
        if found:
            talk.tell("\n\n".join(progress_words(progress) for progress in found[:SHOWN]))
            talk.tickets = [] if spoken else [_line(progress) for progress in found]
        else:
            talk.say("utter_no_such_code" if spoken else "utter_ask_code")
        repeat(talk)


def progress_words(progress: Progress) -> str:
    """Where it stands, who has it, by when, and what was answered last."""
    lines = [
        f"{progress.receipt_code}　{progress.category_name}",
        f"现在：{progress.status_text}（{progress.lead_name}）",
    ]
    if progress.last_day:
        lines.append(f"最迟 {day_words(progress.last_day)}")
    if any(not ask.answered for ask in progress.asks):
        ask = next(ask for ask in progress.asks if not ask.answered)
        lines.append(f"{ask.unit_name}请您补充：{ask.text}")
    if progress.replies:
        reply = progress.replies[-1]
        lines.append(f"{reply.unit_name}答复：{reply.text}")
    return "\n".join(lines)


def _line(progress: Progress) -> dict[str, str | None]:
    return {
        "receipt_code": progress.receipt_code,
        "category": progress.category,
        "lead": progress.lead_name,
        "lane": progress.lane.value,
    }

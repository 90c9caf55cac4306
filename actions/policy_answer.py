"""问政策：引条文原话作答；填写中问的，答完接着等原来的回答。"""

from __future__ import annotations

import re

from actions.about_us import about_us
from actions.asking import repeat
from actions.complaint_form import one_turn
from actions.listening import SURELY_ASKS
from actions.mood import vents
from actions.talk import Talk, Task
from complaint_store.domain.reading import FieldType

PERSON = (("转人工", "/human"),)
ASKS = re.compile(
    r"[?？]|吗|呢$|什么|多久|多长|多少|怎么|怎样|如何|哪|几|能不能|会不会|要不要|收费|可不可以|是否|是不是|有没有|谁|为啥|规定|条例|政策"
)


class AnswerPolicy(Task):
    """The quoted clause, or 现有资料没有 with the door to ask at."""

    task = "action_answer_policy"

    def handle(self, talk: Talk) -> None:
        if talk.message.is_payload:
            talk.say("utter_ask_policy_question")
            repeat(talk)
            return
        if about_us(talk):
            return
        if vents(talk.message) or (talk.in_form and not ASKS.search(talk.message.text)):
            one_turn(talk)
            return
        found = talk.house.library.answer(talk.message.text, talk.house.today())
        if not found.answerable and _is_an_answer(talk):
            one_turn(talk)
            return
        talk.citations = [
            {"doc": c.doc, "clause": c.clause, "quote": c.quote, "in_force": c.in_force}
            for c in found.citations
        ]
        talk.handoff = found.handoff
        talk.tell(found.answer, () if found.answerable else PERSON)
        repeat(talk)


def _is_an_answer(talk: Talk) -> bool:
    """A question in form, but the answer to what was asked: “能不能把钱付了” says what the person wants."""
    pending = talk.memory.pending
    if not talk.in_form or pending is None:
        return False
    told = talk.message.reading.fields
    if any(field.type.value == pending for field in told) or (
        told and not SURELY_ASKS.search(talk.message.text)
    ):
        return True
    return pending == FieldType.DEMAND.value and not SURELY_ASKS.search(talk.message.text)

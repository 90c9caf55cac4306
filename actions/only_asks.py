"""只是问一句：“我问一下农民工工资保证金是啥”说的是规定，不是他的事；答得上的就答，不开单子。"""

from __future__ import annotations

import re

from actions.follow_up import keep_question, tell_answer
from actions.talk import Talk
from complaint_store.domain.reading import FieldType
from complaint_store.services import intake

ASKS_FIRST = re.compile(
    "(?:[你您]好|喂|那个|领导|[，,。 ])*(?:请问|我?(?:就|只|先|还)?(?:想|要)?(?:请?问|咨询|打听|了解)(?:一下|下|个事|个|一个|一句|句)?)[，,：: ]*.+"
)
ASKS = re.compile(
    "啥|什么|咋|怎么|多少|多久|几[天年]|哪|谁|有没有|能不能|会不会|要不要|算不算|是不是|[吗么呢?？]$"
)
HIS_OWN = frozenset({FieldType.ACCUSED_UNIT, FieldType.AMOUNT, FieldType.PLACE, FieldType.PHONE})
MINE = re.compile("我们?(?:家|公司|单位|的|被|干|在|给)|咱|俺|欠我|老板")


def only_asks(talk: Talk) -> bool:
    """Answered with the clause, and nothing begun; False when it tells of a matter or the texts do not answer it."""
    message = talk.message
    begun = talk.memory.pending is not None or talk.memory.has_draft
    if begun or message.is_payload or ASKS_FIRST.fullmatch(message.text.strip()) is None:
        return False
    own = MINE.search(message.text) or any(field.type in HIS_OWN for field in message.reading.fields)
    if own or not ASKS.search(message.text):
        return False
    found = talk.house.library.answer(message.text, talk.house.today())
    if not found.answerable:
        return False
    tell_answer(talk, found, sure=True)
    keep_question(talk)
    return True


def takes_up_what_was_asked(talk: Talk) -> None:
    """“我是低保户，低保停了”没有条文可答，接着说在哪儿：先问的那句就是他的事，话不丢。"""
    question, message = talk.memory.question, talk.message
    if not question or message.is_payload or message.reading.categories or talk.memory.has_draft:
        return
    if not talk.house.library.answer(question, talk.house.today()).answerable:
        reading = talk.house.reader.read(question, talk.house.today())
        talk.draft = intake.take(talk.draft, reading, question).draft

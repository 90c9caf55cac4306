"""一件一件来：一段话里的几件分开记；这一件知道够了没有，该不该去别处；说完了接着下一件。"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from actions import asking
from actions.doors import name_the_door, tell_doors
from actions.filing import CARRIED
from actions.listening import reconsider
from actions.memory import Memory, reading_of
from actions.talk import Talk
from complaint_store.domain.draft import Draft
from complaint_store.domain.ids import ConversationId
from complaint_store.domain.reading import Kind
from complaint_store.domain.routing import Lane
from complaint_store.services import intake
from complaint_store.services.keep_nothing import keep_nothing

EXCERPT = 24  # 字
NEXT = "+"  # 同一句话里的下一件，编号上加一个
COUNTED = {2: "两", 3: "三", 4: "四", 5: "五"}
# “我有两个事，一个是”“还有就是”：说到哪件，从那件说起
LEAD_IN = re.compile(
    r"^(?:(?:[你您]好|领导好?|喂)[，,。 ]*)*"
    r"(?:我们?(?:今天)?(?:有|要说|要反映|想说|想反映)(?:一下)?(?:几|[两二三四五六\d])[个件](?:事情?|问题)[，,。：: ]*)?"
    r"(?:(?:另外|还有|再有|然后|同时)(?:还有|就是|一[个件](?:事情?|问题)(?:是|就是)?)*[，,、：: ]*|(?:一[个件](?:事情?|问题)?|[一二三四五六]|其[一二三四五六])(?:就?是)[，,、：: ]*"
    r"|我(?:还)?(?:想|要)(?:说|反映|投诉)(?:的是|一下)?[，,：: ]*|(?:第[一二三四五六][个件]?(?:事情?|问题)?)(?:[，,、：: ]|就?是)+)?"
)


def begin_several(talk: Talk) -> None:
    """一段话里有几件事: one after the other."""
    first, *rest = talk.message.matters
    draft_id, attachments = talk.memory.draft_id, talk.message.attachments
    talk.memory = _begin(first, tuple(rest), talk.draft, draft_id)
    talk.draft = replace(talk.draft, attachments=attachments)
    count = len(talk.message.matters)
    talk.say("utter_several_matters", count=COUNTED.get(count, count), words=_excerpt(first["text"]))


def consider(talk: Talk, *, fresh: bool = True) -> None:
    """With this much known: does it belong elsewhere, and if not, what is next?"""
    reconsider(talk)
    if told_elsewhere(talk):
        return
    noted = asking.noted_words(talk) if fresh and talk.draft.categories else ""
    if noted:
        talk.say("utter_noted", items=noted)
    asking.go_on(talk)


def told_elsewhere(talk: Talk) -> bool:
    """公职人员违纪违法等: the right door is told at once, nothing is stored as a ticket, no questions are asked."""
    draft = talk.draft
    if not (draft.categories or draft.marks or intake.UNIT in draft.fields):
        return False
    decision = talk.decide(talk.draft)
    if decision.lane is not Lane.REDIRECT:
        return False
    talk.shown = talk.draft
    tell_doors(talk, decision)
    _keep_nothing(talk)
    next_matter(talk)
    return True


def _keep_nothing(talk: Talk) -> None:
    """“您说的内容这里没有留存”: from the first words of this matter on."""
    conversation, first = ConversationId(talk.message.conversation), talk.memory.draft_id.rstrip(NEXT)
    with talk.house.database.unit_of_work() as uow:
        keep_nothing(conversation, first, talk.draft.attachments, uow=uow)


def next_matter(talk: Talk) -> None:
    """接着说下一件, or the engine forgets everything."""
    if not talk.memory.queue:
        talk.end()
        return
    first, *rest = talk.memory.queue
    done = talk.shown or talk.draft
    talk.memory = _begin(first, tuple(rest), done, f"{talk.memory.draft_id}{NEXT}")
    talk.shown = None
    talk.say("utter_next_matter", words=_excerpt(first["text"]))
    if first.get("kind") == Kind.OTHER_COMPLAINT.value:  # 三件里有一件不归这里办
        talk.message = replace(talk.message, text=first["text"], reading=reading_of(first))
        name_the_door(talk)
        next_matter(talk)
        return
    consider(talk)


def _begin(
    matter: dict[str, Any], queue: tuple[dict[str, Any], ...], earlier: Draft, draft_id: str
) -> Memory:
    """A fresh draft of one matter; who is speaking is known from the one before."""
    kept = {name: value for name, value in earlier.fields.items() if name in CARRIED}
    draft = Draft(fields=kept, anonymous=earlier.anonymous)
    draft = intake.take(draft, reading_of(matter), matter["text"]).draft
    return Memory(draft=draft, draft_id=draft_id, queue=queue)


def _excerpt(text: str) -> str:
    """Enough of the words to know which matter is meant."""
    words = LEAD_IN.sub("", " ".join(text.split())) or text
    return words if len(words) <= EXCERPT else words[:EXCERPT] + "…"

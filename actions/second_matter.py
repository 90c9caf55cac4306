"""又想起一件：正说着这件，来了另一件事；记下来等着，先把这件说完，再单独立一张。

Only what plainly is another matter waits: an answer to the question asked, or one more detail of the same matter,
stays where it is.
"""

from __future__ import annotations

from dataclasses import replace

from actions import asking
from actions.asking import MATTER
from actions.doors import name_the_door
from actions.talk import Talk
from complaint_store.domain.reading import Kind, Reading
from complaint_store.services import intake
from nlu.components.compact import compact
from nlu.components.intent import intent_of
from nlu.matters import Later, told_later, topics_in

SHORTEST = 8  # 字；说完“还有一件事”之后，再短就还没说是什么事
HINTED = 12  # 只说“另外”“对了”的
UNANNOUNCED = 30  # 一句引子也没有的
ASPECTS = frozenset(
    {"topic_promise", "topic_contract", "topic_audit", "topic_duty"}
)  # 同一件事里也会说到的话题
EDGES = " \t\r\n，,。.；;、！!"


def another_matter_waits(talk: Talk) -> bool:
    """True when the whole message was about another matter; what came before it in the message is left to be heard."""
    message = talk.message
    if message.is_payload or talk.memory.pending in {None, MATTER} or not talk.draft.categories:
        return False
    later = told_later(message.text)
    told = message.text if later is None else message.text[later.start :]
    story = told if later is None else message.text[later.told :]
    if len(story.strip(EDGES)) < (SHORTEST if later is not None else UNANNOUNCED):
        return False
    reading = message.reading if later is None else talk.house.reader.read(story, talk.house.today())
    if later is not None and later.announced and _is_not_ours(reading):
        name_the_door(talk)
    elif _is_another(talk, reading, story, later):
        _keep_for_later(talk, story.strip(EDGES), reading)
    else:
        return False
    return not _left_to_hear(talk, message.text[: later.start] if later is not None else "")


def _is_another(talk: Talk, reading: Reading, story: str, later: Later | None) -> bool:
    if reading.kind is not Kind.COMPLAINT or not reading.categories:
        return False
    draft = talk.draft
    new = reading.categories[0].id not in draft.categories
    other_category = new and not reading.abstain
    other_debtor = _names_another_debtor(talk, reading)
    if later is None:
        return other_category and other_debtor and not draft.abstain
    here, there = topics_in(draft.text) - ASPECTS, topics_in(story) - ASPECTS
    other_topic = bool(here and there) and not here & there
    if later.announced:
        return other_debtor or other_topic or (new and not here & there)
    return len(story) >= HINTED and (other_topic or (other_category and other_debtor))


def _names_another_debtor(talk: Talk, reading: Reading) -> bool:
    """Both are named and they are not the same; “住建局” and “左旗住建局” may be the same."""
    known = talk.draft.fields.get(intake.UNIT)
    named = [field for field in reading.fields if field.type.value == intake.UNIT]
    if known is None or not named:
        return False
    own = {str(known.normalized or known.value), known.value, *known.candidates}
    return not any(own & {str(f.normalized or f.value), f.value, *f.candidates} for f in named)


def _is_not_ours(reading: Reading) -> bool:
    return reading.kind is Kind.OTHER_COMPLAINT and not reading.abstain


def _keep_for_later(talk: Talk, story: str, reading: Reading) -> None:
    """接在等着的几件后面；同一句话发两遍只算一件。"""
    if all(story != waiting["text"] for waiting in talk.memory.queue):
        talk.remember_as(queue=(*talk.memory.queue, {"text": story, **compact(reading)}))
    sure = not talk.draft.abstain
    now = f"“{talk.house.book.category(talk.draft.categories[0]).name}”这件" if sure else "前面那件"
    talk.say("utter_matter_waits", now=now)


def _left_to_hear(talk: Talk, before: str) -> bool:
    """“二十八万。对了还有一件事……”：the first half still answers; without one the question is asked again."""
    said = before.strip(EDGES)
    if not said:
        asking.repeat(talk)
        return False
    reading = talk.house.reader.read(said, talk.house.today())
    talk.message = replace(
        talk.message, text=said, reading=reading, intent=intent_of(reading, said)[0], matters=()
    )
    return True

"""插进来的话：问我们、问一句规定、骂几句、诉苦、要匿名、愿意留电话；听了，原来那一问还在。"""

from __future__ import annotations

import re
from dataclasses import replace

from actions import asking
from actions.about_us import about_us
from actions.answering import ENDS_ASKING, REACH_ME
from actions.asking import CHANGE, CONFIRM, MATTER
from actions.follow_up import tell_answer
from actions.mood import begs_for_an_end, fears, pleads, vents
from actions.talk import Talk
from complaint_store.domain.reading import FieldType
from complaint_store.services import intake, next_question

FOLLOW_UP = 14  # 字
SUPPOSES = re.compile("那|要是|如果|假如|万一|不然")
SHORT = 6  # 字；再长就不只是答应


def asks_about_us(talk: Talk) -> bool:
    """“你们管不管”; the answer to a question of ours is no such question, however it sounds."""
    return not _wishes_for_an_end(talk) and talk.memory.pending != intake.CONTACT and about_us(talk)


def asks_in_between(talk: Talk) -> bool:
    """“要是打官司呢”听成了别的：连着这件事能答就答，答不了的照别的听。"""
    said, draft = talk.message.text.strip(), talk.draft
    asks = (
        len(said) <= FOLLOW_UP and SUPPOSES.match(said) is not None and ENDS_ASKING.search(said) is not None
    )
    if talk.message.is_payload or talk.message.reading.fields or not (asks and draft.categories):
        return False
    about = talk.house.book.category(draft.categories[0]).name
    found = talk.house.library.answer(f"{about}，{said}", talk.house.today())
    if not found.answerable:
        return False
    tell_answer(talk, found, sure=True)
    asking.repeat(talk)
    return True


def is_upset(talk: Talk) -> bool:
    """先接住这口气；记下原话，再问原来的一问，不算没听懂。"""
    response = _comfort_for(talk)
    if response is None:
        return False
    pending = talk.memory.pending
    talk.draft = intake.add_words(talk.draft, talk.message.text)
    talk.say(response)
    if pending is None:
        asking.ask_matter(talk, count=False)
    else:
        asking.repeat(talk)
    return True


def _comfort_for(talk: Talk) -> str | None:
    if vents(talk.message):
        return "utter_calm"
    if talk.memory.pending is None or _wishes_for_an_end(talk):
        return None
    if fears(talk.message) and talk.message.intent not in {"anonymous", "identified"}:
        return "utter_about_revenge"
    return "utter_hardship" if pleads(talk.message) else None


def only_wishes_to_be_anonymous(talk: Talk) -> bool:
    """问着别的，插一句“可以匿名吗”：记下，原来那一问还在。"""
    message, pending = talk.message, talk.memory.pending
    elsewhere = pending not in {None, MATTER, CONFIRM, CHANGE, intake.CONTACT}
    known = talk.draft.anonymous is not None  # 说过了又说，是不想答这一问
    if known or not elsewhere or message.intent != "anonymous" or message.reading.fields:
        return False
    talk.draft = replace(talk.draft, anonymous=True)
    talk.say("utter_noted", items="联系方式 匿名")
    asking.repeat(talk)
    return True


def willing_to_be_reached(talk: Talk) -> bool:
    """“好，可以” to the question of a contact: the number is asked for, once more."""
    message = talk.message
    if talk.memory.pending != intake.CONTACT:
        return False
    again = talk.draft.asked.count(intake.CONTACT) < next_question.ASK_AT_MOST
    if message.intent not in {"affirm", "identified"} or message.reading.fields or not again:
        return False
    if len(message.text) > SHORT and not REACH_ME.search(message.text):  # “行 就要本金”：还说了别的
        talk.draft = intake.add_words(talk.draft, message.text)
    talk.draft = replace(talk.draft, anonymous=False)
    asking.ask_field(talk, intake.CONTACT)
    return True


def _wishes_for_an_end(talk: Talk) -> bool:
    """“帮我把钱要回来就行”答的就是希望怎么解决。"""
    return talk.memory.pending == FieldType.DEMAND.value and begs_for_an_end(talk.message)

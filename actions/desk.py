"""交给人：要人工、三次没听懂时，整段对话交给值班员。"""

from __future__ import annotations

import re

from actions.about_us import about_us, filed_here
from actions.asking import repeat
from actions.doors import LONG_ENOUGH_TO_TELL, name_the_door, names_a_topic
from actions.follow_up import goes_on
from actions.insisting import BUTTON, insists, turned_away
from actions.mood import fears, vents
from actions.talk import PERSON, START_CHIPS, Talk, Task
from complaint_store.domain.ids import ConversationId
from complaint_store.domain.routing import Lane
from complaint_store.services.hand_over import hand_over

MISSES = 3
NOT_SHOWN = (
    "已转给值班员，他会在这里回复您。您前面举报的话只有纪检监察能看，没有给他看；要不要告诉他，由您定。"
)
DIGITS = re.compile(r"\d[\d \-]{3,}")
LATIN = re.compile(r"[A-Za-z]")
CHINESE = re.compile(r"[\u3400-\u9fff]")
FOREIGN = 8  # 这么多个字母又没有一个汉字，是外文或拼音
NODS = re.compile(
    r"(?:[哦噢喔嗯恩啊唉欸]+|好(?:的|吧|嘞)?|行|知道了|明白了?|收到|没有?(?:别的|啥|什么|事)了|(?:ok ?)+)[。，,.~～]*",
    re.IGNORECASE,
)

CALLS_FOR_HELP = re.compile("(?:快来人|来人)?[啊呀，, ]*救(?:命|救我|我)[啊呀吧！!。 ]*")
WILL_TELL = re.compile(
    "我?(?:就|也|还)?(?:要|想|得)(?:投诉|举报|反映|告)(?:人|他们?|一个人|个人|状)?[。！!]*"
)
WRITTEN_FOR_HIM = re.compile(
    "(?:孩子|儿子|闺女|女儿|孙子|孙女|媳妇|老伴|邻居|别人|人家|村干部|我家[^，。]{0,3})[^，。]{0,4}(?:帮|替|给)我?(?:打|写|发|说|弄|按)"
)


class HandOver(Task):
    """转人工。"""

    task = "action_hand_over"

    def handle(self, talk: Talk) -> None:
        if not talk.message.is_payload and WRITTEN_FOR_HIM.search(talk.message.text):
            talk.say("utter_listening")  # “我不识字，孩子帮我打的”：有人替他写，接着听
            repeat(talk)
            return
        mongolian = talk.message.reading.script == "mn"
        if to_the_desk(talk, "script" if mongolian else "human"):
            talk.say("utter_handed_over_script" if mongolian else "utter_handed_over")


class NotUnderstood(Task):
    """没听懂：say what can be done here; the third time a person comes."""

    task = "action_not_understood"

    def handle(self, talk: Talk) -> None:
        if insists(talk):
            talk.to_the_form = True
            return
        if about_us(talk) or goes_on(talk):
            return
        said = talk.message.text.strip()
        if CALLS_FOR_HELP.fullmatch(said):
            to_the_desk(talk, "crisis", urgent=True)
            talk.say("utter_crisis")
            return
        if talk.message.is_payload:
            talk.say("utter_nothing_to_submit", START_CHIPS)
        elif vents(talk.message):
            talk.say("utter_calm")
            talk.say("utter_what_happened", kind="question")
        elif _tells_of_another_door(talk):
            name_the_door(talk, BUTTON)
            turned_away(talk)
        elif WILL_TELL.fullmatch(said):
            talk.to_the_form = True
        elif DIGITS.fullmatch(said):
            talk.say("utter_digits_only", START_CHIPS)
        elif fears(talk.message):
            talk.say("utter_about_revenge")
        elif talk.message.intent in {"affirm", "thanks"} or NODS.fullmatch(said) or not _has_words(said):
            _acknowledge(talk)
        elif give_up_after(talk):
            return
        elif len(LATIN.findall(said)) >= FOREIGN and not CHINESE.search(said):
            talk.say("utter_other_script", PERSON)
        else:
            talk.say("utter_not_understood", START_CHIPS)


def _tells_of_another_door(talk: Talk) -> bool:
    """“医保卡里的钱不知道为啥少了”：heard as 不知道, but it tells what it is about."""
    told = talk.message.intent in {"skip", "out_of_scope"} and len(talk.message.text) >= LONG_ENOUGH_TO_TELL
    return told and names_a_topic(talk)


def _has_words(said: str) -> bool:
    """“👍”“？”“。。。”没有字。"""
    return any(ch.isalnum() for ch in said)


def _acknowledge(talk: Talk) -> None:
    """“嗯”“哦”：after a receipt it closes, before anything was told it opens."""
    if filed_here(talk):
        talk.say("utter_will_tell")
    else:
        talk.say("utter_listening", START_CHIPS)


def give_up_after(talk: Talk) -> bool:
    """Count a failure; at the third the desk takes over."""
    misses = talk.memory.misses + 1
    talk.remember_as(misses=misses)
    if misses < MISSES:
        return False
    if to_the_desk(talk, "not_understood"):
        talk.say("utter_handed_over_not_understood")
    return True


def to_the_desk(talk: Talk, reason: str, *, urgent: bool = False) -> bool:
    """The case holds the conversation; the draft stays, so that it can go on afterwards.

    False, and said so, where the clerk is not shown what was told: it is for the sealed lane. Danger is shown.
    """
    talk.remember_as(misses=0)
    talk.handoff = "desk"
    state = talk.state()
    sealed = state["route"]["lane"] == Lane.SEALED.value and not urgent
    with talk.house.database.unit_of_work() as uow:
        hand_over(
            ConversationId(talk.message.conversation),
            reason,
            uow=uow,
            now=talk.house.now(),
            state=state,
            urgent=urgent,
            sealed=sealed,
        )
    if sealed:
        talk.tell(NOT_SHOWN)
    return not sealed

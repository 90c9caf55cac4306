"""没听出来：说的是已经记下的，或者只是应一声，就接着问；真没听懂的说没听懂，三次就交给人。"""

from __future__ import annotations

import re

from actions import asking
from actions.answering import LOOKS_AGAIN
from actions.asking import CHANGE, CONFIRM, MATTER
from actions.desk import give_up_after
from actions.talk import Talk

ADDS = re.compile("还有|另外|再加|外加|加上|也要|连.{1,8}也")
YES = re.compile("对|是|嗯|没错")  # “对，20万，说错了”：改过了，再说一遍
NODS = frozenset({"affirm", "deny"})


def not_heard(talk: Talk) -> None:
    """Ask again in other words; what is only known already, or a nod, counts as no failure."""
    asked_for = talk.memory.pending not in {None, CONFIRM, CHANGE, MATTER}
    if asked_for and _repeats_what_is_known(talk):
        if talk.message.intent == "correct" and not YES.match(talk.message.text.strip()):
            asking.ask_which_to_change(talk)
            return
        if _says_just_what_is_known(talk):
            talk.say("utter_already_noted")
        asking.go_on(talk)
        return
    if asked_for and talk.message.intent in NODS:  # “嗯”答不了“多少钱”，换个说法再问，不算没听懂
        asking.go_on(talk)
        return
    nods = talk.memory.pending == MATTER and talk.message.intent in {"affirm", "thanks"}
    wordless = not any(ch.isalnum() for ch in talk.message.text)  # “！！！”
    no_clear_yes = talk.memory.pending == CONFIRM and talk.message.intent in {"affirm", "submit"}
    if (
        nods or no_clear_yes or (wordless and talk.memory.pending in {CONFIRM, CHANGE})
    ):  # “好的”“对了”：请他接着说，或者再看一遍，不算没听懂
        asking.repeat(talk)
        return
    if talk.memory.pending == CONFIRM and ADDS.match(talk.message.text.strip()):  # “还有利息”：原话已经记着
        talk.say("utter_already_noted")
        asking.repeat(talk)
        return
    if give_up_after(talk):
        return
    if talk.memory.pending in {CONFIRM, CHANGE, MATTER}:
        tells_more = talk.memory.pending == MATTER and bool(talk.draft.fields)  # 一个词一个词地说
        if not tells_more and not LOOKS_AGAIN.fullmatch(talk.message.text.strip()):
            talk.say("utter_not_heard")
        asking.repeat(talk)
    else:
        asking.go_on(talk)


def _repeats_what_is_known(talk: Talk) -> bool:
    return bool(talk.message.reading.fields) and not talk.message.is_payload


def _says_just_what_is_known(talk: Talk) -> bool:
    known = talk.draft.fields
    return all(
        field.type.value in known
        and (
            field.normalized == known[field.type.value].normalized
            or field.value in known[field.type.value].value
            or str(known[field.type.value].normalized).startswith(f"{field.normalized}/")
        )
        for field in talk.message.reading.fields
    )

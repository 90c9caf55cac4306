"""先保命，再指路：出了危险先说该打的电话；不归这里办的说清去哪个门，正说着的事还在。"""

from __future__ import annotations

from actions import asking
from actions.asking import MATTER
from actions.danger import dangers_in, say_the_danger_first
from actions.doors import FEW_TO_TURN_AWAY, name_the_door, names_a_topic, perhaps_ours
from actions.insisting import BUTTON, turned_away
from actions.mood import vents
from actions.talk import Talk
from complaint_store.services import intake


def danger_comes_first(talk: Talk) -> bool:
    """出了危险，先说该打的电话：“去要工资被老板打了”两件都要紧；问到一半只说这个，原来那一问还在。"""
    dangers, begun = dangers_in(talk), bool(talk.draft.categories)
    if not dangers or not (begun or _is_plainly_ours(talk)):
        return False
    say_the_danger_first(talk, dangers)
    if not begun or talk.message.reading.fields:
        return False
    talk.draft = intake.add_words(talk.draft, talk.message.text)
    asking.repeat(talk)
    return True


def names_another_door(talk: Talk) -> bool:
    """说得出是哪个门管的事，不等问我们、诉苦那几样听完就指。"""
    return (
        _belongs_elsewhere(talk)
        and names_a_topic(talk)
        and not vents(talk.message)
        and _leads_elsewhere(talk)
    )


def is_not_ours(talk: Talk) -> bool:
    """别的都不是，才往外指。"""
    return _belongs_elsewhere(talk) and _leads_elsewhere(talk)


def _belongs_elsewhere(talk: Talk) -> bool:
    """不归这里办的事，或者只说了危险。"""
    answers = talk.memory.pending not in {None, MATTER} and bool(talk.message.reading.fields)
    if talk.draft.categories or talk.memory.insists or answers:
        return False
    only_danger = bool(dangers_in(talk)) and not _is_plainly_ours(talk)
    return only_danger or (talk.message.intent == "other_complaint" and not perhaps_ours(talk))


def _is_plainly_ours(talk: Talk) -> bool:
    return bool(talk.message.reading.categories) and not talk.message.reading.abstain


def _leads_elsewhere(talk: Talk) -> bool:
    """不归这里办: the door is named; a matter that was being told is kept, and the question stays open."""
    begun = talk.memory.pending is not None and bool(talk.draft.fields)
    if not names_a_topic(talk) and (begun or len(talk.message.text) < FEW_TO_TURN_AWAY):
        return False
    if begun:
        name_the_door(talk)
        asking.repeat(talk)
    else:
        name_the_door(talk, BUTTON)
        turned_away(talk)
    return True

"""指路：不归这里办的事，说清该去哪个门、带什么；绝不编电话。"""

from __future__ import annotations

from actions.about_us import about_us
from actions.follow_up import goes_on
from actions.insisting import BUTTON, insists, turned_away
from actions.introducing import only_introduces
from actions.mood import vents
from actions.talk import PERSON, START_CHIPS, Buttons, Talk, Task
from complaint_store.domain.reading import FieldType
from complaint_store.domain.routing import Lane, RoutingDecision
from complaint_store.policy.doors import Door
from complaint_store.routing.other import doors_for, named_doors

LONG_ENOUGH_TO_TELL = 8  # 字；再短只是提到一个词
FEW_TO_TURN_AWAY = 12  # 不到这么多字又没说是哪方面的事，先请他说清，不急着往外指


class NameTheDoor(Task):
    """真实诉求，但不归本平台：the right door, and a person if they wish."""

    task = "action_name_the_door"

    def handle(self, talk: Talk) -> None:
        if insists(talk):
            talk.to_the_form = True
            return
        if perhaps_ours(talk):
            talk.to_the_form = True
            return
        if not names_a_topic(talk) and (about_us(talk) or goes_on(talk)):
            return
        if vents(talk.message):
            talk.say("utter_calm")
            talk.say("utter_what_happened", kind="question")
        elif not names_a_topic(talk) and len(talk.message.text) < FEW_TO_TURN_AWAY:
            talk.say("utter_what_happened", START_CHIPS, "question")
            turned_away(talk)  # 接着说下去，这句就是他的事
        else:
            name_the_door(talk, BUTTON)
            turned_away(talk)


def names_a_topic(talk: Talk) -> bool:
    """Whether the words themselves name a door, rather than 12345 for want of a better one."""
    return bool(named_doors(talk.message.text, talk.house.book))


def perhaps_ours(talk: Talk) -> bool:
    """没有别的门可指的：拿不准又说得出是哪个政府单位，或者还没说到是什么事，接下来问，不往外指。"""
    if names_a_topic(talk):
        return False
    reading = talk.message.reading
    ours = any(field.code or field.candidates for field in reading.of(FieldType.ACCUSED_UNIT))
    return (reading.abstain and ours) or only_introduces(talk.message.text, reading)


def name_the_door(talk: Talk, more: Buttons = ()) -> None:
    """The door, and a person; said as a doubt where it is one."""
    doors = doors_for(talk.message.text, talk.house.book)
    response = "utter_perhaps_not_ours" if talk.message.reading.abstain else "utter_not_ours"
    rest = "可以点“还是在这里反映”接着登记，也可以转人工" if more else "可以转人工帮您看看"
    talk.say(response, more + PERSON, doors="\n".join(door_words(door) for door in doors), rest=rest)
    talk.handoff = doors[0].name if doors else None
    talk.lane = Lane.REDIRECT


def tell_doors(talk: Talk, decision: RoutingDecision) -> None:
    """The way that the law gives for this matter; nothing was stored."""
    doors = [talk.house.book.doors[id_] for id_ in decision.doors if id_ in talk.house.book.doors]
    words = "\n".join(door_words(door, unless=decision.reason) for door in doors)
    talk.say("utter_elsewhere", PERSON, reason=decision.reason, doors=words)
    talk.handoff = doors[0].name if doors else None


def door_words(door: Door, unless: str = "") -> str:
    """The door in words; what `unless` already says is not said again."""
    phone = f"，电话 {door.phone}" if door.phone and door.phone not in door.says else ""
    bring = f"\n请准备好：{'、'.join(door.bring)}。" if door.bring else ""
    said = door.name in unless or door.says.split("，")[0] in unless
    says = "" if said else f"：{door.says}"
    return f"{door.name}{phone}{says}{bring}"

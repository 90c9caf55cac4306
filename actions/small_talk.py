"""寒暄与进退：问候、怎么用、谢谢、再见、取消、重新开始。"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.about_us import about_us, filed_here
from actions.asking import CONFIRM, repeat
from actions.complaint_form import one_turn
from actions.consent import hands_in, put_off, set_aside
from actions.follow_up import goes_on
from actions.insisting import insists
from actions.matter_by_matter import next_matter
from actions.mood import vents
from actions.talk import START_CHIPS, Talk, Task

EARLIER = re.compile("昨天|前天|上周|上次|上个月|之前|前几天|早就|已经|提交过|交过")
EVERYTHING = re.compile(r"都|全|两件|几件|所有")
# “算了”“不想说了”也许只是累了；明说取消、不告了的才清掉
TIRED = re.compile(r"算了|不(?:想|愿意?)?(?:再)?(?:说|弄|填|搞|写|讲)了?")
MEANS_IT = re.compile(r"取消|撤|删|清|不(?:想|愿意?)?(?:再)?(?:投诉|告|反映|提交|交|报)|放弃|作废")


class Greet(Task):
    task = "action_greet"

    def handle(self, talk: Talk) -> None:
        if about_us(talk):
            return
        if talk.in_form:
            talk.say("utter_greet_again")
            repeat(talk)
        else:
            talk.say("utter_greet", START_CHIPS)


class Help(Task):
    task = "action_help"

    def handle(self, talk: Talk) -> None:
        if insists(talk):
            talk.to_the_form = True
            return
        if about_us(talk) or goes_on(talk):
            return
        talk.say("utter_help", () if talk.in_form else START_CHIPS)
        repeat(talk)


class Thanks(Task):
    task = "action_thanks"

    def handle(self, talk: Talk) -> None:
        if talk.memory.pending == CONFIRM and hands_in(talk.message):
            talk.message = replace(talk.message, intent="submit")
            one_turn(talk)
            return
        talk.say("utter_thanks")
        repeat(talk)


class Goodbye(Task):
    """再见：an open draft waits until the person comes back."""

    task = "action_goodbye"

    def handle(self, talk: Talk) -> None:
        if vents(talk.message):  # “等不及了”
            talk.say("utter_calm")
            repeat(talk)
            return
        talk.say("utter_goodbye_open" if talk.in_form else "utter_goodbye")
        set_aside(talk)


class Cancel(Task):
    """取消：nothing is filed, nothing is kept in the engine; another matter that waits is taken up, unless all is meant."""

    task = "action_cancel"

    def handle(self, talk: Talk) -> None:
        open_draft = talk.in_form or talk.memory.has_draft or bool(talk.memory.turned_away)
        if talk.in_form and talk.draft.fields and _is_only_tired(talk):
            put_off(talk)
            return
        if talk.in_form and talk.memory.queue and not EVERYTHING.search(talk.message.text):
            talk.say("utter_cancelled_one")
            next_matter(talk)
            return
        talk.end()
        if not open_draft and filed_here(talk):
            talk.say("utter_about_withdraw")
            return
        talk.say("utter_cancelled" if open_draft else "utter_nothing_to_cancel", START_CHIPS)


def _is_only_tired(talk: Talk) -> bool:
    said = talk.message.text
    return not talk.message.is_payload and bool(TIRED.search(said)) and not MEANS_IT.search(said)


class Restart(Task):
    """重新开始."""

    task = "action_restart"

    def handle(self, talk: Talk) -> None:
        open_draft = talk.in_form or talk.memory.has_draft
        talk.end()
        talk.say("utter_restarted" if open_draft else "utter_start_afresh", START_CHIPS)


class Submitted(Task):
    """没有待提交的内容: perhaps it has just been filed."""

    task = "action_submitted"

    def handle(self, talk: Talk) -> None:
        found = filed_here(talk)
        if EARLIER.search(talk.message.text) and not found:
            talk.say("utter_ask_code")
        elif found:
            talk.say("utter_already_filed", code=found[0].receipt_code)
        else:
            talk.say("utter_nothing_to_submit", START_CHIPS)

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
from nlu.components.intent import GREETING

EARLIER = re.compile("昨天|前天|上周|上次|上个月|之前|前几天|早就|已经|提交过|交过")
ONLY_GOOD = re.compile("(?<![你您家们导志午上早员服人])好[啊呀好]*$")  # “修好”“嗯嗯好好好”里的好
COMES_BACK = re.compile("来了|接着|继续|你|您|努")
NEVER_FILED = re.compile("没(?:有)?(?:提交|交|反映|投诉)过?")
EVERYTHING = re.compile(r"都|全|两件|几件|所有")
# “算了”“不想说了”也许只是累了；明说取消、不告了的才清掉
TIRED = re.compile(r"算了|不(?:想|愿意?)?(?:再)?(?:说|弄|填|搞|写|讲)了?")
# “交了吧”“别收了”听成了取消：没有一个不要了的字眼，不清掉
GIVES_UP = re.compile(
    "算了|取消|撤|删|清|放弃|作废|停|退出|结束|终止|当我?没说|没说过|关了|拉倒|到此|解决了|没意思|cancel|quit"
    "|不(?:想|愿意?|用|再|要)*(?:说|弄|填|搞|写|讲|办|要|整|用|投诉|告|反映|提交|交|报|追究|麻烦|处理)|[别甭](?:记|写|弄|办|提交|交|报)",
    re.IGNORECASE,
)
STILL_HAS = re.compile("(?:还有|我有)[^，。]{0,4}(?:事|话|问题)|^(?:先)?(?:等等|等一下|等会|慢着)")
MEANS_IT = re.compile(r"取消|撤|删|清|不(?:想|愿意?)?(?:再)?(?:投诉|告|反映|提交|交|报)|放弃|作废")


class Greet(Task):
    task = "action_greet"

    def handle(self, talk: Talk) -> None:
        if about_us(talk):
            return
        if not talk.in_form:
            talk.say("utter_greet", START_CHIPS)
        elif talk.message.is_payload or not _says_only_good(talk.message.text):
            talk.say("utter_greet_again")
            repeat(talk)
        else:  # “修好”“嗯嗯好好好”
            _hear_as_an_answer(talk)


def _says_only_good(said: str) -> bool:
    """“修好”“嗯嗯好好好”“打”：没有一个问候的字眼。"""
    return GREETING.search(ONLY_GOOD.sub("", said)) is None and COMES_BACK.search(said) is None


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
        if not talk.in_form and STILL_HAS.search(talk.message.text):
            talk.say("utter_listening", START_CHIPS)
            return
        if talk.in_form and not talk.memory.has_draft:  # 点了“反映问题”，又说没事了：没有什么可留的
            talk.end()
        talk.say("utter_goodbye_open" if talk.memory.has_draft else "utter_goodbye")
        set_aside(talk)


class Cancel(Task):
    """取消：nothing is filed, nothing is kept in the engine; another matter that waits is taken up, unless all is meant."""

    task = "action_cancel"

    def handle(self, talk: Talk) -> None:
        open_draft = talk.in_form or talk.memory.has_draft or bool(talk.memory.turned_away)
        said = talk.message
        if talk.in_form and not said.is_payload and not GIVES_UP.search(said.text):
            _hear_as_an_answer(talk)
            return
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


def _hear_as_an_answer(talk: Talk) -> None:
    talk.message = replace(talk.message, intent="inform")
    one_turn(talk)


class Restart(Task):
    """重新开始。"""

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
        if NEVER_FILED.search(talk.message.text) and not found:
            talk.say("utter_listening", START_CHIPS)
        elif EARLIER.search(talk.message.text) and not found:
            talk.say("utter_ask_code")
        elif found:
            talk.say("utter_already_filed", code=found[0].receipt_code)
        else:
            talk.say("utter_nothing_to_submit", START_CHIPS)

"""看汇总的时候：提交、先放着、给不给对方看、改哪一项、没有要补的；“修改”“就这些”问到一半也可以说。"""

from __future__ import annotations

import re

from actions import asking
from actions.asking import CHANGE, CONFIRM, MATTER
from actions.consent import hands_in, holds_back, is_set_aside, put_off, says_yes
from actions.filing import submit
from actions.identity import decides_about_identity
from actions.matter_by_matter import next_matter
from actions.talk import Talk
from complaint_store.services import intake, next_question, summary

SHORT = 6  # 字
NO_MORE = re.compile(
    r"^(?:你|您)?(?:别|不要|甭|少)(?:再|老|总)?问(?:了|我)?[。，,吧啊]*$|问(?:够|完)了?(?:没|吧)|没(?:别的|什么)(?:要说的)?了[。，,]*$"
)
WRONG = re.compile("错了|[说写记弄搞]错|^不对")
DENIES = re.compile(
    "错|不(?:对|是|行|要|准|可|同意|好$)|没|否|别|^不[了。！! ]*$|^/|no", re.IGNORECASE
)  # “不怕”“不急”不是要改
NOT_QUITE = re.compile("不太?[准对]|错|要改|改一?[下改]|确认一?下|核对")
NOTHING_MORE = re.compile(
    "(?:那)?(?:就)?(?:不(?:用|需要|必|补)(?:补|加|说|填)?了?|没有?(?:别的|其他的?|啥|什么)?(?:要?补充?的?|要说的?)?了?)[。，！!]*"
)


def decides(talk: Talk) -> bool:
    """给不给看、先放着、提交。"""
    if talk.memory.pending != CONFIRM:
        return False
    agrees = hands_in if is_set_aside(talk) else says_yes  # “给您留着”之后的一声“嗯”不是提交
    if decides_about_identity(talk):
        asking.show_summary(talk)
    elif holds_back(talk.message):
        put_off(talk)
    elif agrees(talk.message):
        submit(talk)
        next_matter(talk)
    else:
        return False
    return True


def wants_a_change(talk: Talk) -> bool:
    """修改: which item, or the item that was named; a new value said at once is taken by `listen`."""
    message, pending = talk.message, talk.memory.pending
    if pending not in {CONFIRM, CHANGE} or _has_nothing_to_add(talk):
        return False
    if message.choice is not None and not message.choice.isdigit():
        asking.ask_for_change(talk, message.choice)
        return True
    doubts = message.intent in {"correct", "deny"} or NOT_QUITE.search(message.text) is not None
    if message.reading.fields or not (doubts or pending == CHANGE):
        return False
    for line in summary.lines(talk.draft, talk.house.book):
        if line.label in message.text:
            asking.ask_for_change(talk, line.field)
            return True
    if pending == CHANGE and message.intent in {"deny", "affirm", "skip"}:  # 没有要改的了
        asking.go_on(talk)
        return True
    if message.intent == "correct" or (message.intent == "deny" and DENIES.search(message.text)):
        told = len(message.text) > SHORT and not message.is_payload
        if told:  # “名字也错了，是汪海”：单子上没有这一项，话留着
            talk.draft = intake.add_words(talk.draft, message.text)
        asking.ask_which_to_change(talk)
        return True
    return False


def names_an_item(talk: Talk) -> bool:
    """“金额”：只说了单子上一项的名字，是要改它，不是答话。"""
    message, pending = talk.message, talk.memory.pending
    if message.is_payload or pending in {None, MATTER} or talk.memory.options:
        return False
    for line in summary.lines(talk.draft, talk.house.book):
        if line.label == message.text.strip() and line.field != pending:
            asking.ask_for_change(talk, line.field)
            return True
    return False


def says_that_something_is_wrong(talk: Talk) -> bool:
    """“刚才说错了” while something is being asked: which item, is asked back."""
    if talk.memory.pending in {None, MATTER} or _has_nothing_to_add(talk) or not only_says_wrong(talk):
        return False
    asking.ask_which_to_change(talk)
    return True


def only_says_wrong(talk: Talk) -> bool:
    """“修改”“刚才说错了” without saying what."""
    message = talk.message
    short = message.is_payload or len(message.text) <= SHORT
    wrong = message.intent == "correct" or (
        message.intent == "deny" and not talk.memory.options and WRONG.search(message.text) is not None
    )
    return wrong and not message.reading.fields and short


def wants_no_more_questions(talk: Talk) -> bool:
    """“就这些，提交吧”“别问了”: what is not told stays open."""
    enough = talk.message.intent == "submit" or NO_MORE.search(talk.message.text) is not None
    if not enough or talk.memory.pending in {None, MATTER, CONFIRM}:
        return False
    _leave_the_rest_open(talk)
    asking.go_on(talk)
    return True


def adds_nothing(talk: Talk) -> bool:
    """请他补一句，答“不用补了”“跳过”。"""
    skips = talk.message.intent == "skip" or _has_nothing_to_add(talk)
    if talk.memory.pending != CONFIRM or not skips:
        return False
    _leave_the_rest_open(talk)
    asking.show_summary(talk)
    return True


def _has_nothing_to_add(talk: Talk) -> bool:
    return talk.memory.pending == CONFIRM and NOTHING_MORE.fullmatch(talk.message.text.strip()) is not None


def _leave_the_rest_open(talk: Talk) -> None:
    for name in (*next_question.missing(talk.draft, talk.house.book), intake.CATEGORY):
        talk.draft = next_question.skip(talk.draft, name)

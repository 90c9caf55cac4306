"""诉求表的一轮：听、记、改，问下一件；该去别处的说清去处，齐了就汇总，确认了才提交。"""

from __future__ import annotations

from dataclasses import replace

from actions import asking
from actions.asking import CHANGE, CONFIRM, MATTER
from actions.desk import give_up_after
from actions.doors import name_the_door, tell_doors
from actions.filing import begin_matter, excerpt, submit
from actions.listening import listen, reconsider
from actions.talk import Talk, Task
from complaint_store.domain.routing import Lane
from complaint_store.services import intake, summary

SHORT = 6  # 字


class ValidateComplaintForm(Task):
    """Everything of one turn in one remote call; Rasa's form then waits for `requested_slot`."""

    task = "validate_complaint_form"

    def handle(self, talk: Talk) -> None:
        one_turn(talk)


def one_turn(talk: Talk) -> None:
    message, pending = talk.message, talk.memory.pending
    if not talk.memory.draft_id:
        talk.remember_as(draft_id=message.message_id)
    if pending == CONFIRM and message.intent in {"submit", "affirm"}:
        submit(talk)
        next_matter(talk)
        return
    if pending in {CONFIRM, CHANGE} and _wants_a_change(talk):
        return
    if pending is not None and pending != MATTER and _only_says_that_something_is_wrong(talk):
        asking.ask_which_to_change(talk)
        return
    if message.intent == "submit" and pending not in {None, MATTER}:
        _leave_the_rest_open(talk)
        asking.go_on(talk)
        return
    if message.intent == "other_complaint" and not talk.draft.categories:
        name_the_door(talk)
        talk.end()
        return
    if pending == intake.CONTACT and _willing_to_be_reached(talk):
        return
    fresh = not talk.draft.categories
    if fresh and len(message.matters) > 1:
        _begin_several(talk)
    elif not listen(talk):
        _not_heard(talk)
        return
    talk.remember_as(misses=0)
    consider(talk, fresh=fresh)


def consider(talk: Talk, *, fresh: bool = True) -> None:
    """With this much known: does it belong elsewhere, and if not, what is next?"""
    reconsider(talk)
    if told_elsewhere(talk):
        return
    if fresh and talk.draft.categories:
        _say_what_is_noted(talk)
    asking.go_on(talk)


def told_elsewhere(talk: Talk) -> bool:
    """公职人员违纪违法等: the right door is told at once, nothing is stored as a ticket, no questions are asked."""
    if not talk.draft.categories and not talk.draft.marks:
        return False
    decision = talk.decide(talk.draft)
    if decision.lane is not Lane.REDIRECT:
        return False
    talk.shown = talk.draft
    tell_doors(talk, decision)
    next_matter(talk)
    return True


def next_matter(talk: Talk) -> None:
    """接着说下一件, or the engine forgets everything."""
    if not talk.memory.queue:
        talk.end()
        return
    first, *rest = talk.memory.queue
    done = talk.shown or talk.draft
    talk.memory = begin_matter(first, tuple(rest), done, f"{talk.memory.draft_id}+")
    talk.shown = None
    talk.say("utter_next_matter", words=excerpt(first["text"]))
    consider(talk)


def _begin_several(talk: Talk) -> None:
    """一段话里有几件事: one after the other."""
    first, *rest = talk.message.matters
    draft_id, attachments = talk.memory.draft_id, talk.message.attachments
    talk.memory = begin_matter(first, tuple(rest), talk.draft, draft_id)
    talk.draft = replace(talk.draft, attachments=attachments)
    talk.say("utter_several_matters", count=len(talk.message.matters), words=excerpt(first["text"]))


def _say_what_is_noted(talk: Talk) -> None:
    unsaid = {"attachments", intake.CATEGORY} if talk.draft.abstain else {"attachments"}
    known = [line for line in summary.lines(talk.draft, talk.house.book) if line.field not in unsaid]
    if known:
        talk.say("utter_noted", items="；".join(f"{line.label} {line.text}" for line in known))


def _wants_a_change(talk: Talk) -> bool:
    """修改: which item, or the item that was named; a new value said at once is taken by `listen`."""
    message = talk.message
    if message.choice is not None and not message.choice.isdigit():
        asking.ask_for_change(talk, message.choice)
        return True
    if message.intent in {"correct", "deny"} and not message.reading.fields:
        asking.ask_which_to_change(talk)
        return True
    if talk.memory.pending != CHANGE or message.reading.fields:
        return False
    for line in summary.lines(talk.draft, talk.house.book):
        if line.label in message.text:
            asking.ask_for_change(talk, line.field)
            return True
    return False


def _only_says_that_something_is_wrong(talk: Talk) -> bool:
    """“修改”“刚才说错了” without saying what."""
    message = talk.message
    short = message.is_payload or len(message.text) <= SHORT
    return message.intent == "correct" and not message.reading.fields and short


def _willing_to_be_reached(talk: Talk) -> bool:
    """“好，可以” to the question of a contact: the number is asked for, once more."""
    message = talk.message
    again = talk.draft.asked.count(intake.CONTACT) < intake.ASK_AT_MOST
    if message.intent not in {"affirm", "identified"} or message.reading.fields or not again:
        return False
    talk.draft = replace(talk.draft, anonymous=False)
    asking.ask_field(talk, intake.CONTACT)
    return True


def _leave_the_rest_open(talk: Talk) -> None:
    """“就这些，提交吧”: what is not told stays open."""
    for name in (*intake.missing(talk.draft, talk.house.book), intake.CATEGORY):
        talk.draft = intake.skip(talk.draft, name)


def _not_heard(talk: Talk) -> None:
    if give_up_after(talk):
        return
    if talk.memory.pending in {CONFIRM, CHANGE, MATTER}:
        talk.say("utter_not_heard")
        asking.repeat(talk)
    else:
        asking.go_on(talk)

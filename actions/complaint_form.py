"""诉求表的一轮：这句话先由谁听，依次写在一处；谁听懂了，这一轮就到他为止。"""

from __future__ import annotations

from collections.abc import Callable

from actions.about_us import filed_here
from actions.another_kind import put_kind_right
from actions.at_the_summary import (
    adds_nothing,
    decides,
    names_an_item,
    only_says_wrong,
    says_that_something_is_wrong,
    wants_a_change,
    wants_no_more_questions,
)
from actions.elsewhere import danger_comes_first, is_not_ours, names_another_door
from actions.follow_up import goes_on
from actions.insisting import insists, take_it_on
from actions.interruptions import (
    asks_about_us,
    asks_in_between,
    is_upset,
    only_wishes_to_be_anonymous,
    willing_to_be_reached,
)
from actions.listening import listen, reconsider
from actions.matter_by_matter import begin_several, consider, told_elsewhere
from actions.not_heard import not_heard
from actions.only_asks import only_asks, takes_up_what_was_asked
from actions.second_matter import another_matter_waits
from actions.talk import START_CHIPS, Talk, Task

IN_ORDER: tuple[Callable[[Talk], bool], ...] = (
    another_matter_waits,  # 后半句是另一件：以下只听前半句
    decides,
    put_kind_right,
    wants_a_change,
    names_an_item,
    says_that_something_is_wrong,
    wants_no_more_questions,
    danger_comes_first,
    names_another_door,
    asks_about_us,
    adds_nothing,
    is_upset,
    asks_in_between,
    is_not_ours,
    only_wishes_to_be_anonymous,
    willing_to_be_reached,
)


class ValidateComplaintForm(Task):
    """Everything of one turn in one remote call; Rasa's form then waits for `requested_slot`."""

    task = "validate_complaint_form"

    def handle(self, talk: Talk) -> None:
        one_turn(talk)


def one_turn(talk: Talk) -> None:
    """先看是不是接着上一回的话，再依次听；没有别的意思，就是在说事。"""
    if _insists_on_telling_it_here(talk) or _presses_an_old_button(talk) or _goes_on_asking(talk):
        return
    if not talk.memory.draft_id:
        takes_up_what_was_asked(talk)
        talk.remember_as(draft_id=talk.message.message_id, question="")
    if not any(hears(talk) for hears in IN_ORDER):
        _take_down(talk)


def _take_down(talk: Talk) -> None:
    """听、记、改，问下一件。"""
    fresh = not talk.draft.categories
    if fresh and len(talk.message.matters) > 1:
        begin_several(talk)
    elif not listen(talk):
        reconsider(talk)
        if not told_elsewhere(talk):
            not_heard(talk)
        return
    talk.remember_as(misses=0)
    consider(talk, fresh=fresh)


def _insists_on_telling_it_here(talk: Talk) -> bool:
    if not insists(talk):
        talk.remember_as(turned_away="")
        return False
    talk.remember_as(draft_id=talk.message.message_id)
    take_it_on(talk)
    return True


def _presses_an_old_button(talk: Talk) -> bool:
    """提交之后又点了先前的按钮，或说要修改: said that it is filed, no new form is begun."""
    message = talk.message
    begun = talk.memory.pending is not None or talk.memory.has_draft
    if begun or message.attachments or message.intent == "report":
        return False
    if not (message.is_payload or only_says_wrong(talk)):
        return False
    found = filed_here(talk)
    if found:
        talk.say("utter_nothing_open", code=found[0].receipt_code)
    else:
        talk.say("utter_nothing_to_submit", START_CHIPS)
    talk.end()
    return True


def _goes_on_asking(talk: Talk) -> bool:
    """“那没有欠条呢” after a policy question tells of no matter; the form does not begin."""
    if not (goes_on(talk) or only_asks(talk)):
        return False
    question = talk.memory.question
    talk.end()
    talk.remember_as(question=question)
    return True

"""诉求表的一轮：听、记、改，问下一件；该去别处的说清去处，齐了就汇总，确认了才提交。"""

from __future__ import annotations

import re
from dataclasses import replace

from actions import asking
from actions.about_us import about_us
from actions.another_kind import put_kind_right
from actions.answering import LOOKS_AGAIN
from actions.asking import CHANGE, CONFIRM, MATTER
from actions.consent import hands_in, holds_back, is_set_aside, says_yes, set_aside
from actions.danger import NO_DANGER, dangers_in, say_the_danger_first
from actions.desk import give_up_after
from actions.doors import FEW_TO_TURN_AWAY, name_the_door, names_a_topic, perhaps_ours, tell_doors
from actions.filing import begin_matter, excerpt, submit
from actions.follow_up import goes_on
from actions.identity import decides_about_identity
from actions.insisting import BUTTON, insists, take_it_on, turned_away
from actions.listening import listen, reconsider
from actions.memory import reading_of
from actions.mood import begs_for_an_end, pleads, vents
from actions.second_matter import another_matter_waits
from actions.talk import START_CHIPS, Talk, Task
from complaint_store.domain.ids import ConversationId
from complaint_store.domain.reading import FieldType, Kind
from complaint_store.domain.routing import Lane
from complaint_store.services import intake, summary
from complaint_store.services.progress import tickets_of

SHORT = 6  # 字
COUNTED = {2: "两", 3: "三", 4: "四", 5: "五"}
NO_MORE = re.compile(
    r"^(?:你|您)?(?:别|不要|甭|少)(?:再|老|总)?问(?:了|我)?[。，,吧啊]*$|问(?:够|完)了?(?:没|吧)|没(?:别的|什么)(?:要说的)?了[。，,]*$"
)
WRONG = re.compile("错了|[说写记弄搞]错|^不对")
NOT_QUITE = re.compile("不太?[准对]|错|要改|改一?[下改]|确认一?下|核对")
NOTHING_MORE = re.compile("(?:那)?(?:就)?不(?:用|需要|必|补)(?:补|加|说|填)?了?[。，]*")


class ValidateComplaintForm(Task):
    """Everything of one turn in one remote call; Rasa's form then waits for `requested_slot`."""

    task = "validate_complaint_form"

    def handle(self, talk: Talk) -> None:
        one_turn(talk)


def one_turn(talk: Talk) -> None:
    pending = talk.memory.pending
    if insists(talk):
        talk.remember_as(draft_id=talk.message.message_id)
        take_it_on(talk)
        return
    talk.remember_as(turned_away="")
    if pending is None and not talk.memory.has_draft and _presses_an_old_button(talk):
        return
    if _goes_on_asking(talk):
        return
    if not talk.memory.draft_id:
        talk.remember_as(draft_id=talk.message.message_id, question="")
    if another_matter_waits(talk):
        return
    message = talk.message  # 前半句答的，后半句是另一件：只听前半句
    if pending == CONFIRM and decides_about_identity(talk):
        asking.show_summary(talk)
        return
    if pending == CONFIRM and holds_back(message):
        talk.say("utter_set_aside", (("接着说", "/greet"), ("取消", "/cancel")))
        set_aside(talk)
        return
    agrees = hands_in if is_set_aside(talk) else says_yes  # “给您留着”之后的一声“嗯”不是提交
    if pending == CONFIRM and agrees(message):
        submit(talk)
        next_matter(talk)
        return
    if pending == CONFIRM and NOTHING_MORE.fullmatch(message.text.strip()):
        message = talk.message = replace(message, intent="skip")
    if pending is not None and put_kind_right(talk):
        asking.go_on(talk)
        return
    if pending in {CONFIRM, CHANGE} and _wants_a_change(talk):
        return
    if pending is not None and pending != MATTER and _only_says_that_something_is_wrong(talk):
        asking.ask_which_to_change(talk)
        return
    enough = message.intent == "submit" or NO_MORE.search(message.text) is not None
    if enough and pending not in {None, MATTER, CONFIRM}:
        _leave_the_rest_open(talk)
        asking.go_on(talk)
        return
    dangers = dangers_in(talk)
    if dangers and talk.draft.categories:
        say_the_danger_first(talk, dangers)
        if not message.reading.fields:  # 问到一半出了事：记下原话，原来那一问还在
            talk.draft = intake.add_words(talk.draft, message.text)
            asking.repeat(talk)
            return
        dangers = NO_DANGER
    if dangers and message.reading.categories and not message.reading.abstain and not talk.draft.categories:
        say_the_danger_first(talk, dangers)  # “去要工资被老板打了”：两件都要紧
        dangers = NO_DANGER
    away = (message.intent == "other_complaint" and not perhaps_ours(talk)) or bool(dangers)
    elsewhere = away and not talk.draft.categories and not talk.memory.insists
    if elsewhere and names_a_topic(talk) and not vents(message) and _leads_elsewhere(talk):
        return
    # “帮我把钱要回来就行”答的就是希望怎么解决
    wish = pending == FieldType.DEMAND.value and begs_for_an_end(message)
    if not wish and pending != intake.CONTACT and about_us(talk):
        return
    if pending == CONFIRM and message.intent == "skip":
        _leave_the_rest_open(talk)
        asking.show_summary(talk)
        return
    if vents(message):
        _calm(talk, "utter_calm")
        return
    if pending is not None and not wish and pleads(message):
        _calm(talk, "utter_hardship")
        return
    if elsewhere and _leads_elsewhere(talk):
        return
    if _only_wishes_to_be_anonymous(talk):
        return
    if pending == intake.CONTACT and _willing_to_be_reached(talk):
        return
    fresh = not talk.draft.categories
    if fresh and len(message.matters) > 1:
        _begin_several(talk)
    elif not listen(talk):
        reconsider(talk)
        if not told_elsewhere(talk):
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
    draft = talk.draft
    if not (draft.categories or draft.marks or intake.UNIT in draft.fields):
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
    if first.get("kind") == Kind.OTHER_COMPLAINT.value:  # 三件里有一件不归这里办
        talk.message = replace(talk.message, text=first["text"], reading=reading_of(first))
        name_the_door(talk)
        next_matter(talk)
        return
    consider(talk)


def _goes_on_asking(talk: Talk) -> bool:
    """“那没有欠条呢” after a policy question tells of no matter; the form does not begin."""
    if not goes_on(talk):
        return False
    question = talk.memory.question
    talk.end()
    talk.remember_as(question=question)
    return True


def _begin_several(talk: Talk) -> None:
    """一段话里有几件事: one after the other."""
    first, *rest = talk.message.matters
    draft_id, attachments = talk.memory.draft_id, talk.message.attachments
    talk.memory = begin_matter(first, tuple(rest), talk.draft, draft_id)
    talk.draft = replace(talk.draft, attachments=attachments)
    count = len(talk.message.matters)
    talk.say("utter_several_matters", count=COUNTED.get(count, count), words=excerpt(first["text"]))


def _say_what_is_noted(talk: Talk) -> None:
    known = asking.noted_words(talk)
    if known:
        talk.say("utter_noted", items=known)


def _wants_a_change(talk: Talk) -> bool:
    """修改: which item, or the item that was named; a new value said at once is taken by `listen`."""
    message = talk.message
    if message.choice is not None and not message.choice.isdigit():
        asking.ask_for_change(talk, message.choice)
        return True
    doubts = message.intent in {"correct", "deny"} or NOT_QUITE.search(message.text) is not None
    if message.reading.fields or not (doubts or talk.memory.pending == CHANGE):
        return False
    for line in summary.lines(talk.draft, talk.house.book):
        if line.label in message.text:
            asking.ask_for_change(talk, line.field)
            return True
    if talk.memory.pending == CHANGE and message.intent in {"deny", "affirm", "skip"}:  # 没有要改的了
        asking.go_on(talk)
        return True
    if message.intent in {"correct", "deny"}:
        asking.ask_which_to_change(talk)
        return True
    return False


def _only_says_that_something_is_wrong(talk: Talk) -> bool:
    """“修改”“刚才说错了” without saying what."""
    message = talk.message
    short = message.is_payload or len(message.text) <= SHORT
    wrong = message.intent == "correct" or (
        message.intent == "deny" and not talk.memory.options and WRONG.search(message.text) is not None
    )
    return wrong and not message.reading.fields and short


def _only_wishes_to_be_anonymous(talk: Talk) -> bool:
    """问着别的，插一句“可以匿名吗”：记下，原来那一问还在."""
    message, pending = talk.message, talk.memory.pending
    elsewhere = pending not in {None, MATTER, CONFIRM, CHANGE, intake.CONTACT}
    known = talk.draft.anonymous is not None  # 说过了又说，是不想答这一问
    if known or not elsewhere or message.intent != "anonymous" or message.reading.fields:
        return False
    talk.draft = replace(talk.draft, anonymous=True)
    talk.say("utter_noted", items="联系方式 匿名")
    asking.repeat(talk)
    return True


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


def _presses_an_old_button(talk: Talk) -> bool:
    """提交之后又点了先前的按钮，或说要修改: said that it is filed, no new form is begun."""
    message = talk.message
    if message.attachments:
        return False
    if not (message.is_payload or _only_says_that_something_is_wrong(talk)) or message.intent == "report":
        return False
    with talk.house.database.unit_of_work() as uow:
        conversation = ConversationId(message.conversation)
        found = tickets_of(conversation, uow=uow, book=talk.house.book, today=talk.house.today())
    if found:
        talk.say("utter_nothing_open", code=found[0].receipt_code)
    else:
        talk.say("utter_nothing_to_submit", START_CHIPS)
    talk.end()
    return True


def _calm(talk: Talk, words: str) -> None:
    """先接住这口气；记下原话，再问原来的一问，不算没听懂。"""
    talk.draft = intake.add_words(talk.draft, talk.message.text)
    talk.say(words)
    if talk.memory.pending is None:
        asking.ask_matter(talk, count=False)
    else:
        asking.repeat(talk)


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


def _not_heard(talk: Talk) -> None:
    asked_for = talk.memory.pending not in {None, CONFIRM, CHANGE, MATTER}
    if asked_for and _repeats_what_is_known(talk):
        if talk.message.intent == "correct":
            asking.ask_which_to_change(talk)
            return
        if _says_just_what_is_known(talk):
            talk.say("utter_already_noted")
        asking.go_on(talk)
        return
    if asked_for and talk.message.intent in {
        "affirm",
        "deny",
    }:  # “嗯”答不了“多少钱”，换个说法再问，不算没听懂
        asking.go_on(talk)
        return
    nods = talk.memory.pending == MATTER and talk.message.intent in {"affirm", "thanks"}
    no_clear_yes = talk.memory.pending == CONFIRM and talk.message.intent in {"affirm", "submit"}
    if nods or no_clear_yes:  # “好的”“对了”：请他接着说，或者再看一遍，不算没听懂
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

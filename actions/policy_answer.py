"""问政策：引条文原话作答；填写中问的，答完接着等原来的回答。"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from actions.about_us import WHOM_TO_ASK, about_us
from actions.answering import BY_THE_RULES, SURELY_ASKS
from actions.asking import go_on, repeat
from actions.complaint_form import one_turn
from actions.doors import name_the_door
from actions.follow_up import answer_of_the_subject, follows, keep_question, tell_answer, tell_follow_up
from actions.insisting import BUTTON, insists
from actions.listening import tells_what_was_asked
from actions.mood import vents
from actions.talk import Talk, Task
from complaint_store.domain.reading import FieldType
from complaint_store.services import intake

if TYPE_CHECKING:
    from nlu.retrieval.result import PolicyAnswer

TELLS = 8  # 字；去掉“不知道是哪个单位”还剩这么多，就是在说事
UNSURE = re.compile("[不没](?:知道|清楚|晓得|认得|懂|明白)(?:到底)?[^，。,. ]*")
FOLLOW_UP = 12  # 字；填写中顺口问的一句
TOLD, TOLD_AT_LENGTH = 24, 90  # 字；这么长又说到自己的，是在说事
MINE = re.compile("我|咱|俺|本公司|本人")
HAPPENED = frozenset({FieldType.ACCUSED_UNIT, FieldType.AMOUNT, FieldType.PLACE})
ASKS = re.compile(
    r"[?？]|吗|呢$|什么(?!的)|咋|啥(?!的)|多久|多长|多少|怎么|怎样|如何|哪|几|能不能|会不会|要不要|算不算|[能行]不$|收费|可不可以|是否|是不是|有没有|谁|为啥|规定|条例|政策"
)


class AnswerPolicy(Task):
    """The quoted clause, or 现有资料没有 with the door to ask at."""

    task = "action_answer_policy"

    def handle(self, talk: Talk) -> None:
        if talk.message.is_payload:
            talk.say("utter_ask_policy_question")
            repeat(talk)
            return
        if talk.memory.turned_away and WHOM_TO_ASK.fullmatch(talk.message.text.strip()):
            talk.message = replace(talk.message, text=talk.memory.turned_away)
            name_the_door(talk, BUTTON)
            return
        if not insists(talk) and about_us(talk):
            return
        if insists(talk) or _tells_a_story(talk) or _only_does_not_know(talk):
            talk.to_the_form = True
            return
        if talk.in_form and _does_not_know(talk):
            talk.draft = intake.add_words(talk.draft, talk.message.text)
            talk.message = replace(talk.message, intent="skip")
            one_turn(talk)
            return
        if vents(talk.message) or (
            talk.in_form and not ASKS.search(BY_THE_RULES.sub("按", talk.message.text))
        ):
            one_turn(talk)
            return
        if follows(talk):
            tell_follow_up(talk, answer_of_the_subject(talk))
            repeat(talk)
            return
        found = self._found(talk)
        if not found.answerable and _is_an_answer(talk):
            one_turn(talk)
            return
        tell_answer(talk, found, sure=found.answerable)
        keep_question(talk)
        if tells_what_was_asked(talk):  # “35万，这个利息能算上吗”
            talk.draft = intake.take(talk.draft, talk.message.reading, talk.message.text).draft
            go_on(talk)
            return
        repeat(talk)

    @staticmethod
    def _found(talk: Talk) -> PolicyAnswer:
        """“那利息咋算” alone says too little; asked in mid-matter it is about that matter."""
        text, today = talk.message.text, talk.house.today()
        found = talk.house.library.answer(text, today)
        draft = talk.draft
        follows = talk.in_form and bool(draft.categories) and len(text) <= FOLLOW_UP
        if found.answerable or not follows or talk.message.reading.fields:
            return found
        about = talk.house.book.category(draft.categories[0]).name
        wider = talk.house.library.answer(f"{about}，{text}", today)
        return wider if wider.answerable else found


def _tells_a_story(talk: Talk) -> bool:
    """“……三天两头来查我的店，这不是报复吗”：a question in form only; what happened to him is to be taken down."""
    text = talk.message.text
    if talk.in_form or not MINE.search(text) or len(text) < TOLD:
        return False
    named = any(field.type in HAPPENED for field in talk.message.reading.fields)
    return named and (len(text) >= TOLD_AT_LENGTH or not SURELY_ASKS.search(text.rstrip("?？")))


def _does_not_know(talk: Talk) -> bool:
    """填写中说“不知道是哪个公司，只知道是盖学校的”: the item stays open."""
    plain, unsure = UNSURE.subn("", talk.message.text)
    return bool(unsure) and not ASKS.search(plain)


def _only_does_not_know(talk: Talk) -> bool:
    """“我也不知道是哪个单位欠的，反正是修学校的活”：nothing is asked."""
    plain, unsure = UNSURE.subn("", talk.message.text)
    return bool(unsure) and not talk.in_form and len(plain) >= TELLS and not ASKS.search(plain)


def _is_an_answer(talk: Talk) -> bool:
    """A question in form, but the answer to what was asked: “能不能把钱付了” says what the person wants."""
    pending = talk.memory.pending
    if not talk.in_form or pending is None:
        return False
    told = talk.message.reading.fields
    if any(field.type.value == pending for field in told) or (
        told and not SURELY_ASKS.search(talk.message.text)
    ):
        return True
    return pending == FieldType.DEMAND.value and not SURELY_ASKS.search(talk.message.text)

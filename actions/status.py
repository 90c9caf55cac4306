"""查进度：凭查询码，或者本次对话里自己的工单。"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.about_us import about_us
from actions.asking import repeat
from actions.complaint_form import one_turn
from actions.doors import name_the_door, names_a_topic
from actions.follow_up import goes_on
from actions.insisting import insists
from actions.listening import tells_what_was_asked
from actions.progress_words import progress_of_all
from actions.talk import Talk, Task
from complaint_store.domain.ids import ConversationId
from complaint_store.domain.receipt import code_in
from complaint_store.services.progress import look_up, tickets_of
from complaint_store.services.views import Progress
from nlu.components.intent import OUR_TICKET

# “我在劳动监察大队报了，三个月没结果”：在别处等的，是在说事
ELSEWHERE = re.compile(
    "(?:在|向|到|去|给|找)[^，。 ]{0,10}(?:局|大队|监察|派出所|法院|信访|热线|政府|苏木|镇|嘎查|街道|社区)[^，。]{0,3}(?:报|反映|投诉|告|说|申请|登记)"
)
TICKET = re.compile("进度|码|工单|单[子号]|诉求|提交|上[次回]|昨天")
HERE = re.compile("在(?:[你您]们?)?(?:这里?|这儿)[^，。]{0,3}(?:说|反映|投诉|告|登记)")


ASKS_HOW = re.compile("的(?:那|这)?件?事|办得|哪一?步|进展|咋样|怎么样")


class AskStatus(Task):
    task = "action_ask_status"
    intent = "ask_status"

    def handle(self, talk: Talk) -> None:
        if insists(talk):
            talk.to_the_form = True
            return
        spoken = code_in(talk.message.text)
        if talk.message.intent != self.intent or (not spoken and _is_telling(talk.message.text)):
            self._hear_it_told(talk)
            return
        if not spoken and tells_what_was_asked(talk):
            one_turn(talk)
            return
        if not spoken and (about_us(talk) or goes_on(talk)):
            return
        house = talk.house
        with house.database.unit_of_work() as uow:
            if spoken:
                one = look_up(spoken, uow=uow, book=house.book, today=house.today())
                found: tuple[Progress, ...] = (one,) if one else ()
            else:
                conversation = ConversationId(talk.message.conversation)
                found = tickets_of(conversation, uow=uow, book=house.book, today=house.today())
        if found:
            talk.tell(progress_of_all(found))
            talk.tickets = [] if spoken else [_line(progress) for progress in found]
        elif not spoken and names_a_topic(talk) and not OUR_TICKET.search(talk.message.text):
            name_the_door(talk)
        else:
            plain = not spoken and not talk.message.is_payload
            asks = TICKET if talk.memory.has_draft else OUR_TICKET  # 正说着一件，“查一下发给谁了”是要求
            if plain and talk.in_form and not asks.search(talk.message.text):
                one_turn(talk)
                return
            talk.say("utter_no_such_code" if spoken else "utter_ask_code")
        if talk.memory.has_draft:  # 只点了“反映问题”，还什么都没说：一次只说一件
            repeat(talk)

    @staticmethod
    def _hear_it_told(talk: Talk) -> None:
        """“前天”“那我在你们这说”：不是来查的，是在说事。"""
        talk.message = replace(talk.message, intent="inform")
        if talk.in_form:
            one_turn(talk)
        else:
            talk.to_the_form = True


def _is_telling(text: str) -> bool:
    """“在劳动监察大队报了，没结果”; “在你们这反映的那件事到哪一步了” asks."""
    return bool(ELSEWHERE.search(text) or (HERE.search(text) and not ASKS_HOW.search(text)))


def _line(progress: Progress) -> dict[str, str | None]:
    return {
        "receipt_code": progress.receipt_code,
        "category": progress.category,
        "lead": progress.lead_name,
        "lane": progress.lane.value,
    }

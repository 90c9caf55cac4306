"""一轮谈话：听到的、记得的、要说的，以及结束时交还给 Rasa 的事件与状态。"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType, FollowupAction, Restarted, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.door import Door
from actions.memory import REQUESTED, Memory, Message, changes, forget_draft, hear, remember
from actions.misheard import heard_right
from complaint_store.domain.draft import Draft
from complaint_store.domain.routing import Lane, RoutingDecision
from complaint_store.routing.route import route
from complaint_store.routing.subject import subject_of_draft
from complaint_store.services import next_question, summary
from complaint_store.services.views import FiledTicket

Buttons = tuple[tuple[str, str], ...]  # (显示的字, 点了算说什么)

START_CHIPS: Buttons = (("反映问题", "/report"), ("查进度", "/ask_status"), ("问政策", "/ask_policy"))
PERSON: Buttons = (("转人工", "/human"),)
FORM = "complaint_form"


@dataclass
class Talk:
    """One turn. Tasks change `memory`, say things, and leave the rest to `finish`."""

    house: Door
    tracker: Tracker
    dispatcher: CollectingDispatcher
    message: Message
    memory: Memory
    tickets: list[dict[str, Any]] = field(default_factory=list)
    citations: list[dict[str, Any]] = field(default_factory=list)
    handoff: str | None = None
    lane: Lane | None = None  # 没有草稿也知道去处时（不归这里办的事）
    corrected: bool = False  # 这句话在更正别的项：正问着的那一项不算又问了一遍
    to_the_form: bool = False  # 这句话该由诉求表来听：别的什么都不说
    over: bool = False  # 这次谈话到此为止：清空引擎里的一切
    shown: Draft | None = None  # 草稿已清空时，状态里仍给出刚提交的那一份

    @classmethod
    def begin(cls, house: Door, tracker: Tracker, dispatcher: CollectingDispatcher) -> Talk:
        return cls(house, tracker, dispatcher, heard_right(hear(tracker)), remember(tracker))

    @property
    def draft(self) -> Draft:
        return self.memory.draft

    @draft.setter
    def draft(self, draft: Draft) -> None:
        self.memory = replace(self.memory, draft=draft)

    @property
    def in_form(self) -> bool:
        return bool(self.tracker.active_loop_name == FORM)

    def say(self, response: str, buttons: Buttons = (), kind: str = "text", **values: Any) -> None:
        """A sentence kept in domain/responses.yml."""
        self.dispatcher.utter_message(
            response=response, buttons=_plain(buttons), json_message={"kind": kind}, **values
        )

    def tell(self, text: str, buttons: Buttons = (), kind: str = "text") -> None:
        """Words that come from data: a question, a clause, a receipt."""
        self.dispatcher.utter_message(text=text, buttons=_plain(buttons), json_message={"kind": kind})

    def remember_as(self, **parts: Any) -> None:
        self.memory = replace(self.memory, **parts)

    def end(self) -> None:
        """Nothing of this matter stays in the engine, but what the caller remembers on purpose (insisting.turned_away)."""
        self.shown = self.shown or self.memory.draft
        self.memory = replace(forget_draft(self.memory), queue=(), question="", turned_away="")
        self.over = True

    def finish(self) -> list[EventType]:
        """Say the state, give Rasa the events."""
        if self.to_the_form:
            return [FollowupAction(FORM)]
        self.dispatcher.utter_message(json_message={"state": self.state()})
        if self.over:
            # 表单要见到一个槽的事件才算听懂，否则会退出来让别的规则再答一次
            kept = {"question": self.memory.question, "turned_away": self.memory.turned_away}
            slots = {"draft": None, REQUESTED: None} | {name: said for name, said in kept.items() if said}
            return [Restarted(), *(SlotSet(name, value) for name, value in slots.items())]
        return changes(self.tracker, self.memory)

    def decide(self, draft: Draft) -> RoutingDecision:
        """分派: where this draft would go now."""
        book = self.house.book
        return route(subject_of_draft(draft, book), book, sealed_enabled=self.house.settings.sealed_lane)

    def state(self) -> dict[str, Any]:
        """DESIGN §7: what the page shows and tests read; nothing that the reporter may not see."""
        draft = self.shown or self.memory.draft
        lane, lead = (self.lane.value if self.lane else None), None
        if draft.categories or draft.marks:
            decision = self.decide(draft)
            lane = decision.lane.value
            lead = self.house.book.unit(decision.lead).name if decision.lead else None
        return {
            "intent": self.message.intent,
            "categories": list(draft.categories),
            "marks": sorted(draft.marks),
            "filled": summary.normalized(draft),
            "asked": list(draft.asked),
            "missing": list(next_question.missing(draft, self.house.book)) if self.memory.has_draft else [],
            "anonymous": draft.anonymous,
            "route": {"lead": lead, "lane": lane},
            "tickets": self.tickets,
            "citations": self.citations,
            "handoff": self.handoff,
            "pending": self.memory.pending,
        }


def ticket_line(ticket: FiledTicket) -> dict[str, Any]:
    return {
        "receipt_code": ticket.receipt_code,
        "category": ticket.category,
        "lead": ticket.lead_name,
        "lane": ticket.lane.value,
    }


class Task(Action):  # rasa-sdk 没有类型
    """A user-visible task. Subclasses say what to do in `handle`; it may use the store, so it runs in a thread."""

    task = ""

    def __init__(self, house: Door) -> None:
        self.house = house

    def name(self) -> str:
        return self.task

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        return await asyncio.to_thread(self._turn, dispatcher, tracker)

    def _turn(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> list[EventType]:
        talk = Talk.begin(self.house, tracker, dispatcher)
        self.handle(talk)
        return talk.finish()

    def handle(self, talk: Talk) -> None:
        raise NotImplementedError


def _plain(buttons: Buttons) -> list[dict[str, str]]:
    return [{"title": label, "payload": payload} for label, payload in buttons]

"""诉求人（Telegram）：与网页说同一段话，得同一张工单；照片作证据；查进度；单位的答复推送到手机上。"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import yaml

from complaint_store.policy.book import load_book
from complaint_store.services.actors import Actor, Role
from complaint_store.services.queues import supervisor_queue
from complaint_store.services.ticket_view import view
from tests.journeys.town import Town
from tests.support.engine import TODAY, Person
from tests.support.telegram_server import TelegramServer

pytestmark = [pytest.mark.engine, pytest.mark.browser]

SCRIPT: list[dict[str, str]] = yaml.safe_load(
    (Path(__file__).parent / "script.yml").read_text(encoding="utf-8")
)
PHOTO = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\nIDATx\x9cc\x00\x01\x00\x00\x05\x00\x01\r\n-\xb4\x00\x00\x00\x00IEND\xaeB`\x82"
)
MOST_ANSWERS = 8
QUIET_SECONDS = 0.5
SUPERVISOR = Actor(None, "督办", Role.SUPERVISOR)


class Chat:
    """One private chat with the bot; `hear` waits for everything that answers the last words."""

    def __init__(self, server: TelegramServer, number: int) -> None:
        self.server, self.number = server, number

    def say(self, text: str) -> str:
        return self._answered(lambda: self.server.say(text, self.number))

    def press(self, label: str) -> str:
        return self._answered(lambda: self.server.press(label, self.number))

    def photo(self, caption: str) -> str:
        return self._answered(lambda: self.server.send_photo(PHOTO, self.number, caption))

    def push(self, words: str, seconds: float = 30) -> str:
        """What comes by itself."""
        end = time.monotonic() + seconds
        while not any(words in text for text in self.server.texts(self.number)):
            assert time.monotonic() < end, f"{words} did not come; {self.server.texts(self.number)[-1]}"
            time.sleep(0.1)
        return next(text for text in self.server.texts(self.number) if words in text)

    def _answered(self, act: Callable[[], Any]) -> str:
        before = len(self.server.to(self.number))
        act()
        count = len(self.server.wait_for(before + 1, self.number, 30))
        while True:  # 一轮的几条答复紧挨着来，静下来才算说完
            time.sleep(QUIET_SECONDS)
            heard = self.server.texts(self.number)
            if len(heard) == count:
                return "\n".join(heard[before:])
            count = len(heard)


def on_telegram(chat: Chat) -> None:
    for turn in SCRIPT:
        if "say" in turn:
            heard = chat.say(turn["say"])
        elif "press" in turn:
            heard = chat.press(turn["press"])
        else:
            for _ in range(MOST_ANSWERS):
                if "请您看一遍" in heard:
                    break
                heard = chat.say(turn["until_summary"])
            assert "请您看一遍" in heard, heard


def on_the_web(person: Person) -> None:
    for turn in SCRIPT:
        if "say" in turn:
            person.say(turn["say"])
        elif "press" in turn:
            person.press(turn["press"])
        else:
            for _ in range(MOST_ANSWERS):
                if person.state["pending"] == "confirm":
                    break
                person.say(turn["until_summary"])
            assert person.state["pending"] == "confirm", person.words


def newest(town: Town, channel: str) -> dict[str, Any]:
    """The newest ticket of this channel, as the supervisor sees it: all that matters of it, without numbers and hours."""
    book = load_book()
    with town.store() as database:
        with database.unit_of_work() as uow:
            lines = supervisor_queue(SUPERVISOR, uow=uow, book=book, today=TODAY.date())
        for line in sorted(lines, key=lambda one: one.filed_at, reverse=True):
            with database.unit_of_work() as uow:
                t = view(line.ticket_id, SUPERVISOR, uow=uow, book=book, today=TODAY.date())
            if t.channel == channel:
                return {
                    "category": t.category, "subtype": t.subtype, "marks": t.marks, "lane": t.lane, "lead": t.lead,
                    "supporting": t.supporting, "respondent": t.respondent, "excluded": t.excluded, "basis": t.basis,
                    "area": t.area_name, "anonymous": t.anonymous, "text": t.text,
                    "fields": [(f.name, f.text) for f in t.fields],
                    "deadlines": [(d.id, d.last_day) for d in t.deadlines],
                }  # fmt: skip
    raise AssertionError(f"no ticket of channel {channel}")


def test_the_same_words_give_the_same_ticket_on_both_channels(town: Town) -> None:
    on_telegram(Chat(town.telegram, 7001))
    on_the_web(Person(town.running.url))
    told, written = newest(town, "Telegram"), newest(town, "网页对话")
    assert told["category"] == "project_payment_arrears"
    assert dict(told["fields"])["amount"].startswith("41.5万元")
    assert told == written


def test_evidence_progress_and_the_answer_come_to_the_phone(town: Town) -> None:
    chat = Chat(town.telegram, 7002)
    assert "匿名" in chat.say("/start")
    chat.say("阿左旗巴彦浩特镇的工地欠我们八个人工资十二万，今年3月干的，老板姓付")
    heard = chat.photo("这是工资欠条")
    assert "材料" in heard
    for _ in range(MOST_ANSWERS):
        if "请您看一遍" in heard:
            break
        heard = chat.say("跳过")
    assert "1份" in heard or "材料" in heard
    heard = chat.press("确认提交")
    assert "查询码" in heard and "阿左旗人社局" in heard
    assert "阿左旗人社局" in chat.say("/status")

    with town.seat("zuoqi-renshe") as unit:
        page = unit.open_ticket("/portal", "老板姓付")
        unit.step("签收", "签收")
        files = [a.get_attribute("href") for a in page.locator("a[href^='/attachments/']").all()]
        assert files, "the photo is not on the unit's page"
        unit.step("答复诉求人", "发出答复", 答复="已约工地负责人明天来核对，核实后当场支付。")
    pushed = chat.push("已约工地负责人明天来核对")
    assert "阿左旗人社局" in pushed
    assert "已约工地负责人明天来核对" in chat.say("/status")


def test_a_person_can_be_asked_for_at_any_time(town: Town) -> None:
    chat = Chat(town.telegram, 7003)
    chat.say("我有个事想说")
    assert "值班" in chat.say("/human")
    assert httpx.get(f"{town.running.url}/healthz").json()["status"] == "ok"

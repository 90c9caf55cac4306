"""测试用的一处诚诉：真实的规则、读者、资料与空库，固定在一天；对话引擎指向没有人应答的端口。"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from bot.assembly import House
from bot.dialogue import EngineClient
from bot.settings import Settings
from complaint_store.db.database import Database
from complaint_store.domain.beijing_time import SHANGHAI
from complaint_store.domain.draft import Draft
from complaint_store.domain.ids import ConversationId, TicketId, UnitId, UserId
from complaint_store.policy.book import RuleBook, load_book
from complaint_store.security.keys import Keyring
from complaint_store.services import accounts, intake
from complaint_store.services.actors import Actor, Role
from complaint_store.services.conversations import open_conversation, receive, record_replies
from complaint_store.services.file_complaint import file_complaint
from complaint_store.services.hand_over import hand_over
from complaint_store.services.reply import reply
from complaint_store.services.return_to_desk import return_to_desk
from complaint_store.services.sign import sign
from complaint_store.services.views import FiledTicket
from nlu.retrieval.library import Library
from nlu.understand import Reader

NOON = datetime(2026, 11, 18, 12, 0, tzinfo=SHANGHAI)  # 星期三
PASSWORD = "大漠孤烟直长河落日圆"
NOBODY_LISTENS = 9  # discard 端口：没有引擎

WAGES = "包工头拖欠我们二十六个人的工资35万元，工地在阿左旗巴彦浩特镇，从去年三月拖到现在，电话19900000001，希望尽快付款。"
FEES = "阿左旗住建局欠我们公司工程款128万元，项目是滨河路改造，2024年5月验收完，一直说没钱，请尽快支付。"
PROMISE = "阿右旗招商局答应的厂房补贴120万，换了领导就不认账，2023年签的协议，要求按约定兑现。"


@cache
def the_book() -> RuleBook:
    return load_book()


@cache
def the_reader() -> Reader:
    return Reader.load(the_book())


@cache
def the_library() -> Library:
    return Library.load(None, None, the_book())


@dataclass(slots=True)
class Clock:
    """A clock that stands still until it is told to move."""

    now: datetime = NOON

    def __call__(self) -> datetime:
        return self.now

    def pass_days(self, days: int) -> None:
        self.now += timedelta(days=days)


def a_house(folder: Path, *, clock: Clock | None = None, **changes: Any) -> House:
    """A house of its own in `folder`; loading of data and models is shared by the whole test run."""
    settings = Settings(data_dir=folder, engine_port=NOBODY_LISTENS, **changes)
    keyring = Keyring.load_or_create(settings.keys_dir)
    database = Database(settings.database, keyring)
    database.migrate()
    return House(
        settings=settings,
        book=the_book(),
        reader=the_reader(),
        library=the_library(),
        database=database,
        keyring=keyring,
        engine=EngineClient(settings.engine_url, "engine-token-for-tests"),
        clock=clock or Clock(),
    )


PEOPLE: dict[str, tuple[Role, str | None]] = {
    "guanli": (Role.ADMINISTRATOR, None),
    "zuoxi": (Role.CLERK, None),
    "duban": (Role.SUPERVISOR, None),
    "jiwei": (Role.INSPECTOR, None),
    "zuoqi-renshe": (Role.UNIT_CONTACT, "阿左旗人社局"),
    "meng-gongxin": (Role.UNIT_CONTACT, "盟工信局"),
}


def hire(
    house: House, name: str, role: Role, unit: str | None = None, *, must_change: bool = False
) -> UserId:
    """An account with the test password."""
    found = house.book.unit_named(unit) if unit else None
    with house.database.unit_of_work() as uow:
        return accounts.create_user(
            name, PASSWORD, role, uow=uow, now=house.now(), actor=None,
            unit=found.id if found else None, book=house.book, must_change=must_change,
        )  # fmt: skip


def hire_everybody(house: House) -> dict[str, Actor]:
    """One person of every kind, by name of account."""
    found: dict[str, Actor] = {}
    for name, (role, unit) in PEOPLE.items():
        user = hire(house, name, role, unit)
        known = house.book.unit_named(unit) if unit else None
        found[name] = Actor(user, name, role, known.id if known else None)
    return found


def told(house: House, text: str, **changes: Any) -> Draft:
    """A draft as the reader understands the words, with what the test fixes."""
    reading = house.reader.read(text, house.today())
    return replace(intake.take(Draft(), reading, text).draft, **changes)


def file(
    house: House,
    draft: Draft,
    *,
    lead: str | None = None,
    channel: str = "web",
    conversation: ConversationId | None = None,
) -> FiledTicket:
    """One ticket from one draft; `lead` names the unit that the desk chose."""
    unit = house.book.unit_named(lead) if lead else None
    with house.database.unit_of_work() as uow:
        filed = file_complaint(
            draft, channel=channel, conversation=conversation, actor=None, uow=uow, book=house.book,
            now=house.now(), sealed_enabled=house.settings.sealed_lane, lead=unit.id if unit else None,
        )  # fmt: skip
    return filed.tickets[0]


def talk(house: House, *words: str, replies: list[dict[str, Any]] | None = None) -> ConversationId:
    """A web conversation in which the person said these words and each was answered."""
    with house.database.unit_of_work() as uow:
        conversation = open_conversation("web", None, uow=uow, now=house.now())
    for number, said in enumerate(words):
        with house.database.unit_of_work() as uow:
            got = receive(conversation, f"m{number}", said, (), uow=uow, now=house.now())
            answer = replies or [
                {
                    "text": "好的，记下了。",
                    "buttons": [{"label": "不知道", "payload": "/skip"}],
                    "kind": "text",
                }
            ]
            state = {"filled": {"amount": 350000}, "categories": ["wage_arrears"]}
            record_replies(got.message_id, answer, state, uow=uow, now=house.now())
    return conversation


def at_the_desk(
    house: House, conversation: ConversationId, reason: str = "human", *, urgent: bool = False
) -> str:
    """The conversation handed over to a person: the case."""
    with house.database.unit_of_work() as uow:
        return hand_over(
            conversation,
            reason,
            uow=uow,
            now=house.now(),
            state={"filled": {"amount": 350000}},
            urgent=urgent,
        )


def signed(house: House, ticket: FiledTicket) -> Actor:
    """Its unit has signed it; the actor who did."""
    contact = contact_of(house, ticket.lead)
    with house.database.unit_of_work() as uow:
        sign(ticket.ticket_id, actor=contact, uow=uow, book=house.book, now=house.now())
    return contact


def replied(house: House, ticket: FiledTicket, words: str = "已督促支付，款项本周到账。") -> Actor:
    contact = signed(house, ticket)
    with house.database.unit_of_work() as uow:
        reply(ticket.ticket_id, words, actor=contact, uow=uow, book=house.book, now=house.now())
    return contact


def returned(house: House, ticket: FiledTicket) -> None:
    with house.database.unit_of_work() as uow:
        return_to_desk(
            ticket.ticket_id, "工地不在本旗，应由属地办理。", "《信访工作条例》第二十三条",
            actor=contact_of(house, ticket.lead), uow=uow, book=house.book, now=house.now(),
        )  # fmt: skip


def contact_of(house: House, unit: UnitId | None) -> Actor:
    """The unit's contact, hired when there is none yet."""
    for name, (role, place) in PEOPLE.items():
        known = house.book.unit_named(place) if place else None
        if role is Role.UNIT_CONTACT and known is not None and known.id == unit:
            return Actor(UserId(name), name, role, unit)
    return Actor(None, "联络员", Role.UNIT_CONTACT, unit)


@dataclass(frozen=True, slots=True)
class Furnished:
    """What a furnished house holds."""

    people: dict[str, Actor]
    wages: FiledTicket  # 已派给阿左旗人社局，待签收
    fees: FiledTicket  # 已答复
    promise: FiledTicket  # 被退回
    unclear: FiledTicket  # 拿不准，在坐席
    case: str
    conversation: ConversationId


def furnish(house: House) -> Furnished:
    """One of everything, so that no page is empty."""
    people = hire_everybody(house)
    wages = file(house, told(house, WAGES), lead="阿左旗人社局")
    fees = file(house, told(house, FEES), lead="盟工信局")
    promise = file(house, told(house, PROMISE), lead="盟发改委")
    replied(house, fees)
    returned(house, promise)
    unclear = file(house, told(house, "他们说好的事一直不办。", abstain=True))
    conversation = talk(house, "我们的工资三十五万一直没给", "我想找个人说")
    case = at_the_desk(house, conversation)
    return Furnished(people, wages, fees, promise, unclear, case, conversation)


def ticket_ids(*tickets: FiledTicket) -> list[TicketId]:
    return [ticket.ticket_id for ticket in tickets]

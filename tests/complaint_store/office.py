"""测试用的办公室：一个真实的库、真实的规则数据、几位经办人和一句话就能立的工单。"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any

from complaint_store.db.database import Database
from complaint_store.db.unit_of_work import SqlUnitOfWork
from complaint_store.domain.draft import Draft, Filled
from complaint_store.domain.ids import CategoryId, TicketId, UnitId, UserId
from complaint_store.policy.book import RuleBook, load_book
from complaint_store.services import ask_material, close, reply, sign
from complaint_store.services.actors import Actor, Role
from complaint_store.services.file_complaint import file_complaint
from complaint_store.services.progress import Progress, look_up
from complaint_store.services.ticket_view import TicketView, view
from complaint_store.services.views import Filed, FiledTicket

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
MORNING = datetime(2026, 11, 2, 9, 30, tzinfo=SHANGHAI)  # 星期一
WORDS = "我叫温知秋，盟财政局欠我们公司工程款35万，档案楼项目，电话19900000001，微信号wenzhiqiu88。"
GONGXIN, CAIZHENG = UnitId("league.gongxin"), UnitId("league.caizheng")
CLERK = Actor(UserId("clerk-1"), "坐席甲", Role.CLERK)
SUPERVISOR = Actor(UserId("super-1"), "督办甲", Role.SUPERVISOR)
INSPECTOR = Actor(UserId("insp-1"), "纪检甲", Role.INSPECTOR)
ADMIN = Actor(UserId("admin-1"), "管理员", Role.ADMINISTRATOR)


@cache
def the_book() -> RuleBook:
    return load_book()


def a_draft(**changes: Any) -> Draft:
    """盟财政局欠工程款, told by a named person with a phone."""
    draft = Draft(
        text=WORDS,
        categories=(CategoryId("project_payment_arrears"),),
        confidence=0.95,
        accused_kind="government",
        fields={
            "amount": Filled("35万", 350_000, role="owed"),
            "accused_unit": Filled("盟财政局", "盟财政局", code=str(CAIZHENG)),
            "place": Filled("巴彦浩特", "阿拉善左旗/巴彦浩特镇"),
            "project": Filled("档案楼项目", "档案楼项目"),
            "phone": Filled("19900000001", "19900000001"),
            "reporter_name": Filled("温知秋", "温知秋"),
        },
        anonymous=False,
    )
    return replace(draft, **changes)


def a_sealed_draft() -> Draft:
    return a_draft(
        text="盟财政局的郝科长收了另一家公司的好处费才不给我们结账。",
        marks=frozenset({"official_misconduct"}),
        categories=(CategoryId("rent_seeking"),),
    )


def contact_of(unit: UnitId | None) -> Actor:
    return Actor(UserId(f"contact-{unit}"[:32]), "联络员", Role.UNIT_CONTACT, unit)


@dataclass
class Office:
    """One store and a clock that moves when told."""

    database: Database
    book: RuleBook = field(default_factory=the_book)
    now: datetime = MORNING

    @property
    def today(self) -> date:
        return self.now.date()

    @property
    def uow(self) -> SqlUnitOfWork:
        return self.database.unit_of_work()

    @property
    def at(self) -> dict[str, Any]:
        """What every step takes besides its own words."""
        return {"uow": self.uow, "book": self.book, "now": self.now}

    def later(self, **step: float) -> None:
        self.now += timedelta(**step)

    def file(self, draft: Draft | tuple[Draft, ...] | None = None, **how: Any) -> Filed:
        given = {"channel": "web", "conversation": None, "actor": None, **how}
        return file_complaint(draft or a_draft(), **given, **self.at)

    def a_ticket(self, draft: Draft | None = None, **how: Any) -> FiledTicket:
        return self.file(draft, **how).tickets[0]

    def signed(self, ticket: FiledTicket) -> Actor:
        unit = contact_of(ticket.lead)
        sign.sign(ticket.ticket_id, actor=unit, **self.at)
        return unit

    def replied(self, ticket: FiledTicket, words: str = "欠款属实，本周付清。") -> Actor:
        unit = self.signed(ticket)
        reply.reply(ticket.ticket_id, words, actor=unit, **self.at)
        return unit

    def closed(self, ticket: FiledTicket) -> Actor:
        unit = self.replied(ticket)
        close.close(ticket.ticket_id, actor=unit, **self.at)
        return unit

    def asked(self, ticket: FiledTicket, words: str = "请补充合同。") -> Actor:
        unit = self.signed(ticket)
        ask_material.ask_material(ticket.ticket_id, words, actor=unit, **self.at)
        return unit

    def view(self, ticket: FiledTicket | TicketId, actor: Actor) -> TicketView:
        id_ = ticket.ticket_id if isinstance(ticket, FiledTicket) else ticket
        return view(id_, actor, uow=self.uow, book=self.book, today=self.today)

    def progress(self, ticket: FiledTicket) -> Progress:
        found = look_up(ticket.receipt_code, uow=self.uow, book=self.book, today=self.today)
        assert found is not None
        return found

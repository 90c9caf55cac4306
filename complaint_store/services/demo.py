"""演示：往空库里填一个月的虚构工单，覆盖各种状态；走的是与真事相同的步骤。"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from complaint_store.domain.draft import Draft
from complaint_store.domain.draft import Filled as DraftField
from complaint_store.domain.errors import BadInput
from complaint_store.domain.ids import CategoryId, TicketId, UnitId
from complaint_store.domain.routing import Lane
from complaint_store.policy.book import RuleBook
from complaint_store.services.accounts import create_user
from complaint_store.services.actors import Actor, Role
from complaint_store.services.add_material import add_material
from complaint_store.services.ask_material import ask_material
from complaint_store.services.close import archive, close
from complaint_store.services.conversations import open_conversation, receive
from complaint_store.services.decide_extension import decide_extension
from complaint_store.services.demo_matters import DEBT, MATTERS, REPLIES, DemoMatter
from complaint_store.services.file_complaint import file_complaint
from complaint_store.services.hand_over import hand_over
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.rate import rate
from complaint_store.services.reassign import reassign
from complaint_store.services.reply import reply
from complaint_store.services.request_extension import request_extension
from complaint_store.services.return_to_desk import return_to_desk
from complaint_store.services.sign import sign
from complaint_store.services.views import FiledTicket
from complaint_store.services.withdraw import withdraw

DAYS = 30
TICKETS = 56
CLERK = Actor(None, "演示坐席", Role.CLERK)
# 每张工单走到哪一步；轮着来，十四件事与十五种经历错开，搭配不重样
STORIES = (
    "rated_good",
    "new",
    "signed",
    "replied",
    "rated_bad",
    "material",
    "returned",
    "archived",
    "extension_asked",
    "closed",
    "extended",
    "returned_twice",
    "material_given",
    "rated_good",
    "withdrawn",
)


@dataclass(frozen=True, slots=True)
class Filled:
    tickets: int
    users: tuple[tuple[str, str, str], ...]  # 账号、口令、说明
    receipt_codes: tuple[str, ...]


def fill(*, uow: UnitOfWork, book: RuleBook, now: datetime) -> Filled:
    """BadInput when the store already holds complaints."""
    with uow, uow.reading():
        if uow.complaints.count():
            raise BadInput("库里已经有诉求，演示数据只填空库。")
    filed: list[FiledTicket] = []
    for n in range(TICKETS):
        at = _working_hour(now - timedelta(days=DAYS - n * DAYS / TICKETS), n)
        matter = MATTERS[n % len(MATTERS)]
        found = file_complaint(
            _draft(matter, n, book),
            channel=("web", "telegram", "desk", "web")[n % 4],
            conversation=None,
            actor=None,
            uow=uow,
            book=book,
            now=at,
        )
        for ticket in found.tickets:
            filed.append(ticket)
            _Story(ticket, at, now, uow, book).tell(STORIES[n % len(STORIES)], n)
    _a_conversation(uow, now)
    users = _users(filed, uow, book, now)
    return Filled(len(filed), users, tuple(t.receipt_code for t in filed[-3:]))


def _working_hour(day: datetime, n: int) -> datetime:
    return day.replace(hour=9 + n % 8, minute=7 * n % 60, second=0, microsecond=0)


def _draft(matter: DemoMatter, n: int, book: RuleBook) -> Draft:
    unit, area = book.unit_named(matter.accused), book.area_at(matter.place)
    fields: dict[str, DraftField] = {}
    if matter.accused:
        code = str(unit.id) if unit else None
        fields["accused_unit"] = DraftField(matter.accused, matter.accused, code=code)
    if matter.place:
        fields["place"] = DraftField(matter.place, matter.place, code=str(area.code) if area else None)
    if matter.amount:
        fields["amount"] = DraftField(*matter.amount, role="owed")
    if matter.people:
        fields["people"] = DraftField(f"{matter.people}人", matter.people)
    if matter.name:
        fields["reporter_name"] = DraftField(matter.name, matter.name)
        phone = f"1990000{n + 1:04d}"  # 未放号的号段
        fields["phone"] = DraftField(phone, phone)
    return Draft(
        text=matter.text,
        categories=(CategoryId(matter.category),),
        confidence=0.4 if matter.abstain else 0.93,
        subtype=matter.subtype,
        marks=matter.marks,
        abstain=matter.abstain,
        accused_kind=matter.accused_kind,
        government_project=matter.government_project,
        fields=fields,
        anonymous=not matter.name,
    )


def _open_hours(at: datetime) -> datetime:
    """Nobody signs at midnight: what falls outside 9–18 is done at the next morning."""
    if 9 <= at.hour < 18:
        return at
    morning = at if at.hour < 9 else at + timedelta(days=1)
    return morning.replace(hour=9 + at.hour % 3)


class _Story:
    """一张工单的经历: the same services that people use, at made-up hours."""

    def __init__(
        self, ticket: FiledTicket, at: datetime, end: datetime, uow: UnitOfWork, book: RuleBook
    ) -> None:
        self.id: TicketId = ticket.ticket_id
        self.code, self.at, self.end, self.uow, self.book = ticket.receipt_code, at, end, uow, book
        self.category = str(ticket.category or "")
        self.handled = ticket.lead is not None and ticket.lane is Lane.ORDINARY
        self.unit = Actor(None, "演示联络员", Role.UNIT_CONTACT, ticket.lead)

    @property
    def here(self) -> dict[str, Any]:
        """What every service is handed, at this hour of the story."""
        return {"uow": self.uow, "book": self.book, "now": self.at}

    def tell(self, story: str, n: int) -> None:
        if not self.handled or story == "new":
            return
        if story == "withdrawn":
            if self._later(20):
                withdraw(self.code, **self.here, reason="已经自行解决")
            return
        if story.startswith("returned"):
            self._returned(story)
            return
        if not self._later(4 + n % 20):
            return
        sign(self.id, actor=self.unit, **self.here)
        if story.startswith("material"):
            self._material(story)
        elif story.startswith("exten"):
            self._extension(story)
        elif story != "signed":
            self._answered(story, n)

    def _returned(self, story: str) -> None:
        self._return_once()
        if story == "returned_twice" and self.unit.unit is not None and self._later(2):
            reassign(self.id, self.unit.unit, "按分工方案仍由贵局办理。", actor=CLERK, **self.here)
            self._return_once()

    def _return_once(self) -> None:
        if not self._later(9):
            return
        sign(self.id, actor=self.unit, **self.here)
        return_to_desk(
            self.id,
            "这件事不在我单位职责范围内。",
            "《信访工作条例》第二十三条第三款",
            actor=self.unit,
            **self.here,
        )

    def _material(self, story: str) -> None:
        if not self._later(20):
            return
        ask_material(self.id, "请补充合同或结算单。", actor=self.unit, **self.here)
        if story == "material_given" and self._later(30):
            add_material(self.code, "合同在家里找到了，明天送到窗口。", **self.here)

    def _extension(self, story: str) -> None:
        if not self._later(48):
            return
        ticket = self.uow.tickets.get(self.id)
        self.uow.rollback()
        if ticket.last_day is None:
            return
        try:
            request_extension(
                self.id,
                ticket.last_day + timedelta(days=10),
                "需要与施工方、审计方三方对账。",
                actor=self.unit,
                **self.here,
            )
        except BadInput:  # 这项期限依法不能延长
            return
        if story == "extended" and self._later(8):
            decide_extension(self.id, True, "情况复杂，同意延期。", actor=CLERK, **self.here)

    def _answered(self, story: str, n: int) -> None:
        if not self._later(60 + n % 50):
            return
        said = REPLIES.get(self.category, DEBT)
        reply(self.id, said, actor=self.unit, **self.here)
        if story == "replied" or not self._later(20):
            return
        if story in ("rated_good", "rated_bad"):
            good = story == "rated_good"
            rate(
                self.code,
                good,
                (4 + n % 2) if good else 2,
                comment="钱到了，谢谢。" if good else "只说在办，钱还是没有。",
                **self.here,
            )
            return
        close(self.id, actor=self.unit, **self.here)
        if story == "archived" and self._later(30):
            archive(self.id, "已电话回访，诉求人满意。", actor=CLERK, **self.here)

    def _later(self, hours: int) -> bool:
        """Go on in time; False when that would be after now: the story has come only so far."""
        self.at = _open_hours(self.at + timedelta(hours=hours))
        return self.at <= self.end


def _a_conversation(uow: UnitOfWork, now: datetime) -> None:
    talk = open_conversation("web", None, uow=uow, now=now)
    receive(talk, None, "我想找个人说，你们这个我不会弄。", [], uow=uow, now=now)
    hand_over(talk, "human", uow=uow, now=now)


def _users(
    filed: list[FiledTicket], uow: UnitOfWork, book: RuleBook, now: datetime
) -> tuple[tuple[str, str, str], ...]:
    leads = [t.lead for t in filed if t.lead is not None and t.lane is Lane.ORDINARY]
    busiest = sorted(set(leads), key=lambda u: (-leads.count(u), u))[:2]
    wanted: list[tuple[str, str, Role, UnitId | None]] = [
        ("yanshi-zuoxi", "演示坐席", Role.CLERK, None),
        ("yanshi-duban", "演示督办", Role.SUPERVISOR, None),
    ]
    for n, unit in enumerate(busiest, start=1):
        wanted.append((f"yanshi-danwei{n}", f"{book.unit(unit).name}联络员", Role.UNIT_CONTACT, unit))
    made = []
    for name, display, role, of_unit in wanted:
        password = secrets.token_urlsafe(12)
        create_user(
            name, password, role, uow=uow, now=now, actor=None, display_name=display, unit=of_unit, book=book
        )
        made.append((name, password, display))
    return tuple(made)

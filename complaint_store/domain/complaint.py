"""诉求与工单：一个人说了什么（永不改写），以及因此要由单位办的每一件事。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from complaint_store.domain.deadline import Deadline
from complaint_store.domain.ids import CategoryId, ComplaintId, ConversationId, TicketId, UnitId, UserId
from complaint_store.domain.lifecycle import Status, move
from complaint_store.domain.routing import Accused, AccusedKind, Lane, RoutingDecision

# 签收即受理，诉求人同时接到告知：签收之后，这几项期限就算办到了
DONE_BY_SIGNING = frozenset(
    {"petition.notify", "petition.direct_notify", "wage.accept", "bidding.accept", "discipline.notify"}
)
BACK_AT_DESK = frozenset({Status.AT_DESK, Status.RETURNED})


@dataclass(frozen=True, slots=True)
class Reporter:
    """诉求人. An anonymous complaint has none."""

    name: str = ""
    phone: str = ""
    contact: str = ""
    id_card: str = ""
    consent: bool = False  # 同意向被诉单位和配合单位公开身份


@dataclass(frozen=True, slots=True)
class Complaint:
    """诉求: what a person told us, in their words; never rewritten."""

    id: ComplaintId
    text: str
    channel: str
    filed_at: datetime
    reporter: Reporter | None = None  # None：匿名
    conversation: ConversationId | None = None
    filed_by: UserId | None = None  # 坐席代为登记
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Extension:
    """延期申请。"""

    last_day: date
    reason: str
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Ticket:
    """工单: one unit's piece of work on one matter."""

    id: TicketId
    complaint_id: ComplaintId
    number: str
    receipt_code: str
    lane: Lane
    status: Status
    category: CategoryId | None
    decision: RoutingDecision
    deadlines: tuple[Deadline, ...]
    filed_at: datetime
    text: str = ""  # 这件事的原话；整段诉求只有一件事时与诉求相同
    subtype: str | None = None
    marks: frozenset[str] = frozenset()
    fields: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    area: str | None = None
    accused: Accused = field(default_factory=lambda: Accused(AccusedKind.UNKNOWN))
    confidence: float = 0.0
    abstained: bool = False
    dispatched_at: datetime | None = None
    signed_at: datetime | None = None
    replied_at: datetime | None = None
    closed_at: datetime | None = None
    returns: int = 0
    redone: int = 0
    solved: bool | None = None
    score: int | None = None
    extension: Extension | None = None
    respondent_asked_at: datetime | None = None  # 主办单位最近一次请债务单位说明情况
    respondent_stated_at: datetime | None = None  # 债务单位最近一次说明
    version: int = 1

    @property
    def lead(self) -> UnitId | None:
        return self.decision.lead

    @property
    def urgent(self) -> bool:
        return bool(self.marks & {"emergency", "self_harm_or_mass_incident"})

    @property
    def sealed(self) -> bool:
        """密件。"""
        return self.lane is Lane.SEALED

    @property
    def governing(self) -> Deadline | None:
        """办理期限: of the periods that the law sets for this matter and that still run, the one that ends last."""
        running = (d for d in self.deadlines if d.last_day and not self.is_done_by_signing(d))
        return max(running, key=lambda d: d.last_day or date.min, default=None)

    @property
    def last_day(self) -> date | None:
        return self.governing.last_day if self.governing else None

    def is_done_by_signing(self, deadline: Deadline) -> bool:
        """受理、告知 are kept once a unit has signed; returned to the desk, nobody has taken the matter on."""
        return (
            deadline.id in DONE_BY_SIGNING and self.signed_at is not None and self.status not in BACK_AT_DESK
        )

    @property
    def awaits_statement(self) -> bool:
        """Asked for its statement and not yet answered; the clock goes on either way."""
        asked, stated = self.respondent_asked_at, self.respondent_stated_at
        return asked is not None and (stated is None or stated < asked)

    def moved(self, target: Status, **changes: Any) -> Ticket:
        """The same ticket one step further; MoveNotAllowed when the 流程 has no such step."""
        return replace(self, status=move(self.status, target), **changes)

    def may_not_lead(self, unit: UnitId) -> bool:
        """回避: the accused unit and the debtor never handle the accusation against themselves."""
        return unit == self.decision.respondent or any(x.unit == unit for x in self.decision.excluded)


@dataclass(frozen=True, slots=True)
class Event:
    """一步记录: who, when, what, under which rule. Appended, never changed."""

    kind: str
    at: datetime
    actor_user: UserId | None = None
    actor_unit: UnitId | None = None
    actor_role: str = ""
    ticket_id: TicketId | None = None
    complaint_id: ComplaintId | None = None
    rule: str = ""  # 依据：条款或矩阵版本
    payload: Mapping[str, Any] = field(default_factory=dict)
    sealed: bool = False

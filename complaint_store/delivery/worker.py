"""投递：把到时的通知发出去；发不出的过一会儿再发，总发不出的交给坐席。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from complaint_store.db.database import Database
from complaint_store.delivery.backoff import LEASE_EACH, WAITS, next_wait
from complaint_store.delivery.notice import Notice, Sender
from complaint_store.domain.channel import PORTAL
from complaint_store.domain.errors import DeliveryDelayed, DeliveryRefused
from complaint_store.security.tokens import new_id
from complaint_store.services.records import NoticeRow

__all__ = ["DeliveryReport", "Notice", "Sender", "deliver_due"]

LONGEST_ERROR = 80


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    sent: int
    delayed: int
    dead: int


class Portal:
    """单位门户: what arrives here is shown to the unit when it opens its portal."""

    def send(self, notice: Notice) -> None:
        """The row itself is what the portal shows; being sent makes it visible."""


def deliver_due(
    database: Database, senders: Mapping[str, Sender], now: datetime, limit: int = 50
) -> DeliveryReport:
    """Send what is due, each in its own lease; a channel without a sender waits, it does not die.

    Nothing is held open while sending: a slow receiver blocks neither the database nor another worker. Should this
    worker die after sending and before writing so, the notice goes out once more under the same key.
    """
    ways: dict[str, Sender] = {PORTAL: Portal(), **senders}
    lease = new_id()
    with database.unit_of_work() as uow:
        rows = uow.outbox.lease_due(now, LEASE_EACH, lease, sorted(ways), limit, furthest=max(WAITS))
        uow.commit()
    counts = {"sent": 0, "delayed": 0, "dead": 0}
    for row in rows:
        counts[_deliver(row, ways[row.channel], lease, database, now)] += 1
    return DeliveryReport(**counts)


def _deliver(row: NoticeRow, sender: Sender, lease: str, database: Database, now: datetime) -> str:
    error, refused = "", False
    try:
        sender.send(_notice(row))
    except DeliveryRefused as problem:
        error, refused = _named(problem), True
    except DeliveryDelayed as problem:
        error = _named(problem)
    except Exception as problem:  # 一条通知的意外不能拦住其余的通知
        error = type(problem).__name__
    wait = None if refused else next_wait(row.channel, row.attempts + 1)
    with database.unit_of_work() as uow:
        if not error:
            uow.outbox.sent(row.id, lease, now)
            outcome = "sent"
        elif wait is None:
            uow.outbox.dead(row.id, lease, error)
            outcome = "dead"
        else:
            uow.outbox.delayed(row.id, lease, now + wait, error)
            outcome = "delayed"
        uow.commit()
    return outcome


def _notice(row: NoticeRow) -> Notice:
    return Notice(row.key, row.kind, row.channel, row.address, row.payload, row.unit, row.sealed)


def _named(problem: Exception) -> str:
    """The sender's own words: a code and a class, never the address or the text."""
    return str(problem)[:LONGEST_ERROR] or type(problem).__name__

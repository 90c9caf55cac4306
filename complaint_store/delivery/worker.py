"""投递：把到时的通知发出去；发不出的过一会儿再发，总发不出的交给坐席。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from complaint_store.db.database import Database
from complaint_store.delivery.notice import Notice, Sender

__all__ = ["DeliveryReport", "Notice", "Sender", "deliver_due"]


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    sent: int
    delayed: int
    dead: int


def deliver_due(
    database: Database, senders: Mapping[str, Sender], now: datetime, limit: int = 50
) -> DeliveryReport:
    """Send what is due, each in its own lease; a channel without a sender waits, it does not die."""
    raise NotImplementedError

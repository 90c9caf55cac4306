"""通知的写法：给单位的邮件与 webhook 只说有件事要办、最迟哪天、去哪里看，不带诉求内容和身份。"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from complaint_store.services.words import NO_DAYS, day_text


def day_in_words(day: str | None) -> str:
    """2026年12月8日（星期二）; a period without a number says so."""
    if not day:
        return NO_DAYS
    return day_text(date.fromisoformat(day[:10]))


def portal_link(payload: Mapping[str, Any], public_url: str) -> str:
    """The page of the ticket behind the log-in; a notice without a ticket leads to the queue."""
    ticket = payload.get("ticket_id")
    return f"{public_url}/portal/tickets/{ticket}" if ticket else f"{public_url}/portal"

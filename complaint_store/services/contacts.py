"""单位联系方式：每个承办单位的邮箱、回调地址与签名密钥。"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from complaint_store.domain.errors import BadInput
from complaint_store.domain.ids import UnitId
from complaint_store.policy.book import RuleBook
from complaint_store.security.tokens import new_token
from complaint_store.services.actors import Actor, Role
from complaint_store.services.ports import UnitOfWork
from complaint_store.services.recording import staff_event
from complaint_store.services.records import ContactRow
from complaint_store.services.words import NO_SUCH_UNIT


@dataclass(frozen=True, slots=True)
class UnitContact:
    unit: UnitId
    email: str
    webhook_url: str
    has_secret: bool
    updated_at: datetime | None


_EMAIL = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;]{1,250}\.[^@\s<>,;]{2,}")


def list_contacts(actor: Actor, *, uow: UnitOfWork) -> tuple[UnitContact, ...]:
    actor.must_be(Role.ADMINISTRATOR)
    with uow, uow.reading():
        return tuple(
            UnitContact(row.unit, row.email, row.webhook_url, bool(row.webhook_secret), row.updated_at)
            for row in uow.contacts.all()
        )


def save_contact(
    unit: UnitId,
    *,
    actor: Actor | None,
    uow: UnitOfWork,
    book: RuleBook,
    now: datetime,
    email: str = "",
    webhook_url: str = "",
    new_secret: bool = False,
) -> str | None:
    """存联系方式; a fresh webhook secret is returned once, when it is made (first URL, or new_secret)."""
    if actor is not None:
        actor.must_be(Role.ADMINISTRATOR)
    if unit not in book.units:
        raise BadInput(NO_SUCH_UNIT)
    email, webhook_url = email.strip(), webhook_url.strip()
    if email and not _EMAIL.fullmatch(email):
        raise BadInput("邮箱写得不对，请核对，例如 banshi@example.cn。")
    if webhook_url and not webhook_url.startswith(("https://", "http://")):
        raise BadInput("回调地址要以 https:// 开头，请核对。")
    with uow:
        before = uow.contacts.get(unit)
        kept = before.webhook_secret if before else ""
        fresh = new_token() if webhook_url and (new_secret or not kept) else None
        secret = (fresh or kept) if webhook_url else ""
        uow.contacts.put(ContactRow(unit, email, webhook_url, secret, now))
        uow.events.add(staff_event("contact_saved", actor, now, {"unit": unit}))
        uow.commit()
    return fresh


def webhook_secret_of(unit: UnitId, *, uow: UnitOfWork) -> str | None:
    """For the webhook sender alone: the secret with which it signs."""
    with uow, uow.reading():
        row = uow.contacts.get(unit)
        return row.webhook_secret or None if row else None

"""单位联系方式：每个承办单位的邮箱、回调地址与签名密钥。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from complaint_store.domain.ids import UnitId
from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class UnitContact:
    unit: UnitId
    email: str
    webhook_url: str
    has_secret: bool
    updated_at: datetime | None


def list_contacts(actor: Actor, *, uow: UnitOfWork) -> tuple[UnitContact, ...]:
    raise NotImplementedError


def save_contact(
    unit: UnitId,
    *,
    actor: Actor | None,
    uow: UnitOfWork,
    now: datetime,
    email: str = "",
    webhook_url: str = "",
    new_secret: bool = False,
) -> str | None:
    """存联系方式; a fresh webhook secret is returned once, when it is made (first URL, or new_secret)."""
    raise NotImplementedError


def webhook_secret_of(unit: UnitId, *, uow: UnitOfWork) -> str | None:
    """For the webhook sender alone: the secret with which it signs."""
    raise NotImplementedError

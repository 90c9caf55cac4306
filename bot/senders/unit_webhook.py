"""Webhook：把通知以签名的 JSON 交给承办单位自己的系统；不跟随跳转，不带诉求内容。"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import httpx

from bot.senders import signature
from bot.senders.words import portal_link
from complaint_store.delivery.notice import Notice
from complaint_store.domain.errors import DeliveryDelayed, DeliveryRefused

TIMEOUT = httpx.Timeout(15.0, connect=5.0)
TRY_LATER = frozenset({408, 425, 429})
FIELDS = ("kind", "number", "ticket_id", "title", "category", "category_name", "last_day")  # 此外一律不出门


@dataclass(frozen=True, slots=True)
class UnitWebhook:
    """`secret_of` gives the signing secret of a unit."""

    secret_of: Callable[[str], str | None]
    public_url: str
    now: Callable[[], datetime]

    def send(self, notice: Notice) -> None:
        if not notice.address.startswith(("https://", "http://")):
            raise DeliveryRefused("webhook: address is not http(s)")
        secret = self.secret_of(notice.unit) if notice.unit else None
        if not secret:
            raise DeliveryRefused("webhook: this unit has no signing secret; make one under /admin")
        body = self.body(notice)
        timestamp = int(self.now().timestamp())
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "chengsu-webhook/1",
            "Idempotency-Key": notice.key,
            signature.HEADER: signature.sign(secret, timestamp, body),
        }
        try:
            with httpx.Client(timeout=TIMEOUT, follow_redirects=False) as client:
                status = client.post(notice.address, content=body, headers=headers).status_code
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise DeliveryDelayed(f"webhook: {type(error).__name__}") from None
        if status in TRY_LATER or status >= 500:
            raise DeliveryDelayed(f"webhook: {status}")
        if not 200 <= status < 300:
            raise DeliveryRefused(f"webhook: {status}")

    def body(self, notice: Notice) -> bytes:
        """The same notice gives the same bytes each time."""
        content = {name: notice.payload[name] for name in FIELDS if name in notice.payload}
        content |= {
            "key": notice.key,
            "unit": notice.unit,
            "link": portal_link(notice.payload, self.public_url),
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True, default=str).encode()

"""通知：要送给谁、走哪个渠道、内容是什么；同一通知重送时钥匙不变。"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Notice:
    """一条通知。

    address: mail → e-mail address; webhook → URL; web → conversation id; telegram → chat id.
    payload to a unit: {kind, title, text, ticket_id, number, unit, last_day}; no personal data and not the
    complaint's words, which stay behind the log-in. payload to a citizen: {text, conversation_id, ticket_number, buttons}.
    """

    key: str
    kind: str
    channel: str
    address: str
    payload: Mapping[str, Any]
    unit: str | None = None
    sealed: bool = False  # 关于密件：写进对话时也封存


class Sender(Protocol):
    """一个渠道的发送者: raises DeliveryDelayed (try later) or DeliveryRefused (show it to the desk)."""

    def send(self, notice: Notice) -> None: ...

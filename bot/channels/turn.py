"""一问一答的形状：每个渠道把自己的来话变成 Turn，把 Reply 变回自己的样子。"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from complaint_store.domain.ids import ConversationId


@dataclass(frozen=True, slots=True)
class Turn:
    """一句来话。

    `channel_message_id` is the channel's own number for it: the same number twice is one message.
    `address` is where replies and later notices go on that channel (a chat id, a browser's conversation).
    """

    channel: str
    address: str
    text: str
    channel_message_id: str
    conversation_id: ConversationId | None = None
    attachments: tuple[str, ...] = ()  # 已存好的附件编号
    source: str = ""  # 从哪里来：网页是网络地址，本机的程序为空；只用来限快慢，不存

    def __post_init__(self) -> None:
        """半个字符（落单的代理项）换成�: no page, no engine and no mail could write it out again."""
        whole = self.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        object.__setattr__(self, "text", whole)


@dataclass(frozen=True, slots=True)
class ReplyButton:
    """按钮: what it says, and what pressing it sends as the next text (at most 64 bytes, Telegram's limit)."""

    label: str
    payload: str


@dataclass(frozen=True, slots=True)
class Reply:
    """一句答复; kind: text, question, summary, receipt, notice."""

    text: str
    buttons: tuple[ReplyButton, ...] = ()
    kind: str = "text"

    def as_json(self) -> dict[str, Any]:
        buttons = [{"label": b.label, "payload": b.payload} for b in self.buttons]
        return {"text": self.text, "buttons": buttons, "kind": self.kind}

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Reply:
        buttons = tuple(ReplyButton(str(b["label"]), str(b["payload"])) for b in body.get("buttons") or ())
        return cls(str(body.get("text", "")), buttons, str(body.get("kind", "text")))


@dataclass(frozen=True, slots=True)
class TurnResult:
    """一轮的结果: what to say now, and the state of DESIGN §7 (`POST /api/chat/messages`)."""

    conversation_id: ConversationId
    replies: tuple[Reply, ...]
    state: dict[str, Any] = field(default_factory=dict)

"""谈话的记忆：Rasa 的槽与诉求草稿之间的往返，一项要素一个槽。"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from rasa_sdk.events import EventType, SlotSet
from rasa_sdk.interfaces import Tracker

from complaint_store.domain.draft import Draft, Filled
from complaint_store.domain.ids import CategoryId
from complaint_store.domain.reading import CategoryGuess, Field, FieldType, Kind, Mark, Reading

FIELD_SLOTS = (
    "accused_unit", "amount", "date", "duration", "place", "project", "people", "contract_no",
    "demand", "contact", "phone", "id_card", "reporter_name",
)  # fmt: skip
REQUESTED = "requested_slot"


@dataclass(frozen=True, slots=True)
class Option:
    """上一个问题给出的一个选项: its label, and the value that choosing it means."""

    label: str
    value: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Memory:
    """What the engine remembers of this conversation between two messages."""

    draft: Draft = field(default_factory=Draft)
    draft_id: str = ""  # 开始这份草稿的那句话的编号：提交的幂等键
    pending: str | None = None  # 正等着回答的项
    options: tuple[Option, ...] = ()
    queue: tuple[dict[str, Any], ...] = ()  # 同一段话里的下一件事 {text, …理解结果}
    misses: int = 0
    consent: bool = False  # 同意让被反映的单位知道是谁
    question: str = ""  # 上一个政策问题，留给接着追问的话
    turned_away: str = ""  # 刚指去别处的那段话，留给还是要在这里反映的人
    insists: bool = False  # 本人说了这件要在这里反映：不再往别处指

    @property
    def has_draft(self) -> bool:
        draft = self.draft
        return bool(draft.text or draft.fields or draft.attachments or draft.categories)


@dataclass(frozen=True, slots=True)
class Message:
    """来话 as it reached the action."""

    conversation: str
    message_id: str
    text: str
    intent: str
    choice: str | None
    reading: Reading
    matters: tuple[dict[str, Any], ...]
    attachments: tuple[str, ...]
    channel: str
    is_payload: bool


def remember(tracker: Tracker) -> Memory:
    """Slots → memory."""
    slots = tracker.slots
    rest = dict(slots.get("draft") or {})
    fields = {name: _filled(slots[name]) for name in FIELD_SLOTS if slots.get(name)}
    category = slots.get("category") or {}
    identity = slots.get("identity")
    draft = Draft(
        text=rest.get("text", ""),
        categories=tuple(CategoryId(id_) for id_ in category.get("ids", ())),
        confidence=category.get("confidence", 0.0),
        subtype=category.get("subtype"),
        marks=frozenset(rest.get("marks", ())),
        abstain=category.get("abstain", False),
        accused_kind=rest.get("accused_kind"),
        government_project=rest.get("government_project"),
        fields=fields,
        skipped=frozenset(rest.get("skipped", ())),
        asked=tuple(rest.get("asked", ())),
        anonymous=None if identity is None else identity == "anonymous",
        attachments=tuple(rest.get("attachments", ())),
    )
    return Memory(
        draft=draft,
        draft_id=rest.get("id", ""),
        pending=slots.get(REQUESTED) if tracker.active_loop_name else None,
        options=tuple(Option(**option) for option in slots.get("options") or ()),
        queue=tuple(slots.get("queue") or ()),
        misses=int(slots.get("misses") or 0),
        consent=bool(rest.get("consent")),
        question=str(slots.get("question") or ""),
        turned_away=str(slots.get("turned_away") or ""),
        insists=bool(rest.get("insists")),
    )


def slots_of(memory: Memory) -> dict[str, Any]:
    """Memory → slots; an empty part is an empty slot."""
    draft = memory.draft
    slots: dict[str, Any] = {name: _plain(draft.fields.get(name)) for name in FIELD_SLOTS}
    category = {
        "ids": list(draft.categories),
        "confidence": draft.confidence,
        "subtype": draft.subtype,
        "abstain": draft.abstain,
    }
    rest = {
        "id": memory.draft_id,
        "text": draft.text,
        "marks": sorted(draft.marks),
        "accused_kind": draft.accused_kind,
        "government_project": draft.government_project,
        "skipped": sorted(draft.skipped),
        "asked": list(draft.asked),
        "attachments": list(draft.attachments),
        "consent": memory.consent,
        "insists": memory.insists,
    }
    slots["category"] = category if draft.categories else None
    slots["identity"] = (
        None if draft.anonymous is None else ("anonymous" if draft.anonymous else "identified")
    )
    slots["draft"] = rest if memory.has_draft or draft.asked else None
    slots["options"] = [asdict(option) for option in memory.options] or None
    slots["queue"] = list(memory.queue) or None
    slots["misses"] = memory.misses or None
    slots["question"] = memory.question or None
    slots["turned_away"] = memory.turned_away or None
    slots[REQUESTED] = memory.pending
    return slots


def changes(tracker: Tracker, memory: Memory) -> list[EventType]:
    """The slots that changed; `draft` always (else the form takes the turn for refused) and what is waited for."""
    return [
        SlotSet(name, value)
        for name, value in slots_of(memory).items()
        if name in {"draft", REQUESTED} or value != tracker.slots.get(name)
    ]


def hear(tracker: Tracker) -> Message:
    """The latest message with what the app said about it."""
    latest = tracker.latest_message
    event: dict[str, Any] = next((e for e in reversed(tracker.events) if e.get("event") == "user"), {})
    metadata = event.get("metadata") or {}
    text = metadata.get("text") or latest.get("text") or ""
    body = latest.get("reading") or {}
    choice = next((e.get("value") for e in latest.get("entities") or () if e.get("entity") == "choice"), None)
    return Message(
        conversation=tracker.sender_id,
        message_id=str(metadata.get("message_id") or event.get("message_id") or ""),
        text=text,
        intent=(latest.get("intent") or {}).get("name") or "out_of_scope",
        choice=None if choice is None else str(choice),
        reading=reading_of(body),
        matters=tuple(body.get("matters") or ()),
        attachments=tuple(metadata.get("attachments") or ()),
        channel=str(metadata.get("channel") or "web"),
        is_payload=str(latest.get("text") or "").startswith("/"),
    )


def reading_of(body: dict[str, Any]) -> Reading:
    """The reading as it travelled with the message (nlu/components/compact.py)."""
    return Reading(
        kind=Kind(body.get("kind", Kind.DIALOGUE.value)),
        kind_confidence=1.0,
        act=body.get("act", ""),
        act_confidence=1.0,
        categories=tuple(CategoryGuess(CategoryId(i), c) for i, c in body.get("categories", ())),
        subtypes=tuple(body.get("subtypes", ())),
        marks=frozenset(Mark(mark) for mark in body.get("marks", ())),
        abstain=bool(body.get("abstain", False)),
        fields=tuple(_field(f) for f in body.get("fields", ())),
        negated=tuple(_field(f) for f in body.get("negated", ())),
        accused_kind=body.get("accused_kind"),
        script=body.get("script", "zh"),
    )


def forget_draft(memory: Memory) -> Memory:
    """The open draft is done with; the next matter, if any, stays."""
    return replace(
        memory, draft=Draft(), draft_id="", pending=None, options=(), misses=0, consent=False, insists=False
    )


def _field(body: dict[str, Any]) -> Field:
    return Field(
        type=FieldType(body["type"]),
        value=body["value"],
        normalized=body["normalized"],
        start=body["start"],
        end=body["end"],
        role=body.get("role"),
        approx=body.get("approx", False),
        candidates=tuple(body.get("candidates", ())),
        code=body.get("code"),
    )


def _plain(value: Filled | None) -> dict[str, Any] | None:
    if value is None:
        return None
    body = asdict(value)
    return {key: list(part) if isinstance(part, tuple) else part for key, part in body.items()}


def _filled(body: dict[str, Any]) -> Filled:
    return Filled(**{**body, "candidates": tuple(body.get("candidates") or ())})

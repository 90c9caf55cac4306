"""转写稿：谁在说话，以及一段话里有几件事。"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from complaint_store.domain.reading import Span


@dataclass(frozen=True)
class SpeakerTurn:
    """一轮话: role is citizen, clerk or unknown; the span leaves the tag out."""

    role: str
    start: int
    end: int


def turns_of(text: str) -> tuple[SpeakerTurn, ...]:
    return (SpeakerTurn("unknown", 0, len(text)),)


def matters_of(text: str, is_matter: Callable[[str], bool] | None = None) -> tuple[Span, ...]:
    return ((0, len(text)),)

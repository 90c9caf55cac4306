"""政策答复的样子：答没答上、原话、出处、该去哪个门。

What an answer to a policy question is made of, on every screen and in `chengsu ask --json`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Citation:
    """出处: document, clause and its own words.

    `quote` is always a literal part of the source; it is empty when the operator has not imported the statute
    and only our own `paraphrase` (转述) can be shown.
    """

    doc: str
    clause: str
    quote: str
    in_force: bool
    units: str = ""  # 责任单位原文，只有分工方案有
    status_note: str = ""  # 已废止、已被修订、尚未施行、摘录、待核
    paraphrase: str = ""  # 要点（转述）
    version: str = ""  # 如 2025年修订
    evidence: str = ""  # ✅ 见过条文；🔶 只见转述

    def as_json(self) -> dict[str, Any]:
        return {
            "doc": self.doc,
            "clause": self.clause,
            "quote": self.quote,
            "in_force": self.in_force,
            "units": self.units,
            "status_note": self.status_note,
            "paraphrase": self.paraphrase,
            "version": self.version,
            "evidence": self.evidence,
        }


@dataclass(frozen=True, slots=True)
class PolicyAnswer:
    """政策答复: short enough for a phone; a refusal has `handoff`, the door to ask at."""

    answerable: bool
    answer: str
    citations: tuple[Citation, ...] = ()
    handoff: str | None = None
    doors: tuple[str, ...] = ()  # doors.yml 的编号

    def as_json(self) -> dict[str, Any]:
        return {
            "answerable": self.answerable,
            "answer": self.answer,
            "citations": [citation.as_json() for citation in self.citations],
            "handoff": self.handoff,
            "doors": list(self.doors),
        }

"""答还是不答：资料答得上才答，拿不准就说没有写明，指给人该问的门。

A small logistic rule over what the search saw. Its weights are figures in refusal.yml, fitted on the development
questions by `python -m bench.policy --fit`; a question that asks for what no text can hold (a phone number, an
address, a name, somebody's own case) is refused by the pattern of the gap it falls into.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from nlu.retrieval.passages import Gap
from nlu.retrieval.search import Found

FEATURES = ("score", "gap", "margin", "coverage", "text", "long")
_ASKS_NUMBER = re.compile(r"(?:几|多少)(?:天|日|个?月|年|个?工作日|周|钱|块|元|万|个?人|倍|小时)")
_ASKS_TIME = re.compile(r"(?:几|多少)(?:天|日|个?月|年|个?工作日|周|小时)|多久|多长时间")
_HAS_TIME = re.compile(
    r"[\d一二三四五六七八九十两百]+\s*(?:个?工作日|日|天|个?月|年|分钟|秒|小时)|没有写|未定|及时"
)
_HAS_NUMBER = re.compile(r"[\d一二三四五六七八九十两百]")


@dataclass(frozen=True, slots=True)
class Verdict:
    """答不答, how sure, and the gap that explains a refusal."""

    answerable: bool
    confidence: float  # 资料答得上的把握
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """权重与门槛."""

    bias: float
    weights: tuple[float, ...]
    threshold: float

    @classmethod
    def read(cls, path: Path) -> Rule:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
        return cls(data["bias"], tuple(data["weights"][name] for name in FEATURES), data["threshold"])

    def confidence(self, features: Sequence[float]) -> float:
        return 1 / (
            1 + math.exp(-(self.bias + sum(w * x for w, x in zip(self.weights, features, strict=True))))
        )


def features_of(question: str, found: Found) -> tuple[float, ...]:
    """What the search saw, in the order of FEATURES."""
    score = found.hits[0].score if found.hits else 0.0
    gap = found.gap.score if found.gap else 0.0
    text = found.hits[0].text_score if found.hits else 0.0
    margin = (score - gap) / (score + gap + 0.1)
    return (min(score, 2.0), min(gap, 2.0), margin, found.coverage, text, min(len(question), 60) / 60)


def decide(question: str, found: Found, gaps: Sequence[Gap], rule: Rule) -> Verdict:
    asked = next((gap for gap in gaps if gap.is_asked_in(question)), None)
    if asked is not None:
        return Verdict(False, 0.0, asked)
    confidence = rule.confidence(features_of(question, found))
    if not found.hits or confidence < rule.threshold or _asks_what_is_not_said(question, found):
        return Verdict(False, confidence, _explaining(found))
    return Verdict(True, confidence)


def _asks_what_is_not_said(question: str, found: Found) -> bool:
    """问几天、问多少，而最像的条文里一个数也没有."""
    if not _ASKS_NUMBER.search(question):
        return False
    hit = found.hits[0]
    words = hit.passage.text + (hit.gist.say if hit.gist else "")
    return not (_HAS_TIME if _ASKS_TIME.search(question) else _HAS_NUMBER).search(words)


def _explaining(found: Found) -> Gap | None:
    """The gap most like the question, when it is like it at all."""
    return found.gap.gap if found.gap is not None and found.gap.score >= 0.55 else None

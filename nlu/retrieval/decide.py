"""答还是不答：资料答得上才答，拿不准就说没有写明，指给人该问的门。

A small logistic rule over what the search saw. Its weights are figures in refusal.yml, fitted on ways of
asking held out by `python -m bench.policy --fit`; a question that asks for what no text can hold (a phone number, an
address, a name, somebody's own case) is refused by the pattern of the gap it falls into.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from nlu.retrieval.kinds import silent_on_what_is_asked
from nlu.retrieval.passages import Gap
from nlu.retrieval.search import Found
from nlu.retrieval.tokens import content

FEATURES = ("score", "gap", "margin", "coverage", "known", "subjects", "foreign", "leaning", "bare")


@dataclass(frozen=True, slots=True)
class Verdict:
    """答不答, how sure, and the gap that explains a refusal."""

    answerable: bool
    confidence: float  # 资料答得上的把握
    gap: Gap | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """权重与门槛。"""

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
    margin = (score - gap) / (score + gap + 0.1)
    return (
        min(score, 2.0),
        min(gap, 2.0),
        margin,
        found.coverage,
        found.known,
        min(found.subjects, 3) / 3,
        _foreign(found),
        found.leaning,
        float(bool(found.hits) and found.hits[0].passage.kind == "gist"),  # 没有原文可比，分数自然低些
    )


def _foreign(found: Found) -> float:
    """说到了资料管不着的话题；同时说到条文管的事，就不那么外行（给医院供货、给学校盖楼）。"""
    if found.foreign is None:
        return 0.0
    return 1.0 if not found.subjects else 0.5


def decide(question: str, found: Found, gaps: Sequence[Gap], rule: Rule) -> Verdict:
    asked = next((gap for gap in gaps if gap.is_asked_in(question)), None)
    if asked is not None:
        return Verdict(False, 0.0, found.foreign if asked.topic_first and found.foreign else asked)
    if not found.hits or (found.known == 0 and found.subjects == 0):
        return Verdict(False, 0.0, found.foreign)  # 一个词也不认识
    confidence = rule.confidence(features_of(question, found))
    if _asked_just_so(question, found):
        return Verdict(True, 1.0)
    if confidence < rule.threshold or silent_on_what_is_asked(question, found.hits[0].words):
        return Verdict(False, confidence, _explaining(found))
    return Verdict(True, confidence)


def _asked_just_so(question: str, found: Found) -> bool:
    """要点的问法里就有这一句。"""
    gist = found.hits[0].gist
    return gist is not None and content(question) in {content(ask) for ask in gist.ask}


def _explaining(found: Found) -> Gap | None:
    """The gap most like the question, when it is like it at all."""
    if found.foreign is not None:
        return found.foreign
    return found.gap.gap if found.gap is not None and found.gap.score >= 0.2 else None

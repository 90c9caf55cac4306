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
from nlu.retrieval.tokens import content

FEATURES = ("score", "gap", "margin", "coverage", "known", "subjects", "foreign", "leaning")
_ASKS_TIME = re.compile(r"(?:几|多少)(?:天|日|个?月|年|个?工作日|周|小时)|多久|多长时间")
_HAS_TIME = re.compile(
    r"[\d一二三四五六七八九十两百]+\s*(?:个?工作日|日|天|个?月|年|分钟|秒|小时)|没有写|没有看到|没有查到|及时"
)
_ASKS_MONEY = re.compile(
    r"多少(?:钱|块|元|万|比例|百分比|奖金)|(?:罚|赔|奖|补|拿|发|涨)多少|百分之几|几(?:千|万|百)块|什么价"
)
_HAS_MONEY = re.compile(r"[\d一二三四五六七八九十]万?元|%|\d倍|[一二三]倍|万分之|百分之|不收(?:取)?费|赔偿金")


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
    )


def _foreign(found: Found) -> float:
    """说到了资料管不着的话题；同时说到条文管的事，就不那么外行（给医院供货、给学校盖楼）."""
    if found.foreign is None:
        return 0.0
    return 1.0 if not found.subjects else 0.5


def decide(question: str, found: Found, gaps: Sequence[Gap], rule: Rule) -> Verdict:
    asked = next((gap for gap in gaps if gap.is_asked_in(question)), None)
    if asked is not None:
        return Verdict(False, 0.0, asked)
    if not found.hits or (found.known == 0 and found.subjects == 0):
        return Verdict(False, 0.0, found.foreign)  # 一个词也不认识
    confidence = rule.confidence(features_of(question, found))
    if _asked_just_so(question, found):
        return Verdict(True, 1.0)
    if confidence < rule.threshold or _asks_what_is_not_said(question, found):
        return Verdict(False, confidence, _explaining(found))
    return Verdict(True, confidence)


def _asked_just_so(question: str, found: Found) -> bool:
    """要点的问法里就有这一句."""
    gist = found.hits[0].gist
    return gist is not None and content(question) in {content(ask) for ask in gist.ask}


def _asks_what_is_not_said(question: str, found: Found) -> bool:
    """问几天、问多少钱，而最像的条文里没有天数、没有钱数."""
    hit = found.hits[0]
    words = hit.passage.text + (hit.gist.say if hit.gist else "")
    no_time = _ASKS_TIME.search(question) is not None and _HAS_TIME.search(words) is None
    return no_time or (_ASKS_MONEY.search(question) is not None and _HAS_MONEY.search(words) is None)


def _explaining(found: Found) -> Gap | None:
    """The gap most like the question, when it is like it at all."""
    if found.foreign is not None:
        return found.foreign
    return found.gap.gap if found.gap is not None and found.gap.score >= 0.2 else None

"""种类：来话是诉求、政策咨询、查进度、别处的事，还是谈话中的一句答话.

The category model gives probabilities; the act model knows short answers. Short texts are judged by their act,
long ones by what they tell.
"""

from __future__ import annotations

from dataclasses import dataclass

from complaint_store.domain.reading import Kind
from nlu.labels import CATEGORIES

SHORT = 16  # 不超过这么多字，先看对话行为
MIDDLE = 45  # 超过这么多字，只看内容
CONTENT_ACTS = {
    "report": Kind.COMPLAINT,
    "ask_policy": Kind.POLICY_QUESTION,
    "ask_status": Kind.STATUS_QUERY,
    "other_complaint": Kind.OTHER_COMPLAINT,
}
ACT_OF_KIND = {kind: act for act, kind in CONTENT_ACTS.items()}


@dataclass(frozen=True, slots=True)
class KindGuess:
    """种类与把握."""

    kind: Kind
    confidence: float


def kind_by_content(probabilities: dict[str, float], in_scope: float, line: float) -> KindGuess:
    """只看内容: in scope or not first, then which of the other kinds."""
    if in_scope >= line:
        return KindGuess(Kind.COMPLAINT, in_scope)
    outside = (Kind.OTHER_COMPLAINT, Kind.POLICY_QUESTION, Kind.STATUS_QUERY)
    best = max(outside, key=lambda kind: probabilities[kind.value])
    return KindGuess(best, min(1.0 - in_scope, max(probabilities[best.value], 0.0)))


def kind_of(
    length: int, act: str, act_confidence: float, probabilities: dict[str, float], in_scope: float, line: float
) -> KindGuess:
    """种类 of a text of `length` characters."""
    content = kind_by_content(probabilities, in_scope, line)
    if length > MIDDLE:
        return content
    if act not in CONTENT_ACTS:
        needed = 0.3 if length <= SHORT else 0.6
        strongest = max(probabilities[name] for name in CATEGORIES)
        if act_confidence >= needed and (length <= SHORT or strongest < 0.8):
            return KindGuess(Kind.DIALOGUE, act_confidence)
        return content
    said = CONTENT_ACTS[act]
    if length <= SHORT or (act_confidence >= 0.6 and act_confidence > content.confidence):
        return KindGuess(said, act_confidence)
    return content

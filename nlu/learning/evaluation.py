"""评测：模型在一批带标签的来话上读对多少。

Strict counts the main labels only; lenient also accepts labels that the annotator called defensible, and does not
ask for them. In scope or not, and how far confidence can be believed, stand beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np

from nlu.categories import CategoryModel, Prediction
from nlu.kinds import decide
from nlu.labels import CATEGORIES, LABELS
from nlu.learning.examples import Example
from nlu.transcripts import claims_in

ENOUGH = 10  # 真实样本不足这么多的类别不报数
BINS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """一条来话的判断: labels in order of confidence, the confidence of the first, in scope or not."""

    labels: tuple[str, ...]
    confidence: float
    in_scope: bool
    abstain: bool


@dataclass(frozen=True, slots=True)
class Score:
    """一批来话上的成绩。"""

    count: int
    micro: float
    lenient: float
    macro: float
    first: float
    first_lenient: float
    recall: float
    false_intake: float
    calibration_error: float
    coverage: float
    right_when_sure: float

    def as_dict(self) -> dict[str, float]:
        return {name: round(float(value), 4) for name, value in asdict(self).items()}

    def __str__(self) -> str:
        return (
            f"{self.count} 条，micro-F1 {self.micro:.3f}（宽 {self.lenient:.3f}），macro-F1 {self.macro:.3f}，"
            f"受理召回 {self.recall:.3f}，误收 {self.false_intake:.3f}，校准误差 {self.calibration_error:.3f}"
        )


def judged(guess: Prediction, model: CategoryModel) -> Judged:
    """与 Reader 对长文本的判断一致。"""
    decision = decide(guess, model)
    labels = decision.labels or (decision.kind.value,)
    return Judged(labels, decision.confidence, bool(decision.labels), not decision.sure)


def score_of(model: CategoryModel, examples: Sequence[Example]) -> Score:
    return score([judged(model.predict(claims_in(e.text).text), model) for e in examples], examples)


def score(answers: Sequence[Judged], examples: Sequence[Example]) -> Score:
    """各项指标 (0 when there is nothing to measure)."""
    if not examples:
        return Score(0, *([0.0] * 10))
    truth = np.array([[label in e.labels for label in LABELS] for e in examples])
    allowed = truth | np.array([[label in e.alternatives for label in LABELS] for e in examples])
    said = np.array([[label in a.labels for label in LABELS] for a in answers])
    first = np.array([LABELS.index(a.labels[0]) for a in answers])
    rows = np.arange(len(examples))
    main = np.array([LABELS.index(e.labels[0]) for e in examples])
    inside = truth[:, : len(CATEGORIES)].any(axis=1)
    taken = np.array([a.in_scope for a in answers])
    confidence = np.array([a.confidence for a in answers])
    right = truth[rows, first]
    sure = ~np.array([a.abstain for a in answers])
    return Score(
        count=len(examples),
        micro=_f1((said & truth).sum(), said.sum(), (said & truth).sum(), truth.sum()),
        lenient=_lenient(said, truth, allowed),
        macro=macro(said, truth),
        first=float((first == main).mean()),
        first_lenient=float(allowed[rows, first].mean()),
        recall=float((taken & inside).sum() / max(1, inside.sum())),
        false_intake=float((taken & ~inside).sum() / max(1, (~inside).sum())),
        calibration_error=calibration_error(confidence, right),
        coverage=float(sure.mean()),
        right_when_sure=float(allowed[rows, first][sure].mean()) if sure.any() else 0.0,
    )


def by_category(answers: Sequence[Judged], examples: Sequence[Example]) -> dict[str, float | None]:
    """每类 F1; None where there are too few real examples to say."""
    figures: dict[str, float | None] = {}
    for label in LABELS:
        truth = np.array([label in e.labels for e in examples])
        said = np.array([label in a.labels for a in answers])
        hit = int((truth & said).sum())
        figures[label] = (
            round(_f1(hit, int(said.sum()), hit, int(truth.sum())), 4) if truth.sum() >= ENOUGH else None
        )
    return figures


def macro(said: np.ndarray, truth: np.ndarray) -> float:
    figures = [
        _f1(hit := (said[:, k] & truth[:, k]).sum(), said[:, k].sum(), hit, truth[:, k].sum())
        for k in range(len(CATEGORIES))
        if truth[:, k].sum() >= ENOUGH
    ]
    return float(np.mean(figures)) if figures else 0.0


def calibration_error(confidence: np.ndarray, right: np.ndarray) -> float:
    """期望校准误差 in ten bins."""
    bins = np.clip((confidence * BINS).astype(int), 0, BINS - 1)
    return float(
        sum(
            abs(confidence[bins == b].mean() - right[bins == b].mean()) * (bins == b).mean()
            for b in range(BINS)
            if (bins == b).any()
        )
    )


def _lenient(said: np.ndarray, truth: np.ndarray, allowed: np.ndarray) -> float:
    """宽: a defensible label is right; a main label counts as found when a defensible one was said for it."""
    hits = (said & allowed).sum()
    excused = (said & allowed).any(axis=1)
    found = (truth & (said | excused[:, None])).sum()
    return _f1(hits, said.sum(), found, truth.sum())


def _f1(hits: float, said: float, found: float, wanted: float) -> float:
    precision = hits / said if said else 0.0
    recall = found / wanted if wanted else 0.0
    return float(2 * precision * recall / (precision + recall)) if precision + recall else 0.0

"""比旧模型：新模型在评测集上哪一项退步了，退步多少就不换。

Four figures are weighed, each by itself: a gain in one does not pay for a loss in another. The margins are what a
handful of the held-out messages makes, and never less than a single one.
"""

from __future__ import annotations

from dataclasses import dataclass

from nlu.learning.evaluation import Score


@dataclass(frozen=True, slots=True)
class Measure:
    """看的一项: its name on the screen, whether more is better, and how much worse is still borne."""

    name: str
    field: str
    more_is_better: bool
    margin: float

    def borne(self, count: int) -> float:
        """许差多少 on so many messages."""
        return max(self.margin, 1 / max(1, count))


MEASURES = (
    Measure("micro-F1", "micro", True, 0.005),
    Measure("受理召回", "recall", True, 0.01),
    Measure("误收", "false_intake", False, 0.02),
    Measure("校准误差", "calibration_error", False, 0.02),
)


@dataclass(frozen=True, slots=True)
class Loss:
    """退步的一项。"""

    measure: Measure
    before: float
    after: float
    borne: float

    def __str__(self) -> str:
        moved = "降" if self.measure.more_is_better else "升"
        return f"{self.measure.name}：从 {self.before:.3f} {moved}到 {self.after:.3f}（最多许差 {self.borne:.3g}）"


def losses(before: Score, after: Score) -> tuple[Loss, ...]:
    """新模型比旧模型差得过了线的各项, none when it may take the old one's place."""
    found = []
    for measure in MEASURES:
        old, new = float(getattr(before, measure.field)), float(getattr(after, measure.field))
        worse_by = old - new if measure.more_is_better else new - old
        borne = measure.borne(after.count)
        if worse_by > borne:
            found.append(Loss(measure, old, new, borne))
    return tuple(found)

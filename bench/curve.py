"""曲线：成绩随语料多少怎么变——自有语料的条数（真实来话不变），真实来话的条数（自有语料不变）。

Each point is one model, asked all of dev; none of it learns from dev, so that the points differ by what is counted
and by nothing else. The messages of a point are the first so many of one shuffled order. `chengsu bench nlu --with-curve`.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Sequence

from bench.folds import DEV, Messages, answer, read_messages
from bench.judging import told
from bench.table import show, write
from nlu.categories import category_model_from
from nlu.learning.examples import Example
from nlu.learning.fitting import fit

OWN_POINTS, REAL_POINTS = (0, 450, 900, 1800), (0, 360, 720)
SEED = 0
COLUMNS = {
    "micro": "micro-F1 严", "lenient": "宽", "macro": "macro-F1", "recall": "受理召回", "false_intake": "误收",
    "recall_at_8": "误收 8% 时召回", "calibration_error": "校准误差",
}  # fmt: skip


def draw(messages: Messages) -> None:
    """Measure every point and write bench/results/nlu_curve.json."""
    own, real = shuffled(messages.own), shuffled(messages.real)
    whole = point(own, real, messages.dev)
    by_own = [*(point(own[:n], real, messages.dev) for n in OWN_POINTS), whole]
    by_real = [*(point(own, real[:n], messages.dev) for n in REAL_POINTS), whole]
    body = {"asked": len(messages.dev), "by_own": by_own, "by_real": by_real}
    write("nlu_curve", "chengsu bench nlu --with-curve", body)
    for title, points in (("自有语料多少", by_own), ("真实来话多少", by_real)):
        rows = [(p["own"], p["real"], *(p[column] for column in COLUMNS)) for p in points]
        show(title, ("自有", "真实", *COLUMNS.values()), rows)


def shuffled(examples: Sequence[Example]) -> list[Example]:
    return random.Random(SEED).sample(list(examples), len(examples))  # noqa: S311


def point(own: Sequence[Example], real: Sequence[Example], dev: Sequence[Example]) -> dict[str, object]:
    began = time.perf_counter()
    model = category_model_from(fit([*own, *real]))
    seconds = time.perf_counter() - began
    figures = told([answer(model, example.text) for example in dev], dev, seconds)
    return {"own": len(own), "real": len(real), **figures}


if __name__ == "__main__":
    if not DEV.is_file():
        print("没有 ../shared/data/dev_complaints.jsonl，跳过这项测量。")
        sys.exit(0)
    draw(read_messages())

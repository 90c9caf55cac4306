"""拟合“答不答”的权重：在开发问题上做带惩罚的逻辑回归，只留下几个数字。"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nlu.retrieval.decide import FEATURES

THRESHOLD = 0.6  # 开发问题与问法表相近，拟合偏乐观：没见过的问法要更有把握才答


def fit(
    rows: Sequence[Sequence[float]], answerable: Sequence[bool], penalty: float = 0.02
) -> dict[str, object]:
    """Weights that tell answerable from unanswerable questions; plain gradient descent."""
    x = np.array(rows, dtype=float)
    y = np.array(answerable, dtype=float)
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = (x - mean) / spread
    w, b = np.zeros(z.shape[1]), 0.0
    for _ in range(4000):
        error = 1 / (1 + np.exp(-(z @ w + b))) - y
        w -= 0.3 * (z.T @ error / len(y) + penalty * w)
        b -= 0.3 * float(error.mean())
    raw = w / spread
    return {
        "bias": round(float(b - raw @ mean), 4),
        "weights": {name: round(float(value), 4) for name, value in zip(FEATURES, raw, strict=True)},
        "threshold": THRESHOLD,
    }

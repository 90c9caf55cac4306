"""相像：一段话与学过的来话有多像，各标签因此得多少分。

The linear separators of nlu/categories.py weigh every fragment by itself; what only a combination tells, the likeness to
whole messages adds. A text is projected onto 120 topics (latent semantic analysis), and a Gaussian kernel over
the messages learnt from passes their labels on (kernel ridge regression; nlu/learning/likeness_fitting.py). Figures only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

WIDTH = 1.0  # 高斯核：两条来话多远就不相干
ARRAYS = ("topic_columns", "topics", "learnt", "passed_on")


@dataclass(frozen=True, slots=True)
class Likeness:
    """与学过的来话的相像，全部数字。"""

    row_of: np.ndarray  # 词表位置 → topics 的行，-1 为不看
    topics: np.ndarray  # 行 × 话题
    learnt: np.ndarray  # 学过的来话 × 话题，单位长度
    passed_on: np.ndarray  # 学过的来话 × 标签

    def scores(self, where: np.ndarray, values: np.ndarray) -> np.ndarray:
        """One score a label for a text given as positions in the vocabulary and their TF-IDF."""
        point = project(self.row_of, self.topics, where, values)
        return np.asarray(kernel(point[None, :], self.learnt)[0] @ self.passed_on)


def project(row_of: np.ndarray, topics: np.ndarray, where: np.ndarray, values: np.ndarray) -> np.ndarray:
    """话题坐标 of unit length; zero when the text has no word that the topics know."""
    rows = row_of[where]
    known = rows >= 0
    point = values[known] @ topics[rows[known]]
    return np.asarray(point / max(float(np.linalg.norm(point)), 1e-9))


def kernel(points: np.ndarray, learnt: np.ndarray) -> np.ndarray:
    """相像程度 between 0 and 1; all points have unit length."""
    return np.asarray(np.exp(-2.0 * WIDTH * (1.0 - points @ learnt.T)))


def likeness_from(parts: Mapping[str, np.ndarray], words: int) -> Likeness:
    """From the arrays of a model file with `words` entries in its vocabulary."""
    row_of = np.full(words, -1, dtype=np.int32)
    row_of[parts["topic_columns"]] = np.arange(len(parts["topic_columns"]))
    topics, learnt, passed_on = (parts[name].astype(np.float32) for name in ARRAYS[1:])
    return Likeness(row_of, topics, learnt, passed_on)

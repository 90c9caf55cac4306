"""相像：像谁就得谁的分，什么也认不出的不得分，学过的来话不多不少地传下去。"""

from __future__ import annotations

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from nlu.learning.likeness_fitting import fit_passed_on, fit_topics, points_of
from nlu.likeness import Likeness, likeness_from

# 六条来话、六个片段：前三条说的是工资（片段 0–2），后三条说的是噪音（片段 3–5）
TOLD = csr_matrix(
    np.array(
        [[1, 1, 0, 0, 0, 0], [0, 1, 1, 0, 0, 0], [1, 0, 1, 0, 0, 0],
         [0, 0, 0, 1, 1, 0], [0, 0, 0, 0, 1, 1], [0, 0, 0, 1, 0, 1]], dtype=np.float32,
    )
)  # fmt: skip
LABELS = np.array([[1, 0]] * 3 + [[0, 1]] * 3)


@pytest.fixture(scope="module")
def likeness() -> Likeness:
    columns, topics = fit_topics(TOLD, np.ones(6, dtype=bool), seed=0)
    points = points_of(TOLD, columns, topics)
    parts = {
        "topic_columns": columns,
        "topics": topics,
        "learnt": points,
        "passed_on": fit_passed_on(points, LABELS, np.ones(6)),
    }
    return likeness_from(parts, 6)


def scores(likeness: Likeness, *words: int) -> list[float]:
    where = np.array(words, dtype=np.int64)
    return [float(x) for x in likeness.scores(where, np.ones(len(where), dtype=np.float32))]


def test_a_message_gets_the_labels_of_those_it_is_like(likeness: Likeness) -> None:
    wages, noise = scores(likeness, 0, 1, 2)
    assert wages > 0.5 > -0.5 > noise


def test_what_is_like_both_gets_no_clear_answer(likeness: Likeness) -> None:
    assert all(abs(score) < 0.3 for score in scores(likeness, 0, 1, 2, 3, 4, 5))


def test_a_message_without_a_known_word_is_like_nobody_in_particular(likeness: Likeness) -> None:
    wages, noise = scores(likeness)
    assert wages == pytest.approx(noise, abs=0.2)


def test_a_message_of_little_weight_passes_on_little() -> None:
    columns, topics = fit_topics(TOLD, np.ones(6, dtype=bool), seed=0)
    points = points_of(TOLD, columns, topics)
    swapped = LABELS.copy()
    swapped[0] = [0, 1]  # 一条标错了
    light = fit_passed_on(points, swapped, np.array([0.05, 1, 1, 1, 1, 1]))
    full = fit_passed_on(points, swapped, np.ones(6))
    assert abs(light[0, 1]) < abs(full[0, 1])

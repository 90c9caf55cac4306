"""标记的拟合：由样本求出标记模型的数字（只在训练时使用 scikit-learn）。

Only the file written for the marks (data/corpus/e1_marks.jsonl) says of every message which marks it has and which it
has not. Elsewhere a mark stands only where its writer was sure: a message without it counts as one that lacks it, with
less weight, and not at all where a first model, which has not learnt from it, finds the mark without a doubt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.svm import LinearSVC

from complaint_store.domain.reading import Mark
from nlu.acts import CRISIS
from nlu.categories import lookup
from nlu.learning.examples import Example
from nlu.marks.model import MARKS, Windows, load_families, windows_of
from nlu.text import fold

LINES = {
    Mark.RETALIATION: -0.33,
    Mark.JUDGMENT_DEBTOR: -0.3,
    Mark.ALREADY_IN: 0.05,
    Mark.EMERGENCY: -0.33,
    Mark.SELF_HARM_OR_MASS_INCIDENT: -0.48,  # 多报的代价小：有人来看一眼
    Mark.OFFICIAL_MISCONDUCT: -0.4,  # 漏了，不该看的人就看见了
}
FEWEST_MESSAGES = 2  # 片段至少见于自有语料这么多条才进词表
FAMILY_SCALE, PAIR_SCALE = 0.25, 0.12  # 词族、两族同现与片段同场时的尺度
C = 0.5
MARKED_WEIGHT = 3.0  # 有标记的样本的分量
UNSURE_WEIGHT = 0.7  # 没有逐条判过的样本的分量
BEYOND_DOUBT = 0.3  # 头一个模型给到这么高的，多半是真有而没有标
STILL_LIKELY = -0.2  # 当作没有学过一遍，还给到这么高的
ROUNDS = 2  # 头一轮认整段，再一轮只认最像的窗口
NEAR_BEST = 0.3
SILENT = -9.0  # 没有一个例子的标记，不作声


class _Rows:
    """全部窗口的特征矩阵, and which message each row belongs to."""

    def __init__(self, texts: Sequence[str], keys: np.ndarray, idf: np.ndarray) -> None:
        left, right = np.triu_indices(len(load_families().names), 1)
        blocks: list[csr_matrix] = []
        owners: list[int] = []
        for number, text in enumerate(texts):
            for some in windows_of(text):
                families = some.families
                pairs = families[:, left] * families[:, right]
                scaled = [csr_matrix(families * FAMILY_SCALE), csr_matrix(pairs * PAIR_SCALE)]
                blocks.append(hstack([_grams(some, keys, idf), *scaled]).tocsr())
                owners.extend([number] * len(some.spans))
        self.matrix: csr_matrix = vstack(blocks).tocsr()
        self.owner = np.array(owners)
        self.count = len(texts)


def _grams(some: Windows, keys: np.ndarray, idf: np.ndarray) -> csr_matrix:
    places = lookup(keys, some.keys)
    known = np.flatnonzero(places >= 0)
    holds = some.holds[:, known]
    value = idf[places[known]]
    length = np.sqrt(np.maximum(holds @ (value * value), 1e-9))
    row, column = np.nonzero(holds)
    return csr_matrix(
        (value[column] / length[row], (row, places[known][column])), shape=(len(some.spans), len(keys))
    )


def fit_marks(
    marked: Sequence[Example], unsure: Sequence[Example], unheard: Sequence[Example] = (), seed: int = 0
) -> dict[str, np.ndarray]:
    """标记模型: `marked` was judged mark by mark, `unsure` (own) and `unheard` (real) carry only what was sure."""
    examples = [*marked, *unsure, *unheard]
    texts = [fold(example.text).text for example in examples]
    own = len(marked) + len(unsure)
    keys, idf = _vocabulary(texts[:own])
    rows = _Rows(texts, keys, idf)
    truth = np.array([[mark.value in example.marks for mark in MARKS] for example in examples])
    judged = np.arange(len(examples)) < len(marked)
    ours = np.arange(len(examples)) < own
    weight = np.where(judged, 1.0, UNSURE_WEIGHT)
    coefficients = np.zeros((rows.matrix.shape[1], len(MARKS)))
    bias = np.zeros(len(MARKS))
    crisis = truth[:, MARKS.index(Mark.SELF_HARM_OR_MASS_INCIDENT)]
    for k, mark in enumerate(MARKS):
        # 轻生的话里有没有眼前的危险，没有逐条判过
        left_out = crisis & ~truth[:, k] if mark is Mark.EMERGENCY else np.zeros(len(examples), dtype=bool)
        first = _separator(rows, truth[:, k], weight, ours & ~left_out, seed)
        doubtful = (
            ~judged & ~truth[:, k] & (_highest(rows, *first) > np.where(ours, STILL_LIKELY, BEYOND_DOUBT))
        )
        coefficients[:, k], bias[k] = _separator(rows, truth[:, k], weight, ~doubtful & ~left_out, seed)
    return _parts(keys, idf, coefficients, bias)


def said_in_dialogue(utterances: Mapping[str, Sequence[str]]) -> list[Example]:
    """对话里的短话: a greeting has no mark. Cries for help teach nlu/acts.py; so short, they would outweigh the letters."""
    return [
        Example(f"{act}-{number}", line, ())
        for act in sorted(utterances)
        if act != CRISIS
        for number, line in enumerate(utterances[act])
    ]


def _vocabulary(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    batches = [[some.keys for some in windows_of(text)] for text in texts]
    seen = [np.unique(np.concatenate(keys)) for keys in batches if keys]
    keys, counts = np.unique(np.concatenate(seen), return_counts=True)
    kept = counts >= FEWEST_MESSAGES
    return keys[kept], (np.log((1 + len(texts)) / (1 + counts[kept])) + 1).astype(np.float32)


def _separator(
    rows: _Rows, truth: np.ndarray, weight: np.ndarray, used: np.ndarray, seed: int
) -> tuple[np.ndarray, float]:
    """一个标记的分界: all windows of a message without the mark are without it, one window of a marked one has it."""
    if not truth[used].any():
        return np.zeros(rows.matrix.shape[1]), SILENT
    marked = truth[rows.owner]
    windows = np.bincount(rows.owner, minlength=len(truth))
    chosen = marked
    for turn in range(ROUNDS):
        here = np.flatnonzero(used[rows.owner] & (~marked | chosen))
        share = np.bincount(rows.owner[chosen], minlength=len(truth))
        heavy = MARKED_WEIGHT / np.maximum(share, 1)[rows.owner]
        light = weight[rows.owner] / np.sqrt(windows[rows.owner])
        machine = LinearSVC(C=C, dual=True, max_iter=300, random_state=seed)
        machine.fit(rows.matrix[here], marked[here], sample_weight=np.where(marked, heavy, light)[here])
        line = (machine.coef_[0], float(machine.intercept_[0]))
        if turn + 1 < ROUNDS:
            values = rows.matrix @ line[0] + line[1]
            chosen = marked & (values >= _highest(rows, *line)[rows.owner] - NEAR_BEST)
    return line


def _highest(rows: _Rows, coefficients: np.ndarray, bias: float) -> np.ndarray:
    """每条来话最高的窗口。"""
    best = np.full(rows.count, -np.inf)
    np.maximum.at(best, rows.owner, rows.matrix @ coefficients + bias)
    return best


def _parts(
    keys: np.ndarray, idf: np.ndarray, coefficients: np.ndarray, bias: np.ndarray
) -> dict[str, np.ndarray]:
    families, marks = load_families().names, len(MARKS)
    size = len(families)
    alone = coefficients[len(keys) : len(keys) + size] * FAMILY_SCALE
    pairs = np.zeros((size, size, marks))
    pairs[np.triu_indices(size, 1)] = coefficients[len(keys) + size :] * PAIR_SCALE
    return {
        "keys": keys,
        "idf": idf.astype(np.float16),
        "weights": coefficients[: len(keys)].astype(np.float16),
        "families": np.array(families),
        "family_weights": alone.astype(np.float32),
        "pair_weights": pairs.transpose(0, 2, 1).reshape(size, marks * size).astype(np.float16),
        "bias": bias.astype(np.float32),
        "lines": np.array([LINES[mark] for mark in MARKS], dtype=np.float32),
    }

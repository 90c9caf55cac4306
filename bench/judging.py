"""比成绩：一个系统的全部数字、同一误收下的受理召回、混淆矩阵。

Systems intake at different lines, so recall alone says little: `recall_at` puts each at the same false intake, by how
far it held each message to be ours.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from bench.baselines import Answer
from bench.table import show
from nlu.labels import CATEGORIES, LABELS
from nlu.learning.evaluation import by_category, score
from nlu.learning.examples import Example

SAME_FALSE_INTAKE = 0.08
TOO_FEW = "真实数据不足"
COLUMNS: dict[str, str] = {
    "micro": "micro-F1 严", "lenient": "宽", "macro": "macro-F1", "first": "首类对", "first_lenient": "首类宽",
    "recall": "受理召回", "false_intake": "误收", "recall_at_8": "误收 8% 时召回", "calibration_error": "校准误差",
    "coverage": "自动决定", "right_when_sure": "其中对",
}  # fmt: skip


def told(answers: Sequence[Answer], examples: Sequence[Example], seconds: float) -> dict[str, object]:
    """一个系统的全部数字，真实样本不足的类别写明。"""
    judged = [answer.judged for answer in answers]
    figures = {name: TOO_FEW if f1 is None else f1 for name, f1 in by_category(judged, examples).items()}
    return {
        **score(judged, examples).as_dict(),
        "recall_at_8": recall_at(answers, examples),
        "seconds": round(seconds, 1),
        "by_category": figures,
    }


def recall_at(
    answers: Sequence[Answer], examples: Sequence[Example], most: float = SAME_FALSE_INTAKE
) -> float:
    """受理召回 with the line drawn where no more than `most` of the others would be taken in."""
    inside = np.array([any(label in CATEGORIES for label in example.labels) for example in examples])
    held = np.array([answer.inside for answer in answers])
    line = np.sort(held[~inside])[::-1][int(most * (~inside).sum())]
    return round(float((held[inside] > line).mean()), 4)


def confusion(answers: Sequence[Answer], examples: Sequence[Example]) -> dict[str, dict[str, int]]:
    """真实首类 → 判的首类 → 条数; only what occurs."""
    matrix: dict[str, dict[str, int]] = {}
    for truth in LABELS:
        row: dict[str, int] = {}
        for answer, example in zip(answers, examples, strict=True):
            if example.labels[0] == truth:
                row[answer.judged.labels[0]] = row.get(answer.judged.labels[0], 0) + 1
        if row:
            matrix[truth] = {label: row[label] for label in LABELS if label in row}
    return matrix


def report(rows: Mapping[str, Mapping[str, object]]) -> None:
    table = [(name, *(row[column] for column in COLUMNS)) for name, row in rows.items()]
    show("真实来话 375 条，五折", ("系统", *COLUMNS.values()), table)


def report_confusion(matrix: Mapping[str, Mapping[str, int]]) -> None:
    said = [label for label in LABELS if any(label in row for row in matrix.values())]
    rows = [(truth, *(row.get(label, 0) or "·" for label in said)) for truth, row in matrix.items()]
    show("混淆矩阵：行是标注的首类，列是判的首类", ("", *said), rows)

"""理解的成绩：在真实来话上按重复分组五折交叉验证，旁边是字符 TF-IDF + LinearSVC（同样的文本）.

`python -m bench.nlu` — needs ../shared/data/dev_complaints.jsonl; says so and stops when it is absent. A fold is
never trained on; training texts are our own corpus, train_real.jsonl and the other folds.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from nlu.categories import category_model_from
from nlu.evaluation import Judged, Score, by_category, judged, score
from nlu.examples import Example, read_examples, read_folder
from nlu.fitting import FOLDS, fit
from nlu.labels import CATEGORIES, LABELS
from nlu.text import fold
from nlu.train import CORPUS, REAL

DEV, TRAIN = REAL / "dev_complaints.jsonl", REAL / "train_real.jsonl"
RESULT = Path(__file__).parent / "results" / "nlu.json"


def main() -> int:
    if not DEV.is_file():
        print("没有 ../shared/data/dev_complaints.jsonl，跳过这项测量。")
        return 0
    dev = read_examples(DEV, own=False)
    own = read_folder(CORPUS)
    real = read_examples(TRAIN, own=False) if TRAIN.is_file() else []
    rows: dict[str, dict[str, object]] = {}
    for name, base in (("诚诉（自有＋真实）", [*own, *real]), ("诚诉（仅自有语料）", own)):
        began = time.perf_counter()
        answers = cross_validated(base, dev, learn_from_dev=base is not own)
        rows[name] = told(score(answers, dev), answers, dev, time.perf_counter() - began)
    began = time.perf_counter()
    answers = baseline([*own, *real], dev)
    rows["字符 TF-IDF + LinearSVC"] = told(score(answers, dev), answers, dev, time.perf_counter() - began)
    report = {"dev": len(dev), "train_real": len(real), "own": len(own), "folds": FOLDS, "systems": rows}
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    show(rows)
    return 0


def cross_validated(base: Sequence[Example], dev: Sequence[Example], learn_from_dev: bool) -> list[Judged]:
    """每一折都由没有见过它的模型来读."""
    answers: list[Judged | None] = [None] * len(dev)
    folds = GroupKFold(FOLDS).split(dev, groups=[example.group for example in dev])
    model = None if learn_from_dev else category_model_from(fit(base))
    for kept, left in folds:
        reader = model or category_model_from(fit([*base, *(dev[i] for i in kept)]))
        for i in left:
            answers[i] = judged(reader.predict(fold(dev[i].text).text), reader)
    return [answer for answer in answers if answer is not None]


def baseline(base: Sequence[Example], dev: Sequence[Example]) -> list[Judged]:
    """别人会用的做法: one linear SVM per label over character n-grams, the strongest label always taken."""
    answers: list[Judged | None] = [None] * len(dev)
    for kept, left in GroupKFold(FOLDS).split(dev, groups=[example.group for example in dev]):
        examples = [*base, *(dev[i] for i in kept)]
        vectors = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)
        matrix = vectors.fit_transform([example.text for example in examples])
        wanted = vectors.transform([dev[i].text for i in left])
        margins = np.full((len(left), len(LABELS)), -9.0)
        for k, label in enumerate(LABELS):
            truth = np.array([label in example.labels for example in examples])
            if truth.sum() >= 3:
                machine = LinearSVC(class_weight="balanced", random_state=0).fit(matrix, truth)
                margins[:, k] = machine.decision_function(wanted)
        for i, row in zip(left, margins, strict=True):
            best = int(row.argmax())
            labels = [LABELS[best], *(LABELS[k] for k in np.argsort(-row) if row[k] > 0 and k != best)]
            if labels[0] not in CATEGORIES:
                labels = labels[:1]
            labels = [label for n, label in enumerate(labels) if n == 0 or label in CATEGORIES]
            confidence = float(1 / (1 + np.exp(-2 * row[best])))
            answers[i] = Judged(tuple(labels), confidence, labels[0] in CATEGORIES, False)
    return [answer for answer in answers if answer is not None]


def told(result: Score, answers: list[Judged], dev: Sequence[Example], seconds: float) -> dict[str, object]:
    """一个系统的全部数字，真实样本不足的类别写明."""
    figures = {name: "真实数据不足" if f1 is None else f1 for name, f1 in by_category(answers, dev).items()}
    return {**result.as_dict(), "seconds": round(seconds, 1), "by_category": figures}


def show(rows: dict[str, dict[str, object]]) -> None:
    columns = {
        "micro": "micro-F1 严", "lenient": "宽", "macro": "macro-F1", "recall": "受理召回", "false_intake": "误收",
        "calibration_error": "校准误差", "coverage": "自动决定", "right_when_sure": "其中对",
    }  # fmt: skip
    print("系统", *columns.values(), sep=" | ")
    for name, row in rows.items():
        print(name, *(f"{row[column]:.3f}" for column in columns), sep=" | ")


if __name__ == "__main__":
    sys.exit(main())

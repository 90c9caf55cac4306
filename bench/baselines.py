"""对照：别人会用的分类器，在同样的文本上训练、作答——字符 TF-IDF + LinearSVC、fastText、Rasa LR、Rasa DIET.

A classifier with one label an answer is taken as it is: it learns from the first label of a message and its strongest
label is the answer. Each answer also says how far it holds the message to be ours (`inside`), so that all systems can
be compared at one and the same false intake.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jieba
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from nlu.labels import CATEGORIES, LABELS
from nlu.learning.evaluation import Judged
from nlu.learning.examples import Example

ROOT = Path(__file__).resolve().parent.parent
ENGINE_PYTHON = ROOT / ".venv-engine" / "bin" / "python"
LEARNT_FROM = 3  # 例子不足这么多的标签，LinearSVC 不为它立分界


@dataclass(frozen=True, slots=True)
class Answer:
    """一个系统对一条来话的回答，and how far it holds the message to be ours."""

    judged: Judged
    inside: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """一折：学这些，答那些。"""

    learnt: Sequence[Example]
    asked: Sequence[str]


def by_ranking(ranking: Sequence[tuple[str, float]]) -> Answer:
    """单标签分类器的回答: the strongest label, and the weight of all categories of ours together."""
    label, confidence = max(ranking, key=lambda pair: pair[1])
    inside = sum(value for name, value in ranking if name in CATEGORIES)
    return Answer(Judged((label,), float(confidence), label in CATEGORIES, False), inside)


def linear_svc(lessons: Sequence[Lesson]) -> list[list[Answer]]:
    """字符 TF-IDF + LinearSVC: one machine per label; the strongest label always taken, others above zero too."""
    return [_linear_svc(lesson) for lesson in lessons]


def _linear_svc(lesson: Lesson) -> list[Answer]:
    vectors = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), min_df=2, sublinear_tf=True)
    matrix = vectors.fit_transform([example.text for example in lesson.learnt])
    wanted = vectors.transform(list(lesson.asked))
    margins = np.full((len(lesson.asked), len(LABELS)), -9.0)
    for k, label in enumerate(LABELS):
        truth = np.array([label in example.labels for example in lesson.learnt])
        if truth.sum() >= LEARNT_FROM:
            machine = LinearSVC(class_weight="balanced", random_state=0).fit(matrix, truth)
            margins[:, k] = machine.decision_function(wanted)
    return [_by_margin(row) for row in margins]


def _by_margin(row: np.ndarray) -> Answer:
    order = [LABELS[k] for k in np.argsort(-row)]
    more = [name for name in order[1:] if name in CATEGORIES and row[LABELS.index(name)] > 0]
    ours = order[0] in CATEGORIES
    confidence = float(1 / (1 + np.exp(-2 * row.max())))
    inside = row[: len(CATEGORIES)].max() - row[len(CATEGORIES) :].max()
    return Answer(Judged((order[0], *(more if ours else ())), confidence, ours, False), float(inside))


def has_fasttext() -> bool:
    return importlib.util.find_spec("fasttext") is not None


def fasttext_supervised(lessons: Sequence[Lesson]) -> list[list[Answer]]:
    """fastText: words of jieba and pairs of them, one thread so that the same texts give the same answers."""
    return [_fasttext(lesson) for lesson in lessons]


def _fasttext(lesson: Lesson) -> list[Answer]:
    import fasttext

    jieba.setLogLevel(logging.WARNING)
    words = jieba.Tokenizer()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "learnt.txt"
        lines = [f"__label__{e.labels[0]} {_spaced(words, e.text)}" for e in lesson.learnt]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        machine = fasttext.train_supervised(
            str(path), lr=0.5, epoch=25, dim=100, wordNgrams=2, minCount=1, loss="softmax", thread=1, seed=0, verbose=0
        )  # fmt: skip
    asked = [_spaced(words, text) for text in lesson.asked]
    labels, values = machine.predict(asked, k=-1)
    rankings = (
        [(name.removeprefix("__label__"), float(value)) for name, value in zip(names, row, strict=True)]
        for names, row in zip(labels, values, strict=True)
    )
    return [by_ranking(ranking) for ranking in rankings]


def _spaced(words: jieba.Tokenizer, text: str) -> str:
    return " ".join(word for word in words.lcut(text) if word.strip())


@dataclass(frozen=True, slots=True)
class RasaResult:
    """Rasa 的回答、训练用时和每条计时文本的用时。"""

    answers: list[list[Answer]]
    train_seconds: list[float]
    seconds_each: list[float]


def has_rasa() -> bool:
    return ENGINE_PYTHON.is_file()


def rasa(
    classifier: str, lessons: Sequence[Lesson], epochs: int = 0, timed: Sequence[str] = ()
) -> RasaResult:
    """Rasa 出厂流水线 in the environment of the engine (bench/rasa_classifiers.py)."""
    runs = [{"train": [[e.text, e.labels[0]] for e in x.learnt], "test": list(x.asked)} for x in lessons]
    job = {"classifier": classifier, "epochs": epochs, "runs": runs, "timed": list(timed)}
    with tempfile.TemporaryDirectory() as folder:
        asked, answered = Path(folder) / "job.json", Path(folder) / "answers.json"
        asked.write_text(json.dumps(job, ensure_ascii=False), encoding="utf-8")
        script = Path(__file__).with_name("rasa_classifiers.py")
        done = subprocess.run(
            [str(ENGINE_PYTHON), str(script), str(asked), str(answered)],
            capture_output=True, text=True, check=False, cwd=folder,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{script.name} {classifier} 没有跑完：\n{done.stderr[-2000:]}")
        result: dict[str, Any] = json.loads(answered.read_text(encoding="utf-8"))
    answers = [[by_ranking(ranking) for ranking in one["rankings"]] for one in result["runs"]]
    return RasaResult(answers, [one["train_seconds"] for one in result["runs"]], result["seconds_each"])


def rasa_lr(lessons: Sequence[Lesson]) -> list[list[Answer]]:
    return rasa("lr", lessons).answers

"""类别：一段话属于哪几类失信行为、有多大把握、凭的是哪些字。

Two steps. The first weighs character n-grams and the law's own phrases (nlu/rules.py) of the whole text, one linear
separator per label, and beside it the likeness to messages learnt from (nlu/likeness.py); the second weighs those scores
and phrases together and answers with a calibrated probability per label. Numpy only; a 200-character message takes well
under a millisecond.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from nlu.features import Grams, grams_of
from nlu.labels import ACCUSED, ACCUSED_KINDS, FIRST, IN_SCOPE, LABELS, TARGETS
from nlu.likeness import Likeness, likeness_from
from nlu.model_file import ModelMismatch, must_fit, read_arrays
from nlu.rules import Signal, load_signals, signal_values

EXTRAS = 2  # 第二步另加的特征：篇幅、有没有问号
MOST_EVIDENCE = 4  # 每类至多示出几处依据
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Prediction:
    """各标签的概率 with what is needed to show the words behind them."""

    probabilities: dict[str, float]
    in_scope: float
    accused: dict[str, float]
    shown: frozenset[str]  # 出现了哪些规则（nlu/rules.py）
    grams: Grams
    places: np.ndarray  # 每个片段在词表中的位置，-1 为不认识


@dataclass(frozen=True, slots=True)
class CategoryModel:
    """线性模型的全部数字（见 nlu/train.py 如何得到）。"""

    keys: np.ndarray  # uint32，升序
    idf: np.ndarray
    weights: np.ndarray  # 片段 × 标签
    signal_weights: np.ndarray  # 法言法语 × 标签
    bias: np.ndarray
    likeness: Likeness
    mean: np.ndarray  # 第二步特征的平移与缩放
    scale: np.ndarray
    second: np.ndarray  # 第二步特征 × 目标
    second_bias: np.ndarray
    slope: np.ndarray  # 校准（Platt）
    offset: np.ndarray
    thresholds: np.ndarray  # 目标的取舍线
    trust: np.ndarray  # 判断的可信度：受理、不受理各三个数
    sure: np.ndarray  # 够不够自动决定：受理、不受理各一条线
    signals: tuple[Signal, ...]

    def predict(self, text: str) -> Prediction:
        grams = grams_of(text)
        places = lookup(self.keys, grams.keys)
        shown = signal_values(text, self.signals)
        row = second_row(text, places, shown, self)
        logits = ((row - self.mean) / self.scale) @ self.second + self.second_bias
        values = 1.0 / (1.0 + np.exp(-(logits * self.slope + self.offset)))
        by_name = {name: float(values[i]) for i, name in enumerate(TARGETS)}
        accused = {kind: by_name[name] for kind, name in zip(ACCUSED_KINDS, ACCUSED, strict=True)}
        seen = frozenset(signal.name for signal, value in zip(self.signals, shown, strict=True) if value)
        labels = {name: by_name[name] for name in LABELS}
        return Prediction(labels, by_name[IN_SCOPE], accused, seen, grams, places)

    def threshold(self, target: str) -> float:
        return float(self.thresholds[TARGETS.index(target)])


def lookup(keys: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """指纹 → 词表位置，不认识为 -1."""
    if not len(keys) or not len(wanted):
        return np.full(len(wanted), -1, dtype=np.int64)
    found = np.searchsorted(keys, wanted)
    found[found == len(keys)] = 0
    return np.where(keys[found] == wanted, found, -1)


def document_vector(places: np.ndarray, idf: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """TF-IDF of a whole text: (positions in the vocabulary, values of unit length)."""
    known = places[places >= 0]
    if not len(known):
        return known, np.zeros(0, dtype=np.float32)
    where, counts = np.unique(known, return_counts=True)
    values = (1.0 + np.log(counts)) * idf[where]
    return where, (values / np.linalg.norm(values)).astype(np.float32)


def second_row(text: str, places: np.ndarray, shown: np.ndarray, model: CategoryModel) -> np.ndarray:
    """第二步的特征：整段得分、与学过的来话的相像、法言法语、篇幅。"""
    where, values = document_vector(places, model.idf)
    whole = shown @ model.signal_weights + model.bias
    if len(where):
        whole = whole + values @ model.weights[where]
    like = model.likeness.scores(where, values)
    extras = np.array([np.log1p(len(text)), "？" in text or "?" in text], dtype=np.float32)
    return np.concatenate([whole, like, shown, extras]).astype(np.float32)


def evidence_of(prediction: Prediction, label: str, model: CategoryModel) -> tuple[Span, ...]:
    """依据: where the n-grams that spoke loudest for a label stand, touching ones joined."""
    grams, places = prediction.grams, prediction.places
    known = np.flatnonzero((places >= 0) & (grams.lengths >= 2))
    if not len(known):
        return ()
    weight = model.weights[places[known], FIRST.index(label)] * model.idf[places[known]]
    order = np.argsort(-weight, kind="stable")[:16]
    loudest = known[order]
    value = dict(zip(loudest.tolist(), weight[order].tolist(), strict=True))
    joined: list[tuple[int, int, float]] = []
    for i in sorted(loudest.tolist(), key=lambda n: int(grams.starts[n])):
        if value[i] <= 0:
            continue
        start, end = int(grams.starts[i]), int(grams.starts[i] + grams.lengths[i])
        if joined and start <= joined[-1][1]:
            before = joined[-1]
            joined[-1] = (before[0], max(before[1], end), before[2] + value[i])
        else:
            joined.append((start, end, value[i]))
    best = sorted(joined, key=lambda span: -span[2])[:MOST_EVIDENCE]
    return tuple(sorted((start, end) for start, end, _ in best))


def load_category_model(path: Path) -> CategoryModel:
    """读模型文件; ModelMismatch names the file when it was made for another version of this program."""
    try:
        return category_model_from(read_arrays(path))
    except ModelMismatch as misfit:
        raise misfit.within(path) from None


def category_model_from(parts: dict[str, np.ndarray]) -> CategoryModel:
    must_fit(parts, _sizes(parts))
    floats = {
        name: parts[name].astype(np.float32)
        for name in (
            "idf", "weights", "signal_weights", "bias", "mean", "scale", "second", "second_bias", "slope", "offset", "thresholds", "trust", "sure",
        )
    }  # fmt: skip
    likeness = likeness_from(parts, len(parts["keys"]))
    return CategoryModel(keys=parts["keys"], signals=_signals_of(parts), likeness=likeness, **floats)


def _sizes(parts: dict[str, np.ndarray]) -> dict[str, tuple[int, ...]]:
    """What each array measures: vocabulary and rules are the model's own, labels and extra features the program's."""
    words, rules = (len(parts[name]) if name in parts else 0 for name in ("keys", "signals"))
    columns, learnt = (len(parts[name]) if name in parts else 0 for name in ("topic_columns", "learnt"))
    topics = parts["learnt"].shape[-1] if learnt else 0
    row = 2 * len(FIRST) + rules + EXTRAS
    by_target = ("second_bias", "slope", "offset", "thresholds")
    return {
        "keys": (words,), "idf": (words,), "weights": (words, len(FIRST)),
        "signals": (rules,), "signal_weights": (rules, len(FIRST)), "bias": (len(FIRST),),
        "topic_columns": (columns,), "topics": (columns, topics), "learnt": (learnt, topics), "passed_on": (learnt, len(FIRST)),
        "mean": (row,), "scale": (row,), "second": (row, len(TARGETS)),
        **{name: (len(TARGETS),) for name in by_target}, "trust": (2, 3), "sure": (2,),
    }  # fmt: skip


def _signals_of(parts: dict[str, np.ndarray]) -> tuple[Signal, ...]:
    """模型学时的那些规则, in its order; a rule added since waits for the next training."""
    known = {signal.name: signal for signal in load_signals()}
    names = [str(name) for name in parts["signals"]]
    missing = [name for name in names if name not in known]
    if missing:
        raise ModelMismatch(
            f"rules {', '.join(missing)} in the model", "rules of nlu/data/lexicon/signals.yml only"
        )
    return tuple(known[name] for name in names)

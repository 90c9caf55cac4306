"""拟合：由样本求出类别模型的数字（只在训练时使用 scikit-learn）。

Stage one is fitted on whole texts; stage two sees only out-of-fold scores of stage one, and its own out-of-fold
probabilities give calibration and thresholds. Same examples, same seed, same numbers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from nlu.acts import WIDTH, act_vector
from nlu.categories import EXTRAS, CategoryModel, category_model_from, document_vector, lookup, second_row
from nlu.features import Grams, grams_of
from nlu.kinds import first_label, trust_row
from nlu.labels import ACCUSED, CATEGORIES, FIRST, IN_SCOPE, LABELS, OUT_OF_SCOPE, TARGETS
from nlu.learning.border_letters import vouched_for
from nlu.learning.examples import Example
from nlu.learning.likeness_fitting import fit_passed_on, fit_topics, points_of
from nlu.rules import load_signals, signal_values
from nlu.transcripts import claims_in

FEWEST_MESSAGES = 5  # 片段至少见于这么多条来话才进词表
FOLDS = 5
ALTERNATIVE_WEIGHT = 0.35  # 标注者认为“也说得通”的标签，作反例时减轻
OWN_WEIGHT = 0.15  # 自拟语料在第一步的分量（真实来话为 1）
LETTER_WEIGHT = 0.8  # 照真实来话的样子写的自拟语料
OWN_WEIGHT_SECOND = 0.2
LIKE_WEIGHT = 0.3  # 自拟语料在相像里的分量
ENOUGH_REAL = 25  # 真实来话够这么多条的标签，以真实为主
FEWEST_TO_JUDGE = 200  # 真实来话够这么多条，受理线由它们定
MOST_FALSE_INTAKE = 0.082
RIGHT_WHEN_SURE = 0.974
SIGNAL_SCALE = 0.05  # 法言法语与片段同场时的尺度
UNKNOWN_WEIGHT = 0.01  # 没有标被诉主体的样本，对那几列几乎不算数
STAGE_ONE_C = 1.0
STAGE_TWO_C = 0.03
ACT_C = 20.0


def targets_of(examples: Sequence[Example]) -> np.ndarray:
    rows = np.zeros((len(examples), len(TARGETS)), dtype=np.float64)
    for i, example in enumerate(examples):
        for label in example.labels:
            rows[i, TARGETS.index(label)] = 1
        rows[i, TARGETS.index(IN_SCOPE)] = any(label in CATEGORIES for label in example.labels)
        if example.accused_kind:
            rows[i, TARGETS.index(f"accused:{example.accused_kind}")] = 1
    return rows


def weights_of(examples: Sequence[Example]) -> np.ndarray:
    rows = np.ones((len(examples), len(TARGETS)), dtype=np.float64)
    for i, example in enumerate(examples):
        rows[i] *= example.weight
        if not example.accused_kind:
            rows[i, TARGETS.index(ACCUSED[0]) :] = UNKNOWN_WEIGHT
        for label in example.alternatives:
            if label not in example.labels:
                rows[i, TARGETS.index(label)] *= ALTERNATIVE_WEIGHT
    return rows


def own_weights(examples: Sequence[Example], targets: np.ndarray, plain: float) -> np.ndarray:
    """自拟语料的分量: light where real messages speak for a label, full where hardly any do."""
    own = np.array([example.own for example in examples])
    letters = np.array([example.own and example.letter for example in examples])
    rare = (targets * ~own[:, None]).sum(axis=0) < ENOUGH_REAL
    light = np.where(letters, LETTER_WEIGHT, plain)[:, None]
    rows = np.where(own[:, None], np.where(rare[None, :], 1.0, light), 1.0)
    outside = [TARGETS.index(label) for label in OUT_OF_SCOPE]
    unheard = own & (targets[:, outside] * rare[outside]).any(axis=1)  # 真实来话里没有的问法：查进度
    rows[unheard, TARGETS.index(IN_SCOPE)] = 1.0
    return rows


def vocabulary_of(grams: Sequence[Grams], fewest: int = FEWEST_MESSAGES) -> tuple[np.ndarray, np.ndarray]:
    """词表与 IDF: fingerprints seen in at least `fewest` messages."""
    seen = np.concatenate([np.unique(g.keys) for g in grams])
    keys, counts = np.unique(seen, return_counts=True)
    kept = counts >= fewest
    idf = np.log((1 + len(grams)) / (1 + counts[kept])) + 1
    return keys[kept], idf.astype(np.float32)


def matrix_of(grams: Sequence[Grams], keys: np.ndarray, idf: np.ndarray) -> csr_matrix:
    columns: list[np.ndarray] = []
    values: list[np.ndarray] = []
    ends = [0]
    for g in grams:
        where, value = document_vector(lookup(keys, g.keys), idf)
        columns.append(where)
        values.append(value)
        ends.append(ends[-1] + len(where))
    return csr_matrix(
        (np.concatenate(values), np.concatenate(columns), np.array(ends)), shape=(len(grams), len(keys))
    )


def fit_first(matrix: csr_matrix, targets: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """第一步: one linear separator per label; a label with too few examples stays silent."""
    coefficients = np.zeros((matrix.shape[1], len(FIRST)), dtype=np.float64)
    bias = np.full(len(FIRST), -1.0)
    for k in range(len(FIRST)):
        y = targets[:, k]
        if y.sum() < 3:
            continue
        machine = LinearSVC(C=STAGE_ONE_C, class_weight="balanced", dual=True, random_state=0, max_iter=2000)
        machine.fit(matrix, y, sample_weight=weights[:, k])
        coefficients[:, k] = machine.coef_[0]
        bias[k] = machine.intercept_[0]
    return coefficients, bias


def fit_second(rows: np.ndarray, targets: np.ndarray, weights: np.ndarray) -> dict[str, np.ndarray]:
    """第二步: logistic regression on standardised scores and signals."""
    mean = rows.mean(axis=0)
    scale = np.maximum(rows.std(axis=0), 0.05)
    scaled = (rows - mean) / scale
    second = np.zeros((rows.shape[1], len(TARGETS)))
    bias = np.full(len(TARGETS), -4.0)
    for k in range(len(TARGETS)):
        y = targets[:, k]
        if y.sum() < 3:
            continue
        machine = LogisticRegression(C=STAGE_TWO_C, solver="newton-cholesky", max_iter=100)
        machine.fit(scaled, y, sample_weight=weights[:, k])
        second[:, k] = machine.coef_[0]
        bias[k] = machine.intercept_[0]
    return {"mean": mean, "scale": scale, "second": second, "second_bias": bias}


def fit(examples: Sequence[Example], seed: int = 0) -> dict[str, np.ndarray]:
    """全部训练: the parts of a model file."""
    examples = vouched_for(examples, fit)
    texts = [claims_in(example.text).text for example in examples]
    grams = [grams_of(text) for text in texts]
    targets, weights = targets_of(examples), weights_of(examples)
    groups = np.unique([example.group for example in examples], return_inverse=True)[1]
    keys, idf = vocabulary_of(grams)
    signals = load_signals()
    shown = np.vstack([signal_values(text, signals) for text in texts])
    words = matrix_of(grams, keys, idf)
    matrix = hstack([words, csr_matrix(shown * SIGNAL_SCALE)]).tocsr()
    own = np.array([example.own for example in examples])
    first_weights = weights * own_weights(examples, targets, OWN_WEIGHT)
    second_weights = weights * own_weights(examples, targets, OWN_WEIGHT_SECOND)
    judge = ~own if (~own).sum() >= FEWEST_TO_JUDGE else np.ones(len(own), dtype=bool)
    columns, topics = fit_topics(words, judge, seed)
    points = points_of(words, columns, topics)
    like_weights = np.array([_like_weight(example) for example in examples])
    places = [lookup(keys, g.keys) for g in grams]
    rows = np.zeros((0, 0))
    for kept, left in GroupKFold(FOLDS).split(groups, groups=groups):
        coefficients, bias = fit_first(matrix[kept], targets[kept], first_weights[kept])
        part = _first_only(
            {
                **_first_parts(keys, idf, coefficients, bias),
                "topic_columns": columns,
                "topics": topics,
                "learnt": points[kept],
                "passed_on": fit_passed_on(points[kept], targets[kept], like_weights[kept]),
            }
        )
        for i in left:
            row = second_row(texts[i], places[i], shown[i], part)
            if not rows.size:
                rows = np.zeros((len(examples), len(row)))
            rows[i] = row
    second = fit_second(rows, targets, second_weights)
    slope, offset, thresholds, values = calibrate(rows, targets, second_weights, groups, judge)
    trust, sure = fit_trust(values, examples, thresholds[TARGETS.index(IN_SCOPE)], judge)
    coefficients, bias = fit_first(matrix, targets, first_weights)
    first = _first_parts(keys, idf, coefficients, bias)
    return {
        **first,
        "idf": idf.astype(np.float16),
        "weights": first["weights"].astype(np.float16),
        "topic_columns": columns,
        "topics": topics,
        "learnt": points.astype(np.float16),
        "passed_on": fit_passed_on(points, targets, like_weights).astype(np.float16),
        **{name: value.astype(np.float32) for name, value in second.items()},
        "slope": slope.astype(np.float32),
        "offset": offset.astype(np.float32),
        "thresholds": thresholds.astype(np.float32),
        "trust": trust.astype(np.float32),
        "sure": sure.astype(np.float32),
    }


def _like_weight(example: Example) -> float:
    if not example.own:
        return example.weight
    return example.weight * (LETTER_WEIGHT if example.letter else LIKE_WEIGHT)


def calibrate(
    rows: np.ndarray, targets: np.ndarray, weights: np.ndarray, groups: np.ndarray, judge: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """校准与取舍线 from out-of-fold logits of stage two, and the calibrated out-of-fold values."""
    logits = np.zeros(targets.shape)
    for kept, left in GroupKFold(FOLDS).split(groups, groups=groups):
        part = fit_second(rows[kept], targets[kept], weights[kept])
        logits[left] = ((rows[left] - part["mean"]) / part["scale"]) @ part["second"] + part["second_bias"]
    slope, offset = np.ones(len(TARGETS)), np.zeros(len(TARGETS))
    thresholds = np.full(len(TARGETS), 0.5)
    calibrated = 1 / (1 + np.exp(-logits))
    for k in range(len(TARGETS)):
        y = targets[:, k]
        if y.sum() < 10:
            continue
        machine = LogisticRegression(C=100.0)
        machine.fit(logits[:, [k]], y, sample_weight=weights[:, k])
        slope[k], offset[k] = machine.coef_[0, 0], machine.intercept_[0]
        values = 1 / (1 + np.exp(-(logits[:, k] * slope[k] + offset[k])))
        calibrated[:, k] = values
        thresholds[k] = best_threshold(values, y, weights[:, k])
        if TARGETS[k] == IN_SCOPE:
            thresholds[k] = intake_line(values[judge], y[judge])
    return slope, offset, thresholds, calibrated


def best_threshold(values: np.ndarray, truth: np.ndarray, weights: np.ndarray) -> float:
    """使 F1 最大的取舍线, kept within sober bounds."""
    grid = np.arange(0.25, 0.66, 0.025)
    scores = []
    for line in grid:
        said = values >= line
        hits = (weights * (said & (truth > 0))).sum()
        scores.append(2 * hits / max(1e-9, (weights * said).sum() + (weights * truth).sum()))
    return float(grid[int(np.argmax(scores))])


def intake_line(values: np.ndarray, truth: np.ndarray) -> float:
    """受理线: the lowest line at which no more than MOST_FALSE_INTAKE of the others are taken in."""
    outside = values[truth == 0]
    if not len(outside):
        return 0.5
    return float(np.clip(np.quantile(outside, 1 - MOST_FALSE_INTAKE), 0.35, 0.6))


def fit_trust(
    values: np.ndarray, examples: Sequence[Example], line: float, judge: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """可信度: how often the first label of a held-out decision was right, and the line above which few are wrong."""
    trust = np.tile([1.0, 0.0, 0.0], (2, 1))
    sure = np.array([0.7, 0.7])
    firsts, rows, strict, lenient = [], [], [], []
    for i, example in enumerate(examples):
        probabilities = {name: values[i, TARGETS.index(name)] for name in LABELS}
        in_scope = values[i, TARGETS.index(IN_SCOPE)]
        first = first_label(probabilities, in_scope, line)
        firsts.append(first in CATEGORIES)
        rows.append(trust_row(probabilities[first], in_scope, first in CATEGORIES))
        strict.append(first in example.labels)
        lenient.append(first in example.labels or first in example.alternatives)
    inside, right, allowed = np.array(firsts), np.array(strict), np.array(lenient)
    for side, chosen in enumerate((inside & judge, ~inside & judge)):
        if chosen.sum() < 50 or right[chosen].all():
            continue
        table = np.array(rows)[chosen]
        machine = LogisticRegression(C=10.0).fit(table, right[chosen])
        trust[side] = [*machine.coef_[0], machine.intercept_[0]]
        sure[side] = sure_line(machine.predict_proba(table)[:, 1], allowed[chosen])
    return trust, sure


def sure_line(confidence: np.ndarray, right: np.ndarray) -> float:
    """自动决定线: the lowest confidence above which at least RIGHT_WHEN_SURE are right."""
    order = np.argsort(-confidence, kind="stable")
    share = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(share >= RIGHT_WHEN_SURE)
    enough = enough[enough >= 20]
    return float(confidence[order][enough[-1]]) if len(enough) else 0.9


def _first_parts(
    keys: np.ndarray, idf: np.ndarray, coefficients: np.ndarray, bias: np.ndarray
) -> dict[str, np.ndarray]:
    """第一步的线性分界, as arrays of a model file."""
    return {
        "keys": keys,
        "signals": np.array([signal.name for signal in load_signals()]),
        "idf": idf,
        "weights": coefficients[: len(keys)],
        "signal_weights": (coefficients[len(keys) :] * SIGNAL_SCALE).astype(np.float32),
        "bias": bias.astype(np.float32),
    }


def _first_only(parts: dict[str, np.ndarray]) -> CategoryModel:
    """只有第一步的模型: stage two is blank, only its scores of stage one are asked for."""
    row = 2 * len(FIRST) + len(parts["signals"]) + EXTRAS
    by_target = ("second_bias", "slope", "offset", "thresholds")
    return category_model_from(
        {
            **parts,
            "mean": np.zeros(row),
            "scale": np.ones(row),
            "second": np.zeros((row, len(TARGETS))),
            **{name: np.zeros(len(TARGETS)) for name in by_target},
            "trust": np.zeros((2, 3)),
            "sure": np.zeros(2),
        }
    )


def fit_acts(utterances: dict[str, list[str]], seed: int = 0) -> dict[str, np.ndarray]:
    """对话行为模型 from utterances by act."""
    names = sorted(utterances)
    texts = [(name, line) for name in names for line in utterances[name]]
    vectors = [act_vector(line) for _, line in texts]
    ends = np.cumsum([0, *(len(where) for where, _ in vectors)])
    matrix = csr_matrix(
        (np.concatenate([v for _, v in vectors]), np.concatenate([w for w, _ in vectors]), ends),
        shape=(len(texts), WIDTH),
    )
    answers = np.array([names.index(name) for name, _ in texts])
    machine = LogisticRegression(C=ACT_C, max_iter=400, class_weight="balanced", random_state=seed)
    machine.fit(matrix, answers)
    return {
        "names": np.array(names),
        "weights": machine.coef_.T.astype(np.float16),
        "bias": machine.intercept_.astype(np.float32),
    }

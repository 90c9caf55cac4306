"""学同一件事的轻重表：由判过的成对来话，逻辑回归得出每个记号值几分。

`python -m nlu.learning.same_fitting 对子.jsonl …` writes nlu/data/model/same_weights.yml, the same bytes from the same pairs. A line
is {"id", "a", "b", "same"}, and if need be "weight" and the days that a and b were said ("day_a", "day_b"). Pairs that a
plain contradiction settles (nlu/same/matter.py) teach nothing. What agrees never counts against, what differs never counts for.
Where the line is drawn is a choice (LINES), what it costs is told by pairs held out: those of one matter (the id up to its
last hyphen) together.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Union

import numpy as np
from scipy.optimize import minimize

from complaint_store.policy.book import load_book
from nlu.same.fields import compared
from nlu.same.matter import PROVES, settled_against
from nlu.same.signs import WORDS, are_letters, signs_of
from nlu.same.told import Told, alike, told
from nlu.same.weights import FILE
from nlu.understand import Reader

TODAY = date(2026, 11, 22)
HELD_BACK = 2.0  # 岭回归的惩罚
FOLDS, ROUNDS = 5, 3
OWN_WEIGHT = 2.0  # 自拟的对子，要害都在里面
STRANGERS = 12  # 每一段再与别的几段配成不相干的对子
STRANGER_WEIGHT = 0.05
LEAST = 0.05  # 不到这么多分的不写
TABLES = {"letters": "两段都是书信", "told": "有一段是短话"}
LINES = {"letters": 0.2, "told": 0.45}  # 书信宁可多提醒一次；短话多是钱，把两个人的债当成一件更糟
NEVER_AGAINST = ("words.", "rest.", "rare.", "agree.", "amount.one+", "date.month", "again+", "differ.none")
NEVER_FOR = ("who.only+amount.one_side", "who.only+category.differs", "amount.one_side")
Sides = dict[tuple[str, Union[str, None]], Told]


@dataclass(frozen=True, slots=True)
class Lesson:
    """一对判过的来话。"""

    signs: frozenset[str]
    same: bool
    weight: float
    group: str
    letters: bool


def lessons_in(rows: Sequence[dict[str, Any]], reader: Reader) -> list[Lesson]:
    days = {(row[side], row.get(f"day_{side}")) for row in rows for side in ("a", "b")}
    sides = {(text, day): told(text, reader.read(text, _day(day))) for text, day in days}
    return [lesson for row in [*rows, *strangers(rows)] for lesson in _lesson(row, sides)]


def strangers(rows: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """不相干的对子: texts of different groups, paired by their places in the file."""
    for step in range(1, STRANGERS + 1):
        for place, row in enumerate(rows):
            other = rows[(place + 17 * step) % len(rows)]
            if _group(row) != _group(other) and row["a"] != other["b"]:
                yield {"id": row["id"], "a": row["a"], "b": other["b"], "same": False, "weight": STRANGER_WEIGHT,
                       "day_a": row.get("day_a"), "day_b": other.get("day_b")}  # fmt: skip


def _lesson(row: dict[str, Any], sides: Sides) -> Iterator[Lesson]:
    mine, theirs = (sides[row[side], row.get(f"day_{side}")] for side in ("a", "b"))
    found, words = compared(mine, theirs), alike(mine, theirs)
    if PROVES not in found.agree and not settled_against(found, words, mine, theirs):
        signs = signs_of(words, found, mine, theirs)
        yield Lesson(signs, row["same"], _weight(row), _group(row), are_letters(mine, theirs))


def _weight(row: dict[str, Any]) -> float:
    return float(row.get("weight", OWN_WEIGHT if row.get("source") == "own" else 1.0))


def _group(row: dict[str, Any]) -> str:
    return str(row["id"]).rpartition("-")[0] or str(row["id"])


def _day(said: str | None) -> date:
    return date.fromisoformat(said) if said else TODAY


def fitted(rows: np.ndarray, same: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """逻辑回归, the last figure is the base; what agrees is kept from weighing against, what differs from weighing for."""
    design = np.hstack([rows, np.ones((len(rows), 1))])
    penalty = np.full(design.shape[1], HELD_BACK)
    penalty[-1] = 0.0

    def loss(figures: np.ndarray) -> tuple[float, np.ndarray]:
        score = design @ figures
        slope = design.T @ (weight * (1 / (1 + np.exp(-score)) - same)) + penalty * figures
        missed = weight * (np.logaddexp(0, score) - same * score)
        return float(missed.sum() + 0.5 * (penalty * figures**2).sum()), slope

    limits = [*map(_limits, WORDS), (None, None)]
    return np.asarray(minimize(loss, np.zeros(design.shape[1]), jac=True, method="L-BFGS-B", bounds=limits).x)


def _limits(sign: str) -> tuple[float | None, float | None]:
    if sign in NEVER_FOR or sign.endswith(
        (".differs", ".differs.year", ".differs.owed", ".differs.named", ".differs.written")
    ):
        return None, 0.0
    if sign.startswith(NEVER_AGAINST) or ".agrees" in sign or sign == "amount.one" or "+rest" in sign:
        return 0.0, None
    return None, None


def learn(lessons: Sequence[Lesson], line: float) -> tuple[dict[str, float], float, str]:
    """一张轻重表, and a line on how held-out pairs fared."""
    rows = np.array([[sign in lesson.signs for sign in WORDS] for lesson in lessons], dtype=np.float64)
    same = np.array([lesson.same for lesson in lessons], dtype=np.float64)
    weight = np.array([lesson.weight for lesson in lessons])
    chances = [_held_out(rows, same, weight, lessons, number) for number in range(ROUNDS)]
    mean = sum(_f1(chance, same, weight, line) for chance in chances) / ROUNDS
    *figures, base = fitted(rows, same, weight)
    table = {sign: round(float(figure), 2) for sign, figure in zip(WORDS, figures, strict=True)}
    return table, round(float(base + np.log((1 - line) / line)), 2), f"留出来量 F1 {mean:.3f}"


def _held_out(
    rows: np.ndarray, same: np.ndarray, weight: np.ndarray, lessons: Sequence[Lesson], number: int
) -> np.ndarray:
    names = sorted({lesson.group for lesson in lessons})
    order = np.random.RandomState(number).permutation(len(names))
    fold_of = {names[place]: at % FOLDS for at, place in enumerate(order)}
    folds = np.array([fold_of[lesson.group] for lesson in lessons])
    chances = np.zeros(len(rows))
    for fold in range(FOLDS):
        out = folds == fold
        figures = fitted(rows[~out], same[~out], weight[~out])
        chances[out] = 1 / (1 + np.exp(-(rows[out] @ figures[:-1] + figures[-1])))
    return chances


def _f1(chances: np.ndarray, same: np.ndarray, weight: np.ndarray, line: float) -> float:
    said = chances >= line
    right = float((weight * said * same).sum())
    return 2 * right / max(1e-9, float((weight * said).sum() + (weight * same).sum()))


def written(tables: dict[str, tuple[dict[str, float], float]]) -> str:
    lines = [
        "# 同一件事的轻重表：每个记号加几分，得分化成 0 到 1 的可能性，过半才算一件事。python -m nlu.learning.same_fitting 写出，不用手改。"
    ]
    for name, (signs, base) in tables.items():
        lines += [f"{name}:  # {TABLES[name]}", f"  base: {base}", "  signs:"]
        for sign, figure in sorted(signs.items(), key=lambda item: (-item[1], item[0])):
            if abs(figure) >= LEAST:
                lines.append(f"    {sign}: {figure}  # {WORDS[sign]}")
    return "\n".join(lines) + "\n"


def main() -> int:
    files = [Path(name) for name in sys.argv[1:]]
    if not files:
        print("用法：python -m nlu.learning.same_fitting 对子.jsonl …", file=sys.stderr)
        return 2
    reader = Reader.load(load_book())
    rows = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    lessons = lessons_in(rows, reader)
    tables = {}
    for name in TABLES:
        chosen = [lesson for lesson in lessons if lesson.letters is (name == "letters")]
        signs, base, said = learn(chosen, LINES[name])
        tables[name] = signs, base
        print(f"{TABLES[name]}：{len(chosen)} 对，{said}")
    FILE.write_text(written(tables), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""学被诉单位的轻重表：由标了要素的自有语料（评测文件除外）和仓库之外真实来话的标注，逻辑回归得出每个记号值几分。

`python -m nlu.learning.party_fitting` writes nlu/data/model/accused_weights.yml, the same bytes from the same messages. Of the
real messages only the main values are labelled: what is labelled there teaches, what is not says next to nothing.
Of further own messages (accused_practice.yml, accused_texts.yml) only the accused is known: they teach too, at less weight.
Both are weighed on messages held out by group, and the line is drawn where the own messages fare best while
of the units that real messages name enough are found.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from complaint_store.policy.book import load_book
from nlu.gazetteer import Gazetteer
from nlu.learning.examples import is_held_out
from nlu.lexicon import FOLDER
from nlu.party.candidates import parties_in
from nlu.party.signs import signs_of
from nlu.party.weights import FILE
from nlu.places import find_places
from nlu.text import fold_speech
from nlu.train import CORPUS, REAL
from nlu.transcripts import citizen_words

PRACTICE = "accused_practice.yml"  # 没有标要素的来话诉的是谁，按编号
TEXTS = "accused_texts.yml"  # 只为学这个写的短信，连同诉的是谁
PRACTICE_WEIGHT = 0.8
REAL_FILE = "dev_complaints.jsonl"
FOLDS = 10
SEEN = 4  # 少于这么多处的记号不学
SEEN_TAIL = 12  # 名称收尾的字，要多见几处
HELD_BACK = 2.0  # 岭回归的惩罚
NAMED = 1.5  # 真实来话里标了的一方：条数少，分量重
UNLABELLED = 0.1  # 真实来话里没标的一方，当反例只有这点分量
TAIL = "tail."
COVER = 0.6  # 真实来话的标注，盖住这么多才算同一处
WANTED = 0.85  # 真实来话标注的单位，留出来量时至少找到这么多
LINES = tuple(round(0.2 + 0.02 * i, 2) for i in range(21))
Span = tuple[int, int]


@dataclass(slots=True)
class _Lessons:
    """各方与对错: one row a party; `labels` counts all that should have been found."""

    signs: list[frozenset[str]] = field(default_factory=list)
    accused: list[bool] = field(default_factory=list)
    message: list[int] = field(default_factory=list)
    group: list[str] = field(default_factory=list)
    labels: int = 0

    def add(self, text: str, labels: Sequence[Span], cover: float, group: str, gazetteer: Gazetteer) -> None:
        normal = fold_speech(citizen_words(text))
        parties = parties_in(normal, find_places(normal, gazetteer), gazetteer)
        self.labels += len(labels)
        number = self.message[-1] + 1 if self.message else 0
        for party, signs in zip(parties, signs_of(normal.text, parties, gazetteer), strict=True):
            spans = [normal.span(mention.start, mention.end) for mention in party.mentions]
            self.signs.append(signs)
            self.accused.append(any(_same(span, label, cover) for span in spans for label in labels))
            self.message.append(number)
            self.group.append(group)


def _same(span: Span, label: Span, cover: float) -> bool:
    shared = min(span[1], label[1]) - max(span[0], label[0])
    return shared > 0 and shared >= cover * (label[1] - label[0])


def own_lessons(gazetteer: Gazetteer, folder: Path = CORPUS) -> _Lessons:
    """自有语料：标得齐，没标的就不是。"""
    lessons = _Lessons()
    for path in sorted(folder.glob("*.jsonl")):
        if not is_held_out(path):
            for row in _rows(path):
                if "fields" in row:
                    lessons.add(row["text"], _spans(row["fields"]), 0.0, str(row["id"]), gazetteer)
    return lessons


def practice_lessons(gazetteer: Gazetteer, folder: Path = CORPUS) -> _Lessons:
    """只判过诉谁的自有语料: the accused by their words, nobody where the list is empty."""
    lessons = _Lessons()
    accused: dict[str, list[str]] = yaml.safe_load((folder / PRACTICE).read_text(encoding="utf-8"))
    for path in sorted(folder.glob("*.jsonl")):
        for row in () if is_held_out(path) else _rows(path):
            units = accused.get(str(row["id"]))
            if units is not None and "fields" not in row:
                lessons.add(row["text"], _said(units, row["text"]), 0.0, str(row["id"]), gazetteer)
    written = folder / TEXTS
    rows = yaml.safe_load(written.read_text(encoding="utf-8")) if written.is_file() else ()
    for number, row in enumerate(rows):
        lessons.add(row["text"], _said(row["accused"], row["text"]), 0.0, f"text-{number}", gazetteer)
    return lessons


def _said(units: Iterable[str], text: str) -> list[Span]:
    return [(text.index(unit), text.index(unit) + len(unit)) for unit in units]


def real_lessons(gazetteer: Gazetteer, folder: Path = REAL) -> _Lessons:
    """真实来话：只标了主要的值，重复的来话算一组; none when the folder is absent."""
    lessons = _Lessons()
    path = folder / REAL_FILE
    for row in _rows(path) if path.is_file() else ():
        for part in ("title", "text"):
            labels = _spans(slot for slot in row["slots"] if slot["field"] == part)
            if labels:
                lessons.add(row[part], labels, COVER, f"real-{row['dup_group']}", gazetteer)
    return lessons


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _spans(labels: Iterable[dict[str, Any]]) -> list[Span]:
    return [(label["start"], label["end"]) for label in labels if label["type"] == "accused_unit"]


def fitted(rows: np.ndarray, accused: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """逻辑回归 by Newton's method, the last figure is the base."""
    design = np.hstack([rows, np.ones((len(rows), 1))])
    penalty = np.full(design.shape[1], HELD_BACK)
    penalty[-1] = 1e-3
    figures = np.zeros(design.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-design @ figures))
        slope = design.T @ (weight * (chance - accused)) + penalty * figures
        bend = (design.T * (weight * chance * (1 - chance))) @ design + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        figures -= step
        if np.abs(step).max() < 1e-9:
            break
    return figures


def held_out_chances(
    rows: np.ndarray, accused: np.ndarray, weight: np.ndarray, groups: Sequence[str]
) -> np.ndarray:
    """每一方留出来时的可能性; all messages of a group are held out together."""
    names = sorted(set(groups))
    order = np.random.RandomState(0).permutation(len(names))
    fold_of = {names[place]: number % FOLDS for number, place in enumerate(order)}
    folds = np.array([fold_of[group] for group in groups])
    chances = np.zeros(len(rows))
    for number in range(FOLDS):
        out = folds == number
        figures = fitted(rows[~out], accused[~out], weight[~out])
        chances[out] = 1 / (1 + np.exp(-(rows[out] @ figures[:-1] + figures[-1])))
    return chances


def _score(chances: np.ndarray, accused: np.ndarray, labels: int, line: float) -> tuple[float, float, float]:
    """准确率、召回率、F1."""
    kept = chances >= line
    right = int((kept & accused).sum())
    precision, recall = right / max(1, int(kept.sum())), right / max(1, labels)
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _first_right(chances: np.ndarray, lessons: _Lessons) -> float:
    best: dict[int, int] = {}
    named = {number for number, accused in zip(lessons.message, lessons.accused, strict=True) if accused}
    for i, number in enumerate(lessons.message):
        if number not in best or chances[i] > chances[best[number]]:
            best[number] = i
    return sum(lessons.accused[best[number]] for number in named) / max(1, len(named))


def learn(own: _Lessons, real: _Lessons, practice: _Lessons | None = None) -> tuple[str, list[str]]:
    """轻重表的文本，和给人看的几句成绩。"""
    practice = practice or _Lessons()
    signs = [*own.signs, *real.signs, *practice.signs]
    counts = Counter(sign for found in signs for sign in found)
    names = sorted(
        sign for sign, count in counts.items() if count >= (SEEN_TAIL if sign.startswith(TAIL) else SEEN)
    )
    rows = np.array([[name in found for name in names] for found in signs], dtype=np.float64)
    accused = np.array([*own.accused, *real.accused, *practice.accused])
    whose = np.repeat(np.arange(3), [len(own.signs), len(real.signs), len(practice.signs)])
    is_own, is_real = whose == 0, whose == 1
    weight = np.array([1.0, NAMED, PRACTICE_WEIGHT])[whose]
    weight[is_real & ~accused] = UNLABELLED
    chances = held_out_chances(rows, accused, weight, [*own.group, *real.group, *practice.group])
    at_home, outside = chances[is_own], chances[is_real]
    lines = [
        line
        for line in LINES
        if not real.labels or _score(outside, accused[is_real], real.labels, line)[1] >= WANTED
    ]
    ours, labels = ~is_real, own.labels + practice.labels
    line = max(lines, key=lambda value: _score(chances[ours], accused[ours], labels, value)[2])
    figures = [float(figure) for figure in fitted(rows, accused, weight).round(2)]
    precision, recall, f1 = _score(at_home, accused[is_own], own.labels, line)
    said = [
        f"自有语料留出来量：准确 {precision:.3f}，召回 {recall:.3f}，F1 {f1:.3f}，排第一的就是它 {_first_right(at_home, own):.3f}"
    ]
    if real.labels:
        found = _score(outside, accused[is_real], real.labels, line)[1]
        said.append(f"真实来话留出来量：召回 {found:.3f}，排第一的就是它 {_first_right(outside, real):.3f}")
    return _table(dict(zip(names, figures[:-1], strict=True)), figures[-1], line), said


def _table(weights: dict[str, float], base: float, line: float) -> str:
    meanings = _meanings()
    rows = [
        f"  {sign}: {weight}  # {'，'.join(_meaning(part, meanings) for part in sign.split('+'))}"
        for sign, weight in sorted(weights.items(), key=lambda item: (-item[1], item[0]))
        if weight
    ]
    head = "# 被诉单位的轻重表：每个记号加几分，得分化成 0 到 1 的可能性，到 line 才算。python -m nlu.learning.party_fitting 写出，不用手改。"
    return "\n".join([head, f"base: {base}", f"line: {line}", "signs:", *rows]) + "\n"


def _meaning(sign: str, meanings: dict[str, str]) -> str:
    if sign.startswith(TAIL):
        return f"名称以“{sign.removeprefix(TAIL)}”收尾"
    return meanings.get(sign, sign)


def _meanings() -> dict[str, str]:
    zones = yaml.safe_load((FOLDER / "accused_signs.yml").read_text(encoding="utf-8"))
    computed: dict[str, str] = zones.pop("computed")
    said = {
        f"{zone}.{sign}": meaning for zone, signs in zones.items() for sign, (meaning, _) in signs.items()
    }
    again = {
        f"again.{sign}": f"以“镇里”“书记”相称时：{meaning}" for sign, (meaning, _) in zones["right"].items()
    }
    return {**again, **said, **computed}


def main() -> int:
    gazetteer = Gazetteer.from_book(load_book())
    real = real_lessons(gazetteer)
    if not real.labels:
        print("手边没有真实来话，轻重表不重写；随程序来的那份还在。")
        return 1
    text, said = learn(own_lessons(gazetteer), real, practice_lessons(gazetteer))
    FILE.write_text(text, encoding="utf-8")
    print("\n".join(said))
    return 0


if __name__ == "__main__":
    sys.exit(main())

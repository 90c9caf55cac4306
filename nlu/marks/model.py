"""标记的第二意见：一小段话像不像打击报复、判决未履行……由学来的分量说，不靠句式。

A message is read in overlapping short windows of whole clauses. A window's score is linear in its character n-grams,
in the word families (nlu/data/lexicon/mark_words.yml) that it holds and in every two of them that meet in it; the
highest window speaks for the message and is the evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import yaml

from complaint_store.domain.reading import Mark, Span
from nlu.categories import lookup
from nlu.features import LONGEST, MOST_CHARACTERS, grams_of
from nlu.model_file import ModelMismatch, must_fit, read_arrays

WORDS = Path(__file__).parents[1] / "data" / "lexicon" / "mark_words.yml"
MARKS: tuple[Mark, ...] = tuple(Mark)
WINDOW = 56  # 一个窗口至多这么多字
LONGEST_CLAUSE = 40  # 没有标点的长话切成这么长
AT_ONCE = 48  # 一次算这么多个窗口：超长的来话也不占多少内存
_CLAUSE = re.compile(r"[^，。！？!?；;：:\n\s]+[，。！？!?；;：:\n\s]*")


class MarkWordsError(ValueError):
    """词族有误: names the word that is not one to four Chinese characters."""


@dataclass(frozen=True, slots=True)
class WordFamilies:
    """词族: fingerprints of all words, sorted, and which families each belongs to."""

    names: tuple[str, ...]
    keys: np.ndarray
    member: np.ndarray  # 词 × 族，0/1


@dataclass(frozen=True, slots=True)
class Windows:
    """几个窗口 of one text: where they stand, which n-grams each holds, which word families."""

    spans: tuple[Span, ...]
    keys: np.ndarray  # 这一段的片段指纹
    holds: np.ndarray  # 窗口 × 片段，0/1
    families: np.ndarray  # 窗口 × 词族，0/1


@dataclass(frozen=True, slots=True)
class MarkModel:
    """标记模型的数字。"""

    keys: np.ndarray
    idf: np.ndarray
    weights: np.ndarray  # 片段 × 标记
    family_weights: np.ndarray  # 词族 × 标记
    pair_weights: np.ndarray  # 词族 ×（标记 × 词族）：两族同现
    bias: np.ndarray
    lines: np.ndarray  # 取舍线

    def scores(self, text: str) -> tuple[np.ndarray, list[Span]]:
        """每个标记最像的一个窗口有多像, and that window."""
        best = np.full(len(MARKS), -np.inf)
        where: list[Span] = [(0, 0)] * len(MARKS)
        for some in windows_of(text):
            values = self._values(some)
            top = values.argmax(axis=0)
            for k in np.flatnonzero(values[top, range(len(MARKS))] > best).tolist():
                best[k], where[k] = values[top[k], k], some.spans[top[k]]
        return best, where

    def found(self, text: str) -> dict[Mark, tuple[Span, float]]:
        """过了取舍线的标记、它的窗口、过了多少。"""
        values, where = self.scores(text[:MOST_CHARACTERS])
        over = values - self.lines
        return {mark: (where[k], float(over[k])) for k, mark in enumerate(MARKS) if over[k] >= 0}

    def _values(self, some: Windows) -> np.ndarray:
        places = lookup(self.keys, some.keys)
        known = np.flatnonzero(places >= 0)
        idf = self.idf[places[known]]
        holds = some.holds[:, known]
        length = np.sqrt(np.maximum(holds @ (idf * idf), 1e-9))
        grams = (holds @ (idf[:, None] * self.weights[places[known]])) / length[:, None]
        meets = (some.families @ self.pair_weights).reshape(len(some.spans), len(MARKS), -1)
        pairs = (meets * some.families[:, None, :]).sum(axis=2)
        values: np.ndarray = grams + some.families @ self.family_weights + pairs + self.bias
        return values


@lru_cache(maxsize=2)
def load_families(path: Path = WORDS) -> WordFamilies:
    table: dict[str, str] = yaml.safe_load(path.read_text(encoding="utf-8"))
    names = tuple(table)
    belongs: dict[int, set[int]] = {}
    for number, name in enumerate(names):
        for word in table[name].split():
            belongs.setdefault(_fingerprint(word), set()).add(number)
    keys = np.array(sorted(belongs), dtype=np.uint32)
    member = np.zeros((len(keys), len(names)), dtype=np.float32)
    for row, key in enumerate(keys.tolist()):
        member[row, sorted(belongs[key])] = 1
    return WordFamilies(names, keys, member)


def _fingerprint(word: str) -> int:
    grams = grams_of(word)
    whole = np.flatnonzero(grams.lengths == len(word))
    if len(word) > LONGEST or len(whole) != 1:
        raise MarkWordsError(f"mark_words.yml：“{word}”应为一到四个汉字")
    return int(grams.keys[whole[0]])


def windows_of(text: str) -> Iterator[Windows]:
    """一段话的窗口，一批一批地来。"""
    spans = window_spans(text)
    grams = grams_of(text)
    order = np.argsort(grams.starts, kind="stable")
    keys, starts = grams.keys[order], grams.starts[order]
    ends = starts + grams.lengths[order]
    families = load_families()
    for i in range(0, len(spans), AT_ONCE):
        some = spans[i : i + AT_ONCE]
        first, last = np.searchsorted(starts, (some[0][0], some[-1][1]))
        here = slice(int(first), int(last))
        begin, end = (np.array(side)[:, None] for side in zip(*some, strict=True))
        holds = ((starts[here] >= begin) & (ends[here] <= end)).astype(np.float32)
        words = lookup(families.keys, keys[here])
        known = np.flatnonzero(words >= 0)
        shown = (holds[:, known] @ families.member[words[known]] > 0).astype(np.float32)
        yield Windows(tuple(some), keys[here], holds, shown)


def window_spans(text: str) -> list[Span]:
    """窗口: runs of whole clauses up to WINDOW characters, one beginning at each clause."""
    clauses: list[Span] = []
    for match in _CLAUSE.finditer(text):
        start, end = match.span()
        while end - start > LONGEST_CLAUSE + LONGEST_CLAUSE // 2:
            clauses.append((start, start + LONGEST_CLAUSE))
            start += LONGEST_CLAUSE
        clauses.append((start, end))
    windows: list[Span] = []
    last = 0
    for i, (start, _) in enumerate(clauses):
        last = max(last, i)
        while last + 1 < len(clauses) and clauses[last + 1][1] - start <= WINDOW:
            last += 1
        if not windows or clauses[last][1] > windows[-1][1]:
            windows.append((start, clauses[last][1]))
    return windows


def load_mark_model(path: Path) -> MarkModel:
    """读模型文件; ModelMismatch names the file when it was made for another version of this program."""
    try:
        return mark_model_from(read_arrays(path))
    except ModelMismatch as misfit:
        raise misfit.within(path) from None


def mark_model_from(parts: dict[str, np.ndarray]) -> MarkModel:
    words, marks, families = len(parts.get("keys", ())), len(MARKS), load_families().names
    must_fit(
        parts,
        {
            "keys": (words,), "idf": (words,), "weights": (words, marks), "families": (len(families),),
            "family_weights": (len(families), marks), "pair_weights": (len(families), marks * len(families)),
            "bias": (marks,), "lines": (marks,),
        },
    )  # fmt: skip
    learnt = tuple(str(name) for name in parts["families"])
    if learnt != families:
        raise ModelMismatch(f"word families {', '.join(learnt)}", f"those of {WORDS.name}")
    floats = ("idf", "weights", "family_weights", "pair_weights", "bias", "lines")
    return MarkModel(parts["keys"], **{name: parts[name].astype(np.float32) for name in floats})

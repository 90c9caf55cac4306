"""特征：一段话变成可以相乘的数——汉字片段（只存指纹，不存文字）与按句的归属。

Only runs of Chinese characters count; digits, Latin letters and signs end a run, so that no number, address or
code can become a feature. An n-gram is known by a 32-bit fingerprint: the model file holds no words of anybody.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LONGEST = 4  # 片段最长四字
MOST_CHARACTERS = 20_000  # 超长来话只读开头这么多字
_PRIME = np.uint64(1_000_003)
_MIX = np.uint64(0xFF51AFD7ED558CCD)
_SENTENCE_ENDS = "。！？!?；;\n…"
_SOFT_ENDS = "，,、：: 　\t~～"
_LONGEST_SENTENCE = 60  # 没有标点时按这么多字断开
_SHORTEST_SENTENCE = 12


@dataclass(frozen=True, slots=True)
class Grams:
    """片段 of one text: fingerprint, where it starts, how long it is, and the sentence it stands in."""

    keys: np.ndarray  # uint32
    starts: np.ndarray  # int32
    lengths: np.ndarray  # int8
    sentences: np.ndarray  # int32
    sentence_count: int


def codes_of(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """句：by full stops; a text without them is cut at commas or after sixty characters."""
    spans: list[tuple[int, int]] = []
    start = 0
    soft = -1
    for i, ch in enumerate(text):
        if ch in _SENTENCE_ENDS:
            if i + 1 - start >= _SHORTEST_SENTENCE:
                spans.append((start, i + 1))
                start, soft = i + 1, -1
        elif ch in _SOFT_ENDS:
            soft = i + 1
        if i + 1 - start >= _LONGEST_SENTENCE:
            cut = soft if soft - start >= _SHORTEST_SENTENCE else i + 1
            spans.append((start, cut))
            start, soft = cut, -1
    if start < len(text):
        if spans and len(text) - start < _SHORTEST_SENTENCE:
            spans[-1] = (spans[-1][0], len(text))
        else:
            spans.append((start, len(text)))
    return spans or [(0, len(text))]


def grams_of(text: str) -> Grams:
    """片段指纹，一次算完，时间与长度成正比."""
    text = text[:MOST_CHARACTERS]
    codes = codes_of(text)
    spans = sentence_spans(text)
    sentence_at = np.zeros(len(codes), dtype=np.int32)
    for number, (start, end) in enumerate(spans):
        sentence_at[start:end] = number
    chinese = (codes >= 0x4E00) & (codes <= 0x9FFF)
    wide = codes.astype(np.uint64)
    keys: list[np.ndarray] = []
    starts: list[np.ndarray] = []
    lengths: list[np.ndarray] = []
    for n in range(1, LONGEST + 1):
        count = len(codes) - n + 1
        if count <= 0:
            break
        whole = chinese[:count].copy()
        value = np.full(count, n, dtype=np.uint64)
        for offset in range(n):
            whole &= chinese[offset : offset + count]
            value = value * _PRIME + wide[offset : offset + count]
        value ^= value >> np.uint64(33)
        value *= _MIX
        value ^= value >> np.uint64(33)
        where = np.flatnonzero(whole)
        keys.append(value[where].astype(np.uint32))
        starts.append(where.astype(np.int32))
        lengths.append(np.full(len(where), n, dtype=np.int8))
    if not keys:
        empty = np.zeros(0, dtype=np.int32)
        return Grams(empty.astype(np.uint32), empty, empty.astype(np.int8), empty, len(spans))
    all_starts = np.concatenate(starts)
    return Grams(
        np.concatenate(keys), all_starts, np.concatenate(lengths), sentence_at[all_starts], len(spans)
    )

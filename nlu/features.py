"""特征：一段话变成可以相乘的数——汉字片段，只存指纹，不存文字。

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


@dataclass(frozen=True, slots=True)
class Grams:
    """片段 of one text: fingerprint, where it starts, how long it is."""

    keys: np.ndarray  # uint32
    starts: np.ndarray  # int32
    lengths: np.ndarray  # int8


def codes_of(text: str) -> np.ndarray:
    return np.frombuffer(text.encode("utf-32-le", "replace"), dtype=np.uint32)


def grams_of(text: str) -> Grams:
    """片段指纹，一次算完，时间与长度成正比。"""
    text = text[:MOST_CHARACTERS]
    codes = codes_of(text)
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
        return Grams(empty.astype(np.uint32), empty, empty.astype(np.int8))
    return Grams(np.concatenate(keys), np.concatenate(starts), np.concatenate(lengths))

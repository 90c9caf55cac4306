"""语料核对：有没有改头换面的重复，评测集有没有泄进训练，有没有抄来的真实来话。

Near-duplicates are found by five-character shingles; a copied sentence by any twenty characters in common.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from nlu.learning.examples import Example

SHINGLE = 5
ALIKE = 0.5  # 片段重合（Jaccard）超过一半即为重复
COPIED = 20  # 连续相同这么多字即为抄录
_NOISE = re.compile(r"[^\u4e00-\u9fff0-9A-Za-z]+")


def near_duplicates(examples: Sequence[Example]) -> list[tuple[str, str]]:
    """成对的近似重复, ids in file order."""
    shingles = [_shingles(example.text) for example in examples]
    common = Counter(shingle for own in shingles for shingle in own)
    holders: dict[str, list[int]] = defaultdict(list)
    pairs: set[tuple[int, int]] = set()
    for i, own in enumerate(shingles):
        rarest = sorted(own, key=lambda shingle: (common[shingle], shingle))
        for shingle in rarest[
            : len(own) - math.ceil(len(own) * ALIKE) + 1
        ]:  # 重合过半的两条，较少见的一半里必有相同
            pairs.update((j, i) for j in holders[shingle])
            holders[shingle].append(i)
    return [
        (examples[i].id, examples[j].id)
        for i, j in sorted(pairs)
        if len(shingles[i] & shingles[j]) / len(shingles[i] | shingles[j]) > ALIKE
    ]


def copied_from(examples: Iterable[Example], foreign: Iterable[str]) -> list[str]:
    """与外来文本连续二十字相同的语料编号。"""
    holders: dict[str, list[str]] = defaultdict(list)  # 自有语料小，外来文本大：只记自有的
    order: list[str] = []
    for example in examples:
        order.append(example.id)
        plain = _NOISE.sub("", example.text)
        for i in range(len(plain) - COPIED + 1):
            holders[plain[i : i + COPIED]].append(example.id)
    found: set[str] = set()
    for text in foreign:
        plain = _NOISE.sub("", text)
        for i in range(len(plain) - COPIED + 1):
            window = plain[i : i + COPIED]
            if window in holders:
                found.update(holders[window])
    return [name for name in order if name in found]


def _shingles(text: str) -> set[str]:
    plain = _NOISE.sub("", text)
    return {plain[i : i + SHINGLE] for i in range(max(1, len(plain) - SHINGLE + 1))}

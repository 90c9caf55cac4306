"""语料核对：有没有改头换面的重复，评测集有没有泄进训练，有没有抄来的真实来话.

Near-duplicates are found by five-character shingles; a copied sentence by any twenty characters in common.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from nlu.examples import Example

SHINGLE = 5
ALIKE = 0.5  # 片段重合（Jaccard）超过一半即为重复
COPIED = 20  # 连续相同这么多字即为抄录
_NOISE = re.compile(r"[^\u4e00-\u9fff0-9A-Za-z]+")


def near_duplicates(examples: Sequence[Example]) -> list[tuple[str, str]]:
    """成对的近似重复, ids in file order."""
    shingles = [_shingles(example.text) for example in examples]
    holders: dict[str, list[int]] = defaultdict(list)
    for i, own in enumerate(shingles):
        for shingle in own:
            holders[shingle].append(i)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for numbers in holders.values():
        for n, i in enumerate(numbers):
            for j in numbers[n + 1 :]:
                shared[i, j] += 1
    return [
        (examples[i].id, examples[j].id)
        for (i, j), common in sorted(shared.items())
        if common / len(shingles[i] | shingles[j]) > ALIKE
    ]


def copied_from(examples: Iterable[Example], foreign: Iterable[str]) -> list[str]:
    """与外来文本连续二十字相同的语料编号."""
    windows: set[str] = set()
    for text in foreign:
        plain = _NOISE.sub("", text)
        windows.update(plain[i : i + COPIED] for i in range(len(plain) - COPIED + 1))
    found: list[str] = []
    for example in examples:
        plain = _NOISE.sub("", example.text)
        if any(plain[i : i + COPIED] in windows for i in range(len(plain) - COPIED + 1)):
            found.append(example.id)
    return found


def _shingles(text: str) -> set[str]:
    plain = _NOISE.sub("", text)
    return {plain[i : i + SHINGLE] for i in range(max(1, len(plain) - SHINGLE + 1))}

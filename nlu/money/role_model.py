"""金额身份的第二意见：词面上没说是哪一种的金额，由左右各八个字的片段估计是总额、已付、欠款还是每份的。

A linear model over character n-grams beside the amount, learnt from our own annotated messages by `python -m nlu.learning.role_fitting`.
It speaks only where the rules are silent, and only when it is sure enough.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from zlib import crc32

from nlu.model_file import must_fit, read_arrays

FILE = Path(__file__).parents[1] / "data" / "model" / "amount_roles.npz"
ROLES = ("each", "owed", "paid", "total")
SURE = 0.4  # 四种里最像的至少有这么像，才说；五折看，再低不更对，再高说得少
REACH = 8  # 左右各看这么多字
LONGEST_GRAM = 3
_DIGIT = re.compile("[0-9]")


@dataclass(frozen=True)
class RoleModel:
    """身份模型: what each n-gram, by its fingerprint, adds to each role."""

    weights: dict[int, tuple[float, ...]]
    bias: tuple[float, ...]

    @classmethod
    def read(cls, path: Path) -> RoleModel:
        parts = read_arrays(path)
        size = len(parts["keys"]) if "keys" in parts else 0
        must_fit(parts, {"keys": (size,), "weights": (size, len(ROLES)), "bias": (len(ROLES),)})
        rows = map(tuple, parts["weights"].tolist())
        return cls(dict(zip(parts["keys"].tolist(), rows, strict=True)), tuple(parts["bias"].tolist()))

    def guess(self, features: Collection[str]) -> tuple[str, float]:
        """The likeliest role and its probability."""
        known = [self.weights.get(fingerprint(feature)) for feature in features]
        scores = [sum(column) for column in zip(self.bias, *filter(None, known), strict=True)]
        top = max(scores)
        return ROLES[scores.index(top)], 1 / sum(math.exp(score - top) for score in scores)


@lru_cache(maxsize=1)
def role_model() -> RoleModel:
    """The model that is shipped."""
    return RoleModel.read(FILE)


@lru_cache(maxsize=20_000)
def fingerprint(feature: str) -> int:
    return crc32(feature.encode())


def features_of(text: str, start: int, end: int, low: float, place: int, amounts: int) -> set[str]:
    """What the model sees of one amount: n-grams on both sides, its size, and its place among the amounts."""
    left = _DIGIT.sub("0", text[max(0, start - REACH) : start])
    right = _DIGIT.sub("0", text[end : end + REACH])
    seen = {
        f"size{int(math.log10(max(low, 1)))}",
        f"of{min(4, amounts)}",
        f"at{min(3, place)}",
        "last" if place == amounts - 1 else "not_last",
    }
    seen.update(_grams("L", left, len(left)))
    seen.update(_grams("R", right, 0))
    return seen


def _grams(side: str, words: str, touching: int) -> Iterator[str]:
    for length in range(1, LONGEST_GRAM + 1):
        for at in range(len(words) - length + 1):
            yield side + words[at : at + length]
        if len(words) >= length:
            yield f"{side}0{words[:length] if touching == 0 else words[-length:]}"

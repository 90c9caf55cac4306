"""同一件事的轻重表：每个记号值几分，得分化成可能性——由 nlu/learning/same_fitting.py 学得，人看得懂。

Two tables: `letters` for two long texts, `told` where one of them is short. The base is drawn so that an even chance is the line.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).parents[1] / "data" / "model" / "same_weights.yml"
LINE = 0.5


@dataclass(frozen=True, slots=True)
class SameWeights:
    """一张轻重表: what each sign adds, what two texts have without any."""

    signs: Mapping[str, float]
    base: float

    def chance(self, signs: Collection[str]) -> float:
        """How likely two texts with these signs tell one matter, 0 to 1."""
        return 1 / (1 + math.exp(-self.base - sum(self.signs.get(sign, 0.0) for sign in sorted(signs))))


@lru_cache(maxsize=1)
def _tables() -> Mapping[str, SameWeights]:
    tables = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {name: SameWeights(table["signs"], table["base"]) for name, table in tables.items()}


def weights_for(letters: bool) -> SameWeights:
    return _tables()["letters" if letters else "told"]

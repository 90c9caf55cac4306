"""被诉单位的轻重表：每个记号值几分，几分以上才算——由 nlu/learning/party_fitting.py 学得，人看得懂。"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

FILE = Path(__file__).parents[1] / "data" / "model" / "accused_weights.yml"


@dataclass(frozen=True, slots=True)
class PartyWeights:
    """一张轻重表: what each sign adds, what a party has without any, and the chance from which it counts."""

    signs: Mapping[str, float]
    base: float
    line: float

    def chance(self, signs: Collection[str]) -> float:
        """How likely a party with these signs is the accused, 0 to 1."""
        return 1 / (1 + math.exp(-self.base - sum(self.signs.get(sign, 0.0) for sign in sorted(signs))))


@lru_cache(maxsize=1)
def load_weights() -> PartyWeights:
    table = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return PartyWeights(table["signs"], table["base"], table["line"])

"""法言法语：条文用语和群众常用说法各成一条规则，作为类别模型的特征。

Each rule says one thing that the law or the plan distinguishes (who owes, what is owed, who refused). A rule never
decides by itself: the model learns how much it counts. The lexicon is nlu/data/lexicon/signals.yml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from nlu.features import MOST_CHARACTERS

SIGNALS = Path(__file__).parent / "data" / "lexicon" / "signals.yml"


@dataclass(frozen=True, slots=True)
class Signal:
    """一条规则: its name and the pattern that shows it."""

    name: str
    pattern: re.Pattern[str]


def load_signals(path: Path = SIGNALS) -> tuple[Signal, ...]:
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tuple(Signal(str(name), re.compile(str(pattern))) for name, pattern in rows.items())


def signal_values(text: str, signals: tuple[Signal, ...]) -> np.ndarray:
    """每条规则出现与否（1、多次 1.5）。"""
    text = text[:MOST_CHARACTERS]
    values = np.zeros(len(signals), dtype=np.float32)
    for i, signal in enumerate(signals):
        first = signal.pattern.search(text)
        if first is not None:
            values[i] = 1.5 if signal.pattern.search(text, first.end()) else 1.0
    return values

"""答不答的线索：问的话首条说到了多少、资料里见过多少、用词更像问条文还是问别的。"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from nlu.retrieval.material import Material
from nlu.retrieval.passages import Gist
from nlu.retrieval.tokens import Heard, grams

LAW_SHARE = 0.3  # 换成条文用语才对上的，只算一部分


class Hints:
    """从素材里看一句问话; what a clause speaks of is kept once it was looked at."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._leaning = _leanings(material)
        self._spoken: dict[tuple[int, str], frozenset[str]] = {}

    def coverage(self, heard: Heard, passage: int, gist: Gist | None) -> float:
        """How much of what was asked, weighed by rarity, the clause (with our statement of it) speaks of."""
        asked, spoken = set(heard.said), self._words_of(passage, gist)
        idf = self._material.indexes.texts.idf_of
        total = sum(idf(token) for token in asked)
        covered = sum(idf(token) for token in asked & spoken)
        covered += LAW_SHARE * sum(idf(token) for token in spoken.intersection(heard.law))
        return min(1.0, covered / total) if total else 0.0

    def known(self, heard: Heard) -> float:
        """Pairs of characters that the material, apart from the gaps, has seen."""
        asked = {token for token in heard.said if len(token) > 1}
        return len(asked & self._material.indexes.familiar) / len(asked) if asked else 0.0

    def leaning(self, heard: Heard) -> float:
        """Log odds, word by word, that a question in such words is one the texts answer."""
        tokens = {*heard.said, *heard.marks}
        odds = self._leaning[self._material.indexes.asks.numbers(tokens)]
        return float(odds.sum()) / math.sqrt(len(tokens) + 1)

    def _words_of(self, number: int, gist: Gist | None) -> frozenset[str]:
        key = (number, gist.id if gist else "")
        if key not in self._spoken:
            passage = self._material.passages[number]
            ours = gist.say + " ".join(gist.ask) if gist else ""
            self._spoken[key] = frozenset([*grams(passage.heading + passage.text), *grams(ours)])
        return self._spoken[key]


def _leanings(material: Material) -> NDArray[np.float64]:
    """For each word of the ways of asking: log odds of standing in one that the texts answer, not in one of a gap."""
    asks = material.indexes.asks
    of_gap = material.indexes.ask_owner >= len(material.passages) + len(material.gists)
    before = np.concatenate([[0], np.cumsum(of_gap[asks.entries])])
    gaps = before[asks.starts[1:]] - before[asks.starts[:-1]]
    own = np.diff(asks.starts) - gaps
    all_gaps = int(of_gap.sum())
    odds = np.log((own + 0.5) / (len(of_gap) - all_gaps + 1)) - np.log((gaps + 0.5) / (all_gaps + 1))
    return np.asarray(odds, dtype=np.float64)

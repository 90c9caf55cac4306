"""倒排索引：一次建好，一次查询只碰到含有所问词语的段落。

BM25 weights are computed when the index is built; a query is a handful of additions over numpy arrays.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Weigh = Callable[[Counter[str], int, Mapping[str, float]], dict[str, float]]


class Index:
    """Postings by token: entry numbers and their weights, plus how rare each token is."""

    def __init__(
        self, vocabulary: Sequence[str], starts: Ints, entries: Ints, weights: Floats, idf: Floats, size: int
    ) -> None:
        self._number = {token: i for i, token in enumerate(vocabulary)}
        self.vocabulary = tuple(vocabulary)
        self.starts, self.entries, self.weights, self.idf, self.size = starts, entries, weights, idf, size
        self._unseen = float(np.log(1 + size)) if size else 0.0

    @classmethod
    def bm25(cls, entries: Sequence[Sequence[str]], k1: float = 1.2, b: float = 0.6) -> Index:
        """BM25: a token counts more when rare, less when repeated, less in a long entry."""
        lengths = np.array([len(entry) for entry in entries], dtype=np.float32)
        mean = float(lengths.mean()) if len(entries) else 1.0

        def weigh(counts: Counter[str], entry: int, idf: Mapping[str, float]) -> dict[str, float]:
            norm = k1 * (1 - b + b * float(lengths[entry]) / mean)
            return {t: idf[t] * n * (k1 + 1) / (n + norm) for t, n in counts.items()}

        return cls._build(entries, weigh)

    @classmethod
    def cosine(cls, entries: Sequence[Sequence[str]]) -> Index:
        """TF-IDF vectors of length one: the closeness of one question to another, in [0, 1]."""

        def weigh(counts: Counter[str], entry: int, idf: Mapping[str, float]) -> dict[str, float]:
            raw = {t: idf[t] for t in counts}
            length = float(np.sqrt(sum(w * w for w in raw.values()))) or 1.0
            return {t: w / length for t, w in raw.items()}

        return cls._build(entries, weigh)

    @classmethod
    def _build(cls, entries: Sequence[Sequence[str]], weigh: Weigh) -> Index:
        counted = [Counter(entry) for entry in entries]
        frequency = Counter(token for counts in counted for token in counts)
        size = len(entries)
        vocabulary = sorted(frequency)
        idf = {t: float(np.log(1 + (size - n + 0.5) / (n + 0.5))) for t, n in frequency.items()}
        postings: dict[str, list[tuple[int, float]]] = {token: [] for token in vocabulary}
        for number, counts in enumerate(counted):
            for token, weight in weigh(counts, number, idf).items():
                postings[token].append((number, weight))
        starts = np.zeros(len(vocabulary) + 1, dtype=np.int32)
        starts[1:] = np.cumsum([len(postings[token]) for token in vocabulary])
        flat = [pair for token in vocabulary for pair in postings[token]]
        return cls(
            vocabulary,
            starts,
            np.array([entry for entry, _ in flat], dtype=np.int32),
            np.array([weight for _, weight in flat], dtype=np.float32),
            np.array([idf[token] for token in vocabulary], dtype=np.float32),
            size,
        )

    def arrays(self, name: str) -> dict[str, np.ndarray]:
        """What to keep of this index; figures and one long string, no objects."""
        kept: dict[str, np.ndarray] = {
            "words": np.frombuffer("\n".join(self.vocabulary).encode("utf-8"), dtype=np.uint8),
            "starts": self.starts,
            "entries": self.entries,
            "weights": self.weights,
            "idf": self.idf,
            "size": np.array(self.size),
        }
        return {f"{name}_{part}": array for part, array in kept.items()}

    @classmethod
    def opened(cls, box: Mapping[str, np.ndarray], name: str) -> Index:
        """The index that `arrays` kept."""
        vocabulary = bytes(box[f"{name}_words"]).decode("utf-8").split("\n")
        starts, entries, weights, idf = (
            box[f"{name}_{part}"] for part in ("starts", "entries", "weights", "idf")
        )
        return cls(vocabulary, starts, entries, weights, idf, int(box[f"{name}_size"]))

    def idf_of(self, token: str) -> float:
        """How rare; a token never seen counts as the rarest."""
        number = self._number.get(token)
        return self._unseen if number is None else float(self.idf[number])

    def numbers(self, tokens: Iterable[str]) -> list[int]:
        """Places in the vocabulary of the tokens that are in it."""
        return [self._number[token] for token in tokens if token in self._number]

    def scores(self, query: Mapping[str, float]) -> NDArray[np.float64]:
        """Score of every entry for a weighted query."""
        hits, gains = [], []
        for token, weight in query.items():
            number = self._number.get(token)
            if number is not None:
                span = slice(self.starts[number], self.starts[number + 1])
                hits.append(self.entries[span])
                gains.append(self.weights[span] * np.float32(weight))
        if not hits:
            return np.zeros(self.size)
        entries, weights = np.concatenate(hits), np.concatenate(gains)
        return np.bincount(entries, weights=weights, minlength=self.size).astype(np.float64)

    def length(self, query: Mapping[str, float]) -> float:
        """Length of the query as a TF-IDF vector."""
        return float(np.sqrt(sum((w * self.idf_of(t)) ** 2 for t, w in query.items()))) or 1.0

    def mass(self, query: Mapping[str, float]) -> float:
        """The weight of everything asked, said or unseen."""
        return sum(w * self.idf_of(t) for t, w in query.items()) or 1.0

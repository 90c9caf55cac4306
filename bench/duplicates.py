"""同一件事的成绩：自有的成对来话与真实来话的重复组，旁边是只看字面的两种做法。

`chengsu bench duplicates` — our own pairs were written by the one who wrote the rules: bench/data/duplicates.jsonl and
duplicates_learn.jsonl teach the weights (nlu/learning/same_fitting.py), duplicates_blind.jsonl were written before and
teach nothing. Of the real messages every pair of a dup_group is asked, and one in ten of the others, each read on the
day that it was sent.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer

from bench.table import show, write
from complaint_store.policy.book import load_book
from nlu.same.matter import compare
from nlu.same.told import Told, told
from nlu.train import REAL
from nlu.understand import Reader

TODAY = date(2026, 11, 22)
DATA = Path(__file__).parent / "data"
OWN, BLIND = DATA / "duplicates.jsonl", DATA / "duplicates_blind.jsonl"
DEV = REAL / "dev_complaints.jsonl"
ONE_IN = 10
LINES = [line / 100 for line in range(5, 100, 5)]
COLUMNS = ("做法", "对数", "精确率", "召回率", "F1", "每对毫秒")


@dataclass(frozen=True, slots=True)
class Message:
    """一条来话, made ready to be compared."""

    text: str
    ready: Told


Pair = tuple[Message, Message, bool]
Measure = Callable[[str, str], float]


def main() -> int:
    reader = Reader.load(load_book())
    sets = {"自有": own_pairs(reader, OWN), "自有，先写后改": own_pairs(reader, BLIND)}
    if DEV.is_file():
        sets["真实"] = real_pairs(reader)
    else:
        print("没有 ../shared/data/dev_complaints.jsonl，只量自有的成对来话。")
    figures: dict[str, dict[str, dict[str, float]]] = {}
    for name, pairs in sets.items():
        figures[name] = {
            "诚诉": ours(pairs),
            "四字片段 Jaccard（最好的线）": by_words(pairs, jaccard),
            "TF-IDF 余弦（最好的线）": by_words(pairs, cosine_of(pairs)),
        }
        rows = [(way, len(pairs), *row.values()) for way, row in figures[name].items()]
        show(f"同一件事：{name}", COLUMNS, rows)
    counts = {name: {"pairs": len(pairs), "same": sum(p[2] for p in pairs)} for name, pairs in sets.items()}
    write("duplicates", "chengsu bench duplicates", {"counts": counts, "figures": figures})
    return 0


def own_pairs(reader: Reader, path: Path) -> list[Pair]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(_message(reader, row["a"]), _message(reader, row["b"]), row["same"]) for row in rows]


def real_pairs(reader: Reader) -> list[Pair]:
    rows = [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines()]
    sent = [(_message(reader, row["text"], _sent(row["date"])), row["dup_group"]) for row in rows]
    pairs = [(a, b, left == right) for (a, left), (b, right) in combinations(sent, 2)]
    return [pair for n, pair in enumerate(pairs) if pair[2] or n % ONE_IN == 0]


def _message(reader: Reader, text: str, day: date = TODAY) -> Message:
    return Message(text, told(text, reader.read(text, day)))


def _sent(written: str | None) -> date:
    """来话那一天; the day of the bench where the message board did not say."""
    return date(*map(int, written.split()[0].split("/"))) if written else TODAY


def ours(pairs: Sequence[Pair]) -> dict[str, float]:
    began = time.perf_counter()
    said = [compare(a.ready, b.ready).same for a, b, _ in pairs]
    return _figures(said, pairs, time.perf_counter() - began)


def by_words(pairs: Sequence[Pair], measure: Measure) -> dict[str, float]:
    """A threshold on how alike the words are, the best there is for these very pairs: more than a user could know."""
    began = time.perf_counter()
    alike = [measure(a.text, b.text) for a, b, _ in pairs]
    seconds = time.perf_counter() - began
    return max(
        (_figures([x >= line for x in alike], pairs, seconds) for line in LINES), key=lambda f: f["f1"]
    )


def jaccard(a: str, b: str) -> float:
    left, right = ({text[i : i + 4] for i in range(len(text) - 3)} for text in (a, b))
    return len(left & right) / max(1, len(left | right))


def cosine_of(pairs: Sequence[Pair]) -> Measure:
    texts = list(dict.fromkeys(message.text for pair in pairs for message in pair[:2]))
    matrix = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True).fit_transform(texts)
    row_of = {text: n for n, text in enumerate(texts)}
    return lambda a, b: float(matrix[row_of[a]].multiply(matrix[row_of[b]]).sum())


def _figures(said: Sequence[bool], pairs: Sequence[Pair], seconds: float) -> dict[str, float]:
    right = sum(s and pair[2] for s, pair in zip(said, pairs, strict=True))
    precision, recall = right / max(1, sum(said)), right / max(1, sum(pair[2] for pair in pairs))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(f1, 4),
        "ms_per_pair": round(seconds * 1000 / len(pairs), 3),
    }


if __name__ == "__main__":
    sys.exit(main())

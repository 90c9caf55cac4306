"""标记的成绩：每个标记在自有语料上找对几条、漏几条、多报几条，训练文件与评测文件分开说.

`python -m bench.marks` — marks are phrase families (nlu/data/lexicon/marks.yml) written with the training files at
hand; only the column of the evaluation files tells how they carry over to words nobody foresaw.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date

from bench.table import show, write
from complaint_store.domain.reading import Mark
from complaint_store.policy.book import load_book
from nlu.examples import Example, read_folder, read_held_out
from nlu.train import CORPUS
from nlu.understand import Reader

TODAY = date(2026, 11, 22)
COLUMNS = ("标记", "标注", "找对", "多报", "漏报", "精确率", "召回率")


def counted(reader: Reader, examples: Sequence[Example]) -> dict[str, dict[str, float]]:
    """Per mark: annotated, right, too many, missed, precision and recall as a reader of the whole message sees them."""
    seen = [({mark.value for mark in reader.read(e.text, TODAY).marks}, set(e.marks)) for e in examples]
    figures: dict[str, dict[str, float]] = {}
    for mark in Mark:
        right = sum(mark.value in found and mark.value in truth for found, truth in seen)
        said = sum(mark.value in found for found, _ in seen)
        wanted = sum(mark.value in truth for _, truth in seen)
        figures[mark.value] = {
            "annotated": wanted,
            "right": right,
            "extra": said - right,
            "missed": wanted - right,
            "precision": round(right / said, 4) if said else 0.0,
            "recall": round(right / wanted, 4) if wanted else 0.0,
        }
    return figures


def main() -> int:
    reader = Reader.load(load_book())
    parts = {"train": read_folder(CORPUS), "evaluation": read_held_out(CORPUS)}
    figures = {name: counted(reader, examples) for name, examples in parts.items()}
    for name, rows in figures.items():
        title = f"标记：{'训练文件' if name == 'train' else '评测文件'}（{len(parts[name])} 条）"
        show(title, COLUMNS, [(mark, *row.values()) for mark, row in rows.items()])
    write("marks", "python -m bench.marks", {"messages": {k: len(v) for k, v in parts.items()}, **figures})
    return 0


if __name__ == "__main__":
    sys.exit(main())

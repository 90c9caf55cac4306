"""标记的成绩：逐个标记判过的评测文件、其余评测文件、训练文件，各找对几条、漏几条、多报几条；真实来话上响几条。

`python -m bench.marks` — only the two files written for the marks before anything was built for them
(c4_marks_eval, e1_marks_eval) say of each message which marks it has and which not; elsewhere a mark stands only where
its writer was sure, so that part of what counts there as too many is right. Real messages carry no marks at all: each
third of them is read by a model that learnt nothing from it, and what fires is counted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from bench.table import show, write
from complaint_store.domain.reading import Mark
from complaint_store.policy.book import load_book
from nlu.learning.examples import Example, read_examples, read_folder, read_held_out, read_marked
from nlu.learning.mark_fitting import fit_marks, said_in_dialogue
from nlu.learning.utterances import read_utterances
from nlu.marks.model import mark_model_from
from nlu.train import CORPUS, REAL, UTTERANCES
from nlu.understand import Reader

TODAY = date(2026, 11, 22)
COLUMNS = ("标记", "标注", "找对", "多报", "漏报", "精确率", "召回率")
JUDGED = ("c4_marks_eval", "e1_marks_eval")
THIRDS = 3
TITLES = {
    "judged": "逐个标记判过的评测文件", "evaluation": "全部评测文件", "train": "训练文件", "marked": "标记训练文件",
}  # fmt: skip


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


def fired_on_real(reader: Reader, real: Sequence[Example]) -> dict[str, int]:
    """真实来话上各响几条, each third read by a model that has not learnt from it."""
    marked = read_marked(CORPUS)
    own = [*read_folder(CORPUS), *said_in_dialogue(read_utterances(UTTERANCES))]
    third = np.random.default_rng(0).permutation(len(real)) % THIRDS
    fired = {mark.value: 0 for mark in Mark}
    for number in range(THIRDS):
        learnt = [e for e, of in zip(real, third, strict=True) if of != number]
        other = replace(reader, marks=mark_model_from(fit_marks(marked, own, learnt)))
        for example, of in zip(real, third, strict=True):
            if of == number:
                for mark in other.read(example.text, TODAY).marks:
                    fired[mark.value] += 1
    return fired


def main() -> int:
    reader = Reader.load(load_book())
    parts = {
        "judged": [e for name in JUDGED for e in read_examples(CORPUS / f"{name}.jsonl")],
        "evaluation": read_held_out(CORPUS),
        "train": read_folder(CORPUS),
        "marked": read_marked(CORPUS),
    }
    figures = {name: counted(reader, examples) for name, examples in parts.items()}
    for name, rows in figures.items():
        title = f"标记：{TITLES[name]}（{len(parts[name])} 条）"
        show(title, COLUMNS, [(mark, *row.values()) for mark, row in rows.items()])
    body = {"messages": {k: len(v) for k, v in parts.items()}, **figures}
    path = REAL / "train_real.jsonl"
    if path.is_file():
        real = read_examples(path, own=False)
        body["real"] = {"messages": len(real), "fired": (fired := fired_on_real(reader, real))}
        show(f"真实来话（{len(real)} 条）各响几条", ("标记", "条数"), list(fired.items()))
    write("marks", "python -m bench.marks", body)
    return 0


if __name__ == "__main__":
    sys.exit(main())

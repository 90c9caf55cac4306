"""样本：从语料文件读出带标签的来话，自有的与真实的一样看待。

Own corpus: one JSON object a line {id, text, labels, alt_labels?, kind, marks?, subtype?, accused_kind?, source}.
Real messages (outside the repository, may be absent): {title, text, labels, alt_labels, accused_type}.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from nlu.labels import LABELS

EVALUATION = "evaluation.jsonl"  # 永不参加训练；*_eval.jsonl 也一样
LETTERS = "letters_"  # letters_*.jsonl 照真实来话的样子写：比规整的例子分量重
MARKS_ONLY = "_marks"  # *_marks.jsonl 只教标记，不教类别：标记在那里多得不像日常来话
_ACCUSED = {
    "government": "government",
    "private": "private",
    "village_collective": "village",
    "village": "village",
    "state_owned": "state_owned",
    "public_institution": "public_institution",
    "state_owned_or_public_institution": "public_institution",
}


class CorpusError(ValueError):
    """语料有误: names the file, the line and what was expected."""


@dataclass(frozen=True, slots=True)
class Example:
    """一条带标签的来话。"""

    id: str
    text: str
    labels: tuple[str, ...]
    alternatives: tuple[str, ...] = ()
    accused_kind: str | None = None
    subtype: str | None = None
    marks: tuple[str, ...] = ()
    weight: float = 1.0
    group: str = ""
    own: bool = True
    letter: bool = False  # 照真实来话的样子写的（letters_*.jsonl）


def joined(title: str, text: str) -> str:
    """标题与正文合读; a title that only repeats the beginning is left out."""
    title = title.strip()
    return text if not title or text.startswith(title) else f"{title}\n{text}"


def read_examples(path: Path, own: bool = True, titled: bool = True) -> list[Example]:
    """Every line of a file as an example, the title before the text unless `titled` is off."""
    examples: list[Example] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            labels = tuple(row.get("labels") or (row["kind"],))
            text = joined((titled and row.get("title")) or "", row["text"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CorpusError(f"{path.name} 第 {number} 行：应为含 text 与 labels 的 JSON 对象") from error
        unknown = [label for label in labels if label not in LABELS]
        if unknown or not text.strip():
            raise CorpusError(
                f"{path.name} 第 {number} 行：标签 {unknown} 不在 {list(LABELS)} 之中，或 text 为空"
            )
        examples.append(
            Example(
                id=str(row.get("id") or row.get("pid") or f"{path.stem}-{number}"),
                text=text,
                labels=labels,
                alternatives=tuple(a for a in row.get("alt_labels") or () if a in LABELS),
                accused_kind=_ACCUSED.get(row.get("accused_kind") or row.get("accused_type") or ""),
                subtype=row.get("subtype"),
                marks=tuple(row.get("marks") or ()),
                weight=0.7 if row.get("unsure") else 1.0,
                group=str(row.get("dup_group") or f"{path.stem}-{number}"),
                own=own,
                letter=path.stem.startswith(LETTERS),
            )
        )
    return examples


def read_folder(folder: Path) -> list[Example]:
    """语料目录 without the evaluation split and what is there for the marks alone, files in name order."""
    return read_all(path for path in _training_files(folder) if not path.stem.endswith(MARKS_ONLY))


def read_marked(folder: Path) -> list[Example]:
    """逐个标记判过的语料: what is there for the marks alone."""
    return read_all(path for path in _training_files(folder) if path.stem.endswith(MARKS_ONLY))


def read_held_out(folder: Path) -> list[Example]:
    """评测集 of a corpus folder."""
    return read_all(path for path in sorted(folder.glob("*.jsonl")) if is_held_out(path))


def _training_files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("*.jsonl")) if not is_held_out(path)]


def is_held_out(path: Path) -> bool:
    return path.name == EVALUATION or path.stem.endswith("_eval")


def read_all(paths: Iterable[Path], own: bool = True) -> list[Example]:
    return [example for path in paths for example in read_examples(path, own)]

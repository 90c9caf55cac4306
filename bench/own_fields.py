"""自有语料上的要素成绩：标注齐全的句子上量准确率、召回率和 F1（训练文件与评测文件分开）。

Our own messages carry every field with its value, so that precision is measured too. A field is right when one of
its type shares characters with it and has the same normalised value; each labelled field answers for one read. The
labels name a value where it is first said: the same value read once more is neither right nor wrong.
Files named `*_eval.jsonl` are never looked at sentence by sentence.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from complaint_store.domain.reading import Field
from nlu.fields import Gazetteer, read_fields

BLIND = "g3_fields_eval"  # 写在改规则之前，不逐句看的那一份
CORPUS = Path(__file__).resolve().parents[1] / "nlu" / "data" / "corpus"
TODAY = date(2026, 11, 22)  # 语料里的“去年”“上个月”从这一天算起
TARGETS = {"amount": 0.95, "date": 0.93, "place": 0.95, "accused_unit": 0.88, "people": 0.93}


def annotated(evaluation: bool, only: str = "") -> Iterator[dict[str, Any]]:
    """The messages whose fields are labelled, of the training files or of the evaluation files, or of one file."""
    for path in sorted(CORPUS.glob("*.jsonl")):
        if path.stem.endswith("_eval") is evaluation and only in ("", path.stem):
            for line in path.read_text(encoding="utf-8").splitlines():
                message = json.loads(line)
                if "fields" in message:
                    yield message


def matched(labels: list[dict[str, Any]], read: list[Field]) -> tuple[list[dict[str, Any]], list[Field]]:
    """What of the labels was missed, and what was read that no label has."""
    left = list(read)
    missed = []
    said: list[Any] = []
    for label in labels:
        for field in left:
            overlap = field.start < label["end"] and label["start"] < field.end
            if overlap and _plain(field.normalized) == _plain(label["normalized"]):
                left.remove(field)
                said.append(_said(field))
                break
        else:
            missed.append(label)
    return missed, [field for field in left if _said(field) not in said]


def _said(field: Field) -> Any:
    """What a field says; one that is unclear says its own words."""
    return field.value if field.normalized is None else _plain(field.normalized)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def measure(
    gazetteer: Gazetteer, evaluation: bool, show: str | None = None, only: str = ""
) -> dict[str, Any]:
    """Precision, recall and F1 of each type; `show` prints the errors of that type ("all" for every one)."""
    right: Counter[str] = Counter()
    labelled: Counter[str] = Counter()
    found: Counter[str] = Counter()
    roles = Counter[bool]()
    first = Counter[bool]()
    messages = 0
    for message in annotated(evaluation, only):
        messages += 1
        fields = read_fields(message["text"], TODAY, gazetteer).fields
        for kind in TARGETS:
            labels = [label for label in message["fields"] if label["type"] == kind]
            read = [field for field in fields if field.type.value == kind]
            missed, extra = matched(labels, read)
            labelled[kind] += len(labels)
            found[kind] += len(labels) - len(missed) + len(extra)
            right[kind] += len(labels) - len(missed)
            if kind == "amount":
                roles.update(_roles(labels, read))
            if kind == "accused_unit" and labels:
                first[bool(read) and len(matched(labels, read[:1])[0]) < len(labels)] += 1
            if show in (kind, "all") and (missed or extra):
                _print(message, kind, missed, extra)
    rows = {kind: _row(right[kind], found[kind], labelled[kind], target) for kind, target in TARGETS.items()}
    return {
        "messages": messages,
        "fields": rows,
        "amount_role_right": _share(roles),
        "accused_unit_first_right": _share(first),
    }


def _roles(labels: list[dict[str, Any]], read: list[Field]) -> Iterator[bool]:
    """Whether the amounts that were found also say what they are: total, paid, owed or each."""
    for label in labels:
        here = [field for field in read if field.start < label["end"] and label["start"] < field.end]
        if here and label.get("role"):
            same = [field for field in here if _plain(field.normalized) == _plain(label["normalized"])]
            yield (same or here)[0].role == label["role"]


def _share(counts: Counter[bool]) -> float:
    return round(counts[True] / max(1, sum(counts.values())), 3)


def _row(right: int, found: int, labelled: int, target: float) -> dict[str, float]:
    precision, recall = right / max(1, found), right / max(1, labelled)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    figures = {"precision": precision, "recall": recall, "f1": f1}
    return {
        "labelled": labelled,
        **{name: round(value, 3) for name, value in figures.items()},
        "target": target,
    }


def _print(message: dict[str, Any], kind: str, missed: list[dict[str, Any]], extra: list[Field]) -> None:
    print(f"{message['id']} {kind} 漏 {[(m['value'], m['normalized']) for m in missed]}", file=sys.stderr)
    print(f"    多 {[(f.value, f.normalized) for f in extra]}\n    {message['text']}", file=sys.stderr)


def table(title: str, result: dict[str, Any]) -> str:
    """One table for people."""
    lines = [
        f"{title}（{result['messages']} 条）",
        f"{'要素':<14}{'标注':>6}{'准确':>8}{'召回':>8}{'F1':>8}{'目标':>8}",
    ]
    for kind, row in result["fields"].items():
        figures = "".join(f"{row[name]:>10.3f}" for name in ("precision", "recall", "f1", "target"))
        lines.append(f"{kind:<16}{row['labelled']:>6}{figures}")
    lines.append(f"金额的总额、已付、欠款、每份判得对：{result['amount_role_right']:.3f}")
    lines.append(f"说了被诉单位的话里，排第一的就是它：{result['accused_unit_first_right']:.3f}")
    return "\n".join(lines)

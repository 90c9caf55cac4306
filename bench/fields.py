"""要素：真实来话的标注上量召回，自有语料上量准确率、召回率和 F1（python -m bench.fields）。

The labelled slots of real messages are only the main values of in-scope messages, so that recall is measured and precision is not.
A slot is found when a field of its type covers at least six tenths of its words; a date slot may be a
duration (“8年”), since the labels make no difference. An amount must also have the value that its
words have for cn2an, an independent reader, where that one can read them.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from bench import own_fields
from complaint_store.domain.reading import Field
from complaint_store.policy.book import load_book
from nlu.fields import Gazetteer, read_fields

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "dev_complaints.jsonl"
RESULT = Path(__file__).parent / "results" / "fields.json"
TARGETS = {"amount": 0.95, "date": 0.90, "place": 0.90, "accused_unit": 0.85, "people": 0.90, "project": None}
ACCEPTED = {"date": ("date", "duration")}
COVER = 0.6


def messages() -> Iterator[dict[str, Any]]:
    with DATA.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def day_of(message: dict[str, Any]) -> date:
    """The day a message was left; the labels keep it as text."""
    try:
        return date.fromisoformat(str(message.get("date"))[:10])
    except ValueError:
        return date(2020, 1, 1)


def cover(slot: dict[str, Any], fields: tuple[Field, ...]) -> float:
    """How much of the slot's words fields of its type cover, together."""
    types = ACCEPTED.get(slot["type"], (slot["type"],))
    spans = [(f.start, f.end) for f in fields if f.type.value in types]
    covered = {p for start, end in spans for p in range(max(start, slot["start"]), min(end, slot["end"]))}
    return len(covered) / int(slot["end"] - slot["start"])


def witness(words: str) -> float | None:
    """The value of plain money words by cn2an, or None where it cannot read them."""
    import cn2an

    bare = (
        words.strip("约近").removesuffix("人民币").removesuffix("元").removesuffix("块钱").removesuffix("块")
    )
    try:
        return float(cn2an.cn2an(bare, "smart"))
    except (ValueError, KeyError, TypeError):
        return None


def value_is_right(slot: dict[str, Any], fields: tuple[Field, ...]) -> bool | None:
    expected = witness(slot["value"])
    if slot["type"] != "amount" or expected is None:
        return None
    here = [f for f in fields if f.type.value == "amount" and f.start < slot["end"] and slot["start"] < f.end]
    return any(f.normalized == expected for f in here)


def measure(gazetteer: Gazetteer, show_missed: bool = False) -> dict[str, Any]:
    found: Counter[str] = Counter()
    exact: Counter[str] = Counter()
    slots: Counter[str] = Counter()
    values = Counter[bool]()
    for message in messages():
        for name in ("title", "text"):
            wanted = [slot for slot in message["slots"] if slot["field"] == name]
            if not wanted:
                continue
            fields = read_fields(message[name], day_of(message), gazetteer).fields
            for slot in wanted:
                kind = slot["type"]
                slots[kind] += 1
                hit = cover(slot, fields) >= COVER
                found[kind] += hit
                exact[kind] += any((f.start, f.end) == (slot["start"], slot["end"]) for f in fields)
                right = value_is_right(slot, fields) if hit else None
                if right is not None:
                    values[right] += 1
                if show_missed and (not hit or right is False):
                    print(f"missed {kind}: {slot['value']}", file=sys.stderr)
    rows = {
        kind: {
            "slots": slots[kind],
            "recall": round(found[kind] / slots[kind], 3),
            "exact_span": round(exact[kind] / slots[kind], 3),
            "target": target,
        }
        for kind, target in TARGETS.items()
        if slots[kind]
    }
    return {
        "fields": rows,
        "amount_value_checked": sum(values.values()),
        "amount_value_right": values[True],
        "speed": speed(gazetteer),
    }


def speed(gazetteer: Gazetteer) -> dict[str, float]:
    """Median processor milliseconds for all fields of a message cut to 200 and to 800 characters."""
    texts = [message["text"] for message in messages()]
    figures = {}
    for length in (200, 800):
        samples = [(text * (length // len(text) + 1))[:length] for text in texts[:120] if text]
        times = []
        for sample in samples:
            started = time.process_time()
            read_fields(sample, date(2026, 11, 22), gazetteer)
            times.append((time.process_time() - started) * 1000)
        figures[f"ms_{length}_characters"] = round(statistics.median(times), 2)
    return figures


def main() -> int:
    """--missed shows what real messages' slots were missed, --wrong=TYPE the errors on our own training files."""
    gazetteer = Gazetteer.from_book(load_book())
    wrong = next((word.partition("=")[2] for word in sys.argv if word.startswith("--wrong=")), None)
    own = {
        "own_training_files": own_fields.measure(gazetteer, evaluation=False, show=wrong),
        "own_evaluation": own_fields.measure(gazetteer, evaluation=True),
        "own_blind": own_fields.measure(gazetteer, evaluation=True, only=own_fields.BLIND),
    }
    print(own_fields.table("自有语料，训练文件", own["own_training_files"]))
    print(own_fields.table("自有语料，评测文件", own["own_evaluation"]))
    print(own_fields.table(f"其中盲测 {own_fields.BLIND}", own["own_blind"]))
    if DATA.exists():
        result = measure(gazetteer, "--missed" in sys.argv)
        print_slots(result)
    else:
        print("没有 ../shared/data/dev_complaints.jsonl，真实来话上的成绩保留上一次的。")
        result = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps({**result, **own}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 0


def print_slots(result: dict[str, Any]) -> None:
    print("真实来话的标注")
    print(f"{'要素':<14}{'标注':>6}{'召回':>8}{'区间全同':>10}{'目标':>8}")
    for kind, row in result["fields"].items():
        figures = f"{row['recall']:>10.3f}{row['exact_span']:>12.3f}{row['target'] or '':>10}"
        print(f"{kind:<16}{row['slots']:>6}{figures}")
    right, checked = result["amount_value_right"], result["amount_value_checked"]
    print(f"金额数值与 cn2an 一致：{right}/{checked}；耗时（毫秒）：{result['speed']}")


if __name__ == "__main__":
    sys.exit(main())

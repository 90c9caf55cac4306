"""转写稿的成绩：几件事分对没有，每件事的类别和要素对不对，坐席的话和别件事的要素有没有混进来。

`chengsu bench transcripts` — calls of our own (bench/data/transcripts.jsonl), with speaker tags of several makes and
without. `never` are values that only the clerk said. The `blind` ones were written after the rules and none was looked
at while mending them.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bench.table import percentile, show, write
from complaint_store.domain.reading import Matter
from complaint_store.policy.book import load_book
from nlu.understand import Reader

TODAY = date(2026, 11, 23)
CALLS = Path(__file__).parent / "data" / "transcripts.jsonl"
Told = Mapping[str, Any]


def main(arguments: Sequence[str] = ()) -> int:
    """--missed prints what was read otherwise, call by call, of those that are not blind."""
    reader = Reader.load(load_book())
    calls = [json.loads(line) for line in CALLS.read_text(encoding="utf-8").splitlines()]
    figures = {
        "练习": measured(reader, [call for call in calls if "set" not in call], "--missed" in arguments),
        "盲测": measured(reader, [call for call in calls if call.get("set") == "blind"]),
    }
    rows = [(name, *(part[name] for part in figures.values())) for name in figures["练习"]]
    show("通话转写", ("项", *figures), rows)
    write("transcripts", "chengsu bench transcripts", figures)
    return 0


def measured(reader: Reader, calls: Sequence[Told], show_missed: bool = False) -> dict[str, float]:
    counts: Counter[str] = Counter()
    times: list[float] = []
    for call in calls:
        began = time.perf_counter()
        matters = reader.matters(call["text"], TODAY)
        times.append((time.perf_counter() - began) * 1000)
        counts.update(judged(call, matters))
        if show_missed and (said := what_differs(call, matters)):
            print(call["id"], "；".join(said))
    spent = {"p50_ms": round(percentile(times, 0.5), 2), "p95_ms": round(percentile(times, 0.95), 2)}
    return {"段": len(calls), **figures_of(counts), **spent}


def judged(call: Told, matters: Sequence[Matter]) -> Counter[str]:
    """What is right in one call; the matters of a call that was split otherwise count as missed."""
    wanted = call["matters"]
    counts: Counter[str] = Counter(calls=1, matters=len(wanted), split_right=len(matters) == len(wanted))
    counts["several"] = len(wanted) > 1
    counts["several_right"] = len(wanted) > 1 and len(matters) == len(wanted)
    for place, told in enumerate(wanted):
        values = {(name, _key(value)) for name, row in told["fields"].items() for value in row}
        counts["fields"] += len(values)
        if len(matters) != len(wanted):
            continue
        counts["labels_right"] += label_of(matters[place]) == told["label"]
        counts["fields_right"] += len(values & values_of(matters[place]))
        counts["mixed"] += len(others_of(wanted, place) & values_of(matters[place]) - values)
    said = {value for matter in matters for _, value in values_of(matter)}
    counts["never"] += len(call["never"])
    counts["clerks"] += sum(_key(value) in said for value in call["never"])
    return counts


def figures_of(counts: Counter[str]) -> dict[str, float]:
    """份额与条数, by what a clerk at the desk would have to mend."""
    return {
        "件数分对": round(counts["split_right"] / counts["calls"], 4),
        "几件事的分对": round(counts["several_right"] / max(1, counts["several"]), 4),
        "首类对": round(counts["labels_right"] / counts["matters"], 4),
        "要素召回": round(counts["fields_right"] / counts["fields"], 4),
        "混进别件事的要素": counts["mixed"],
        "当真的坐席之言": counts["clerks"],
        "坐席说错的": counts["never"],
    }


def what_differs(call: Told, matters: Sequence[Matter]) -> list[str]:
    wanted = call["matters"]
    if len(matters) != len(wanted):
        return [f"分成 {len(matters)} 件，应为 {len(wanted)} 件"]
    said: list[str] = []
    for told, matter in zip(wanted, matters, strict=True):
        if label_of(matter) != told["label"]:
            said.append(f"{told['label']} 判成 {label_of(matter)}")
        missing = {(name, _key(v)) for name, row in told["fields"].items() for v in row} - values_of(matter)
        if missing:
            said.append(f"没有 {sorted(missing)}，有 {sorted(values_of(matter))}")
    return said


def label_of(matter: Matter) -> str:
    categories = matter.reading.categories
    return str(categories[0].id) if categories else matter.reading.kind.value


def values_of(matter: Matter) -> set[tuple[str, str]]:
    return {(field.type.value, _key(field.normalized)) for field in matter.reading.fields}


def others_of(wanted: Sequence[Told], place: int) -> set[tuple[str, str]]:
    """Values of the other matters of the same call."""
    return {
        (name, _key(value))
        for other, told in enumerate(wanted)
        if other != place
        for name, row in told["fields"].items()
        for value in row
    }


def _key(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""一天能接多少段对话：会话越来越多时，每秒说完几段、每轮等多久，折成一天的数。

`chengsu bench load` — whole dialogues from greeting to receipt through the running app, engine and worker on one
machine, as in bench/turn.py. The answer to read is the largest number of conversations whose p95 stays under a second.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import httpx

from bench.running import ROOT, running_chengsu
from bench.table import percentile, show, write
from bench.turn import SCRIPT, Say, chengsu_says, talk

COUNTS = (1, 8, 32, 64)
DAY = 86_400
PATIENCE_MS = 1_000  # 等一句回话，超过一秒就觉得慢


def measure(say: Say, conversations: int, dialogues: int) -> dict[str, float]:
    """Dialogues a second and the wait for a turn at so many parallel conversations."""
    began = time.perf_counter()
    turns = talk(say, max(dialogues, conversations), conversations)
    seconds = time.perf_counter() - began
    a_day = len(turns) / len(SCRIPT) / seconds * DAY
    return {
        "a_day": round(a_day),
        "turns_per_second": round(len(turns) / seconds, 1),
        "p50": round(percentile(turns, 0.5), 1),
        "p95": round(percentile(turns, 0.95), 1),
    }


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="chengsu bench load", description="一天能接多少段对话")
    parser.add_argument("--dialogues", type=int, default=64, help="每种并发下的对话段数")
    options = parser.parse_args(argv)
    figures: dict[str, dict[str, float]] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="chengsu-load-")))
        client = stack.enter_context(httpx.Client(timeout=60))
        say = chengsu_says(stack.enter_context(running_chengsu(folder / "ours")), client)
        talk(say, 1, 1)
        for count in COUNTS:
            figures[str(count)] = measure(say, count, options.dialogues)
    rows = [(count, *row.values()) for count, row in figures.items()]
    show("一天能接多少段对话", ("同时的会话", "段/天", "轮/秒", "每轮 p50 ms", "p95 ms"), rows)
    in_time = [row["a_day"] for row in figures.values() if row["p95"] <= PATIENCE_MS]
    result: dict[str, Any] = {"script_turns": len(SCRIPT), "by_conversations": figures}
    result["a_day_within_a_second"] = max(in_time, default=0)
    print(f"九成五的回话在一秒之内时，一天最多 {result['a_day_within_a_second']:,.0f} 段。")
    print("已写入", write("load", "chengsu bench load", result).relative_to(ROOT))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

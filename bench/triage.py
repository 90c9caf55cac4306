"""分拣有多快：一个核每秒能把多少条二百字的来话读成分派结果；装载模型的时间不算。

The same call as `chengsu triage`. The messages are our own corpus, joined and cut to 200 characters.
"""

from __future__ import annotations

import argparse
import itertools
import os
import time
from collections.abc import Sequence
from typing import Any

from bench.table import percentile, show, write
from bot.commands.opening import day_of, open_book, open_reader
from bot.commands.triage import triage_rows
from nlu.learning.examples import read_folder
from nlu.train import CORPUS

LENGTH = 200
WARM = 50


def messages(count: int) -> list[str]:
    """`count` different texts of exactly 200 characters."""
    words = [example.text.strip() for example in read_folder(CORPUS) if example.text.strip()]
    found: list[str] = []
    for start in itertools.count():
        text = ""
        step = start // len(words) + 1  # 每绕一圈换一种搭配
        for index in itertools.count(start, step):
            text += words[index % len(words)] + "。"
            if len(text) >= LENGTH:
                break
        found.append(text[:LENGTH])
        if len(found) == count:
            return found
    raise AssertionError("unreachable")


def measure(count: int) -> dict[str, Any]:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # 只用一个核
    book = open_book()
    reader = open_reader(book)
    today = day_of("2026-11-23")
    texts = messages(count + WARM)
    rows = 0
    taken: list[float] = []
    worked = 0.0
    for number, text in enumerate(texts):
        if number == WARM:
            worked = time.process_time()
        start = time.perf_counter()
        rows += sum(1 for _ in triage_rows({"id": number, "text": text}, reader, book, today))
        taken.append(time.perf_counter() - start)
    worked = time.process_time() - worked
    measured = taken[WARM:]
    return {
        "messages": count,
        "characters": LENGTH,
        "rows": rows,
        "messages_per_second": count / sum(measured),
        "messages_per_cpu_second": count / worked,  # 机器上还有别的事时，看这个
        "p50_ms": percentile(measured, 0.5) * 1000,
        "p95_ms": percentile(measured, 0.95) * 1000,
    }


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="chengsu bench triage", description=__doc__)
    parser.add_argument("--messages", type=int, default=2000, help="多少条来话")
    result = measure(parser.parse_args(argv).messages)
    show(
        f"分拣：每条 {LENGTH} 字，一个核",
        ["来话", "条/秒", "条/CPU 秒", "p50 ms", "p95 ms"],
        [
            [
                result[key]
                for key in ("messages", "messages_per_second", "messages_per_cpu_second", "p50_ms", "p95_ms")
            ]
        ],
    )
    print(f"已写到 {write('triage', 'chengsu bench triage', result).name}")
    return 0

"""整份导入：一行行办下去，带进度条；最后说清哪些没收、为什么，各有多少。"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.importing.filing import Intake, Outcome, Result, file_row
from bot.importing.rows import Sheet

SHOWN = 100


def file_all(sheet: Sheet, office: Intake, now: Callable[[], datetime]) -> list[Result]:
    """Every row in turn, under a progress bar on standard error."""
    results = []
    with _progress() as bar:
        task = bar.add_task("导入", total=sheet.total - 1 if sheet.total else None)
        for row in sheet.rows:
            results.append(file_row(row, office, now()))
            bar.advance(task)
    return results


def tell(results: list[Result], report: Path | None) -> None:
    """The report: what was refused line by line, then the counts."""
    not_taken = [r for r in results if r.outcome in (Outcome.REFUSED, Outcome.NOT_OURS)]
    for result in not_taken[:SHOWN]:
        name = f"（{result.id}）" if result.id else ""
        print(f"第 {result.number} 行{name}：{result.outcome.value}，{result.reason}")
    if len(not_taken) > SHOWN:
        print(f"……还有 {len(not_taken) - SHOWN} 行，用 --report 写成文件看全部。")
    counts = Counter(r.outcome for r in results)
    print("，".join(f"{o.value} {counts[o]} 行" for o in Outcome if counts[o]) or "没有一行来话。")
    if report is not None:
        with report.open("w", encoding="utf-8-sig", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(("行号", "编号", "结果", "工单号", "承办单位", "原因"))
            for r in results:
                writer.writerow(
                    (r.number, r.id, r.outcome.value, " ".join(r.tickets), " ".join(r.leads), r.reason)
                )
        print(f"每一行的结果已写到 {report}")


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    )

"""批量导入：通话转写表逐行立单，印出进度和拒收的行；重复运行不会重复立单。"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.commands.errors import BAD_INPUT, DONE
from bot.commands.opening import day_of, open_book, open_database, open_reader, open_settings
from bot.importing.filing import Intake, Outcome, Result, file_row
from bot.importing.rows import Sheet, open_sheet

SHOWN = 100


def import_(
    file: Annotated[Path, typer.Argument(help="xlsx、csv 或 jsonl；须有“转写”（或 内容、text）一列，可有 编号、标题、姓名、电话、日期。", metavar="文件")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只试读，不立单。")] = False,
    report: Annotated[Path | None, typer.Option("--report", help="把每一行的结果写成 CSV。", metavar="文件", show_default=False)] = None,
    today: Annotated[str | None, typer.Option(help="没有日期列时，话是哪天说的；默认今天。", metavar="日期")] = None,
) -> int:  # fmt: skip
    """批量导入通话转写稿，逐行立单。

    与坐席工作台同一套判断；同一行再导一次不会重复立单。有拒收的行时退出码为 2，其余照办。
    """
    from bot.assembly import shanghai_now

    settings, day = open_settings(), day_of(today)
    sheet = open_sheet(file)
    book = open_book()
    reader = open_reader(book)
    if sheet.unknown:
        print(f"这些列没有用到：{'、'.join(sheet.unknown)}", file=sys.stderr)

    limits = (settings.sealed_lane, settings.max_message_chars, day)
    if dry_run:
        results = file_all(sheet, Intake(book, reader, None, *limits), shanghai_now)
    else:
        with open_database(settings) as database:
            office = Intake(book, reader, database, *limits)
            results = file_all(sheet, office, shanghai_now)
    tell(results, report)
    return BAD_INPUT if any(r.outcome is Outcome.REFUSED for r in results) else DONE


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

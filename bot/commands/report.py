"""报表：一个时段里受理了多少、办得怎样，按类别或单位；表格、CSV 或 xlsx，不含身份和原话。"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.commands.errors import DONE, bad_input
from bot.commands.opening import day_of, open_book, open_database, open_settings
from bot.spreadsheet import detail_table, write_csv, write_xlsx
from complaint_store.services.actors import Actor, Role

if TYPE_CHECKING:
    from complaint_store.services.report import ReportRow

READER = Actor(user_id=None, name="命令行", role=Role.SUPERVISOR)
GROUPS = {"category": "类别", "lead": "牵头单位", "area": "地区", "status": "状态"}
HEAD = ("受理", "已签收", "已答复", "已办结", "逾期", "认为已解决", "评价数")


@dataclass(slots=True)
class Count:
    """一组工单的数。"""

    filed: int = 0
    signed: int = 0
    replied: int = 0
    closed: int = 0
    overdue: int = 0
    solved: int = 0
    rated: int = 0

    def add(self, row: ReportRow) -> None:
        self.filed += 1
        self.signed += row.signed is not None
        self.replied += row.replied is not None
        self.closed += row.closed is not None
        self.overdue += row.overdue_days > 0
        self.solved += row.solved is True
        self.rated += row.solved is not None

    def cells(self) -> tuple[int, ...]:
        return (self.filed, self.signed, self.replied, self.closed, self.overdue, self.solved, self.rated)


def report(
    since: Annotated[str | None, typer.Option(help="从哪天（含），默认三十天前。", metavar="日期", show_default=False)] = None,
    until: Annotated[str | None, typer.Option(help="到哪天（含），默认今天。", metavar="日期", show_default=False)] = None,
    by: Annotated[str, typer.Option(help="按什么分组：category 类别、lead 牵头单位、area 地区、status 状态。", metavar="分组")] = "category",
    detail: Annotated[bool, typer.Option("--detail", help="每张工单一行，不汇总。")] = False,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写到 .csv 或 .xlsx 文件；不给就印成表格。", metavar="文件", show_default=False)] = None,
) -> int:  # fmt: skip
    """一个时段的办理情况。密件不计入。"""
    from complaint_store.services.report import rows

    if by not in GROUPS:
        raise bad_input("不能按这个分组。", found=by, expected="、".join(GROUPS))
    if output is not None and output.suffix not in (".csv", ".xlsx"):
        raise bad_input("报表只能写成 .csv 或 .xlsx。", found=output.name)
    today = day_of(None)
    last = day_of(until, "--until")
    first = day_of(since, "--since") if since else last - timedelta(days=30)
    if first > last:
        raise bad_input("开始的日期在结束之后。", found=f"{first} 到 {last}")
    book = open_book()
    with open_database(open_settings()) as database, database.unit_of_work() as uow:
        found = tuple(rows(READER, since=first, until=last, today=today, uow=uow, book=book))
    head, body = detail_table(found) if detail else summary_table(found, by)
    _put(head, body, output, f"{first} 至 {last}，工单 {len(found)} 张")
    return DONE


def summary_table(found: Iterable[ReportRow], by: str) -> tuple[list[str], list[list[Any]]]:
    counts: dict[str, Count] = defaultdict(Count)
    total = Count()
    for row in found:
        counts[str(getattr(row, by)) or "未定"].add(row)
        total.add(row)
    ordered = sorted(counts.items(), key=lambda item: (-item[1].filed, item[0]))
    body: list[list[Any]] = [[name, *count.cells()] for name, count in ordered]
    return [GROUPS[by], *HEAD], [*body, ["合计", *total.cells()]]


def _put(head: list[str], body: list[list[Any]], output: Path | None, title: str) -> None:
    if output is None:
        table = Table(title=title, title_justify="left")
        for name in head:
            table.add_column(name, overflow="fold")  # 窄终端里折行，不截断
        for row in body:
            table.add_row(*("" if cell is None else str(cell) for cell in row))
        Console().print(table)
    else:
        with output.open("wb") as file:
            (write_csv if output.suffix == ".csv" else write_xlsx)(head, body, file)
        print(f"{title}，已写到 {output}", file=sys.stderr)

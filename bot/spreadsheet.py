"""表格文件：每张工单一行的明细，写成 Excel 打得开的 xlsx 或 CSV；不含身份和原话。"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import IO, Any

from complaint_store.services.report import ReportRow

DETAIL = {
    "number": "工单号", "category": "类别", "lead": "牵头单位", "area": "地区", "channel": "渠道", "status": "状态",
    "filed": "受理", "dispatched": "派单", "signed": "签收", "replied": "答复", "closed": "办结", "last_day": "最后期限",
    "overdue_days": "逾期天数", "returns": "退回次数", "redone": "重办次数", "solved": "诉求人认为已解决", "score": "评分",
}  # fmt: skip


def detail_table(found: Iterable[ReportRow]) -> tuple[list[str], list[list[Any]]]:
    """The heads and one line for each ticket."""
    names = [f.name for f in fields(ReportRow)]
    return [DETAIL[n] for n in names], [[_cell(getattr(row, n)) for n in names] for row in found]


def write_csv(head: Sequence[str], body: Iterable[Sequence[Any]], file: IO[bytes]) -> None:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([head, *([_plain(cell) for cell in row] for row in body)])
    file.write(buffer.getvalue().encode("utf-8-sig"))  # 带 BOM，Excel 直接打开不乱码


def write_xlsx(head: Sequence[str], body: Iterable[Sequence[Any]], file: IO[bytes]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("报表")
    sheet.freeze_panes = "A2"
    for row in [head, *body]:
        sheet.append([_plain(cell) for cell in row])
    book.save(file)


def _cell(value: object) -> Any:
    if isinstance(value, bool):
        return "是" if value else "否"
    return value.isoformat() if isinstance(value, date) else value


def _plain(cell: Any) -> Any:
    """表格软件会把 = + - @ 开头的文字当公式：加一个撇号。"""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t") else cell

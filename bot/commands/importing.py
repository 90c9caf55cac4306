"""批量导入：通话转写表逐行立单，印出进度和拒收的行；重复运行不会重复立单。"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.errors import BAD_INPUT, DONE
from bot.commands.opening import day_of, open_book, open_database, open_reader, open_settings


def import_(
    file: Annotated[Path, typer.Argument(help="xlsx、csv 或 jsonl；须有“转写”（或 内容、text）一列，可有 编号、标题、姓名、电话、日期。", metavar="文件")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只试读，不立单。")] = False,
    report: Annotated[Path | None, typer.Option("--report", help="把每一行的结果写成 CSV。", metavar="文件", show_default=False)] = None,
    today: Annotated[str | None, typer.Option(help="没有日期列时，话是哪天说的；默认今天。", metavar="日期")] = None,
) -> int:  # fmt: skip
    """批量导入通话转写稿，逐行立单。

    与坐席工作台同一套判断；同一行再导一次不会重复立单。有拒收的行时退出码为 2，其余照办。
    """
    from bot.clock import shanghai_now
    from bot.importing.filing import Intake, Outcome
    from bot.importing.rows import open_sheet
    from bot.importing.whole import file_all, tell

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

"""分拣：一行一条来话，读出类别、要素、去向和期限，一行一条结果；与坐席工作台同一套判断。"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.commands.errors import BAD_INPUT, DONE
from bot.commands.lines import json_lines, opened, write_line
from bot.commands.opening import day_of, open_book, open_reader, open_settings

if TYPE_CHECKING:
    from complaint_store.policy.book import RuleBook
    from nlu.understand import Reader


def triage(
    file: Annotated[Path | None, typer.Argument(help="JSON 行文件；不给或写 - 就读标准输入。", show_default=False)] = None,
    today: Annotated[str | None, typer.Option(help="说话那天，如 2026-11-23；“昨天”“去年”从这天算起。默认今天。", metavar="日期")] = None,
) -> int:  # fmt: skip
    """把一批来话分拣成 JSON 行。

    每行输入 {"id", "text"}，可加 "title"、"channel"；通话转写自己认得出。一段话里有几件事就出几行，"matter" 从 1 起。
    读不了的行写到标准错误，带行号，其余照做，退出码 2。
    """
    settings, day = open_settings(), day_of(today)
    refused = 0
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    with opened(file) as stream:
        book = open_book()
        reader = open_reader(book)
        for line in json_lines(stream, ("id", "text")):
            reason = line.refused or too_long(line.value["text"], settings.max_message_chars)
            if reason:
                refused += 1
                print(f"第 {line.number} 行：{reason}", file=sys.stderr)
                continue
            for row in triage_rows(line.value, reader, book, day, settings.sealed_lane):
                write_line(sys.stdout, row)
            sys.stdout.flush()
    if refused:
        print(f"有 {refused} 行没有办，其余已办。", file=sys.stderr)
    return BAD_INPUT if refused else DONE


def too_long(text: str, limit: int) -> str:
    return f"text 有 {len(text)} 字，最多 {limit} 字，请分成几条" if len(text) > limit else ""


def triage_rows(
    value: Mapping[str, Any], reader: Reader, book: RuleBook, today: date, sealed_enabled: bool = False
) -> Iterator[dict[str, Any]]:
    """One row for each matter; the same call that the desk makes."""
    from complaint_store.services.triage import triage as decide

    text = str(value["text"])
    title = str(value.get("title") or "").strip()
    head = f"{title}\n" if title and title not in text else ""
    for matter in reader.matters(head + text, today):
        decided = decide(matter.text, matter.reading, book, today, sealed_enabled)
        row = decided.as_json(value["id"], matter.number)
        yield _in_text(row, len(head)) if head else row


def _in_text(row: dict[str, Any], offset: int) -> dict[str, Any]:
    """Spans count from the start of `text`; a field that the title told says so and counts from the title's start."""
    for category in row["categories"]:
        category["evidence"] = [
            [start - offset, end - offset] for start, end in category["evidence"] if start >= offset
        ]
    for field in row["fields"]:
        if field["start"] >= offset:
            field["start"] -= offset
            field["end"] -= offset
        else:
            field["in"] = "title"
    return row

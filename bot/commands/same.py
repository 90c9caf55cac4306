"""同一件事吗：一行一对，答是不是、有几分把握、哪些要素对得上、哪些对不上。"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.errors import BAD_INPUT, DONE
from bot.commands.lines import json_lines, opened, write_line
from bot.commands.opening import day_of, open_book, open_reader


def same(
    file: Annotated[Path | None, typer.Argument(help="JSON 行文件；不给或写 - 就读标准输入。", show_default=False)] = None,
    today: Annotated[str | None, typer.Option(help="说话那天，默认今天。", metavar="日期")] = None,
) -> int:  # fmt: skip
    """判断两段来话是不是同一件事。

    每行输入 {"id", "a", "b"}，每行输出 {"id", "same", "score", "agree", "differ"}：要素说了算，字面相似只作旁证。
    """
    from nlu.same.matter import same_matter

    day = day_of(today)
    refused = 0
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    with opened(file) as stream:
        reader = open_reader(open_book())
        for line in json_lines(stream, ("id", "a", "b")):
            if line.refused:
                refused += 1
                print(f"第 {line.number} 行：{line.refused}", file=sys.stderr)
                continue
            a, b = line.value["a"], line.value["b"]
            found = same_matter(a, b, reader.read(a, day), reader.read(b, day))
            write_line(
                sys.stdout,
                {
                    "id": line.value["id"],
                    "same": found.same,
                    "score": found.score,
                    "agree": list(found.agree),
                    "differ": list(found.differ),
                },
            )
    return BAD_INPUT if refused else DONE

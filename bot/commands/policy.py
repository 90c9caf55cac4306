"""规则数据与法规库：核对单位、矩阵、条款是否对得上；把法规全文导入供检索。"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.errors import BAD_INPUT, DONE
from bot.commands.opening import open_settings


def check(
    folder: Annotated[Path | None, typer.Option(help="规则数据所在目录，默认随程序的那份。", show_default=False, metavar="目录")] = None,
) -> int:  # fmt: skip
    """核对规则数据：每条错误给出文件、编号和行号。"""
    from complaint_store.routing.reach import check_policy as find

    findings = find(folder)
    for finding in findings:
        print(finding)
    print(f"发现 {len(findings)} 处要改。" if findings else "规则数据核对无误。")
    return BAD_INPUT if findings else DONE


def import_(
    paths: Annotated[list[Path], typer.Argument(help="Markdown 法规文件或目录。", metavar="文件或目录…")],
) -> int:
    """导入法规全文（Markdown）；有一份不合格就一份也不导入。"""
    from complaint_store.policy.statutes import import_statutes

    settings = open_settings()
    report = import_statutes(paths, settings.policy_dir)
    if not report.ok:
        print("没有导入，请先改好下面这些：", *(f"  {r}" for r in report.refused), sep="\n", file=sys.stderr)
        return BAD_INPUT
    for name in report.imported:
        print(f"已导入 {name}")
    for reason in report.skipped:
        print(f"略过 {reason}")
    print(
        f"新导入 {len(report.imported)} 部，未变 {len(report.unchanged)} 部，共 {report.articles} 条；正在运行的服务下次有人问就用上。"
    )
    return DONE

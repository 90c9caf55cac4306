"""备份与恢复：服务开着也能备份；密钥不在备份里，要另外保管。"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.errors import DONE, bad_input
from bot.commands.opening import open_database, open_settings, sqlite_file


def backup(
    target: Annotated[Path, typer.Argument(help="备份文件写到哪里（不得已存在）。", metavar="文件")],
) -> int:
    """把数据库完整地复制成一个文件。"""
    from complaint_store.services.backup import backup as copy

    settings = open_settings()
    if target.exists():
        raise bad_input("这个文件已经在了，请换一个名字，免得盖掉旧备份。", where=str(target))
    with open_database(settings) as database:
        report = copy(database, target)
    print(f"已备份到 {report.path}（{report.bytes / 1024 / 1024:.1f} MB，诉求 {report.complaints} 件）。")
    print(
        f"密钥不在备份里：请另外保管 {settings.keys_dir}（指纹 {report.key_fingerprint}），缺了它备份打不开。"
    )
    return DONE


def restore(
    source: Annotated[Path, typer.Argument(help="备份文件。", metavar="文件")],
) -> int:
    """把备份恢复到空库：先把密钥放回原处，不要先 init；库里已有内容、密钥对不上时不动。"""
    from complaint_store.services.backup import check_keys
    from complaint_store.services.backup import restore as bring_back

    settings = open_settings()
    if not source.is_file():
        raise bad_input("没有找到备份文件。", where=str(source))
    if not settings.keys_dir.is_dir():
        raise bad_input("请先把备份时的密钥放回原处，没有它备份打不开。", where=str(settings.keys_dir))
    file = sqlite_file(settings)
    fresh = file is not None and not file.exists()
    if file is not None:
        file.touch(mode=0o600)
    try:
        with open_database(settings) as database:
            check_keys(source, database)  # 先于建表：对不上时，库里什么也不留
            database.migrate()
            report = bring_back(source, database)
    except BaseException:
        if file is not None and fresh:
            for left in file.parent.glob(f"{file.name}*"):
                left.unlink()
        raise
    print(f"已恢复，诉求 {report.complaints} 件。建议接着运行 chengsu audit verify。")
    return DONE

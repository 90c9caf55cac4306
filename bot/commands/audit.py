"""核验：办理记录的链条有没有被改过、删过、插过。"""

from __future__ import annotations

from bot.commands.errors import DONE, FAILED
from bot.commands.opening import open_database, open_settings


def verify() -> int:
    """从头核对每一条办理记录；链尾摘要可抄录存档，下次比对。"""
    from complaint_store.services.audit import verify as walk

    with open_database(open_settings()) as database, database.unit_of_work() as uow:
        report = walk(uow=uow)
    if report.intact:
        print(f"共 {report.events} 条记录，链条完整。链尾摘要：{report.head}")
        return DONE
    print(f"链条从第 {report.broken_at} 条起对不上：{report.found}。请立即停用并保全数据库。")
    return FAILED

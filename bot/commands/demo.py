"""演示：往空库里填一个月的虚构工单，好四处看看；库里已有诉求时不动。"""

from __future__ import annotations

from rich.console import Console
from rich.table import Table

from bot.commands.errors import DONE
from bot.commands.opening import open_book, open_database, open_settings


def demo() -> int:
    """往空库里填一个月的虚构工单，并印出各种身份的账号口令。"""
    from bot.clock import shanghai_now
    from complaint_store.services.demo import fill

    settings, book = open_settings(), open_book()
    with open_database(settings) as database, database.unit_of_work() as uow:
        filled = fill(uow=uow, book=book, now=shanghai_now())
    table = Table("账号", "口令", "说明", title=f"已填入 {filled.tickets} 张虚构工单", title_justify="left")
    for row in filled.users:
        table.add_row(*row)
    console = Console()
    console.print(table)
    console.print("可凭这些查询码看进度：")
    for code in filled.receipt_codes[:3]:  # 一行一个，终端再窄也不会把码拆开
        console.print(f"  {code}")
    console.print(f"启动：chengsu serve，然后打开 {settings.public_url}/login")
    return DONE

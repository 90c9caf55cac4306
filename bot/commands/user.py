"""账号：在服务器上开账号、重设口令、列出账号；平时在 /admin 里做。"""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.commands.errors import DONE, bad_input
from bot.commands.init import one_time_password
from bot.commands.opening import open_book, open_database, open_settings
from complaint_store.services.actors import Actor, Role

OPERATOR = Actor(user_id=None, name="命令行", role=Role.ADMINISTRATOR)
ROLE_NAMES = {
    Role.ADMINISTRATOR: "管理员",
    Role.CLERK: "坐席",
    Role.UNIT_CONTACT: "承办单位联络员",
    Role.SUPERVISOR: "督办",
    Role.INSPECTOR: "纪检",
}

Name = Annotated[str, typer.Argument(help="登录用的账号。", metavar="账号")]


def add(
    name: Name,
    role: Annotated[str, typer.Option(help="administrator 管理员、clerk 坐席、unit_contact 承办单位联络员、supervisor 督办、inspector 纪检。", metavar="身份")],
    unit: Annotated[str | None, typer.Option(help="单位规范简称，如 盟工信局；联络员必填。", metavar="单位", show_default=False)] = None,
    display_name: Annotated[str, typer.Option("--display-name", help="显示的姓名。", metavar="姓名", show_default=False)] = "",
) -> int:  # fmt: skip
    """开一个账号，印出一次性口令。"""
    from bot.clock import shanghai_now
    from complaint_store.services.accounts import create_user

    chosen = _role(role)
    book = open_book()
    found = book.unit_named(unit) if unit else None
    if unit and found is None:
        raise bad_input(
            "没有这个单位。",
            found=unit,
            expected="单位的规范简称",
            where="complaint_store/policy/data/units.yml",
        )
    if chosen is Role.UNIT_CONTACT and found is None:
        raise bad_input("联络员要写明单位。", expected="--unit 盟工信局")
    password = one_time_password()
    with open_database(open_settings()) as database, database.unit_of_work() as uow:
        create_user(
            name,
            password,
            chosen,
            uow=uow,
            now=shanghai_now(),
            actor=OPERATOR,
            display_name=display_name,
            unit=found.id if found else None,
            book=book,
            must_change=True,
        )
    print(f"已开账号 {name}（{ROLE_NAMES[chosen]}），一次性口令 {password}（只显示这一次，首次登录须修改）")
    return DONE


def reset(name: Name) -> int:
    """重设口令，印出新的一次性口令。"""
    from bot.clock import shanghai_now
    from complaint_store.services.accounts import list_users, reset_password

    password = one_time_password()
    with open_database(open_settings()) as database, database.unit_of_work() as uow:
        user = next((u for u in list_users(OPERATOR, uow=uow) if u.name == name), None)
        if user is None:
            raise bad_input("没有这个账号。", found=name, expected="chengsu user list 里的账号")
        reset_password(user.user_id, password, actor=OPERATOR, uow=uow, now=shanghai_now())
    print(f"{name} 的一次性口令：{password}（只显示这一次，下次登录须修改）")
    return DONE


def list_() -> int:
    """列出全部账号。"""
    from complaint_store.services.accounts import list_users

    book = open_book()
    with open_database(open_settings()) as database, database.unit_of_work() as uow:
        users = list_users(OPERATOR, uow=uow)
    table = Table("账号", "姓名", "身份", "单位", "状态")
    for user in users:
        unit = book.unit(user.unit).name if user.unit else ""
        table.add_row(
            user.name, user.display_name, ROLE_NAMES[user.role], unit, "在用" if user.active else "停用"
        )
    Console().print(table)
    return DONE


def _role(text: str) -> Role:
    for role, name in ROLE_NAMES.items():
        if text in (role.value, name):
            return role
    raise bad_input("没有这种身份。", found=text, expected="、".join(r.value for r in Role))

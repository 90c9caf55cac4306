"""建库：目录、密钥、表结构、第一个管理员；已有的不动，可以反复运行。"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from bot.commands.errors import DONE, CommandError
from bot.commands.opening import open_database, open_settings, sqlite_file
from bot.settings import Settings

if TYPE_CHECKING:
    from complaint_store.db.database import Database

ADMINISTRATOR = "admin"
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # 不含易混的 i l o 0 1


def one_time_password() -> str:
    """Easy to read out, hard to guess: 16 characters of 31, in four groups (79 bits)."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))


def make_folders(settings: Settings) -> None:
    """The data folder and the keys, readable by this user only."""
    from complaint_store.security.keys import Keyring

    file = sqlite_file(settings)
    if file is not None and file.exists() and not settings.keys_dir.is_dir():
        raise CommandError(
            "数据库还在，密钥却不在了：请先把密钥放回原处。没有它，库里的诉求打不开。",
            found=str(file),
            expected=f"{settings.keys_dir} 里的密钥文件",
        )
    settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    Keyring.load_or_create(settings.keys_dir)
    settings.shared_token()


def init() -> int:
    """建好目录、密钥、数据库和第一个管理员（口令只印这一次）。"""
    settings = open_settings()
    make_folders(settings)
    if (file := sqlite_file(settings)) is not None:
        file.touch(mode=0o600)
    with open_database(settings) as database:
        database.migrate()
        password = first_administrator(database)
    print(f"数据库已就绪：{settings.data_dir if file else '数据库服务器'}")
    if password:
        print(f"第一个管理员：账号 {ADMINISTRATOR}，一次性口令 {password}（只显示这一次，首次登录须修改）")
        print(f"密钥在 {settings.keys_dir}，请另外备份，不要和数据库放在一起。")
    return DONE


def migrate() -> int:
    """把数据库升级到最新结构。"""
    with open_database(open_settings()) as database:
        database.migrate()
    print("数据库已是最新结构。")
    return DONE


def first_administrator(database: Database) -> str | None:
    """The one-time password of the first administrator, or None when there is one already."""
    from bot.clock import shanghai_now
    from complaint_store.services.accounts import any_administrator, create_user
    from complaint_store.services.actors import Role

    with database.unit_of_work() as uow:
        if any_administrator(uow=uow):
            return None
        password = one_time_password()
        create_user(
            ADMINISTRATOR,
            password,
            Role.ADMINISTRATOR,
            uow=uow,
            now=shanghai_now(),
            actor=None,
            display_name="管理员",
            must_change=True,
        )
    return password

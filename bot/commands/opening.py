"""命令要用的东西：设置、规则数据、模型、数据库；缺了哪样，说出缺什么、该运行哪个命令。"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.errors import CommandError, bad_input
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from complaint_store.db.database import Database
    from complaint_store.policy.book import RuleBook
    from nlu.retrieval.library import Library
    from nlu.understand import Reader


def open_settings() -> Settings:
    try:
        return read_settings()
    except ValueError as error:
        raise bad_input("有一项设置写得不对。", found=str(error), where="环境变量 CHENGSU_…") from None


def open_book() -> RuleBook:
    from complaint_store.policy.book import load_book

    return load_book()


def open_reader(book: RuleBook) -> Reader:
    from nlu.understand import Reader

    return Reader.load(book)


def open_library(settings: Settings, book: RuleBook) -> Library:
    from nlu.retrieval.library import Library

    return Library.load(None, settings.policy_dir, book)


@contextmanager
def open_database(settings: Settings) -> Iterator[Database]:
    """The store as `chengsu init` made it."""
    from complaint_store.db.database import Database
    from complaint_store.security.keys import Keyring

    file = sqlite_file(settings)
    if file is not None and not file.exists():
        raise CommandError("还没有建库，请先运行 chengsu init。", where=str(file))
    if not settings.keys_dir.is_dir():
        raise CommandError(
            "没有找到密钥，请把密钥放回原处，或在新目录里运行 chengsu init。", where=str(settings.keys_dir)
        )
    database = Database(settings.database, Keyring.load_or_create(settings.keys_dir))
    try:
        yield database
    finally:
        database.close()


def sqlite_file(settings: Settings) -> Path | None:
    """The file of an SQLite store; None for a database server (and for SQLite's own file: addresses)."""
    scheme, _, path = settings.database.partition(":///")
    named = scheme.startswith("sqlite") and path and not path.startswith("file:")
    return Path(path.partition("?")[0]) if named else None


def day_of(text: str | None, option: str = "--today") -> date:
    """The day given, or today in Asia/Shanghai."""
    if text is None:
        from bot.clock import shanghai_now

        return shanghai_now().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise bad_input(f"{option} 的日期写得不对。", found=text, expected="2026-11-23 这样的日期") from None

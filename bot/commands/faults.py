"""出了岔子怎么说：任何命令都可能遇到的差错，各成一句中文，写明运维接着做什么。"""

from __future__ import annotations

import errno
import traceback
from pathlib import Path

from bot.commands.errors import CommandError, bad_input, trouble
from complaint_store.domain.errors import BadInput, BookError, MoveNotAllowed, NotAllowed, NotFound
from complaint_store.services.ports import StoreBusy, StoreDamaged, StoreFull, StoreProblem, StoreReadOnly

STORE_SENTENCES: dict[type[StoreProblem], str] = {
    StoreReadOnly: "数据库是只读的，请检查文件和目录的写权限。",
    StoreFull: "磁盘满了，请腾出空间再试。",
    StoreBusy: "数据库正被占用，请稍后再试。",
    StoreDamaged: "这个文件不是完好的诚诉数据库，请用备份恢复。",
}
DRIVER_SENTENCES = (  # 驱动的话里有这几个字 → 怎么说
    ("readonly", "数据库是只读的，请检查文件和目录的写权限。"),
    ("unable to open", "数据库文件打不开，请检查目录是否存在、可写。"),
    ("no such table", "数据库还没有建好，请先运行 chengsu init。"),
    ("does not exist", "数据库还没有建好，请先运行 chengsu init。"),
    ("locked", "数据库正被占用，请稍后再试。"),
    ("not a database", "这个文件不是诚诉的数据库。"),
    ("connection", "连不上数据库，请检查 CHENGSU_DATABASE_URL 和数据库是否在运行。"),
)


def as_command_error(error: Exception) -> CommandError:
    """The fault by what the operator does next; what nobody expected shows its place, never its words."""
    return (
        _of_input(error)
        or _of_files_that_do_not_fit(error)
        or _of_the_store(error)
        or _of_the_system(error)
        or _unexpected(error)
    )


def _of_input(error: Exception) -> CommandError | None:
    if isinstance(error, BookError):
        return bad_input("规则数据有错，改好后再运行（chengsu policy check 可列出全部）。", found=str(error))
    if isinstance(error, BadInput | NotFound | NotAllowed | MoveNotAllowed):
        return bad_input(str(error) or "没有这一项。")
    return None


def _of_files_that_do_not_fit(error: Exception) -> CommandError | None:
    from complaint_store.security.keys import KeyProblem
    from nlu.model_file import ModelMismatch, ModelMissing

    if isinstance(error, ModelMissing):
        return CommandError("缺少分类模型，请先运行 chengsu train。", found=str(error))
    if isinstance(error, ModelMismatch):
        return CommandError(
            "模型与程序不配，请运行 make setup，它会按现在的程序重新训练。",
            found=error.found,
            expected=error.expected,
            where=error.where,
        )
    if isinstance(error, KeyProblem):
        return CommandError(
            "密钥文件不对，请放回当初的那一份。", found=str(error), where="CHENGSU_DATA_DIR 下的 keys 目录"
        )
    return None


def _of_the_store(error: Exception) -> CommandError | None:
    from sqlalchemy.exc import SQLAlchemyError

    if isinstance(error, StoreProblem):
        known = (sentence for kind, sentence in STORE_SENTENCES.items() if isinstance(error, kind))
        return CommandError(next(known, "数据库现在用不了。"), found=str(error))
    if not isinstance(error, SQLAlchemyError):
        return None
    cause = getattr(error, "orig", None)  # 驱动的原话；语句和值不印
    said = str(cause or type(error).__name__).lower()
    for sign, sentence in DRIVER_SENTENCES:
        if sign in said:
            return CommandError(sentence)
    return CommandError("数据库没有办成。", found=type(cause or error).__name__)


def _of_the_system(error: Exception) -> CommandError | None:
    if isinstance(error, FileNotFoundError):
        return CommandError("要用的文件或目录没有，也建不了。", where=str(error.filename or error))
    if isinstance(error, OSError) and error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC):
        return CommandError(f"文件写不进去：{trouble(error)}。", where=str(error.filename or ""))
    return None


def _unexpected(error: Exception) -> CommandError:
    at = traceback.extract_tb(error.__traceback__)[-1]
    return CommandError(  # 不印异常文字：里面可能有诉求内容
        "没有办完，这是程序的毛病，请把下面这行告诉维护人员。",
        where=f"{type(error).__name__} {Path(at.filename).name}:{at.lineno} {at.name}",
    )

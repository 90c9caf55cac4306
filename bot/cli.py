"""命令行 `chengsu`：列出全部命令；认得的差错印成一句中文和退出码，不印回溯。

Exit codes: 0 done, 2 bad input (nothing changed), 1 failed.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

import typer
from typer.exceptions import TyperException

from bot.commands import (
    ask,
    audit,
    backup,
    bench,
    demo,
    importing,
    init,
    policy,
    report,
    same,
    serve,
    train,
    triage,
    user,
)
from bot.commands.chinese import ChineseCommand, ChineseGroup, set_titles, usage_sentence
from bot.commands.errors import BAD_INPUT, DONE, FAILED, CommandError, trouble
from complaint_store.domain.errors import BadInput, BookError, MoveNotAllowed, NotAllowed, NotFound
from complaint_store.services.ports import StoreBusy, StoreDamaged, StoreFull, StoreProblem, StoreReadOnly

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy 的线程空转等活：读一段话的处理器时间会翻倍
set_titles()

STORE_SENTENCES: dict[type[StoreProblem], str] = {
    StoreReadOnly: "数据库是只读的，请检查文件和目录的写权限。",
    StoreFull: "磁盘满了，请腾出空间再试。",
    StoreBusy: "数据库正被占用，请稍后再试。",
    StoreDamaged: "这个文件不是完好的诚诉数据库，请用备份恢复。",
}
SETTINGS = {"help_option_names": ["--help", "-h"]}


def group(help_: str) -> typer.Typer:
    return typer.Typer(
        cls=ChineseGroup,
        help=help_,
        no_args_is_help=True,
        add_completion=False,
        context_settings=SETTINGS,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
    )


Command = Callable[..., int]

COMMANDS: tuple[tuple[str, Command], ...] = (
    ("serve", serve.serve),
    ("init", init.init),
    ("migrate", init.migrate),
    ("demo", demo.demo),
    ("triage", triage.triage),
    ("same", same.same),
    ("ask", ask.ask),
    ("import", importing.import_),
    ("report", report.report),
    ("backup", backup.backup),
    ("restore", backup.restore),
    ("train", train.train),
    ("train-engine", train.train_engine),
)
GROUPS: tuple[tuple[str, str, tuple[tuple[str, Command], ...]], ...] = (
    ("policy", "规则数据与法规库。", (("check", policy.check), ("import", policy.import_))),
    ("audit", "办理记录的核验。", (("verify", audit.verify),)),
    ("user", "账号。", (("add", user.add), ("reset", user.reset), ("list", user.list_))),
    ("bench", "测量。每项印一张表，并写一份 JSON 到 bench/results/。", tuple(bench.COMMANDS.items())),
)
PASSED_ON = {"allow_extra_args": True, "ignore_unknown_options": True}  # 测量的选项由 bench/ 自己认


def _assemble() -> typer.Typer:
    whole = group("诚诉：阿拉善盟政务诚信诉求的对话、分派与督办。")
    for name, command in COMMANDS:
        whole.command(name, cls=ChineseCommand)(command)
    for name, title, commands in GROUPS:
        members = group(title)
        for member, command in commands:
            settings = PASSED_ON if name == "bench" else {}
            members.command(member, cls=ChineseCommand, context_settings=settings)(command)
        whole.add_typer(members, name=name)
    return whole


app = _assemble()


def main(argv: Sequence[str] | None = None) -> None:
    """The `chengsu` entry point."""
    sys.exit(run(argv))


def run(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    try:
        result = app(args=argv, prog_name="chengsu", standalone_mode=False)
    except CommandError as error:
        return _tell(error.code, *error.lines())
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            return DONE
        return _tell(BAD_INPUT, usage_sentence(error), f"  看用法：{_help_of(error)}")
    except (typer.Abort, KeyboardInterrupt):
        return _tell(FAILED, "已停下。")
    except BrokenPipeError:  # 例如 `chengsu triage … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except Exception as error:
        return _expected(error)
    return result if isinstance(result, int) else DONE


def _expected(error: Exception) -> int:
    """Faults that any command may meet, by what the operator does next."""
    if isinstance(error, BookError):
        return _tell(
            BAD_INPUT, "规则数据有错，改好后再运行（chengsu policy check 可列出全部）。", f"  发现：{error}"
        )
    if isinstance(error, BadInput | NotFound | NotAllowed | MoveNotAllowed):
        return _tell(BAD_INPUT, str(error) or "没有这一项。")
    from nlu.model_file import ModelMismatch, ModelMissing

    if isinstance(error, ModelMissing):
        return _tell(FAILED, "缺少分类模型，请先运行 chengsu train。", f"  发现：{error}")
    if isinstance(error, ModelMismatch):
        return _tell(
            FAILED,
            "模型与程序不配，请运行 make setup，它会按现在的程序重新训练。",
            f"  发现：{error.found}",
            f"  应为：{error.expected}",
            f"  在哪：{error.where}",
        )
    from complaint_store.security.keys import KeyProblem

    if isinstance(error, KeyProblem):
        return _tell(
            FAILED,
            "密钥文件不对，请放回当初的那一份。",
            f"  发现：{error}",
            "  在哪：CHENGSU_DATA_DIR 下的 keys 目录",
        )
    if isinstance(error, StoreProblem):
        sentence = next(
            (s for kind, s in STORE_SENTENCES.items() if isinstance(error, kind)), "数据库现在用不了。"
        )
        return _tell(FAILED, sentence, f"  发现：{error}")
    from sqlalchemy.exc import SQLAlchemyError

    if isinstance(error, SQLAlchemyError):
        return _database(error)
    if isinstance(error, FileNotFoundError):
        return _tell(FAILED, "要用的文件或目录没有，也建不了。", f"  在哪：{error.filename or error}")
    if isinstance(error, OSError) and error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSPC):
        return _tell(FAILED, f"文件写不进去：{trouble(error)}。", f"  在哪：{error.filename or ''}")
    where = traceback.extract_tb(error.__traceback__)[-1]
    return _tell(  # 不印异常文字：里面可能有诉求内容
        FAILED,
        "没有办完，这是程序的毛病，请把下面这行告诉维护人员。",
        f"  {type(error).__name__} {Path(where.filename).name}:{where.lineno} {where.name}",
    )


def _help_of(error: TyperException) -> str:
    """The help of the command that was meant, when it is known."""
    context = getattr(error, "ctx", None)
    return f"{context.command_path if context is not None else 'chengsu'} --help"


def _database(error: Exception) -> int:
    """What the driver says, without statements or values."""
    cause = str(getattr(error, "orig", None) or type(error).__name__)
    for sign, sentence in (
        ("readonly", "数据库是只读的，请检查文件和目录的写权限。"),
        ("unable to open", "数据库文件打不开，请检查目录是否存在、可写。"),
        ("no such table", "数据库还没有建好，请先运行 chengsu init。"),
        ("does not exist", "数据库还没有建好，请先运行 chengsu init。"),
        ("locked", "数据库正被占用，请稍后再试。"),
        ("not a database", "这个文件不是诚诉的数据库。"),
        ("connection", "连不上数据库，请检查 CHENGSU_DATABASE_URL 和数据库是否在运行。"),
    ):
        if sign in cause.lower():
            return _tell(FAILED, sentence)
    return _tell(FAILED, "数据库没有办成。", f"  发现：{type(getattr(error, 'orig', error)).__name__}")


def _tell(code: int, *lines: str) -> int:
    print(*lines, sep="\n", file=sys.stderr)
    return code


if __name__ == "__main__":
    main()

"""命令行 `chengsu`：列出全部命令；认得的差错印成一句中文和退出码，不印回溯。

Exit codes: 0 done, 2 bad input (nothing changed), 1 failed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence

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
from bot.commands.errors import BAD_INPUT, DONE, FAILED, CommandError
from bot.commands.faults import as_command_error

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy 的线程空转等活：读一段话的处理器时间会翻倍
set_titles()

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
        return _tell_error(error)
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
        return _tell_error(as_command_error(error))
    return result if isinstance(result, int) else DONE


def _help_of(error: TyperException) -> str:
    """The help of the command that was meant, when it is known."""
    context = getattr(error, "ctx", None)
    return f"{context.command_path if context is not None else 'chengsu'} --help"


def _tell_error(error: CommandError) -> int:
    return _tell(error.code, *error.lines())


def _tell(code: int, *lines: str) -> int:
    print(*lines, sep="\n", file=sys.stderr)
    return code


if __name__ == "__main__":
    main()

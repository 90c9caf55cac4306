"""命令行帮助的中文：typer 自带的英文标题、用法与报错换成中文。"""

from __future__ import annotations

import re
from typing import Any

from typer import rich_utils
from typer.core import TyperArgument, TyperCommand, TyperGroup
from typer.exceptions import TyperException

USAGE, HELP = "用法：", "显示这份说明。"


def set_titles() -> None:
    rich_utils.ARGUMENTS_PANEL_TITLE = "参数"
    rich_utils.OPTIONS_PANEL_TITLE = "选项"
    rich_utils.COMMANDS_PANEL_TITLE = "命令"
    rich_utils.DEFAULT_STRING = "[默认：{}]"
    rich_utils.REQUIRED_LONG_STRING = "[必填]"


class _Chinese:
    """The help in Chinese, before typer's own classes."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=USAGE)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        return _said_in_chinese(super().collect_usage_pieces(ctx))  # type: ignore[misc]

    def get_params(self, ctx: Any) -> Any:
        return _without_kinds(super().get_params(ctx))  # type: ignore[misc]

    def get_help_option(self, ctx: Any) -> Any:
        return _in_chinese(super().get_help_option(ctx))  # type: ignore[misc]


class ChineseCommand(_Chinese, TyperCommand):
    """A command whose help is in Chinese."""


class ChineseGroup(_Chinese, TyperGroup):
    """A group of commands whose help is in Chinese."""


def _said_in_chinese(pieces: list[str]) -> list[str]:
    words = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 …", "COMMAND": "命令", "[ARGS]...": "…"}
    return [words.get(piece, piece) for piece in pieces]


def _without_kinds(params: Any) -> Any:
    """“<bool>”“<path>” 对看帮助的人没有用：开关不写，参数只写名字。"""
    for param in params:
        if getattr(param, "is_flag", False):
            param.metavar = ""
        elif isinstance(param, TyperArgument):
            setattr(param, "display_type_rich", _no_kind)  # noqa: B010  一个实例上的，不是这一类的
    return params


def _no_kind(ctx: Any) -> None:
    return None


def _in_chinese(option: Any) -> Any:
    if option is not None:
        option.help = HELP
    return option


_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"^No such command '?\"?(.+?)'?\"?\.", "没有“{0}”这个命令"),
    (r"^No such option:? '?(\S+?)'?(?: .*)?$", "没有“{0}”这个选项"),
    (r"^Missing command", "少了命令"),
    (r"^Missing argument '?(.+?)'?\.", "少了参数 {0}"),
    (r"^Missing option '?(.+?)'?\.", "少了选项 {0}"),
    (r"^Option '?(.+?)'? requires an argument", "选项 {0} 后面要有值"),
    (r"^Got unexpected extra arguments? \((.+)\)", "多出的参数：{0}"),
    (r"^Invalid value for '?(.+?)'?: (.+)$", "{0} 的值不对（{1}）"),
)


def usage_sentence(error: TyperException) -> str:
    """One Chinese sentence for a wrong command line."""
    message = error.format_message()
    for pattern, sentence in _SENTENCES:
        found = re.search(pattern, message, re.DOTALL)
        if found:
            return sentence.format(*found.groups()) + "。"
    return f"命令行不对：{message}"

"""问政策：用条文原话回答；资料里没有的，说没有，并说去哪里问。"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.commands.errors import DONE, bad_input
from bot.commands.opening import day_of, open_book, open_library, open_settings

if TYPE_CHECKING:
    from nlu.retrieval.result import PolicyAnswer


def ask(
    question: Annotated[str, typer.Argument(help="问题；写 - 就从标准输入读。", metavar="问题")],
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，供程序使用。")] = False,
    today: Annotated[
        str | None, typer.Option(help="按哪一天有效的条文回答，默认今天。", metavar="日期")
    ] = None,
) -> int:
    """问政策和办理规则，答复引用条文原话。"""
    if question == "-":
        question = sys.stdin.read()
    if not question.strip():
        raise bad_input("没有问题。", expected='例如 chengsu ask "拖欠工程款多久给答复"')
    settings, day = open_settings(), day_of(today)
    if len(question) > settings.max_message_chars:
        raise bad_input(
            "问题太长，请说短一些。",
            found=f"{len(question)} 字",
            expected=f"最多 {settings.max_message_chars} 字",
        )
    answer = open_library(settings, open_book()).answer(question, day)
    if as_json:
        print(json.dumps(answer.as_json(), ensure_ascii=False))
    else:
        print(as_text(answer))
    return DONE


def as_text(answer: PolicyAnswer) -> str:
    """The answer carries its quotes, clauses and units itself; the door is added when it was not said yet."""
    if answer.handoff and answer.handoff not in answer.answer:
        return f"{answer.answer}\n{answer.handoff}"
    return answer.answer

"""训练：类别与对话行为模型（应用用），以及对话引擎的模型（Rasa 用，内容没变就不重训）。"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.commands.errors import DONE, FAILED, CommandError, bad_input
from bot.commands.opening import open_settings


def train(
    extra: Annotated[Path | None, typer.Option(help="本单位的工单，JSON 行，含 text 与 labels。", metavar="文件", show_default=False)] = None,
    if_unfit: Annotated[bool, typer.Option("--if-unfit", help="只在模型没有或与程序不配时训练。")] = False,
    out: Annotated[Path | None, typer.Option(help="模型写到哪个目录，默认随程序的那份。", metavar="目录", show_default=False)] = None,
) -> int:  # fmt: skip
    """用自有语料（和给出的工单）重新训练类别模型；更差就不替换。"""
    from nlu.train import WorseModel
    from nlu.train import train as fit
    from nlu.understand import MODEL

    if if_unfit and _fits(out or MODEL):
        return DONE
    if extra is not None and not extra.is_file():
        raise bad_input("没有找到这个文件。", where=str(extra))
    print("正在训练，约一两分钟……", flush=True)
    try:
        report = fit(extra=extra, out=out or MODEL)
    except WorseModel as worse:
        print(worse)
        return FAILED
    for line in report.lines():
        print(line)
    return DONE


def _fits(folder: Path) -> bool:
    """Whether the models are there and were made by a program with the same labels and rules."""
    from nlu.acts import load_act_model
    from nlu.categories import load_category_model
    from nlu.marks.model import load_mark_model
    from nlu.understand import ACT_FILE, CATEGORY_FILE, MARK_FILE, ModelMismatch

    try:
        load_category_model(folder / CATEGORY_FILE)
        load_act_model(folder / ACT_FILE)
        load_mark_model(folder / MARK_FILE)
    except (FileNotFoundError, ModelMismatch) as reason:
        print(f"分类模型要重新训练：{reason}")
        return False
    return True


def train_engine(
    force: Annotated[bool, typer.Option("--force", help="内容没变也重训。")] = False,
) -> int:
    """训练对话引擎的模型；训练所用的内容没有变化时不重训。"""
    from bot.engine_model import EngineTrouble, train_if_changed

    try:
        train_if_changed(open_settings(), force=force)
    except EngineTrouble as trouble:
        raise CommandError(str(trouble)) from None
    return DONE

"""测量：每项转给 bench/ 里的一个文件；数字印成表，并写进 bench/results/。"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Callable

import typer

from bot.commands.errors import CommandError
from bot.settings import ROOT

TITLES = {
    "turn": "一整轮对话要多久，旁边是出厂配置的 Rasa。",
    "nlu": "类别判断在真实来话上的成绩，旁边是别的分类器；--with-diet、--with-curve 另行记一次。",
    "load": "一天能接多少段对话，会话多了每轮等多久。",
    "triage": "一个核每秒分拣多少条二百字的来话。",
    "store": "每秒立多少张工单、查多少次码。",
    "policy": "政策答复找得准不准，该不答时答没答。",
    "fields": "要素抽取在真实来话上的成绩。",
    "transcripts": "通话转写里几件事、谁的话算数、要素，分得对不对。",
    "marks": "标记在训练文件和评测文件上的成绩。",
    "duplicates": "两段来话是不是同一件事，判得准不准。",
    "dialogue": "一段话说完，还要问几样才到汇总。",
}


def _runner(name: str, title: str) -> Callable[[typer.Context], int]:
    def run(context: typer.Context) -> int:
        if str(ROOT) not in sys.path:
            sys.path.insert(0, str(ROOT))  # bench/ 在源码目录里，不随程序安装
        try:
            module = importlib.import_module(f"bench.{name}")
        except ModuleNotFoundError as error:
            if error.name not in ("bench", f"bench.{name}"):
                raise
            raise CommandError("这里没有测量程序，请在源码目录里运行。", where=f"bench/{name}.py") from None
        words = list(context.args)
        sys.argv = [f"chengsu bench {name}", *words]
        try:
            takes_words = inspect.signature(module.main).parameters
            return int((module.main(words) if takes_words else module.main()) or 0)
        except SystemExit as ended:  # argparse 已经说明了用法
            return ended.code if isinstance(ended.code, int) else 2

    run.__doc__ = title
    run.__name__ = name
    return run


COMMANDS = {name: _runner(name, title) for name, title in TITLES.items()}

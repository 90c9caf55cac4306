"""启动：起对话引擎、网页与投递，都好了印出地址；Ctrl-C 一起停。"""

from __future__ import annotations

from typing import Annotated

import typer

from bot.commands.errors import DONE, bad_input
from bot.commands.opening import open_database, open_settings


def serve(
    no_worker: Annotated[
        bool, typer.Option("--no-worker", help="不在这个进程里投递和提醒（另有机器专门做）。")
    ] = False,
    worker_only: Annotated[bool, typer.Option("--worker-only", help="只投递和提醒，不开网页。")] = False,
) -> int:
    """启动诚诉，直到 Ctrl-C。"""
    if no_worker and worker_only:
        raise bad_input("--no-worker 和 --worker-only 只能用一个。")
    settings = open_settings()
    with open_database(settings) as database:
        database.check()
    from bot.serving import serve_everything, work_only

    def say(text: str) -> None:
        print(text, flush=True)

    if worker_only:
        work_only(settings, say)
    else:
        serve_everything(settings, worker=not no_worker, say=say)
    return DONE

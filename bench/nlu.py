"""理解的成绩：在真实来话上按重复分组五折交叉验证，旁边是别人会用的分类器（同样的来话）。

`chengsu bench nlu` — needs ../shared/data/dev_complaints.jsonl; says so and stops when it is absent. `--with-diet`
compares with Rasa DIET on 400 messages (about half an hour), `--with-curve` draws accuracy against the amount of
corpus (about ten minutes); both are recorded in files of their own.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.baselines import Answer, Lesson, fasttext_supervised, has_fasttext, has_rasa, linear_svc, rasa_lr
from bench.folds import DEV, Messages, in_order, ours, read_messages
from bench.judging import confusion, report, report_confusion, told
from bench.table import write
from nlu.learning.fitting import FOLDS
from nlu.train import train

Baseline = Callable[[Sequence[Lesson]], list[list[Answer]]]


def main(arguments: Sequence[str] = ()) -> int:
    parser = argparse.ArgumentParser(prog="chengsu bench nlu", description="类别判断在真实来话上的成绩")
    parser.add_argument("--with-diet", action="store_true", help="再与 Rasa DIET 比（约半小时）")
    parser.add_argument("--with-curve", action="store_true", help="再画成绩随语料多少的曲线（约十分钟）")
    chosen = parser.parse_args(list(arguments))
    if not DEV.is_file():
        print("没有 ../shared/data/dev_complaints.jsonl，跳过这项测量。")
        return 0
    messages = read_messages()
    beside_others(messages)
    if chosen.with_curve:
        from bench.curve import draw

        draw(messages)
    if chosen.with_diet:
        if not has_rasa():
            print("没有对话引擎的环境（.venv-engine），不与 DIET 比。")
            return 1
        from bench.diet import compare

        compare(messages.real, messages.own, messages.dev)
    return 0


def beside_others(messages: Messages) -> None:
    """同一次运行里比: Rasa learns in a process of its own meanwhile."""
    lessons = messages.lessons()
    rows: dict[str, dict[str, object]] = {}
    with ThreadPoolExecutor(1) as aside:
        rasa = aside.submit(timed, rasa_lr, lessons) if has_rasa() else None
        matrix: dict[str, dict[str, int]] = {}
        for name, with_real in (("诚诉（自有＋真实）", True), ("诚诉（仅自有语料）", False)):
            began = time.perf_counter()
            whole, bare = ours(messages, with_real)
            seconds = time.perf_counter() - began
            rows[name] = told(whole, messages.dev, seconds)
            rows[f"{name}，不给标题"] = told(bare, messages.bare, seconds)
            matrix = matrix or confusion(whole, messages.dev)
        others: list[tuple[str, Baseline]] = [("字符 TF-IDF + LinearSVC", linear_svc)]
        if has_fasttext():
            others.append(("fastText", fasttext_supervised))
        else:
            print("没有 fastText，这一行略过；要比就装上开发依赖 requirements/dev.txt。")
        for name, baseline in others:
            by_fold, seconds = timed(baseline, lessons)
            rows[name] = told(in_order(messages, by_fold), messages.dev, seconds)
        if rasa is None:
            print("没有对话引擎的环境（.venv-engine），Rasa LR 一行略过。")
        else:
            by_fold, seconds = rasa.result()
            rows["Rasa LR"] = told(in_order(messages, by_fold), messages.dev, seconds)
    counts = {"dev": len(messages.dev), "train_real": len(messages.real), "own": len(messages.own)}
    body = {**counts, "folds": FOLDS, "train_seconds": from_nothing(), "systems": rows, "confusion": matrix}
    write("nlu", "chengsu bench nlu", body)
    report(rows)
    report_confusion(matrix)
    print(f"自己从头训练一遍：{body['train_seconds']} 秒。")


def from_nothing() -> float:
    """自己从头训练一遍要多少秒: both models, written to a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        train(out=Path(folder))
        return round(time.perf_counter() - began, 1)


def timed(baseline: Baseline, lessons: Sequence[Lesson]) -> tuple[list[list[Answer]], float]:
    began = time.perf_counter()
    return baseline(lessons), time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

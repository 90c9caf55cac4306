"""与 Rasa DIET 的比较：同样的 400 条真实来话、12 轮，比对错，比八百字一条的速度；只记一次（`chengsu bench nlu --with-diet`）。

DIET needs about a minute an epoch for messages of this length, so it is neither trained on everything nor for its
usual 100 epochs; ours learns from the same 400 messages. Both are asked the 375 messages of dev, none of them learnt.
"""

from __future__ import annotations

import random
import statistics
import time
from datetime import date
from typing import Any

from bench.baselines import Lesson, linear_svc, rasa
from bench.table import show, write
from complaint_store.policy.book import load_book
from nlu.categories import category_model_from
from nlu.learning.evaluation import judged, score
from nlu.learning.examples import Example
from nlu.learning.fitting import fit
from nlu.text import fold
from nlu.understand import Reader

MESSAGES, EPOCHS, SEED = 400, 12, 0
LENGTH, TIMED = 800, 20
TODAY = date(2026, 11, 22)
COLUMNS = ("系统", "micro-F1 严", "宽", "macro-F1", "首类对", "受理召回", "误收", "训练秒", "八百字一条毫秒")


def compare(real: list[Example], own: list[Example], dev: list[Example]) -> dict[str, Any]:
    """Train both, ask both, time both; writes bench/results/nlu_diet.json."""
    learnt = random.Random(SEED).sample(real, MESSAGES)  # noqa: S311
    timed = long_texts(own)
    began = time.perf_counter()
    parts = fit(learnt)
    ours_seconds = time.perf_counter() - began
    model = category_model_from(parts)
    ours = score([judged(model.predict(fold(e.text).text), model) for e in dev], dev)
    reader = Reader.load(load_book())
    whole, category = [], []
    for text in timed:
        began = time.perf_counter()
        reader.read(text, TODAY)
        whole.append(time.perf_counter() - began)
        began = time.perf_counter()
        judged(model.predict(fold(text).text), model)
        category.append(time.perf_counter() - began)
    lesson = Lesson(learnt, [example.text for example in dev])
    plain = score([answer.judged for answer in linear_svc([lesson])[0]], dev)
    diet = rasa("diet", [lesson], epochs=EPOCHS, timed=timed)
    theirs = score([answer.judged for answer in diet.answers[0]], dev)
    diet_each, ours_each, category_each = (statistics.median(x) for x in (diet.seconds_each, whole, category))
    result = {
        "messages": MESSAGES,
        "epochs": EPOCHS,
        "asked": len(dev),
        "characters": LENGTH,
        "systems": {
            "诚诉": {**ours.as_dict(), "train_seconds": round(ours_seconds, 1), "seconds_each": ours_each},
            "字符 TF-IDF + LinearSVC": plain.as_dict(),
            "Rasa DIET": {
                **theirs.as_dict(), "train_seconds": round(diet.train_seconds[0], 1), "seconds_each": diet_each,
            },
        },
        "ours_category_only_seconds_each": category_each,
        "faster": round(diet_each / ours_each, 1),
        "faster_category_only": round(diet_each / category_each, 1),
    }  # fmt: skip
    write("nlu_diet", "chengsu bench nlu --with-diet", result)
    report(result)
    return result


def long_texts(own: list[Example]) -> list[str]:
    """八百字的来话，由自有语料接成，谁都能重做。"""
    words = "\n".join(example.text for example in own)
    return [words[i * LENGTH : (i + 1) * LENGTH] for i in range(TIMED)]


def report(result: dict[str, Any]) -> None:
    rows = [
        (name, row["micro"], row["lenient"], row["macro"], row["first"], row["recall"], row["false_intake"],
         row.get("train_seconds", ""), row["seconds_each"] * 1000 if "seconds_each" in row else "")
        for name, row in result["systems"].items()
    ]  # fmt: skip
    show(
        f"DIET 只训练 {result['messages']} 条、{result['epochs']} 轮，诚诉学同样的 {result['messages']} 条",
        COLUMNS,
        rows,
    )
    print(f"整篇读懂快 {result['faster']} 倍，只比类别快 {result['faster_category_only']} 倍。")

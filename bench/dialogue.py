"""问了几样：自有语料里的诉求一条条说给真实的应用和引擎听，数到请本人看一遍为止问了几问。

Each complaint is the first message of a conversation of its own. Every question is answered with the annotated
value where the corpus has one, with “不知道” where it has none; the summary's confirmation is not a question. What is
counted is what a person notices: how often he had to answer before he saw the summary.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median
from typing import Any

import httpx

from bench.running import ROOT, running_chengsu
from bench.table import show, write
from complaint_store.policy.book import RuleBook, load_book

CORPUS = ROOT / "nlu" / "data" / "corpus"
SEED = 20261123
UNKNOWN = "不知道"
FEW = 2
TARGET = 3.0
GIVE_UP = 14  # 问到这么多就是有毛病了
INSIST = "还是在这里反映"  # 被指去别处的人点它：也算他要答的一问
WRITTEN = ("accused_unit", "place")  # 这两样按规范名答，别的按原话答


@dataclass
class Told:
    """One conversation: what was asked, in order, and how it ended."""

    label: str
    asked: list[str] = field(default_factory=list)
    ending: str = ""


def complaints(evaluation: bool) -> Iterator[dict[str, Any]]:
    """诉求, of the training files or of the evaluation files."""
    for path in sorted(CORPUS.glob("*.jsonl")):
        held_out = path.stem == "evaluation" or path.stem.endswith("_eval")
        if held_out is evaluation:
            for line in path.read_text(encoding="utf-8").splitlines():
                message = json.loads(line)
                if message["kind"] == "complaint":
                    yield message


@dataclass
class Citizen:
    """Who says one message of the corpus and answers what he is asked."""

    client: httpx.Client
    url: str
    book: RuleBook
    message: dict[str, Any]

    def talk(self) -> Told:
        told = Told(self.message["labels"][0])
        answer = self._say(self.message["text"], None)
        while True:
            pending = answer["state"].get("pending")  # 转给值班员之后，对话引擎不再答话
            if pending == "confirm":
                told.ending = "summary"
            elif pending is None:
                to_a_door = (answer["state"].get("route") or {}).get("lane") == "redirect"
                insist = self._button(INSIST, answer)
                if insist and INSIST not in told.asked:
                    told.asked.append(INSIST)
                    answer = self._say(insist, answer["conversation_id"])
                    continue
                told.ending = "redirect" if to_a_door else str(answer["state"].get("intent", "desk"))
            elif len(told.asked) == GIVE_UP:
                told.ending = "endless"
            if told.ending:
                return told
            told.asked.append(pending)
            answer = self._say(self._answer(pending, answer), answer["conversation_id"])

    def _say(self, text: str, conversation: str | None) -> dict[str, Any]:
        body = {"text": text} | ({"conversation_id": conversation} if conversation else {})
        found = self.client.post(f"{self.url}/api/chat/messages", json=body)
        found.raise_for_status()
        answer: dict[str, Any] = found.json()
        return answer

    def _button(self, label: str, answer: dict[str, Any]) -> str | None:
        buttons = (button for reply in answer["replies"] for button in reply["buttons"])
        return next((button["payload"] for button in buttons if button["label"] == label), None)

    def _answer(self, pending: str, answer: dict[str, Any]) -> str:
        """The annotated value; of several amounts the one that is owed."""
        buttons = {b["label"]: b["payload"] for reply in answer["replies"] for b in reply["buttons"]}
        if pending == "category":
            names = [self.book.category(id_).name for id_ in self.message["labels"]]
            return next((buttons[name] for name in names if name in buttons), UNKNOWN)
        known = [f for f in self.message.get("fields", ()) if f["type"] == pending]
        known.sort(key=lambda f: f.get("role") != "owed")
        for value in known:
            name = str(value["normalized"])
            if name in buttons:
                return buttons[name]
            return name if pending in WRITTEN and value["normalized"] else str(value["value"])
        return UNKNOWN


def figures(told: Sequence[Told]) -> dict[str, Any]:
    """Of those that came to a summary: how many questions."""
    counts = [len(one.asked) for one in told if one.ending == "summary"]
    if not counts:
        return {"conversations": len(told), "to_summary": 0}
    return {
        "conversations": len(told),
        "to_summary": len(counts),
        "mean": round(mean(counts), 3),
        "median": median(counts),
        "share_at_most_2": round(sum(n <= FEW for n in counts) / len(counts), 3),
        "most": max(counts),
    }


def report(told: Sequence[Told]) -> dict[str, Any]:
    by_label: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        by_label[one.label].append(one)
    done = [one for one in told if one.ending == "summary"]
    asked = Counter(name for one in done for name in one.asked)
    return {
        "all": figures(told),
        "asked_per_conversation": {name: round(n / len(done), 3) for name, n in asked.most_common()},
        "how_many": dict(sorted(Counter(len(one.asked) for one in done).items())),
        "endings": dict(Counter(one.ending for one in told).most_common()),
        "turned_away_first": sum(INSIST in one.asked for one in told),
        "by_category": {label: figures(found) for label, found in sorted(by_label.items())},
    }


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=300, help="训练文件里抽多少条")
    parser.add_argument("--show", help="把问到这一项的来话印出来（只印训练文件里的）")
    options = parser.parse_args(argv)
    book = load_book()
    chance = random.Random(SEED)  # noqa: S311  抽样要的是每次一样
    samples = {}
    for name, size in (("training", options.sample), ("evaluation", options.sample // 2)):
        messages = list(complaints(evaluation=name == "evaluation"))
        samples[name] = chance.sample(messages, min(size, len(messages)))
    result: dict[str, Any] = {"seed": SEED, "target_mean": TARGET}
    with (
        tempfile.TemporaryDirectory(prefix="chengsu-bench-") as folder,
        running_chengsu(Path(folder) / "house") as running,
        httpx.Client(timeout=60) as client,
    ):
        for name, messages in samples.items():
            told = []
            for message in messages:
                one = Citizen(client, running.url, book, message).talk()
                told.append(one)
                if name == "training" and options.show and options.show in (one.ending, *one.asked):
                    print(one.ending, one.asked, message["text"][:160].replace("\n", " "))
            result[name] = report(told)
    titles = {"training": "训练文件", "evaluation": "评测文件"}
    columns = ["", "对话", "到汇总", "平均问几样", "中位", "≤ 2 问", "最多"]
    keys = ("conversations", "to_summary", "mean", "median", "share_at_most_2", "most")
    for name, title in titles.items():
        found = result[name]
        rows = [("全部", found["all"]), *found["by_category"].items()]
        show(f"问了几样（{title}）", columns, [[label, *(f.get(k, "") for k in keys)] for label, f in rows])
        print("每段对话里问到：", found["asked_per_conversation"])
        print("怎么结束的：", found["endings"], "先被指去别处的：", found["turned_away_first"])
    reached = result["training"]["all"]["mean"] <= TARGET
    print(f"目标：平均不超过 {TARGET} 问", "达到" if reached else "没有达到")
    print("已写入", write("dialogue", "chengsu bench dialogue", result).relative_to(ROOT))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

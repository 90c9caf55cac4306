"""政策答复有多准：自己的口语问题，命中率、拒答的准确率与查全率、每问毫秒数，逐句核对引文。

Two libraries: the one that is shipped (plan and 要点), and the one with every statute of ../shared/policy imported.
Batches were written one after another, each before anybody tuned on it; all but `BLIND` are development by now.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from bench.policy_heldout import fit_refusal
from bench.table import percentile, show, write
from complaint_store.policy.book import load_book
from complaint_store.policy.statutes import import_statutes
from nlu.retrieval.library import POLICY_FOLDER, Library
from nlu.retrieval.result import PolicyAnswer

QUESTIONS = Path(__file__).resolve().parent / "data" / "policy_questions.jsonl"
SHARED = Path(__file__).resolve().parents[2] / "shared" / "policy"
TODAY = date(2026, 11, 22)
SPLITS = ("dev", "dev2", "dev3", "dev4", "test", "blind2")
BLIND = frozenset({"blind2"})  # measured, never tuned on


@dataclass(frozen=True)
class Asked:
    """一个评测问题 with the clauses that answer it; none for what the texts do not answer."""

    id: str
    split: str
    question: str
    gold: frozenset[tuple[str, str]]

    @property
    def answerable(self) -> bool:
        return bool(self.gold)


def read_questions(path: Path = QUESTIONS) -> tuple[Asked, ...]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return tuple(
        Asked(
            row["id"], row["split"], row["question"], frozenset((g["doc"], g["clause"]) for g in row["gold"])
        )
        for row in rows
    )


def rank_of(library: Library, asked: Asked) -> int | None:
    """Place of the first right clause among the different clauses found, from 1."""
    places = [(hit.passage.doc, hit.passage.clause) for hit in library.find(asked.question, TODAY).hits]
    return next((n for n, place in enumerate(dict.fromkeys(places), 1) if place in asked.gold), None)


def unfaithful(answer: PolicyAnswer, sources: str) -> list[str]:
    """Quotes that are not a literal part of any source text."""
    return [
        c.quote for c in answer.citations if c.quote and any(p not in sources for p in c.quote.split("\n"))
    ]


def timed(library: Library, question: str) -> tuple[PolicyAnswer, float, float]:
    """The answer, the milliseconds of work it took, and those that passed by the clock: others share the machine."""
    clock, work = time.perf_counter(), time.thread_time()
    answer = library.answer(question, TODAY)
    return answer, (time.thread_time() - work) * 1000, (time.perf_counter() - clock) * 1000


def measure(library: Library, questions: Sequence[Asked], sources: str) -> dict[str, Any]:
    answerable = [asked for asked in questions if asked.answerable]
    ranks = [rank_of(library, asked) for asked in answerable]
    taken, passed = [], []
    refused_right, refused_wrong, missed, false_quotes, first_right = 0, 0, 0, 0, 0
    for asked in questions:
        answer, work, clock = timed(library, asked.question)
        taken.append(work)
        passed.append(clock)
        refused_right += not answer.answerable and not asked.answerable
        refused_wrong += not answer.answerable and asked.answerable
        missed += answer.answerable and not asked.answerable
        false_quotes += len(unfaithful(answer, sources))
        if answer.answerable and asked.answerable:
            first_right += any((c.doc, c.clause) in asked.gold for c in answer.citations[:1])
    refused = refused_right + refused_wrong
    return {
        "questions": len(questions),
        "unanswerable": len(questions) - len(answerable),
        "hit_at_1": sum(rank == 1 for rank in ranks) / len(ranks),
        "hit_at_3": sum(rank is not None and rank <= 3 for rank in ranks) / len(ranks),
        "mrr": sum(1 / rank for rank in ranks if rank) / len(ranks),
        "answered_right": first_right / len(answerable),
        "refusal_precision": refused_right / refused if refused else 0.0,
        "refusal_recall": refused_right / (refused_right + missed) if refused_right + missed else 0.0,
        "false_quotes": false_quotes,
        "p50_ms": percentile(taken, 0.5),
        "p95_ms": percentile(taken, 0.95),
        "p95_clock_ms": percentile(passed, 0.95),
    }


def libraries(folder: Path) -> dict[str, tuple[Library, str]]:
    """Each library with the text its quotes must be part of; the second only where the statutes are at hand."""
    book = load_book()
    plan = (POLICY_FOLDER / "plan.md").read_text(encoding="utf-8")
    found = {"方案与要点": (Library.load(None, None, book), plan)}
    if not SHARED.is_dir():
        print("没有 ../shared/policy，略过导入全部法规的那一半。")
        return found
    report = import_statutes([SHARED], folder)
    if not report.ok:
        raise SystemExit("\n".join(map(str, report.refused)))
    sources = plan + "".join(path.read_text(encoding="utf-8") for path in sorted(SHARED.glob("*.md")))
    found["加上导入的法规"] = (Library.load(None, folder, book), sources)
    return found


def refit(folder: Path) -> None:
    """Fit the refusal weights on ways of asking held out of the search, and keep the figures."""
    places = (None, folder) if SHARED.is_dir() else (None,)
    head = "# 答不答的权重：由 python -m bench.policy --fit 在留出的问法上拟合，只有数字。\n"
    text = yaml.safe_dump(fit_refusal(places, TODAY), allow_unicode=True, sort_keys=False)
    (POLICY_FOLDER / "refusal.yml").write_text(head + text, encoding="utf-8")


def misses(library: Library, questions: Sequence[Asked]) -> None:
    """Show what went wrong, for the reader of a run."""
    for asked in questions:
        answer = library.answer(asked.question, TODAY)
        got = [(c.doc, c.clause) for c in answer.citations[:1]]
        if answer.answerable != asked.answerable or (got and got[0] not in asked.gold):
            print(f"{asked.id} {asked.question} → {got or '未答'}；应为 {sorted(asked.gold)[:2] or '不答'}")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="chengsu bench policy", description=__doc__)
    parser.add_argument("--fit", action="store_true", help="先在留出的问法上重新拟合拒答的权重")
    parser.add_argument("--misses", action="store_true", help="列出答错的问题")
    options = parser.parse_args(argv)
    questions = read_questions()
    with tempfile.TemporaryDirectory() as folder:
        found = libraries(Path(folder))
        if options.fit:
            refit(Path(folder))
            found = libraries(Path(folder))
        results: dict[str, dict[str, Any]] = {}
        for name, (library, sources) in found.items():
            for split in SPLITS:
                part = [asked for asked in questions if asked.split == split]
                if not part:
                    continue
                results[f"{name}·{split}"] = measure(library, part, sources)
                if options.misses and split not in BLIND:
                    misses(library, part)
    columns = [
        "资料·问题",
        "问题",
        "不可答",
        "hit@1",
        "hit@3",
        "MRR",
        "首条引对",
        "拒答P",
        "拒答R",
        "假引文",
        "p50 ms",
        "p95 ms",
        "钟上 p95",
    ]
    show("政策答复", columns, [[name, *result.values()] for name, result in results.items()])
    print(f"已写到 {write('policy', 'chengsu bench policy', {'results': results}).name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

"""资料库：方案、要点和运营方导入的法规合在一起，回答政策问题。

Built once, then only read: safe to share between threads. `today` decides which version is in force.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from complaint_store.policy.book import RuleBook
from complaint_store.policy.statutes import load_statutes
from nlu.retrieval.answer import Writer
from nlu.retrieval.decide import Rule, Verdict, decide
from nlu.retrieval.lookup import Aliases, asks_for_duties, clause_named, duties_of, plan_units, unit_in
from nlu.retrieval.material import gather
from nlu.retrieval.passages import Gap, Passage, plan_passages, read_gaps, read_gists, statute_passages
from nlu.retrieval.plan import PLAN_DOC, read_plan
from nlu.retrieval.result import Citation, PolicyAnswer
from nlu.retrieval.search import Found, Hit, Searcher, asks_for_old
from nlu.retrieval.tokens import Domains, Synonyms

__all__ = ["POLICY_FOLDER", "Citation", "Hit", "Library", "PolicyAnswer"]

POLICY_FOLDER = Path(__file__).resolve().parent.parent / "data" / "policy"
LEXICON_FOLDER = POLICY_FOLDER.parent / "lexicon"
LONGEST_QUESTION = 300  # 更长的多半不是问话；只看开头


class Library:
    """政策资料库. `answer` for people, `search` for the clerk."""

    def __init__(
        self, searcher: Searcher, gaps: Sequence[Gap], rule: Rule, aliases: Aliases, writer: Writer
    ) -> None:
        self._searcher, self._gaps, self._rule = searcher, tuple(gaps), rule
        self._writer = writer
        self._docs = {p.doc for p in self.passages if p.kind == "statute"}
        self._aliases = aliases.knowing(self._docs)
        self._excerpts = {p.doc for p in self.passages if not p.complete}
        self._units = plan_units(self.passages)

    @classmethod
    def load(cls, plan_dir: Path | None, imported_dir: Path | None, book: RuleBook | None) -> Library:
        """Read plan and 要点 from `plan_dir` (None: as shipped) and the imported statutes, and index them."""
        folder = plan_dir or POLICY_FOLDER
        plan_notes = _plan_items(folder / "plan_questions.yml")
        passages = plan_passages(read_plan(folder / "plan.md")) + statute_passages(
            load_statutes(imported_dir)
        )
        gaps = read_gaps(folder / "gaps.yml")
        synonyms = Synonyms.read(LEXICON_FOLDER / "policy_synonyms.yml")
        plan_questions = {clause: tuple(item["ask"]) for clause, item in plan_notes.items()}
        cache = imported_dir.with_name(f"{imported_dir.name}.index.npz") if imported_dir else None
        material = gather(passages, read_gists(folder / "gists"), gaps, plan_questions, synonyms, cache)
        searcher = Searcher(material, synonyms, Domains.read(LEXICON_FOLDER / "policy_domains.yml"))
        writer = Writer(
            _by_clause(material.passages),
            book.doors if book is not None else MappingProxyType({}),
            {clause: item.get("name", "") for clause, item in plan_notes.items()},
            {clause: item["note"] for clause, item in plan_notes.items() if "note" in item},
        )
        rule = Rule.read(folder / "refusal.yml")
        return cls(searcher, gaps, rule, Aliases.read(LEXICON_FOLDER / "policy_aliases.yml"), writer)

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Everything that can be quoted, and the 要点 whose source was not imported."""
        return self._searcher.material.passages

    def search(self, question: str, k: int = 5, today: date | None = None) -> tuple[Hit, ...]:
        """The `k` clauses most like the question, best first; without `today`, the latest versions."""
        return self.find(question, today or date.max).hits[:k]

    def find(self, question: str, today: date) -> Found:
        """Everything the search saw: hits, the nearest gap, and how far the question is covered."""
        return self._searcher.find(_trimmed(question), today, asks_for_old(question))

    def verdict(self, question: str, found: Found) -> Verdict:
        return decide(_trimmed(question), found, self._gaps, self._rule)

    def asks_for_a_gap(self, question: str) -> bool:
        """问的是任何条文都写不进去的事：电话、地址、人名、个案。"""
        return any(gap.is_asked_in(_trimmed(question)) for gap in self._gaps)

    def answer(self, question: str, today: date) -> PolicyAnswer:
        """The clause that answers, word for word, or a plain “没有写明” with the door to ask at."""
        asked = _trimmed(question)
        direct = (
            None if self.asks_for_a_gap(asked) else self._named(asked, today) or self._duties(asked, today)
        )
        if direct is not None:
            return direct
        found = self.find(asked, today)
        verdict = self.verdict(asked, found)
        if not verdict.answerable:
            return self._writer.of_gap(verdict.gap, asked)
        hit = found.hits[0]
        return self._writer.of_clause(asked, hit.passage, hit.gist, today)

    def _named(self, question: str, today: date) -> PolicyAnswer | None:
        """问话点名了条号。"""
        named = clause_named(question, self._aliases)
        if named is None:
            return None
        doc, clause = named
        old = asks_for_old(question) or "728号" in question
        held = list(self._held_all(doc, clause))
        if not held:
            known = doc == PLAN_DOC or doc in self._docs
            return (
                self._writer.not_held(doc, clause, doc in self._excerpts)
                if known
                else self._by_gist(named, today)
            )
        held.sort(key=lambda p: p.in_force_on(today) is old)
        return self._writer.of_clause(question, held[0], None, today)

    def _by_gist(self, named: tuple[str, str], today: date) -> PolicyAnswer:
        """点名的法规没有导入：有要点说要点，没有就说没有。"""
        doc, clause = named
        material = self._searcher.material
        for gist, homes in zip(material.gists, material.homes, strict=True):
            for home in homes:
                place = material.passages[home]
                if (place.doc, place.clause) == named and not gist.old:
                    return self._writer.of_clause("", place, gist, today)
        return self._writer.not_held(doc, clause, False)

    def _held_all(self, doc: str, clause: str) -> tuple[Passage, ...]:
        """The clause in every version; for a plan item, its several brackets too."""
        exact = tuple(p for p in self.passages if (p.doc, p.clause) == (doc, clause) and p.kind != "gist")
        if exact or doc != PLAN_DOC:
            return exact
        return tuple(p for p in self.passages if p.doc == PLAN_DOC and p.clause.startswith(f"{clause}-"))

    def _duties(self, question: str, today: date) -> PolicyAnswer | None:
        """问某个单位负责哪些。"""
        if not asks_for_duties(question):
            return None
        unit = unit_in(question, self._units)
        duties = duties_of(unit, self.passages) if unit else ()
        return self._writer.of_unit(unit, duties, today) if unit and duties else None


def _by_clause(passages: Sequence[Passage]) -> Mapping[tuple[str, str], Passage]:
    """The latest version of every clause we hold the words of."""
    latest: dict[tuple[str, str], Passage] = {}
    for passage in passages:
        place = (passage.doc, passage.clause)
        if passage.kind != "gist" and (place not in latest or latest[place].until is not None):
            latest[place] = passage
    return MappingProxyType(latest)


def _plan_items(path: Path) -> dict[str, dict[str, Any]]:
    return {item["clause"]: item for item in yaml.safe_load(path.read_text(encoding="utf-8"))}


def _trimmed(question: str) -> str:
    return " ".join(question.split())[:LONGEST_QUESTION]

"""检索：一句问话最像哪一条。

Two rankers are fused: the words of the clauses (BM25 over characters and pairs), and the closeness of the question to
the ways people ask (要点 and 方案问法). A 要点 whose statute was imported lends its score to the article it stands on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nlu.retrieval.index import Index
from nlu.retrieval.passages import Gap, Gist, Passage
from nlu.retrieval.tokens import Domains, Synonyms, content, grams, plain, weighted

SYNONYM_WEIGHT = 0.15  # 口语补入的条文用语
ASK_WEIGHT = 1.0  # 像不像一种问法
SAY_WEIGHT = 0.5  # 要点本身的字词
MARK_WEIGHT = 1.5  # 同一个意思
TEXT_WEIGHT = 1.3  # 条文的字词
JOINT_WEIGHT = 0.35  # 要点与它所依据的条文互相印证
ALL_WEIGHT = 1.5  # 各种问法合在一起
DOMAIN_WEIGHT = 0.2  # 问话点明了文件所管的事
OLD_WEIGHT = 0.6  # 已不适用的版本，除非问的就是旧的
HEADING_REPEAT = 1


@dataclass(frozen=True, slots=True)
class Hit:
    """检索结果: a clause, how well it fits, and our own statement of it when there is one."""

    passage: Passage
    score: float
    gist: Gist | None = None
    text_score: float = 0.0
    ask_score: float = 0.0


@dataclass(frozen=True, slots=True)
class GapHit:
    """最像的一种“没有写明”的问法."""

    gap: Gap
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """一次检索的全部结果，供决定答不答."""

    hits: tuple[Hit, ...]
    gap: GapHit | None
    coverage: float  # 问话的字词有多少在首条里
    known: float  # 问话的字词有多少在全部资料里
    subjects: int  # 说到了几件条文管的事
    foreign: Gap | None  # 说到了资料管不着的话题


class Searcher:
    """索引好的资料."""

    def __init__(
        self,
        passages: Sequence[Passage],
        gists: Sequence[Gist],
        gaps: Sequence[Gap],
        plan_questions: Mapping[str, Sequence[str]],
        synonyms: Synonyms,
        domains: Domains,
    ) -> None:
        self.synonyms, self.domains = synonyms, domains
        self.gists, self.gaps = tuple(gists), tuple(gaps)
        self.passages, self._home = _with_standalone(passages, gists)
        self._texts, self._text_owner = self._text_entries()
        self._asks, self._ask_owner = self._ask_entries(plan_questions)
        self._all, self._all_owner = self._joined()
        self.text_index = Index.bm25(self._texts)
        self.ask_index = Index.cosine(self._asks)
        self.all_index = Index.bm25(self._all)
        self._familiar = self._own_tokens()

    def find(self, question: str, today: date, old: bool = False) -> Found:
        query = self.query_of(question)
        text, ask = self._node_scores(query)
        count, gist_count = len(self.passages), len(self.gists)
        own = TEXT_WEIGHT * text[:count] + ASK_WEIGHT * ask[:count]
        best_gist = np.full(count, -1)
        for g in np.argsort(
            -(ask[count : count + gist_count] * ASK_WEIGHT + SAY_WEIGHT * text[count : count + gist_count]),
            kind="stable",
        )[:60]:
            node, home = count + int(g), self._home[int(g)]
            lent = ASK_WEIGHT * ask[node] + SAY_WEIGHT * text[node]
            if self.passages[home].kind != "gist":
                lent += JOINT_WEIGHT * text[home]
            if lent > 0 and best_gist[home] < 0 and self._fits(self.gists[int(g)], today, old):
                best_gist[home] = int(g)
                own[home] = max(own[home], lent)
        docs = self.domains.docs(question)
        own += DOMAIN_WEIGHT * np.array([p.doc in docs for p in self.passages]) * (own > 0)
        own *= np.array(
            [OLD_WEIGHT if p.in_force_on(today) is old and p.kind != "plan" else 1.0 for p in self.passages]
        )
        order = np.argsort(-own, kind="stable")[:20]
        hits = tuple(
            Hit(
                self.passages[int(i)],
                float(own[int(i)]),
                self.gists[int(best_gist[int(i)])] if best_gist[int(i)] >= 0 else None,
                float(text[int(i)]),
                float(
                    max(ask[int(i)], ask[count + int(best_gist[int(i)])] if best_gist[int(i)] >= 0 else 0.0)
                ),
            )
            for i in order
            if own[int(i)] > 0
        )
        gap_scores = ask[count + gist_count :]
        best = int(np.argmax(gap_scores)) if len(gap_scores) else -1
        gap = GapHit(self.gaps[best], float(gap_scores[best])) if best >= 0 and gap_scores[best] > 0 else None
        foreign = next((g for g in self.gaps if any(topic in question for topic in g.topics)), None)
        return Found(hits, gap, self._coverage(question, hits[:1]), self._known(question), self.synonyms.subjects(question), foreign)

    def home_of(self, gist: int) -> Passage:
        """The clause that a 要点 stands on, or the 要点 itself where that was not imported."""
        return self.passages[self._home[gist]]

    def query_of(self, question: str) -> dict[str, float]:
        asked = content(question)
        law = self.synonyms.of(question)
        query = weighted(grams(asked) or grams(question), grams(" ".join(law)), SYNONYM_WEIGHT)
        query.update(dict.fromkeys(self.synonyms.marks(question), MARK_WEIGHT))
        return query

    def _node_scores(self, query: Mapping[str, float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        nodes = len(self.passages) + len(self.gists) + len(self.gaps)
        text = np.zeros(nodes)
        np.maximum.at(
            text, self._text_owner, self.text_index.scores(query) / (2.2 * self.text_index.mass(query))
        )
        ask = np.zeros(nodes)
        closeness = self.ask_index.scores(self._ask_query(query)) / self.ask_index.length(query)
        np.maximum.at(ask, self._ask_owner, closeness)
        ask[self._all_owner] += ALL_WEIGHT * self.all_index.scores(query) / (2.2 * self.all_index.mass(query))
        return text, ask

    def _ask_query(self, query: Mapping[str, float]) -> dict[str, float]:
        return {token: weight * self.ask_index.idf_of(token) for token, weight in query.items()}

    def _fits(self, gist: Gist, today: date, old: bool) -> bool:
        """A statement about the old version is for who asks about it."""
        return old or not gist.old or (gist.until is not None and today < gist.until)

    def _text_entries(self) -> tuple[list[list[str]], NDArray[np.int64]]:
        entries: list[list[str]] = []
        owners: list[int] = []
        for number, passage in enumerate(self.passages):
            heading = grams(f"{passage.heading}{passage.doc}") * HEADING_REPEAT
            parts = list(passage.paragraphs) if len(passage.paragraphs) > 1 else []
            for part in (passage.text, *parts):
                entries.append(heading + grams(part) + list(self.synonyms.marks(part)))
                owners.append(number)
        for number, gist in enumerate(self.gists, len(self.passages)):
            said = gist.say + " ".join(cite.doc for cite in gist.cites[:1])
            entries.append(grams(said) + list(self.synonyms.marks(said)))
            owners.append(number)
        return entries, np.array(owners)

    def _ask_entries(
        self, plan_questions: Mapping[str, Sequence[str]]
    ) -> tuple[list[list[str]], NDArray[np.int64]]:
        entries: list[list[str]] = []
        owners: list[int] = []

        def add(asks: Iterable[str], owner: int) -> None:
            for ask in asks:
                entries.append([*dict.fromkeys(grams(content(ask)) or grams(ask)), *self.synonyms.marks(ask)])
                owners.append(owner)

        for number, passage in enumerate(self.passages):
            if passage.kind == "plan":
                add(plan_questions.get(passage.clause, ()), number)
        for number, gist in enumerate(self.gists, len(self.passages)):
            add(gist.ask, number)
        for number, gap in enumerate(self.gaps, len(self.passages) + len(self.gists)):
            add(gap.ask, number)
        return entries, np.array(owners)

    def _own_tokens(self) -> frozenset[str]:
        """Tokens of clauses, 要点 and their questions; not those of the gaps, which are about what we lack."""
        gaps_from = len(self.passages) + len(self.gists)
        asks = (entry for entry, owner in zip(self._asks, self._ask_owner, strict=True) if owner < gaps_from)
        return frozenset(token for entry in (*self._texts, *asks) for token in entry)

    def _joined(self) -> tuple[list[list[str]], NDArray[np.int64]]:
        """All ways of asking for one thing, and our statement of it, as one entry."""
        joined: dict[int, list[str]] = {}
        for tokens, owner in zip(self._asks, self._ask_owner.tolist(), strict=True):
            joined.setdefault(owner, []).extend(tokens)
        for number, gist in enumerate(self.gists, len(self.passages)):
            joined.setdefault(number, []).extend([*grams(gist.say), *self.synonyms.marks(gist.say)])
        return list(joined.values()), np.array(list(joined))

    def _coverage(self, question: str, hits: Sequence[Hit]) -> float:
        """How much of what was asked, weighed by rarity, the best clause (with our statement of it) speaks of."""
        asked = dict.fromkeys(grams(content(question)), 1.0)
        if not hits or not asked:
            return 0.0
        hit = hits[0]
        spoken = set(grams(hit.passage.heading + hit.passage.text))
        if hit.gist:
            spoken |= set(grams(hit.gist.say + " ".join(hit.gist.ask)))
        law = self.synonyms.of(question)
        said_as_law = set(grams(" ".join(law))) & spoken
        total = sum(self.text_index.idf_of(t) for t in asked)
        covered = sum(self.text_index.idf_of(t) for t in asked if t in spoken)
        return (
            min(1.0, (covered + 0.3 * sum(self.text_index.idf_of(t) for t in said_as_law)) / total)
            if total
            else 0.0
        )

    def _known(self, question: str) -> float:
        """Pairs of characters that the material, apart from the gaps, has seen."""
        asked = {token for token in grams(content(question)) if len(token) > 1}
        return sum(token in self._familiar for token in asked) / len(asked) if asked else 0.0


def _with_standalone(
    passages: Sequence[Passage], gists: Sequence[Gist]
) -> tuple[tuple[Passage, ...], list[int]]:
    """Every 要点 has a home: the clause it stands on, or, where that was not imported, itself."""
    known = list(passages)
    number_of: dict[tuple[str, str, str], int] = {}
    for number, passage in enumerate(known):
        number_of.setdefault(passage.key, number)
        if passage.until is None:
            number_of.setdefault((passage.doc, passage.clause, ""), number)
    home: list[int] = []
    for gist in gists:
        cite = gist.cites[0]
        place = (cite.doc, cite.clause, cite.version)
        if place not in number_of:
            number_of[place] = len(known)
            known.append(
                Passage(
                    "gist",
                    cite.doc,
                    cite.clause,
                    (),
                    title=cite.doc,
                    version=cite.version,
                    since=gist.since,
                    until=gist.until,
                    grade=gist.grade,
                )
            )
        home.append(number_of[place])
    return tuple(known), home


_OLD = re.compile(
    r"旧条例|旧版|旧的条例|老条例|旧规定|以前的条例|原来的条例|修订前|728号|2020年.{0,6}条例"
    r"|(?:20(?:1\d|2[0-4])年|当时|那会儿|那时候).{0,14}(?:条例|规定|办法|法律)"
)


def asks_for_old(question: str) -> bool:
    """问旧版: the year or the word says so."""
    return _OLD.search(plain(question)) is not None

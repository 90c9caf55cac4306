"""检索：一句问话最像哪一条。

Three rankers are fused: the words of the clauses (BM25 over characters, pairs and meanings), the closeness of the
question to one way of asking, and to all ways of asking for the same thing. A 要点 lends its score to the clauses it
stands on. Weights were chosen on held-out ways of asking and on dev4 and test (bench/policy_heldout.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nlu.retrieval.hints import Hints
from nlu.retrieval.kinds import KINDS, kinds_asked, silent_on_what_is_asked
from nlu.retrieval.material import Material
from nlu.retrieval.passages import Gap, Gist, Passage
from nlu.retrieval.tokens import Domains, Heard, Synonyms, plain, weighted

SYNONYM_WEIGHT = 0.12  # 口语补入的条文用语
MARK_WEIGHT = 1.5  # 同一个意思
ASK_WEIGHT = 0.35  # 像不像一种问法
NEAR_WEIGHT = 0.5  # 几乎就是这种问法
NEAR = 0.75  # 从多像算起
ALL_WEIGHT = 0.7  # 各种问法合在一起
SAY_WEIGHT = 1.0  # 要点本身的字词
TEXT_WEIGHT = 1.9  # 条文的字词
JOINT_WEIGHT = 1.0  # 要点与它所依据的条文互相印证
SECOND_WEIGHT = 0.9  # 要点所依据的第二条，第三条再乘一次
DOMAIN_WEIGHT = 0.1  # 问话点明了文件所管的事
OLD_WEIGHT = 0.6  # 已不适用的版本，除非问的就是旧的
BM25_TOP = 2.2  # 一个词在 BM25 里最多得 idf 的几倍
BEST_GISTS = 40  # 只看最像的这些要点
NOT_FAR = 0.7  # 答得上“几天、多少钱”的，差到几成以内可以提到前面
FIRST = 20  # 排出前几条


@dataclass(frozen=True, slots=True)
class Hit:
    """检索结果: a clause, how well it fits, and our own statement of it when there is one."""

    passage: Passage
    score: float
    gist: Gist | None = None

    @property
    def words(self) -> str:
        """The clause's own words and ours."""
        return self.passage.text + (self.gist.say if self.gist else "")


@dataclass(frozen=True, slots=True)
class GapHit:
    """最像的一种“没有写明”的问法。"""

    gap: Gap
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """一次检索的全部结果，供决定答不答。"""

    hits: tuple[Hit, ...]
    gap: GapHit | None
    coverage: float  # 问话的字词有多少在首条里
    known: float  # 问话的字词有多少在资料里见过
    subjects: int  # 说到了几件条文管的事
    foreign: Gap | None  # 说到了资料管不着的话题
    leaning: float  # 用词更像问条文（正），还是更像问资料里没有的事（负）


class Searcher:
    """在索引好的资料里找。"""

    def __init__(self, material: Material, synonyms: Synonyms, domains: Domains) -> None:
        self.material, self.synonyms, self.domains = material, synonyms, domains
        self._doc = np.array([p.doc for p in material.passages])
        said = [p.text for p in material.passages] + [g.say for g in material.gists]
        silent = [False] * len(material.gaps)
        self._told = {kind: np.array([kind.is_told_in(t) for t in said] + silent) for kind in KINDS}
        self._hints = Hints(material)
        self._age: tuple[tuple[date, bool], NDArray[np.float64]] | None = None

    def find(self, question: str, today: date, old: bool = False) -> Found:
        heard = self.synonyms.heard(question)
        text, ask = self._node_scores(_query(heard))
        for kind in kinds_asked(question):
            gain = 1 + kind.gain * self._told[kind]
            text, ask = text * gain, ask * gain
        scores, gist_of = self._lend(text, ask, today, old)
        docs = self.domains.docs(question)
        if docs:
            scores += DOMAIN_WEIGHT * np.isin(self._doc, list(docs)) * (scores > 0)
        scores *= self._age_weights(today, old)
        passages = self.material.passages
        best = [int(i) for i in np.argsort(-scores, kind="stable")[:FIRST] if scores[i] > 0]
        hits = [Hit(passages[i], float(scores[i]), self._gist(gist_of[i])) for i in best]
        first = _first_to_say(question, hits)
        if first:
            best.insert(0, best.pop(first))
            hits.insert(0, hits.pop(first))
        return Found(
            tuple(hits),
            self._gap(ask),
            self._hints.coverage(heard, best[0], hits[0].gist) if hits else 0.0,
            self._hints.known(heard),
            heard.subjects,
            next((gap for gap in self.material.gaps if any(topic in question for topic in gap.topics)), None),
            self._hints.leaning(heard),
        )

    def _node_scores(self, query: Mapping[str, float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """How well the words of each node fit, and how well the ways of asking for it."""
        nodes, by = self.material.nodes, self.material.indexes
        text, ask = np.zeros(nodes), np.zeros(nodes)
        np.maximum.at(text, by.text_owner, by.texts.scores(query) / (BM25_TOP * by.texts.mass(query)))
        vector = {token: weight * by.asks.idf_of(token) for token, weight in query.items()}
        alike = by.asks.scores(vector) / by.asks.length(query)
        alike = ASK_WEIGHT * alike + NEAR_WEIGHT * np.maximum(0.0, alike - NEAR) / (1 - NEAR)
        np.maximum.at(ask, by.ask_owner, alike)
        ask[by.joined_owner] += ALL_WEIGHT * by.joined.scores(query) / (BM25_TOP * by.joined.mass(query))
        return text, ask

    def _lend(
        self, text: NDArray[np.float64], ask: NDArray[np.float64], today: date, old: bool
    ) -> tuple[NDArray[np.float64], list[int]]:
        """Scores of the clauses, each the better of its own and what its best 要点 lends it."""
        it = self.material
        count = len(it.passages)
        scores = TEXT_WEIGHT * text[:count] + ask[:count]
        gist_of = [-1] * count
        worth = ask[count:] + SAY_WEIGHT * text[count:]
        for g in np.argsort(-worth[: len(it.gists)], kind="stable")[:BEST_GISTS].tolist():
            if worth[g] <= 0 or not _fits(it.gists[g], today, old):
                continue
            for place, home in enumerate(it.homes[g]):
                lent = worth[g] * SECOND_WEIGHT**place
                lent += JOINT_WEIGHT * text[home]
                if lent > scores[home] or (gist_of[home] < 0 and lent > 0.8 * scores[home]):
                    scores[home] = max(scores[home], lent)
                    gist_of[home] = g
        return scores, gist_of

    def _age_weights(self, today: date, old: bool) -> NDArray[np.float64]:
        """Versions of another time count less; kept for the day, as it is the same for every question."""
        if self._age is None or self._age[0] != (today, old):
            fits = [p.kind == "plan" or p.in_force_on(today) is not old for p in self.material.passages]
            self._age = ((today, old), np.where(fits, 1.0, OLD_WEIGHT))
        return self._age[1]

    def _gist(self, number: int) -> Gist | None:
        return self.material.gists[number] if number >= 0 else None

    def _gap(self, ask: NDArray[np.float64]) -> GapHit | None:
        scores = ask[len(self.material.passages) + len(self.material.gists) :]
        best = int(np.argmax(scores)) if len(scores) else -1
        return (
            GapHit(self.material.gaps[best], float(scores[best])) if best >= 0 and scores[best] > 0 else None
        )


def _first_to_say(question: str, hits: Sequence[Hit]) -> int:
    """Place of the best hit that says how long or how much, when that is asked and it is not far behind; else 0."""
    for place, hit in enumerate(hits):
        if hit.score < NOT_FAR * hits[0].score:
            break
        if not silent_on_what_is_asked(question, hit.words):
            return place
    return 0


def _query(heard: Heard) -> dict[str, float]:
    query = weighted(heard.said, heard.law, SYNONYM_WEIGHT)
    query.update(dict.fromkeys(heard.marks, MARK_WEIGHT))
    return query


def _fits(gist: Gist, today: date, old: bool) -> bool:
    """A statement about another time's version is only for who asks about that time."""
    if gist.old:
        return old or (gist.until is not None and today < gist.until)
    return gist.since is None or gist.since <= today


_OLD = re.compile(
    r"旧条例|旧版|旧的条例|老条例|旧规定|以前的条例|原来的条例|修订前|728号|2020(?:年|版).{0,6}条例"
    r"|(?:20(?:1\d|2[0-4])年?|当时|那会儿|那时候).{0,14}(?:条例|规定|办法|法律)"
)


def asks_for_old(question: str) -> bool:
    """问旧版: the year or the word says so."""
    return _OLD.search(plain(question)) is not None

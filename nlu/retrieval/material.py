"""检索用的素材：哪些段落、要点、问法参加检索，各归哪一条。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from nlu.retrieval.indexes import Indexes, digest_of, indexed, keep, kept_in
from nlu.retrieval.passages import Cite, Gap, Gist, Passage
from nlu.retrieval.tokens import Synonyms


@dataclass(frozen=True)
class Material:
    """可检索的一切. Nodes are numbered: passages first, then 要点, then gaps."""

    passages: tuple[Passage, ...]
    gists: tuple[Gist, ...]
    gaps: tuple[Gap, ...]
    homes: tuple[tuple[int, ...], ...]  # 每个要点依据的条，第一条为主
    indexes: Indexes

    @property
    def nodes(self) -> int:
        return len(self.passages) + len(self.gists) + len(self.gaps)


def gather(
    passages: Sequence[Passage],
    gists: Sequence[Gist],
    gaps: Sequence[Gap],
    plan_questions: Mapping[str, Sequence[str]],
    synonyms: Synonyms,
    cache: Path | None = None,
) -> Material:
    """Index everything, or take the indexes kept in `cache` when they are of the very same material."""
    housed, homes = _housed(passages, gists)
    key = digest_of(housed, gists, gaps, plan_questions, synonyms)
    indexes = kept_in(cache, key)
    if indexes is None:
        indexes = indexed(housed, gists, gaps, plan_questions, synonyms)
        keep(cache, key, indexes)
    return Material(housed, tuple(gists), tuple(gaps), homes, indexes)


def _housed(
    passages: Sequence[Passage], gists: Sequence[Gist]
) -> tuple[tuple[Passage, ...], tuple[tuple[int, ...], ...]]:
    """Every clause that a 要点 stands on has a place; where it was not imported, the 要点 itself stands there."""
    housed = list(passages)
    number_of: dict[Cite, int] = {}
    for number, passage in enumerate(housed):
        number_of.setdefault(Cite(passage.doc, passage.clause, passage.version), number)
        if passage.until is None:
            number_of.setdefault(Cite(passage.doc, passage.clause), number)
    homes: list[tuple[int, ...]] = []
    for gist in gists:
        for cite in gist.cites:
            if cite not in number_of:
                number_of[cite] = len(housed)
                housed.append(
                    Passage(
                        "gist", cite.doc, cite.clause, (), title=cite.doc, version=cite.version,
                        since=gist.since, until=gist.until, grade=gist.grade,
                    )
                )  # fmt: skip
        homes.append(tuple(number_of[cite] for cite in gist.cites))
    return tuple(housed), tuple(homes)

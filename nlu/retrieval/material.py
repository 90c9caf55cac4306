"""检索用的素材：哪些段落、要点、问法参加检索，各归哪一条；建好索引，必要时存成 npz 下次直接用。"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlu.retrieval.index import Index
from nlu.retrieval.passages import Cite, Gap, Gist, Passage
from nlu.retrieval.tokens import Synonyms, content, grams

Numbers = NDArray[np.int64]
LAYOUT = "1"  # 分词或条目的排法改了就加一，旧缓存随之作废


@dataclass(frozen=True)
class Material:
    """可检索的一切. Nodes are numbered: passages first, then 要点, then gaps."""

    passages: tuple[Passage, ...]
    gists: tuple[Gist, ...]
    gaps: tuple[Gap, ...]
    homes: tuple[tuple[int, ...], ...]  # 每个要点依据的条，第一条为主
    texts: Index  # 条文、款、要点的字词
    text_owner: Numbers
    asks: Index  # 各种问法，一句一条
    ask_owner: Numbers
    joined: Index  # 同一条的各种问法合在一起
    joined_owner: Numbers
    familiar: frozenset[str]  # 资料里（空白除外）见过的字词

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
    key = _digest(housed, gists, gaps, plan_questions, synonyms)
    kept = _kept(cache, key)
    if kept is None:
        kept = _indexed(housed, gists, gaps, plan_questions, synonyms)
        _keep(cache, key, kept)
    return Material(housed, tuple(gists), tuple(gaps), homes, *kept)


_Indexes = tuple[Index, Numbers, Index, Numbers, Index, Numbers, frozenset[str]]


def _indexed(
    passages: Sequence[Passage],
    gists: Sequence[Gist],
    gaps: Sequence[Gap],
    plan_questions: Mapping[str, Sequence[str]],
    synonyms: Synonyms,
) -> _Indexes:
    first_gist, first_gap = len(passages), len(passages) + len(gists)
    texts: list[list[str]] = []
    owners: list[int] = []
    for number, passage in enumerate(passages):
        heading = grams(passage.heading + passage.doc)
        parts = passage.paragraphs if len(passage.paragraphs) > 1 else ()
        for part in (passage.text, *parts):
            texts.append([*heading, *grams(part), *synonyms.marks(part)])
            owners.append(number)
    for number, gist in enumerate(gists, first_gist):
        said = gist.say + gist.cites[0].doc
        texts.append([*grams(said), *synonyms.marks(said)])
        owners.append(number)

    asked: list[tuple[int, str]] = []
    for number, passage in enumerate(passages):
        if passage.kind == "plan":
            asked += [(number, ask) for ask in plan_questions.get(passage.clause, ())]
    asked += [(number, ask) for number, gist in enumerate(gists, first_gist) for ask in gist.ask]
    asked += [(number, ask) for number, gap in enumerate(gaps, first_gap) for ask in gap.ask]
    asks = [[*dict.fromkeys(grams(content(ask)) or grams(ask)), *synonyms.marks(ask)] for _, ask in asked]
    ask_owner = [owner for owner, _ in asked]

    joined: dict[int, list[str]] = {}
    for owner, tokens in zip(ask_owner, asks, strict=True):
        joined.setdefault(owner, []).extend(tokens)
    for number, gist in enumerate(gists, first_gist):
        joined.setdefault(number, []).extend([*grams(gist.say), *synonyms.marks(gist.say)])

    own_asks = (tokens for owner, tokens in zip(ask_owner, asks, strict=True) if owner < first_gap)
    familiar = frozenset(token for entry in (*texts, *own_asks) for token in entry)
    return (
        Index.bm25(texts),
        np.array(owners),
        Index.cosine(asks),
        np.array(ask_owner),
        Index.bm25(list(joined.values())),
        np.array(list(joined)),
        familiar,
    )


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


def _digest(
    passages: Sequence[Passage],
    gists: Sequence[Gist],
    gaps: Sequence[Gap],
    plan_questions: Mapping[str, Sequence[str]],
    synonyms: Synonyms,
) -> str:
    parts: Iterable[object] = (
        LAYOUT,
        passages,
        gists,
        [(g.id, g.ask) for g in gaps],
        sorted(plan_questions.items()),
        synonyms,
    )
    return hashlib.sha256(repr(parts).encode("utf-8")).hexdigest()


def _kept(cache: Path | None, key: str) -> _Indexes | None:
    if cache is None or not cache.is_file():
        return None
    try:
        with np.load(cache, allow_pickle=False) as box:
            if str(box["key"]) != key:
                return None
            texts, asks, joined = (Index.opened(box, name) for name in ("texts", "asks", "joined"))
            familiar = frozenset(bytes(box["familiar"]).decode("utf-8").split("\n"))
            return texts, box["text_owner"], asks, box["ask_owner"], joined, box["joined_owner"], familiar
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return None  # 坏了的缓存等于没有，重建即可


def _keep(cache: Path | None, key: str, made: _Indexes) -> None:
    """A cache that cannot be written costs a second at the next start, nothing else."""
    if cache is None:
        return
    texts, text_owner, asks, ask_owner, joined, joined_owner, familiar = made
    arrays = {
        "key": np.array(key),
        "text_owner": text_owner,
        "ask_owner": ask_owner,
        "joined_owner": joined_owner,
        "familiar": np.frombuffer("\n".join(sorted(familiar)).encode("utf-8"), dtype=np.uint8),
    }
    for name, index in (("texts", texts), ("asks", asks), ("joined", joined)):
        arrays.update(index.arrays(name))
    temporary = cache.with_suffix(".tmp")
    try:
        with temporary.open("wb") as stream:
            np.savez(stream, **arrays)  # type: ignore[arg-type]
        temporary.replace(cache)
    except OSError:
        return

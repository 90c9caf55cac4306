"""三本索引：条文的字词、各种问法、同一条的问法合在一起；建一次，必要时存成 npz 下次直接用。"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlu.retrieval.index import Index
from nlu.retrieval.passages import Gap, Gist, Passage
from nlu.retrieval.tokens import Synonyms, content, grams

Numbers = NDArray[np.int64]
Entry = tuple[int, list[str]]  # 归哪一条，有哪些字词
LAYOUT = "1"  # 分词或条目的排法改了就加一，旧缓存随之作废


@dataclass(frozen=True)
class Indexes:
    """三本索引, and for each entry the node that it belongs to."""

    texts: Index  # 条文、款、要点的字词
    asks: Index  # 各种问法，一句一条
    joined: Index  # 同一条的各种问法合在一起
    text_owner: Numbers
    ask_owner: Numbers
    joined_owner: Numbers
    familiar: frozenset[str]  # 资料里（空白除外）见过的字词


def indexed(
    passages: Sequence[Passage],
    gists: Sequence[Gist],
    gaps: Sequence[Gap],
    plan_questions: Mapping[str, Sequence[str]],
    synonyms: Synonyms,
) -> Indexes:
    first_gap = len(passages) + len(gists)
    texts = list(_texts(passages, gists, synonyms))
    asked = _asked(passages, gists, gaps, plan_questions)
    asks = [(n, [*dict.fromkeys(grams(content(a)) or grams(a)), *synonyms.marks(a)]) for n, a in asked]
    joined: dict[int, list[str]] = {}
    for owner, tokens in asks:
        joined.setdefault(owner, []).extend(tokens)
    for owner, gist in enumerate(gists, len(passages)):
        joined.setdefault(owner, []).extend([*grams(gist.say), *synonyms.marks(gist.say)])
    return Indexes(
        texts=Index.bm25([tokens for _, tokens in texts]),
        asks=Index.cosine([tokens for _, tokens in asks]),
        joined=Index.bm25(list(joined.values())),
        text_owner=np.array([owner for owner, _ in texts]),
        ask_owner=np.array([owner for owner, _ in asks]),
        joined_owner=np.array(list(joined)),
        familiar=frozenset(t for owner, tokens in (*texts, *asks) if owner < first_gap for t in tokens),
    )


def _texts(passages: Sequence[Passage], gists: Sequence[Gist], synonyms: Synonyms) -> Iterator[Entry]:
    """A clause whole and paragraph by paragraph, each under its heading; a 要点 under its document."""
    for number, passage in enumerate(passages):
        heading = grams(passage.heading + passage.doc)
        parts = passage.paragraphs if len(passage.paragraphs) > 1 else ()
        for part in (passage.text, *parts):
            yield number, [*heading, *grams(part), *synonyms.marks(part)]
    for number, gist in enumerate(gists, len(passages)):
        said = gist.say + gist.cites[0].doc
        yield number, [*grams(said), *synonyms.marks(said)]


def _asked(
    passages: Sequence[Passage],
    gists: Sequence[Gist],
    gaps: Sequence[Gap],
    plan_questions: Mapping[str, Sequence[str]],
) -> Iterator[tuple[int, str]]:
    """问法, with the node that each asks for."""
    for number, passage in enumerate(passages):
        if passage.kind == "plan":
            yield from ((number, ask) for ask in plan_questions.get(passage.clause, ()))
    asks = [gist.ask for gist in gists] + [gap.ask for gap in gaps]
    for number, ways in enumerate(asks, len(passages)):
        yield from ((number, ask) for ask in ways)


def digest_of(
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


def kept_in(cache: Path | None, key: str) -> Indexes | None:
    if cache is None or not cache.is_file():
        return None
    try:
        with np.load(cache, allow_pickle=False) as box:
            if str(box["key"]) != key:
                return None
            texts, asks, joined = (Index.opened(box, name) for name in ("texts", "asks", "joined"))
            familiar = frozenset(bytes(box["familiar"]).decode("utf-8").split("\n"))
            owners = box["text_owner"], box["ask_owner"], box["joined_owner"]
            return Indexes(texts, asks, joined, *owners, familiar)
    except (OSError, KeyError, ValueError, zipfile.BadZipFile):
        return None  # 坏了的缓存等于没有，重建即可


def keep(cache: Path | None, key: str, made: Indexes) -> None:
    """A cache that cannot be written costs a second at the next start, nothing else."""
    if cache is None:
        return
    arrays = {
        "key": np.array(key),
        "text_owner": made.text_owner,
        "ask_owner": made.ask_owner,
        "joined_owner": made.joined_owner,
        "familiar": np.frombuffer("\n".join(sorted(made.familiar)).encode("utf-8"), dtype=np.uint8),
    }
    for name, index in (("texts", made.texts), ("asks", made.asks), ("joined", made.joined)):
        arrays.update(index.arrays(name))
    temporary = cache.with_suffix(".tmp")
    try:
        with temporary.open("wb") as stream:
            np.savez(stream, **arrays)  # type: ignore[arg-type]
        temporary.replace(cache)
    except OSError:
        return

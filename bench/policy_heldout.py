"""没见过的问法：把要点、方案和空白的问法轮流留出四分之一，拿留出的去问；权重在这上面选，才不会偏爱记住的问法。"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bench.policy_fit import fit
from complaint_store.policy.statutes import load_statutes
from nlu.retrieval.decide import features_of
from nlu.retrieval.library import LEXICON_FOLDER, POLICY_FOLDER
from nlu.retrieval.material import gather
from nlu.retrieval.passages import (
    Gap,
    plan_passages,
    read_gaps,
    read_gists,
    read_plan_questions,
    statute_passages,
)
from nlu.retrieval.plan import read_plan
from nlu.retrieval.search import Searcher
from nlu.retrieval.tokens import Domains, Synonyms

FOLDS = 4
UNANSWERABLE_SHARE = 0.3  # 来问的里大约有这么多是资料答不上的


def folds(imported: Path | None) -> Iterator[tuple[Searcher, tuple[Gap, ...], list[tuple[str, bool]]]]:
    """For each fold a searcher that has not seen its ways of asking, and those, with whether the texts answer them."""
    passages = plan_passages(read_plan(POLICY_FOLDER / "plan.md")) + statute_passages(load_statutes(imported))
    gists, gaps = read_gists(POLICY_FOLDER / "gists"), read_gaps(POLICY_FOLDER / "gaps.yml")
    plan = read_plan_questions(POLICY_FOLDER / "plan_questions.yml")
    synonyms = Synonyms.read(LEXICON_FOLDER / "policy_synonyms.yml")
    domains = Domains.read(LEXICON_FOLDER / "policy_domains.yml")
    answered = [ask for gist in gists if not gist.old for ask in gist.ask]
    answered += [ask for asks in plan.values() for ask in asks]
    unanswered = [ask for gap in gaps for ask in gap.ask]
    for fold in range(FOLDS):
        seen_gaps = tuple(replace(gap, ask=_kept(gap.ask, fold)) for gap in gaps)
        material = gather(
            passages,
            [replace(gist, ask=_kept(gist.ask, fold)) for gist in gists],
            seen_gaps,
            {clause: _kept(asks, fold) for clause, asks in plan.items()},
            synonyms,
        )
        held = [(ask, True) for ask in answered if _fold_of(ask) == fold]
        held += [(ask, False) for ask in unanswered if _fold_of(ask) == fold]
        yield Searcher(material, synonyms, domains), seen_gaps, held


def fit_refusal(imported: Sequence[Path | None], today: date) -> dict[str, object]:
    """Weights of the refusal, fitted on ways of asking that the search had not seen."""
    rows, answerable = [], []
    for folder in imported:
        for searcher, gaps, held in folds(folder):
            for question, answered in held:
                if not any(gap.is_asked_in(question) for gap in gaps):
                    rows.append(features_of(question, searcher.find(question, today)))
                    answerable.append(answered)
    return fit(rows, answerable, UNANSWERABLE_SHARE)


def _kept(asks: Sequence[str], fold: int) -> tuple[str, ...]:
    return tuple(ask for ask in asks if _fold_of(ask) != fold)


def _fold_of(ask: str) -> int:
    return zlib.crc32(ask.encode("utf-8")) % FOLDS

"""引文：从一条里取最切题的一段原话，手机上读得下，又一字不改。"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from nlu.retrieval.tokens import grams

FIGURE = 3  # 说到的数字，在原文里更要让人看见
LONGEST = 150  # 引文的长度，约手机四行
_SENTENCE = re.compile(r"[^。；;]*[。；;]?")


def excerpt(paragraphs: Sequence[str], about: Collection[str], longest: int = LONGEST) -> str:
    """The run of whole sentences of one paragraph that says most about `about`, at most `longest` characters
    unless one sentence alone is longer. Always a literal part of the paragraph.
    """
    best, best_worth = "", -1.0
    for paragraph in paragraphs:
        for piece in _runs(paragraph, longest):
            worth = _worth(piece, about)
            if worth > best_worth + 1e-9:
                best, best_worth = piece, worth
    return best.strip()


def _runs(paragraph: str, longest: int) -> list[str]:
    if len(paragraph) <= longest:
        return [paragraph]
    ends = [0]
    ends.extend(match.end() for match in _SENTENCE.finditer(paragraph) if match.end() > match.start())
    runs = []
    for first in range(len(ends) - 1):
        last = first + 1
        while last + 1 < len(ends) and ends[last + 1] - ends[first] <= longest:
            last += 1
        runs.append(paragraph[ends[first] : ends[last]])
    return runs


def _worth(piece: str, about: Collection[str]) -> float:
    """How much of what is asked the piece speaks of, less for every needless character."""
    spoken = {token for token in grams(piece) if len(token) > 1 or token.isdigit()}
    shared = spoken.intersection(about)
    figures = sum(token.isdigit() for token in shared)
    return (len(shared) + FIGURE * figures) / (1 + len(piece) / 400)

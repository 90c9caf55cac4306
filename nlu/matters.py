"""几件事：一段话说了几件不同的事，从哪里分开。"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from complaint_store.domain.reading import Span
from nlu.lexicon import sections_of
from nlu.two_debtors import second_debtors

_SENTENCE_START = re.compile(r"[。！？!?；;\n，,：: ]\s{0,2}$")
_BREAKS = "。！？!?；;，,：:、 \n\t"
SHORTEST = 8  # 更短的话说不清一件事
# “我要反映三个问题。第一……第二……”：说好了几件，每一条又各有一笔账，就是几件，说的是不是一类事不要紧
_ANNOUNCED = re.compile(r"(?:[几两二三四五六2-6][个件]|俩)(?:事情?|问题)")
_OWES = re.compile(
    r"(?:欠|拖|差|没给|没发|不给)[^。！？!?]{0,30}[万千百元块\d]|[万千元块\d][^。！？!?]{0,12}(?:没给|没发|没结|没付|不给|欠)"
)
_CUES = ("strong", "weak", "inline", "item", "list")
_UNBROKEN = frozenset({"strong", "inline", "item"})  # 没有断句也认
ONE_ITEM = 120  # 字；一条里看这么长
MOST_CUTS = 20  # 只看前这么多处，保证随长度线性


def matters_in(
    text: str,
    is_matter: Callable[[str], bool] | None = None,
    claims: str | None = None,
    subject_of: Callable[[str], str | None] | None = None,
    invited: tuple[int, ...] = (),
) -> tuple[Span, ...]:
    """每件事的区间, together the whole text. A cut is made only where both sides carry a matter of their own.

    `is_matter` says whether a part tells a matter (the category model can); without it topic words decide.
    `claims` is the same text with others' words blanked: only the citizen opens a new matter.
    Where two topics must differ (“另外”, “二是”) the words decide, or `subject_of`, which names what a part is about.
    `invited` are places where another matter was asked for: what is told there need not say that it is another.
    """
    said = text if claims is None else claims
    counted = _ANNOUNCED.search(said) is not None
    starts = [0]
    asked_for = [(position, position, False) for position in invited if position >= SHORTEST]
    debtors = second_debtors(said)
    owed = [(position, position, False) for position in debtors]
    for position, cue_end, needs_other_topic in sorted([*asked_for, *_cuts(said, counted), *owed]):
        left, right = text[starts[-1] : position], text[cue_end:]
        if needs_other_topic and counted and _OWES.search(left) and _OWES.search(right[:ONE_ITEM]):
            needs_other_topic = False
        if debtors.get(position, -1) >= starts[-1]:
            separate = is_matter is None or (is_matter(left) and is_matter(right))
        else:
            separate = _is_separate(left, right, needs_other_topic, is_matter, subject_of)
        if separate:
            starts.append(position)
    ends = [*starts[1:], len(text)]
    return tuple(zip(starts, ends, strict=False))


@lru_cache(maxsize=1)
def _cues() -> re.Pattern[str]:
    sections = sections_of("matters.txt")
    return re.compile("|".join(f"(?P<{name}>{'|'.join(sections[name])})" for name in _CUES))


@dataclass(frozen=True, slots=True)
class Later:
    """说着一件又提起一件: where the words that say so begin, where the matter itself begins."""

    start: int
    told: int
    announced: bool  # 明说“还有一件事”；否则只是“另外”“对了”


def told_later(text: str) -> Later | None:
    """The first place where a message turns to something else, or None."""
    for match in _turns().finditer(text):
        if match.start() == 0 or text[match.start() - 1] in _BREAKS:
            return Later(match.start(), match.end(), match.lastgroup == "announced")
    return None


@lru_cache(maxsize=1)
def _turns() -> re.Pattern[str]:
    sections = sections_of("matters.txt")
    opening = f"(?:(?:{'|'.join(sections['aside'])})[，,。、：: ]*)*"
    named = "|".join(f"(?P<{name}>{'|'.join(sections[name])})" for name in ("announced", "hinted"))
    return re.compile(f"{opening}(?:{named})[，,、：:是 ]*")


@lru_cache(maxsize=1)
def _topics() -> re.Pattern[str]:
    sections = sections_of("matters.txt")
    return re.compile(
        "|".join(
            f"(?P<{name}>{'|'.join(words)})" for name, words in sections.items() if name.startswith("topic_")
        )
    )


def _cuts(text: str, counted: bool) -> list[tuple[int, int, bool]]:
    """Where a new matter may begin, where its cue ends, and whether the words alone do not say so."""
    cuts: list[tuple[int, int, bool]] = []
    for match in _cues().finditer(text):
        if len(cuts) == MOST_CUTS:
            break
        if match.lastgroup == "item" and not counted:
            continue
        before = text[max(0, match.start() - 3) : match.start()]
        if match.start() >= SHORTEST and (_SENTENCE_START.search(before) or match.lastgroup in _UNBROKEN):
            cuts.append((match.start(), match.end(), match.lastgroup != "strong"))
    return cuts


def topics_in(text: str) -> frozenset[str]:
    """What a part is about, by its words."""
    return frozenset(match.lastgroup or "" for match in _topics().finditer(text))


def _is_separate(
    left: str,
    right: str,
    needs_other_topic: bool,
    is_matter: Callable[[str], bool] | None,
    subject_of: Callable[[str], str | None] | None,
) -> bool:
    if len(left.strip()) < SHORTEST or len(right.strip()) < SHORTEST:
        return False
    first, second = topics_in(left), topics_in(right)
    if needs_other_topic and (first & second or not _differ(left, right, first, second, subject_of)):
        return False
    if is_matter is not None:
        return is_matter(left) and is_matter(right)
    return bool(first and second)


def _differ(
    left: str,
    right: str,
    first: frozenset[str],
    second: frozenset[str],
    subject_of: Callable[[str], str | None] | None,
) -> bool:
    """两边说的是不是不同的事：话题词不同，或模型认得出是两类。"""
    if first and second - {"topic_contract"}:
        return True
    if subject_of is None:
        return False
    subjects = subject_of(left), subject_of(right)
    return None not in subjects and subjects[0] != subjects[1]

"""原话怎样标色：每个要素的字标上颜色和名字，判断类别所依据的字画线。"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.web.words import FIELD_NAMES, FIELD_TONES, masked
from complaint_store.domain.reading import Field, Span
from nlu.transcripts import turns_of


@dataclass(frozen=True, slots=True)
class Marked:
    """一处要素: where its words stand and what it is."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """连续的一段字; field is "" where nothing was read."""

    text: str
    start: int
    end: int
    field: str = ""
    label: str = ""
    tone: int = 0
    why: bool = False
    clerk: bool = False  # 坐席的话
    turn: bool = False  # 换了一个人说，原稿却没有换行


@dataclass(frozen=True, slots=True)
class Voices:
    """谁在说: which letters are the clerk's, and where the other begins to speak on the same line."""

    clerk: tuple[bool, ...]
    turns: frozenset[int]

    @classmethod
    def of(cls, text: str) -> Voices:
        clerk = [False] * len(text)
        turns: set[int] = set()
        spoken = turns_of(text)
        for before, turn in zip((None, *spoken), spoken, strict=False):
            if turn.role == "clerk":
                clerk[turn.start : turn.end] = [True] * (turn.end - turn.start)
            if before is not None and "\n" not in text[before.end - 1 : turn.start]:
                turns.add(before.end)
        return cls(tuple(clerk), frozenset(turns))


def marks_of(fields: Iterable[Field]) -> list[Marked]:
    return [Marked(f.type.value, f.start, f.end) for f in fields]


def segments(text: str, marks: Sequence[Marked], evidence: Sequence[Span] = ()) -> list[Segment]:
    """The whole text in order, cut where a mark or an evidence span begins or ends; evidence never cuts a mark.

    Where marks overlap the shorter one wins: 盟财政局 inside a project's name stays visible. Numbers that
    identify a person are covered.
    """
    good = [m for m in marks if 0 <= m.start < m.end <= len(text)]
    spans = [(max(0, s), min(len(text), e)) for s, e in evidence if s < e]
    owner = _owners(len(text), good)
    why = [False] * len(text)
    for start, end in spans:
        why[start:end] = [True] * (end - start)
    shown = masked(text)  # 遮盖后的字数不变
    voices = Voices.of(text)
    found: list[Segment] = []
    start = 0
    for at in range(1, len(text) + 1):
        mark = owner[start]
        same_voice = at < len(text) and voices.clerk[at] == voices.clerk[start] and at not in voices.turns
        if (
            at < len(text)
            and owner[at] == mark
            and (mark is not None or (why[at] == why[start] and same_voice))
        ):
            continue
        found.append(
            replace(
                _segment(shown[start:at], start, at, mark, any(why[start:at])),
                clerk=voices.clerk[start],
                turn=start in voices.turns,
            )
        )
        start = at
    return _labelled_once(found)


def _owners(length: int, marks: Sequence[Marked]) -> list[Marked | None]:
    owner: list[Marked | None] = [None] * length
    for mark in sorted(marks, key=lambda m: (m.start - m.end, m.start)):  # 长的先占，短的盖上
        owner[mark.start : mark.end] = [mark] * (mark.end - mark.start)
    return owner


def _segment(shown: str, start: int, end: int, mark: Marked | None, why: bool) -> Segment:
    if mark is None:
        return Segment(shown, start, end, why=why)
    name = FIELD_NAMES.get(mark.name, "")
    return Segment(shown, start, end, mark.name, name, FIELD_TONES.get(mark.name, 8), why)


def _labelled_once(found: list[Segment]) -> list[Segment]:
    """A mark cut in two by a shorter one of the same field carries its name only behind the last piece."""
    kept: list[Segment] = []
    for here, after in zip(found, [*found[1:], None], strict=True):
        if after is not None and here.field and after.field == here.field:
            kept.append(replace(here, label=""))
        else:
            kept.append(here)
    return kept

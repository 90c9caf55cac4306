"""检索用的词：把一句话变成字、二字组与词，再加上口语对应的条文用语。

The text shown to people is never changed; tokens exist only for matching.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]+|[0-9]+")
_EMPTY_WORDS = re.compile(
    "请问一下|麻烦问|我想问|想咨询|咨询一下|问一下|你好|您好|请问|谢谢|麻烦|是不是|能不能|可不可以|有没有|要不要|会不会"
    "|怎么样|怎么办|怎么|怎样|如何|什么|哪些|可以|能否|应该|需要|这个|那个|这种|那种|我们|他们|你们|咱们|人家|就是|还是"
    "|是否|到底|究竟|现在|一直|已经|的话|[吗呢吧啊呀嘛么了的地得我你您他她它们就都也还很给让把被跟和与在是有个请咋啥]"
)


def plain(text: str) -> str:
    """Half-width, lower case: the form in which texts are compared."""
    return unicodedata.normalize("NFKC", text).lower()


def grams(text: str) -> list[str]:
    """Characters and pairs of neighbours; a run of Latin letters or digits is one token."""
    found: list[str] = []
    for run in _RUN.findall(plain(text)):
        if run[0] < "\u3400":
            found.append(run)
        else:
            found.extend(run)
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
    return found


def content(text: str) -> str:
    """The question without the words every question has."""
    return _EMPTY_WORDS.sub(" ", plain(text))


class Synonyms:
    """口语与条文用语: which words of the law stand for what people say, and one mark (§) for each meaning."""

    def __init__(self, groups: Iterable[tuple[Sequence[str], Sequence[str], bool]]) -> None:
        self._law_of: dict[str, list[str]] = {}
        self._marks_of: dict[str, list[str]] = {}
        self._topical: set[str] = set()
        for number, (said, law, intent) in enumerate(groups):
            if not intent:
                self._topical.add(f"§{number}")
            for word in said:
                self._law_of.setdefault(plain(word), []).extend(law)
            for word in dict.fromkeys([*said, *law]):
                self._marks_of.setdefault(plain(word), []).append(f"§{number}")
        self._said = _any_of(self._law_of)
        self._meant = _any_of(self._marks_of)

    def __repr__(self) -> str:
        return f"Synonyms({self._law_of!r}, {self._marks_of!r})"

    @classmethod
    def read(cls, path: Path) -> Synonyms:
        groups = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        return cls((group["say"], group["law"], group.get("intent", False)) for group in groups)

    def of(self, text: str) -> tuple[str, ...]:
        """The words of the law for what is said in `text`, each once, in order."""
        law = [word for said in self._said.findall(plain(text)) for word in self._law_of[said]]
        return tuple(dict.fromkeys(law))

    def marks(self, text: str) -> tuple[str, ...]:
        """One mark for each meaning spoken of, in everyday words or in those of the law."""
        found = [mark for word in self._meant.findall(plain(text)) for mark in self._marks_of[word]]
        return tuple(dict.fromkeys(found))

    def heard(self, question: str) -> Heard:
        """What a question says, taken apart once for all who look at it."""
        marks = self.marks(question)
        return Heard(
            tuple(grams(content(question)) or grams(question)),
            tuple(grams(" ".join(self.of(question)))),
            marks,
            sum(mark in self._topical for mark in marks),
        )


@dataclass(frozen=True, slots=True)
class Heard:
    """听到的话: the words of a question, the words of the law they stand for, and the meanings spoken of."""

    said: tuple[str, ...]
    law: tuple[str, ...]
    marks: tuple[str, ...]
    subjects: int  # 说到了几件条文管的事；问多久、问找谁是意图，不算


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """All occurrences, the overlapping ones too, the longest first at each place."""
    longest_first = sorted(words, key=len, reverse=True)
    return (
        re.compile("(?=(" + "|".join(map(re.escape, longest_first)) + "))")
        if longest_first
        else re.compile("(?!)")
    )


class Domains:
    """哪类话多半问哪部文件。"""

    def __init__(self, groups: Iterable[tuple[Sequence[str], Sequence[str]]]) -> None:
        self._groups = [(tuple(map(plain, said)), frozenset(docs)) for said, docs in groups]

    @classmethod
    def read(cls, path: Path) -> Domains:
        groups = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        return cls((group["say"], group["docs"]) for group in groups)

    def docs(self, text: str) -> frozenset[str]:
        words = plain(text)
        return frozenset().union(
            *(docs for said, docs in self._groups if any(word in words for word in said))
        )


def weighted(tokens: Iterable[str], extra: Iterable[str] = (), extra_weight: float = 0.5) -> dict[str, float]:
    """Query tokens with their weights; a token both said and added keeps the weight of being said."""
    weights: dict[str, float] = dict.fromkeys(extra, extra_weight)
    weights.update(dict.fromkeys(tokens, 1.0))
    return weights


def total(weights: Mapping[str, float]) -> float:
    return sum(weights.values())

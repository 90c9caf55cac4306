"""词表：读 data/lexicon 下的数据文件。注释以 # 起，空行不计。"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from re import escape

FOLDER = Path(__file__).parent / "data" / "lexicon"


def lines_of(name: str) -> tuple[str, ...]:
    """The lines of one word list that are neither blank nor comments."""
    text = (FOLDER / name).read_text(encoding="utf-8")
    stripped = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return tuple(line for line in stripped if line)


@cache
def words_of(name: str) -> frozenset[str]:
    """All words of a list, several to a line allowed."""
    return frozenset(word for line in lines_of(name) for word in line.split())


@cache
def sections_of(name: str) -> dict[str, tuple[str, ...]]:
    """A list in sections: a line “[name]” opens one, the words below belong to it."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines_of(name):
        if line.startswith("[") and line.endswith("]"):
            current = sections.setdefault(line[1:-1], [])
        else:
            current.extend(line.split())
    return {key: tuple(words) for key, words in sections.items()}


def alternation(words: tuple[str, ...] | frozenset[str]) -> str:
    """A regular expression that matches any of the words, the longest first."""
    return "|".join(escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))

"""听错的字：语音识别把本地的地名、单位、金额听成了别的字，配回本意，好与名录比较；原话不改。

Every replacement is as long as what it replaces, so that positions stay. Three lists: words that are always meant
otherwise, words that are so only between certain neighbours, and names any character of which may be heard as
another one that sounds alike.
"""

from __future__ import annotations

import re
from functools import lru_cache

from nlu.lexicon import alternation, lines_of, sections_of

_ANY = "-"
_KIND = re.compile("镇|苏木|嘎查|街道|旗")


def as_meant(text: str) -> str:
    """The text with what was misheard set right, character by character."""
    pattern, meant = _always()
    text = pattern.sub(lambda found: meant[found.group()], text)
    for heard, words, between in _between():
        if heard in text:
            text = between.sub(lambda found, words=words: found["before"] + words, text)  # type: ignore[misc]
    return _names().sub(_name_meant, text)


@lru_cache(maxsize=1)
def _always() -> tuple[re.Pattern[str], dict[str, str]]:
    pairs = dict(line.split() for line in lines_of("homophones.txt"))
    for heard, meant in pairs.items():
        _must_be_equally_long("homophones.txt", heard, meant)
    return re.compile(alternation(tuple(pairs))), pairs


@lru_cache(maxsize=1)
def _between() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    rules = []
    named: dict[str, str] = {}
    for line in lines_of("homophones_in_context.txt"):
        parts = line.split()
        if len(parts) == 2:
            named[parts[0]] = parts[1]
            continue
        before, heard, meant, after = parts
        _must_be_equally_long("homophones_in_context.txt", heard, meant)
        left = "" if before == _ANY else before
        right = "" if after == _ANY else f"(?={named.get(after, after)})"
        rules.append((heard, meant, re.compile(f"(?P<before>{left}){heard}{right}")))
    return tuple(rules)


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    """One pattern for all names, the longest first; each name is a group n0, n1, …"""
    alike: dict[str, str] = {}
    for group in sections_of("readings.txt")["sounds"]:
        alike[group[0]] = "".join(sorted({*alike.get(group[0], ""), *group}))
    names = _spelled()
    ways = ["".join(f"[{alike.get(char, char)}]" for char in name) for name in names]
    opening = "".join(
        f"[{''.join(sorted({char for name in names for char in alike.get(name[place], name[place])}))}]"
        for place in range(3)
    )
    return re.compile(f"(?={opening})(?:{'|'.join(f'(?P<n{n}>{way})' for n, way in enumerate(ways))})")


@lru_cache(maxsize=1)
def _spelled() -> tuple[str, ...]:
    return tuple(sorted(sections_of("readings.txt")["names"], key=lambda name: (-len(name), name)))


def _name_meant(found: re.Match[str]) -> str:
    heard = found.group()
    name = _spelled()[int((found.lastgroup or "n0")[1:])]
    right = sum(one == other for one, other in zip(heard, name, strict=True))
    sure = len(name) > 3 or right >= 2 or (right == 1 and _is_named(found, name))
    return name if sure else heard


def _is_named(found: re.Match[str], name: str) -> bool:
    """林操局, 雅不来镇: three characters of which one is right count where the kind of thing is said."""
    return _KIND.match(found.string, found.end()) is not None or (
        name[-1] in "局委会" and name[-1] == found.group()[-1]
    )


def _must_be_equally_long(file: str, heard: str, meant: str) -> None:
    if len(heard) != len(meant):
        raise ValueError(f"{file}: {heard} and {meant} must be equally long to keep positions")

"""细类：一类诉求再往下分（categories.yml 的 subtypes），决定去向时用得着的才分。

The phrases are data (nlu/data/lexicon/subtypes.yml); of each category the first that shows comes first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import yaml

from nlu.features import MOST_CHARACTERS

SUBTYPES = Path(__file__).parent / "data" / "lexicon" / "subtypes.yml"


@lru_cache(maxsize=4)
def load_subtypes(path: Path = SUBTYPES) -> dict[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    """类别 → (细类, 说法), in order of precedence."""
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        category: tuple((name, re.compile(pattern)) for name, pattern in subtypes.items())
        for category, subtypes in rows.items()
    }


def subtypes_of(text: str, categories: Sequence[str]) -> tuple[str, ...]:
    """细类 of these categories that the words show."""
    head = text[:MOST_CHARACTERS]
    known = load_subtypes()
    return tuple(
        name for category in categories for name, pattern in known.get(category, ()) if pattern.search(head)
    )

"""字面像不像：两段话里的字片段，常见的轻，少见的重；另算去掉要素之后还像不像、合用了多少别处没有的片段。

What a fragment weighs is known from the messages that the category model was learnt from (its IDF); one that it has
never kept was in fewer than five of them and weighs most. Letters and digits count as whole tokens.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize
from zlib import crc32

import numpy as np

from complaint_store.domain.reading import FieldType, Reading
from nlu.categories import lookup
from nlu.features import grams_of
from nlu.model_file import read_arrays
from nlu.same.names import plain

FILE = Path(__file__).parents[1] / "data" / "model" / "categories.npz"
LONGEST = 2  # 比较用一字、两字
RARE = 3  # 少见的片段，看三字
TOKEN = re.compile(r"[a-z0-9]+(?:[.-]?[a-z0-9]+)*[\u4e00-\u9fff]?")
YEAR, SMALL = re.compile(r"(?:19|20)\d\d年?$"), re.compile(r"\d{1,2}\D?$")
YEAR_WEIGHS, SMALL_WEIGHS = 0.5, 0.45  # 年份、一两位的数，到处都有
TOKEN_KEY = 1 << 33  # 数字、字母的指纹另放一处，不与汉字片段相撞
TOKEN_COUNTS = 3  # 一个少见的号码抵几个少见的片段
RARE_AMONG = 60  # 少见的片段按短的那段话的长短看
TOLD_BY_FIELDS = frozenset(FieldType) - {FieldType.DEMAND}


@dataclass(frozen=True)
class Wording:
    """一段话的字片段: fingerprints in order, what each weighs here, and which are rare."""

    keys: np.ndarray
    values: np.ndarray  # 长度为一
    rare: np.ndarray  # 少见片段的指纹
    characters: int


def cosine(a: Wording, b: Wording) -> float:
    _, left, right = np.intersect1d(a.keys, b.keys, assume_unique=True, return_indices=True)
    return float(a.values[left] @ b.values[right])


def shared_rare(a: Wording, b: Wording) -> float:
    """合用的少见片段, for the length of the shorter text: names of people and estates, numbers of papers."""
    shared = np.intersect1d(a.rare, b.rare, assume_unique=True)
    count = len(shared) + (TOKEN_COUNTS - 1) * int((shared >= TOKEN_KEY).sum())
    return 10 * count / (RARE_AMONG + min(a.characters, b.characters))


def without_fields(text: str, reading: Reading) -> str:
    """去掉要素之后的话: what happened, without who, where, when and how much."""
    left = list(text)
    for field in reading.fields:
        if field.type in TOLD_BY_FIELDS:
            for at in range(field.start, min(field.end, len(left))):
                left[at] = " "
    return "".join(left)


def wording_of(text: str) -> Wording:
    known, idf = _weights()
    grams = grams_of(text)
    short = grams.lengths <= LONGEST
    keys, counts = np.unique(grams.keys[short], return_counts=True)
    places = lookup(known, keys)
    most = float(idf.max())
    weights = np.where(places < 0, most, idf[places])
    long = np.unique(grams.keys[grams.lengths == RARE])
    tokens = Counter(TOKEN.findall(normalize("NFKC", text).lower()))
    told = sorted((TOKEN_KEY + crc32(token.encode()), token) for token in tokens if len(token) > 1)
    token_keys = np.array([key for key, _ in told], dtype=np.uint64)
    token_weights = np.array([most * _token_weighs(token) for _, token in told])
    token_counts = np.array([tokens[token] for _, token in told])
    values = np.concatenate([(1 + np.log(counts)) * weights, (1 + np.log(token_counts)) * token_weights])
    return Wording(
        keys=np.concatenate([keys.astype(np.uint64), token_keys]),
        values=values / max(float(np.linalg.norm(values)), 1e-9),
        rare=np.concatenate(
            [long[lookup(known, long) < 0].astype(np.uint64), token_keys[token_weights >= most]]
        ),
        characters=len(plain(text)),
    )


def is_rare(name: str) -> bool:
    """名号里有没有少见的片段。"""
    known, _ = _weights()
    grams = grams_of(name)
    return bool((lookup(known, grams.keys[grams.lengths == RARE]) < 0).any())


def _token_weighs(token: str) -> float:
    return YEAR_WEIGHS if YEAR.match(token) else SMALL_WEIGHS if SMALL.match(token) else 1.0


@lru_cache(maxsize=1)
def _weights() -> tuple[np.ndarray, np.ndarray]:
    """片段的指纹与轻重 of the category model."""
    parts = read_arrays(FILE)
    return parts["keys"], parts["idf"].astype(np.float64)

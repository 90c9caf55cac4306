"""分词：用自己的 jieba.Tokenizer，加上本盟地名、单位名；全局的那一个是整个进程共用的，不碰。"""

from __future__ import annotations

import logging
from collections.abc import Iterable

import jieba

from nlu.gazetteer import Gazetteer


class Segmenter:
    """分词器 with words of its own."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        jieba.setLogLevel(logging.WARNING)
        self._tokenizer = jieba.Tokenizer()
        self._tokenizer.initialize()
        for word in sorted(set(words)):
            self._tokenizer.add_word(word)

    @classmethod
    def with_names(cls, gazetteer: Gazetteer) -> Segmenter:
        """A segmenter that keeps the names of places and units whole."""
        places = (name for entry in gazetteer.places.values() for name in (entry.name, *entry.short_names))
        units = (name for entry in gazetteer.units.values() for name in (entry.name, *entry.aliases))
        return cls(name for name in (*places, *units) if 2 <= len(name) <= 12)

    def words(self, text: str) -> list[str]:
        """The words of a text, in order, nothing left out."""
        return list(self._tokenizer.lcut(text, HMM=False))

"""资料库跟着导入走：`chengsu policy import` 之后，正在运行的服务下一次有人问就用新的，不必重启。"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path

from nlu.retrieval.library import Library
from nlu.retrieval.result import PolicyAnswer

log = logging.getLogger("chengsu.library")

Signature = tuple[tuple[str, int, int], ...]


class LiveLibrary:
    """A library that looks at its folder before each answer: names, sizes and times, a few microseconds."""

    def __init__(self, load: Callable[[], Library], folder: Path) -> None:
        self._load, self._folder = load, folder
        self._loading = threading.Lock()
        self._seen = signature_of(folder)
        self._library = load()

    def answer(self, question: str, today: date) -> PolicyAnswer:
        """As `Library.answer`, over what is imported now."""
        return self._current().answer(question, today)

    def _current(self) -> Library:
        now = signature_of(self._folder)
        if now != self._seen and self._loading.acquire(blocking=False):  # 别人正在装，先用旧的答
            try:
                self._library = self._load()
                log.info("library.reloaded files=%d", len(now))
            except Exception as fault:  # 正导到一半或文件坏了：照旧的答，文件再变时再试
                log.error("library.not_reloaded error=%s", type(fault).__name__)
            finally:
                self._seen = now
                self._loading.release()
        return self._library


def signature_of(folder: Path) -> Signature:
    """What stands in the folder; empty when there is none yet."""
    found = []
    for file in sorted(folder.glob("*.json")):
        try:
            seen = file.stat()
        except FileNotFoundError:  # 刚刚换掉
            continue
        found.append((file.name, seen.st_size, seen.st_mtime_ns))
    return tuple(found)

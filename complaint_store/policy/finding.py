"""核对出的一处问题：在哪个文件、哪一行、哪个编号，是什么问题。"""

from __future__ import annotations

import re
from dataclasses import dataclass

from complaint_store.domain.errors import BookError

_WHERE = re.compile(r"^(?P<file>[\w.-]+\.yml):(?:(?P<line>\d+):)?\s*(?P<rest>.*)$", re.S)


@dataclass(frozen=True, slots=True)
class Finding:
    """一处问题; written like a compiler's message so that an editor can jump there."""

    file: str
    line: int
    id: str
    problem: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}"
        return f"{where}: {self.id}: {self.problem}" if self.id else f"{where}: {self.problem}"

    @classmethod
    def from_error(cls, error: BookError) -> Finding:
        found = _WHERE.match(str(error))
        if found is None:
            return cls("", 1, "", str(error))
        id_, separator, problem = found["rest"].partition(": ")
        if not separator or " " in id_:
            id_, problem = "", found["rest"]
        return cls(found["file"], int(found["line"] or 1), id_, problem)

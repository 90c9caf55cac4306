"""数据文件：读一份 YAML，并在出错时说清哪个文件、哪个编号、哪一行。"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from complaint_store.domain.errors import BookError

DATA_FOLDER = Path(__file__).parent / "data"

Choice = TypeVar("Choice", bound=Enum)

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml 快十倍；没有时结果相同


@dataclass(frozen=True, slots=True)
class DataFile:
    """一份规则数据 with the text kept, so that an error can point to its line."""

    name: str
    text: str
    content: dict[str, Any]

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def section(self, key: str) -> Any:
        if key not in self.content:
            raise BookError(f'{self.name}:1: found no section "{key}", expected one')
        return self.content[key]

    def rows(self, key: str) -> Iterator[Row]:
        rows = self.section(key)
        if not isinstance(rows, list):
            raise BookError(f'{self.name}: section "{key}" is {type(rows).__name__}, expected a list')
        for number, values in enumerate(rows, start=1):
            if not isinstance(values, dict):
                raise BookError(f"{self.name}: {key}[{number}] is {values!r}, expected a mapping")
            yield Row(self, str(values.get("id", values.get("code", f"{key}[{number}]"))), values)

    def line_of(self, id_: str, then: str = "") -> int:
        """The line where `id_` is defined, or where `then` first stands after it."""
        found = re.search(
            rf"(?:\b(?:id|code|row):\s*|^\s*)[\"']?{re.escape(id_)}[\"']?(?=\s*[,:}}\n#]|$)", self.text, re.M
        )
        start = found.start() if found else 0
        if then:
            later = self.text.find(then, start)
            start = later if later >= 0 else start
        # ^\s* may begin on the blank line before
        while start < len(self.text) and self.text[start] in "\r\n":
            start += 1
        return self.text.count("\n", 0, start) + 1

    def wrong(self, id_: str, problem: str, then: str = "") -> BookError:
        return BookError(f"{self.name}:{self.line_of(id_, then)}: {id_}: {problem}")


@dataclass(frozen=True, slots=True)
class Row:
    """数据文件中的一条, read field by field; a wrong field is a BookError that names it."""

    file: DataFile
    id: str
    values: dict[str, Any]

    def wrong(self, problem: str, then: str = "") -> BookError:
        return self.file.wrong(self.id, problem, then)

    def only(self, *names: str) -> None:
        for name in self.values:
            if name not in names:
                raise self.wrong(f'found field "{name}", expected one of {", ".join(names)}', str(name))

    def text(self, name: str, default: str | None = None) -> str:
        value = self.values.get(name, default)
        if not isinstance(value, str) or (default is None and not value):
            raise self.wrong(f"{name} is {value!r}, expected text (quote numbers and dates)", name)
        return value

    def optional(self, name: str) -> str | None:
        return None if self.values.get(name) is None else self.text(name)

    def texts(self, name: str) -> tuple[str, ...]:
        value = self.values.get(name, [])
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(f"{name} is {value!r}, expected a list of texts", name)
        return tuple(value)

    def choice(self, name: str, kind: type[Choice], default: Choice | None = None, then: str = "") -> Choice:
        """One of the few words that the field may hold; a wrong one is looked for after `then`."""
        written = self.text(name, None if default is None else str(default.value))
        return self._one_of(name, written, kind, then or name)

    def choices(self, name: str, kind: type[Choice]) -> frozenset[Choice]:
        return frozenset(self._one_of(name, written, kind, written) for written in self.texts(name))

    def _one_of(self, name: str, written: str, kind: type[Choice], then: str) -> Choice:
        try:
            return kind(written)
        except ValueError:
            expected = ", ".join(str(member.value) for member in kind)
            raise self.wrong(f"{name} is {written!r}, expected one of {expected}", then) from None

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.values.get(name, default)
        if not isinstance(value, bool):
            raise self.wrong(f"{name} is {value!r}, expected true or false", name)
        return value

    def number(self, name: str) -> int | None:
        value = self.values.get(name)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 0):
            raise self.wrong(f"{name} is {value!r}, expected a whole number or null", name)
        return value

    def rows(self, name: str) -> tuple[Row, ...]:
        value = self.values.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.wrong(f"{name} is {value!r}, expected a list of mappings", name)
        return tuple(Row(self.file, self.id, item) for item in value)


def read_data(folder: Path, name: str) -> DataFile:
    """Read one data file, or BookError with the line where YAML stops making sense."""
    path = folder / name
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BookError(
            f"{name}: found no readable file, expected it in {folder.name}/ ({error.strerror})"
        ) from None
    except UnicodeDecodeError as error:
        raise BookError(f"{name}: found byte {error.start} that is not UTF-8, expected UTF-8 text") from None
    try:
        content = yaml.load(text, Loader=_LOADER)  # noqa: S506 - 安全加载器
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise BookError(f"{name}:{line}: not YAML: {getattr(error, 'problem', error)}") from None
    if not isinstance(content, dict):
        raise BookError(f"{name}:1: found {type(content).__name__}, expected a mapping of sections")
    return DataFile(name, text, content)

"""导入法规：运营方提供的 Markdown 法规 → 每部每版一个规范的 JSON 文件。

All or nothing: when one file is refused nothing is written, and the report names file and line. Importing the same
files again changes nothing.
"""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from complaint_store.policy.statute_text import Article, NotAStatute, Statute, StatuteError, parse_statute

FORMAT = 1
MAX_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Refusal:
    """未导入的文件: file, line (0: the whole file) and what to correct."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}：第{self.line}行：{self.reason}" if self.line else f"{self.file}：{self.reason}"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """导入结果. `refused` not empty means that nothing was written."""

    imported: tuple[str, ...] = ()  # 新导入或更新的《法规》版本
    unchanged: tuple[str, ...] = ()  # 与已导入的一致
    skipped: tuple[str, ...] = ()  # 不需导入的文件与原因
    refused: tuple[Refusal, ...] = ()
    articles: int = 0  # 条文总数

    @property
    def ok(self) -> bool:
        return not self.refused


def import_statutes(paths: Sequence[Path], target: Path) -> ImportReport:
    """Read every Markdown statute among `paths` (files or folders) and keep them as JSON in `target`."""
    statutes: dict[str, tuple[Statute, Path]] = {}
    skipped: list[str] = []
    refused: list[Refusal] = []
    for file in _files(paths):
        try:
            statute = parse_statute(_text_of(file))
        except NotAStatute:
            skipped.append(f"{file.name}：分工方案随程序提供，不需导入")
            continue
        except StatuteError as error:
            refused.append(Refusal(file.name, error.line, error.problem))
            continue
        if statute.key in statutes:
            other = statutes[statute.key][1].name
            refused.append(Refusal(file.name, 1, f"与 {other} 是同一部法规的同一版本，只能留一份"))
        else:
            statutes[statute.key] = (statute, file)
    absent = [path for path in paths if not path.exists()]
    if absent:
        return ImportReport(refused=tuple(Refusal(str(path), 0, "没有这个文件或目录") for path in absent))
    if not statutes and not skipped and not refused:
        refused.append(Refusal("、".join(p.name for p in paths) or "（未给文件）", 0, "没有找到 .md 文件"))
    if refused:
        return ImportReport(skipped=tuple(skipped), refused=tuple(refused))
    imported, unchanged = _write([statute for statute, _ in statutes.values()], target)
    count = sum(len(statute.articles) for statute, _ in statutes.values())
    return ImportReport(imported, unchanged, tuple(skipped), (), count)


def load_statutes(folder: Path | None) -> tuple[Statute, ...]:
    """The statutes imported so far, in the order of their names; none when the folder does not exist."""
    if folder is None or not folder.is_dir():
        return ()
    statutes = []
    for file in sorted(folder.glob("*.json")):
        try:
            statutes.append(_from_json(json.loads(file.read_text(encoding="utf-8"))))
        except (ValueError, KeyError, TypeError) as error:
            found = f"{file.name}: found {type(error).__name__}, expected a statute written by policy import"
            raise StatuteError(1, found) from error
    return tuple(statutes)


def _files(paths: Sequence[Path]) -> Iterable[Path]:
    seen: set[Path] = set()
    for path in paths:
        inside = sorted(path.rglob("*.md")) if path.is_dir() else [path]
        for file in inside:
            if file.resolve() not in seen:
                seen.add(file.resolve())
                yield file


def _text_of(file: Path) -> str:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise StatuteError(1, "文件超过 5 MB，不像一部法规")
        raw = file.read_bytes()
    except OSError as error:
        raise StatuteError(1, "文件读不到，请检查路径与权限") from error
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise StatuteError(line, "不是 UTF-8 文本，请用 UTF-8 重新保存") from error


def _write(statutes: Sequence[Statute], target: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Stage every changed file beside its place, then move them in: a reader never sees half a statute."""
    target.mkdir(parents=True, exist_ok=True)
    imported, unchanged, staged = [], [], []
    try:
        for statute in statutes:
            place = target / f"{statute.key.replace('/', '／')}.json"
            text = json.dumps(_to_json(statute), ensure_ascii=False, indent=1) + "\n"
            if place.is_file() and place.read_text(encoding="utf-8") == text:
                unchanged.append(statute.key)
                continue
            handle, name = tempfile.mkstemp(prefix=".import-", suffix=".tmp", dir=target)
            staged.append((Path(name), place))
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            imported.append(statute.key)
        for temporary, place in staged:
            temporary.replace(place)
    finally:
        for temporary, _ in staged:
            temporary.unlink(missing_ok=True)
    return tuple(imported), tuple(unchanged)


def _to_json(statute: Statute) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "doc": statute.doc,
        "title": statute.title,
        "part": statute.part,
        "version": statute.version,
        "number": statute.number,
        "issuer": statute.issuer,
        "dated": statute.dated,
        "status": statute.status,
        "effective": statute.effective.isoformat() if statute.effective else None,
        "repealed": statute.repealed.isoformat() if statute.repealed else None,
        "complete": statute.complete,
        "digest": statute.digest,
        "articles": [
            {
                "number": article.number,
                "order": list(article.order),
                "chapter": list(article.chapter),
                "paragraphs": list(article.paragraphs),
            }
            for article in statute.articles
        ],
    }


def _from_json(data: dict[str, Any]) -> Statute:
    if data["format"] != FORMAT:
        raise ValueError(data["format"])
    return Statute(
        doc=data["doc"],
        title=data["title"],
        part=data["part"],
        version=data["version"],
        number=data["number"],
        issuer=data["issuer"],
        dated=data["dated"],
        status=data["status"],
        effective=date.fromisoformat(data["effective"]) if data["effective"] else None,
        repealed=date.fromisoformat(data["repealed"]) if data["repealed"] else None,
        complete=data["complete"],
        articles=tuple(
            Article(
                item["number"],
                (item["order"][0], item["order"][1]),
                tuple(item["chapter"]),
                tuple(item["paragraphs"]),
            )
            for item in data["articles"]
        ),
        digest=data["digest"],
    )

"""可引用的段落：方案条款、法规条文、要点与已知的空白，连同版本与效力。"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from complaint_store.policy.statute_text import Statute
from nlu.retrieval.plan import PLAN_DOC, PlanClause

PLAN_TITLE = "阿拉善盟进一步加强政务诚信建设工作分工方案"


@dataclass(frozen=True, slots=True)
class Passage:
    """一条：plan clause or statute article, or a short statement of ours whose source was not imported."""

    kind: str  # plan, statute, gist
    doc: str
    clause: str
    paragraphs: tuple[str, ...]  # 逐字
    heading: str = ""  # 方案的部分，法规的章节
    title: str = ""  # 全称
    version: str = ""
    since: date | None = None  # 施行日
    until: date | None = None  # 自该日起不再适用
    units: str = ""  # 责任单位原文
    complete: bool = True  # 法规全文；否则为摘录
    grade: str = "✅"

    @property
    def text(self) -> str:
        return "\n".join(self.paragraphs)

    @property
    def key(self) -> tuple[str, str, str]:
        return self.doc, self.clause, self.version

    def in_force_on(self, today: date) -> bool:
        return (self.since is None or self.since <= today) and (self.until is None or today < self.until)


@dataclass(frozen=True, slots=True)
class Cite:
    """要点的出处；version is named only where an old version is meant."""

    doc: str
    clause: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class Gist:
    """要点（转述）: one sentence of our own, the clauses it stands on, and how people ask for it."""

    id: str
    say: str
    cites: tuple[Cite, ...]
    grade: str
    ask: tuple[str, ...]
    next: str = ""
    door: str = ""
    since: date | None = None
    until: date | None = None
    old: bool = False  # 说的是旧版
    row: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """空白: what the texts do not say, and the door to ask at."""

    id: str
    what: str
    handoff: str
    door: str
    ask: tuple[str, ...]
    pattern: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    topics: tuple[str, ...] = ()  # 资料管不着的话题
    topic_first: bool = False  # 说到别的话题的，指那个话题的门

    def is_asked_in(self, question: str) -> bool:
        asked = self.pattern is not None and self.pattern.search(question) is not None
        return asked and not (self.unless is not None and self.unless.search(question))


def plan_passages(clauses: Iterable[PlanClause]) -> tuple[Passage, ...]:
    return tuple(
        Passage("plan", PLAN_DOC, c.id, (c.text,), f"{c.heading} {c.title}", PLAN_TITLE, units=c.units)
        for c in clauses
    )


def statute_passages(statutes: Iterable[Statute]) -> tuple[Passage, ...]:
    return tuple(
        Passage(
            "statute",
            statute.doc,
            article.number,
            article.paragraphs,
            " ".join(article.chapter),
            statute.title,
            statute.version,
            statute.effective,
            statute.repealed,
            complete=statute.complete,
        )
        for statute in statutes
        for article in statute.articles
    )


def read_gists(folder: Path) -> tuple[Gist, ...]:
    return tuple(_gist(item, path.name) for path in sorted(folder.glob("*.yml")) for item in _items(path))


def read_gaps(path: Path) -> tuple[Gap, ...]:
    return tuple(
        Gap(
            item["id"],
            item["what"],
            item["handoff"],
            item.get("door", ""),
            tuple(item["ask"]),
            re.compile(item["pattern"]) if item.get("pattern") else None,
            re.compile(item["unless"]) if item.get("unless") else None,
            tuple(item.get("topics", ())),
            bool(item.get("topic_first", False)),
        )
        for item in _items(path)
    )


def read_plan_questions(path: Path) -> dict[str, tuple[str, ...]]:
    return {item["clause"]: tuple(item["ask"]) for item in _items(path)}


def _items(path: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(path.read_text(encoding="utf-8")) or [])


def _gist(item: dict[str, Any], file: str) -> Gist:
    missing = {"id", "say", "cite", "grade", "ask"} - set(item)
    if missing:
        raise ValueError(f"{file}: {item.get('id', '?')} lacks {sorted(missing)}")
    return Gist(
        item["id"],
        item["say"],
        tuple(Cite(c["doc"], c["clause"], c.get("version", "")) for c in item["cite"]),
        item["grade"],
        tuple(item["ask"]),
        item.get("next", ""),
        item.get("door", ""),
        item.get("since"),
        item.get("until"),
        bool(item.get("old", False)),
        str(item.get("row", "")),
    )

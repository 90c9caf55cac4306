"""点名查找：问话直接说出条号，或者问某个单位承担哪些条款。"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import yaml

from complaint_store.policy.numerals import ordinal
from nlu.retrieval.passages import Passage
from nlu.retrieval.plan import PLAN_DOC
from nlu.retrieval.tokens import plain

_ARTICLE = re.compile(r"第\s*([零〇一二三四五六七八九十百千]+|\d+)\s*条")
_PLAN_CLAUSE = re.compile(r"([一二三])\s*[(（]\s*([一二三四])\s*[)）]\s*(\d)?\s*[-—第]?\s*([①②③④⑤⑥])?")
_UNIT_ASKED = re.compile(
    r"(?:负责|承担|管|牵头|干|做|担)(?:着|了|的)?(?:是|有)?(?:哪些|哪几|什么|啥|几条|几项|多少条)"
    r"|(?:哪些|哪几|什么|啥)(?:条款|条|任务|工作|职责|责任|事|活)|(?:职责|任务|分工|责任|条款)(?:是|有|包括|都)"
)
_SHARED = ("各旗（区）", "各旗区", "各部门", "各相关部门", "盟直各相关部门")


class Aliases:
    """文件的口头叫法。"""

    def __init__(self, docs: Mapping[str, Sequence[str]]) -> None:
        pairs = [(plain(word), doc) for doc, said in docs.items() for word in said]
        self._pairs = sorted(pairs, key=lambda pair: -len(pair[0]))

    @classmethod
    def read(cls, path: Path) -> Aliases:
        return cls({item["doc"]: item["say"] for item in yaml.safe_load(path.read_text(encoding="utf-8"))})

    def knowing(self, docs: Iterable[str]) -> Aliases:
        """The same, and every document that was imported by its own name."""
        known = Aliases({})
        own = [(plain(doc), doc) for doc in docs]
        known._pairs = sorted([*self._pairs, *own], key=lambda pair: -len(pair[0]))
        return known

    def doc_in(self, question: str) -> str | None:
        words = plain(question)
        return next((doc for word, doc in self._pairs if word in words), None)


def clause_named(question: str, aliases: Aliases) -> tuple[str, str] | None:
    """(document, clause) that the question names, whether or not we have it."""
    doc = aliases.doc_in(question)
    plan = _PLAN_CLAUSE.search(question)
    if plan and (doc in (None, PLAN_DOC)):
        part, section, item, circled = plan.groups()
        return PLAN_DOC, f"{part}({section}){item or ''}{'-' + circled if circled else ''}"
    article = _ARTICLE.search(question)
    if doc is None or doc == PLAN_DOC or article is None:
        return None
    number = article[1]
    return doc, f"第{ordinal(int(number)) if number.isdigit() else number.replace('〇', '零')}条"


def asks_for_duties(question: str) -> bool:
    return _UNIT_ASKED.search(question) is not None


def unit_in(question: str, names: Mapping[str, str]) -> str | None:
    """The unit of the plan that the question names: canonical name, longest wording first."""
    words = plain(question)
    return next((names[said] for said in sorted(names, key=len, reverse=True) if plain(said) in words), None)


def plan_units(passages: Sequence[Passage]) -> dict[str, str]:
    """Every wording of a unit named in a 责任单位 bracket, and the canonical name it stands for."""
    names: dict[str, str] = {}
    for passage in passages:
        for unit in units_of(passage):
            names[unit] = unit
            if unit.startswith("盟"):
                names[f"阿拉善{unit}"] = unit
                names.setdefault(unit[1:], unit)
    for shared in ("各旗（区）", "各旗区"):
        names.update(dict.fromkeys(("各旗（区）", "各旗区", "各旗", "旗里", "旗区"), shared))
    return names


def units_of(passage: Passage) -> tuple[str, ...]:
    """The units of one clause by canonical name: “盟政务服务局、司法局” are 盟政务服务局 and 盟司法局。"""
    units: list[str] = []
    for group in re.split(r"[，,]", passage.units):
        league = False
        for unit in group.split("、"):
            if not unit:
                continue
            league = league or unit.startswith("盟")
            full = unit.startswith(("盟", "各", "人大", "检察")) or unit in _SHARED
            units.append(unit if full or not league else f"盟{unit}")
    return tuple(units)


def duties_of(unit: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """方案里由这个单位负责的条款，按方案的顺序。"""
    same = {"各旗（区）", "各旗区"} if unit in ("各旗（区）", "各旗区") else {unit}
    return tuple(p for p in passages if p.kind == "plan" and same & set(units_of(p)))

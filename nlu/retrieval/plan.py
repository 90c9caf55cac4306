"""分工方案的条款：把方案全文拆成带编号、原文与责任单位的条款。

The ids are those of the responsibility matrix (`二(三)-④`): one clause for each 责任单位 bracket, numbered ①②③
where an item has several. Nothing is rewritten: every text is a literal part of the plan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

PLAN_DOC = "分工方案"
_UNITS = re.compile(r"[（(]责任单位：(?P<units>(?:[^（()）]|[（(][^（()）]*[)）])*)[)）]")
_ITEM = re.compile(r"(?P<n>\d+)．(?P<title>[^。]+)。")
_PART_ITEM = re.compile(r"（(?P<n>[一二三四五])）(?P<title>[^。]+)。")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨"


@dataclass(frozen=True, slots=True)
class PlanClause:
    """方案条款: id, heading, its own words, and the responsible units exactly as written."""

    id: str
    title: str
    heading: str  # 所在部分，如 二、工作任务（三）推进重点领域政务诚信建设
    text: str
    units: str  # 责任单位原文，没有括注的为空


def read_plan(path: Path) -> tuple[PlanClause, ...]:
    return parse_plan(path.read_text(encoding="utf-8"))


def parse_plan(text: str) -> tuple[PlanClause, ...]:
    """Clauses in the order of the plan; raises ValueError when the text has not the plan's shape."""
    clauses: list[PlanClause] = []
    part = section = part_title = section_title = ""
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("# "):
            continue
        if line.startswith("### "):
            section_title = line[4:]
            section = section_title[: section_title.index("）") + 1].replace("（", "(").replace("）", ")")
        elif line.startswith("## "):
            part_title = line[3:]
            part, section, section_title = part_title.split("、")[0], "", ""
        elif not part:
            raise ValueError(f"plan.md:{number}: found text before the first part, expected “## 一、…”")
        else:
            heading = part_title + section_title
            clauses.extend(_clauses_of(line, part + section, heading))
    if not any(clause.units for clause in clauses):
        raise ValueError("plan.md: found no “（责任单位：…）”, expected one at the end of each task")
    return tuple(clauses)


def _clauses_of(line: str, prefix: str, heading: str) -> list[PlanClause]:
    if line.startswith("本修订方案自印发之日起施行"):
        return [PlanClause("附", "施行与废止", heading, line, "")]
    item = _ITEM.match(line)
    part_item = _PART_ITEM.match(line)
    if item:
        base, title = f"{prefix}{item['n']}", item["title"]
    elif part_item:
        base, title = f"{prefix}({part_item['n']})", part_item["title"]
    else:
        base, title = prefix, heading.split("、")[-1].split("）")[-1]
    pieces = list(_UNITS.finditer(line))
    if not pieces:
        return [PlanClause(base, title, heading, line, "")]
    numbered = len(pieces) > 1 or base == prefix  # 二(三) 通篇是一段，也按括注编号
    clauses, start = [], 0
    for nth, piece in enumerate(pieces):
        words = line[start : piece.start()]
        clause_id = f"{base}-{_CIRCLED[nth]}" if numbered else base
        clauses.append(PlanClause(clause_id, title, heading, words, piece["units"]))
        start = piece.end()
    return clauses

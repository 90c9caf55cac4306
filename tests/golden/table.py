"""分派对照表的读法：把 routing.csv 的中文列读成分派对象，再把分派结果写回同样的列。"""

from __future__ import annotations

import csv
from pathlib import Path

from complaint_store.domain.ids import CategoryId
from complaint_store.domain.reading import Mark
from complaint_store.domain.routing import (
    Accused,
    AccusedKind,
    Lane,
    Level,
    RoutingDecision,
    RoutingSubject,
)
from complaint_store.policy.book import RuleBook

FILE = Path(__file__).parent / "routing.csv"
KINDS = {
    "机关": AccusedKind.GOVERNMENT,
    "事业单位": AccusedKind.PUBLIC_INSTITUTION,
    "国有企业": AccusedKind.STATE_OWNED,
    "企业或个人": AccusedKind.PRIVATE,
    "嘎查村": AccusedKind.VILLAGE,
    "纪检监察": AccusedKind.DISCIPLINE,
    "法院检察院": AccusedKind.COURT,
    "不明": AccusedKind.UNKNOWN,
}
LEVELS = {
    "盟": Level.LEAGUE,
    "旗": Level.BANNER,
    "苏木镇": Level.TOWNSHIP,
    "自治区": Level.ABOVE,
    "": Level.UNKNOWN,
}
LANES = {Lane.ORDINARY: "普通工单", Lane.SEALED: "密件", Lane.DESK: "人工分派", Lane.REDIRECT: "告知途径"}
MARKS = {
    "打击报复": Mark.RETALIATION,
    "失信被执行人": Mark.JUDGMENT_DEBTOR,
    "已进入程序": Mark.ALREADY_IN,
    "紧急": Mark.EMERGENCY,
    "轻生或群体": Mark.SELF_HARM_OR_MASS_INCIDENT,
    "公职人员违纪": Mark.OFFICIAL_MISCONDUCT,
}
GIVEN = (
    "编号",
    "情形",
    "类别",
    "细类",
    "还涉及",
    "被反映的单位",
    "单位性质",
    "层级",
    "事发地",
    "政府投资项目",
    "标记",
    "密件通道",
)
EXPECTED = (
    "通道",
    "牵头",
    "配合",
    "要说明情况的单位",
    "不承办的单位",
    "依据",
    "告知的途径",
    "理由",
    "矩阵行",
)


def rows() -> list[dict[str, str]]:
    with FILE.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def subject_from(row: dict[str, str], book: RuleBook) -> RoutingSubject:
    """A row in words → the facts that routing looks at."""
    categories = {category.name: category.id for category in book.categories.values()}
    category = categories.get(row["类别"])
    subtypes = {s.name: s.id for s in book.categories[category].subtypes} if category else {}
    area = book.area_at(row["事发地"]) if row["事发地"] else None
    return RoutingSubject(
        category=category,
        accused=_accused(row, book),
        area=area.code if area else None,
        subtype=subtypes[row["细类"]] if row["细类"] else None,
        marks=frozenset(MARKS[name] for name in row["标记"].split("、") if name),
        government_project={"是": True, "否": False, "": None}[row["政府投资项目"]],
        abstain=row["类别"] == "拿不准",
        also=tuple(CategoryId(categories[name]) for name in row["还涉及"].split("；") if name),
    )


def _accused(row: dict[str, str], book: RuleBook) -> Accused:
    name = row["被反映的单位"]
    unit = book.unit_named(name)
    if unit is not None:
        return Accused(unit.kind, unit.level, unit.id, unit.name)
    return Accused(KINDS[row["单位性质"]], LEVELS[row["层级"]], None, name)


def written(decision: RoutingDecision, book: RuleBook) -> dict[str, str]:
    """A decision → the expected columns."""

    def name(unit: str | None) -> str:
        return book.unit(unit).name if unit else ""

    return {
        "通道": LANES[decision.lane],
        "牵头": name(decision.lead),
        "配合": "、".join(name(unit) for unit in decision.supporting),
        "要说明情况的单位": name(decision.respondent),
        "不承办的单位": "、".join(name(exclusion.unit) for exclusion in decision.excluded),
        "依据": "、".join(map(str, decision.basis)),
        "告知的途径": "、".join(book.doors[door].name for door in decision.doors),
        "理由": decision.reason,
        "矩阵行": decision.row or "",
    }

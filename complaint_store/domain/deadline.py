"""期限：从带日期的规则和起算日，到承办单位最后可以行动的一天。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from complaint_store.domain.clause import ClauseRef


@dataclass(frozen=True, slots=True)
class Deadline:
    """办理期限, with the clause that sets it so that every screen can show why."""

    id: str
    name: str  # 如 “答复诉求人”
    last_day: date | None  # None: 条文未规定具体天数
    basis: ClauseRef
    provisional: bool = False  # 跨入尚无放假通知的年份，日期待定
    evidence: str = "full_text"  # full_text 见过全文；excerpt 只见摘录，须标待核；none 没有找到
    shown: bool = True  # 是否作为对群众的承诺显示

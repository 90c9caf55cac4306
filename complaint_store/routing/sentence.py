"""说明：把一次分派写成一段平常话，带上条款，让办事人员和群众都看得懂。"""

from __future__ import annotations

from collections.abc import Sequence

from complaint_store.domain.clause import ClauseRef
from complaint_store.domain.ids import UnitId
from complaint_store.domain.routing import Exclusion, Lane
from complaint_store.policy.matrix import Addition, MatrixRow
from complaint_store.routing.setting import Setting


def sentence(
    row: MatrixRow,
    additions: Sequence[Addition],
    lead: UnitId | None,
    supporting: Sequence[UnitId],
    excluded: Sequence[Exclusion],
    basis: Sequence[ClauseRef],
    setting: Setting,
) -> str:
    """Why it went there, who helps, who was left out and why, and under which clauses."""
    units = setting.book.units
    accused = setting.subject.accused
    accused_name = units[accused.unit].name if accused.unit else (accused.name or "被反映的单位")
    lead_name = units[lead].name if lead else ""
    parts: list[str] = []
    if row.lane is Lane.ORDINARY and lead is None:
        parts.append("本来该管的单位都须回避或者还定不下来，转人工分派")
    else:
        parts.append(_filled(row.reason, lead_name, accused_name))
    helped = [units[unit].name for unit in supporting]
    if helped:
        parts.append(f"{'、'.join(helped)}配合")
    if lead is not None:
        parts.extend(_filled(addition.reason, lead_name, accused_name) for addition in additions)
    parts.extend(exclusion.reason for exclusion in excluded)
    return with_basis(parts, basis)


def with_basis(parts: Sequence[str], basis: Sequence[ClauseRef]) -> str:
    """几句话，末尾写明依据。"""
    return f"{'。'.join(parts)}。依据{'、'.join(map(str, basis))}。"


def _filled(text: str, lead: str, accused: str) -> str:
    return text.replace("{lead}", lead).replace("{accused}", accused)

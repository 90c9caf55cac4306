"""回避：被诉单位和它下属的单位，不得承办对它的反映。"""

from __future__ import annotations

from complaint_store.domain.clause import ClauseRef
from complaint_store.domain.ids import UnitId
from complaint_store.domain.routing import Exclusion, RoutingSubject
from complaint_store.domain.unit import Unit
from complaint_store.policy.book import RuleBook

AUDIT = "shenji"
ACCUSATION = ClauseRef("信访工作条例", "第三十条")  # 不得将检举材料转给被检举的人员或者单位
PAYMENT = ClauseRef("发改财金〔2023〕1103号", "（条号待核）")  # 转交被投诉主体的上级或主管部门


def exclusion_of(unit: UnitId, subject: RoutingSubject, payment: bool, book: RuleBook) -> Exclusion | None:
    """Why this unit may not lead or support, or None when it may."""
    accused = subject.accused
    clause = PAYMENT if payment else ACCUSATION
    name = book.units[unit].name
    for suspect in (accused.unit, *accused.candidates):
        if suspect is None or suspect not in book.units or not book.is_under(unit, suspect):
            continue
        if unit == suspect and accused.unit == suspect:
            reason = f"{name}{_part(book.units[unit], payment)}，不承办"
        elif unit == suspect:
            reason = f"{name}可能就是被反映的单位，不承办"
        else:
            reason = f"{name}归被反映的{book.units[suspect].name}管，不承办"
        return Exclusion(unit, reason, clause)
    return None


def _part(accused: Unit, payment: bool) -> str:
    """拖着不审的审计部门要说明情况，但钱不是它欠的。"""
    if not payment:
        return "是被反映的单位"
    return "是被反映的单位，只说明情况" if accused.sector == AUDIT else "是欠款一方，只说明情况"


def accused_exclusion(subject: RoutingSubject, payment: bool, book: RuleBook) -> tuple[Exclusion, ...]:
    """The accused unit itself, always named so that everyone can see it was left out."""
    unit = subject.accused.unit
    found = exclusion_of(unit, subject, payment, book) if unit is not None and unit in book.units else None
    return (found,) if found else ()

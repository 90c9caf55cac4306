"""纪检通道：公职人员违纪违法只走密件通道或 12388，反映纪检监察机关自身的只告知途径。"""

from __future__ import annotations

from complaint_store.domain.clause import ClauseRef
from complaint_store.domain.ids import UnitId
from complaint_store.domain.reading import Mark
from complaint_store.domain.routing import AccusedKind, Lane, RoutingDecision
from complaint_store.policy.book import RuleBook
from complaint_store.routing.recuse import accused_exclusion, exclusion_of
from complaint_store.routing.setting import Setting
from complaint_store.routing.without_row import CRISIS_DOORS, INTAKE, decided

DISCIPLINE_DOOR = "discipline_12388"
DISCIPLINE_OFFICE = UnitId("league.jiwei")  # 盟纪委监委；按管理权限转下级由它自己定
BASIS = (
    INTAKE,
    ClauseRef("监察法", "第三十八条"),
    ClauseRef("信访工作条例", "第三十条"),
)


def discipline_lane(setting: Setting, sealed_enabled: bool) -> RoutingDecision | None:
    """The sealed or redirect decision, or None when this is no matter of discipline."""
    subject, book = setting.subject, setting.book
    about_organ = subject.accused.kind is AccusedKind.DISCIPLINE or any(
        unit in book.units and book.units[unit].kind is AccusedKind.DISCIPLINE
        for unit in (subject.accused.unit, *subject.accused.candidates)
        if unit is not None
    )
    crisis = CRISIS_DOORS if Mark.SELF_HARM_OR_MASS_INCIDENT in subject.marks else ()
    if about_organ:
        why = "反映的是纪检监察机关自身，这里不留存，请直接向上一级纪检监察机关反映"
        return _redirect(why, ("discipline_superior", DISCIPLINE_DOOR, *crisis), book)
    if Mark.OFFICIAL_MISCONDUCT not in subject.marks:
        return None
    doors = (DISCIPLINE_DOOR, *crisis)
    if sealed_enabled and exclusion_of(DISCIPLINE_OFFICE, subject, False, book) is None:
        why = f"反映公职人员违纪违法，走密件通道，只有{book.units[DISCIPLINE_OFFICE].name}能看到"
        excluded = accused_exclusion(subject, False, book)
        return decided(Lane.SEALED, why, BASIS, doors, book, lead=DISCIPLINE_OFFICE, excluded=excluded)
    return _redirect("反映公职人员违纪违法，不派普通工单，请打 12388 或直接向纪检监察机关反映", doors, book)


def _redirect(why: str, doors: tuple[str, ...], book: RuleBook) -> RoutingDecision:
    """只告知途径: nobody handles it, and not even the name of the accused unit is kept."""
    return decided(Lane.REDIRECT, why, BASIS, doors, book, may_store=False)

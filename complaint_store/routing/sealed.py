"""纪检通道：公职人员违纪违法只走密件通道或 12388，反映纪检监察机关自身的只告知途径。"""

from __future__ import annotations

from complaint_store.domain.clause import ClauseRef
from complaint_store.domain.ids import UnitId
from complaint_store.domain.reading import Mark
from complaint_store.domain.routing import AccusedKind, Lane, RoutingDecision
from complaint_store.routing.recuse import accused_exclusion, exclusion_of
from complaint_store.routing.setting import Setting

DISCIPLINE_OFFICE = UnitId("league.jiwei")  # 盟纪委监委；按管理权限转下级由它自己定
BASIS = (
    ClauseRef("分工方案", "二(四)3-①"),
    ClauseRef("监察法", "第三十八条"),
    ClauseRef("信访工作条例", "第三十条"),
)
CRISIS_DOORS = ("police_110", "medical_120", "listening_12356")


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
        reason = "反映的是纪检监察机关自身，这里不留存，请直接向上一级纪检监察机关反映"
        return _decision(
            setting, Lane.REDIRECT, None, reason, ("discipline_superior", "discipline_12388", *crisis)
        )
    if Mark.OFFICIAL_MISCONDUCT not in subject.marks:
        return None
    if sealed_enabled and exclusion_of(DISCIPLINE_OFFICE, subject, False, book) is None:
        reason = f"反映公职人员违纪违法，走密件通道，只有{book.units[DISCIPLINE_OFFICE].name}能看到"
        return _decision(setting, Lane.SEALED, DISCIPLINE_OFFICE, reason, ("discipline_12388", *crisis))
    reason = "反映公职人员违纪违法，不派普通工单，请打 12388 或直接向纪检监察机关反映"
    return _decision(setting, Lane.REDIRECT, None, reason, ("discipline_12388", *crisis))


def _decision(
    setting: Setting, lane: Lane, lead: UnitId | None, reason: str, doors: tuple[str, ...]
) -> RoutingDecision:
    # 只告知途径的，没有谁承办，也不留被反映单位的名字
    excluded = accused_exclusion(setting.subject, False, setting.book) if lane is Lane.SEALED else ()
    told = "".join(f"。{exclusion.reason}" for exclusion in excluded)
    return RoutingDecision(
        lead=lead,
        supporting=(),
        lane=lane,
        respondent=None,
        excluded=excluded,
        basis=BASIS,
        reason=f"{reason}{told}。依据{'、'.join(map(str, BASIS))}。",
        row=None,
        matrix_version=setting.book.version,
        doors=doors,
        may_store=lane is Lane.SEALED,
    )

"""不由矩阵定的分派：转人工、走密件、只告知途径，各凭哪一条，怎么告诉人。"""

from __future__ import annotations

from complaint_store.domain.clause import ClauseRef
from complaint_store.domain.ids import UnitId
from complaint_store.domain.routing import Exclusion, Lane, RoutingDecision
from complaint_store.policy.book import RuleBook
from complaint_store.policy.categories import PLAN
from complaint_store.routing.sentence import with_basis

INTAKE = ClauseRef(PLAN, "二(四)3-①")  # 社会监督·投诉热线与平台
HOTLINE = ClauseRef("国办函〔2025〕66号", "（二）（待核）")
DESK_DOOR = "hotline_12345"
CRISIS_DOORS = ("police_110", "medical_120", "listening_12356")


def decided(
    lane: Lane,
    why: str,
    basis: tuple[ClauseRef, ...],
    doors: tuple[str, ...],
    book: RuleBook,
    *,
    lead: UnitId | None = None,
    excluded: tuple[Exclusion, ...] = (),
    may_store: bool = True,
) -> RoutingDecision:
    """The decision, with who keeps away told in its reason."""
    return RoutingDecision(
        lead=lead,
        supporting=(),
        lane=lane,
        respondent=None,
        excluded=excluded,
        basis=basis,
        reason=with_basis([why, *(exclusion.reason for exclusion in excluded)], basis),
        row=None,
        matrix_version=book.version,
        doors=doors,
        may_store=may_store,
    )

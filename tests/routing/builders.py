"""一句话建好一个分派对象: a_matter(book, "wage_arrears", unit="zuoqi.zhujian", area="152921")."""

from __future__ import annotations

from complaint_store.domain.ids import AreaCode, CategoryId
from complaint_store.domain.reading import Mark
from complaint_store.domain.routing import Accused, AccusedKind, Level, RoutingSubject
from complaint_store.policy.book import RuleBook


def a_matter(
    book: RuleBook,
    category: str | None,
    unit: str | None = None,
    area: str | None = None,
    kind: AccusedKind = AccusedKind.UNKNOWN,
    level: Level = Level.UNKNOWN,
    candidates: tuple[str, ...] = (),
    subtype: str | None = None,
    marks: tuple[Mark, ...] = (),
    government_project: bool | None = None,
    also: tuple[str, ...] = (),
    abstain: bool = False,
) -> RoutingSubject:
    if unit is not None:
        known = book.unit(unit)
        accused = Accused(known.kind, known.level, known.id, known.name)
    else:
        accused = Accused(kind, level, candidates=tuple(book.unit(one).id for one in candidates))
    return RoutingSubject(
        category=CategoryId(category) if category else None,
        accused=accused,
        area=AreaCode(area) if area else None,
        subtype=subtype,
        marks=frozenset(marks),
        government_project=government_project,
        also=tuple(CategoryId(one) for one in also),
        abstain=abstain,
    )

"""四率：签收率、按期办结率、解决率、满意率，各带分母；密件不计入。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from complaint_store.policy.book import RuleBook
from complaint_store.services.actors import Actor
from complaint_store.services.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Rate:
    """一个比率, with the number behind it; value None when n is 0."""

    done: int
    n: int

    @property
    def value(self) -> float | None:
        return self.done / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """一个单位或一个类别的数."""

    id: str
    name: str
    filed: int
    open: int
    overdue: int
    signed: Rate  # 签收率
    on_time: Rate  # 按期办结率
    solved: Rate  # 解决率
    satisfied: Rate  # 满意率（4、5 分）


@dataclass(frozen=True, slots=True)
class Figures:
    since: date
    until: date
    total: FigureRow
    before: FigureRow  # 上一个同样长的时段，供比较
    by_unit: tuple[FigureRow, ...]
    by_category: tuple[FigureRow, ...]
    by_day: tuple[tuple[date, int], ...]


def figures(
    actor: Actor, *, since: date, until: date, today: date, uow: UnitOfWork, book: RuleBook
) -> Figures:
    """本时段的四率; a unit contact sees those of its own unit."""
    raise NotImplementedError

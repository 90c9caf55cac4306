"""总览头上的六个数：和上一段比变了多少，是从多少件里算出来的，点开是哪些工单。"""

from __future__ import annotations

from dataclasses import dataclass

from bot.supervision.figure_words import WORDS, percent
from complaint_store.services.figures import Figure, FigureRow, Rate


@dataclass(frozen=True, slots=True)
class Tile:
    """一个数、它的变化和它后面有多少件。"""

    name: str
    number: str
    change: str
    behind: str
    href: str
    link: str  # 点开的字；后面一件也没有时没有


def tiles(now: FigureRow, before: FigureRow, days: str) -> list[Tile]:
    """Each figure opens the tickets that it was counted from."""
    changed = _count_change(now.filed, before.filed)
    return [
        _tile(Figure.FILED, f"{now.filed}件", changed, now.filed, now.filed, days),
        _tile(Figure.OVERDUE, f"{now.overdue}件", "在办的当中", now.open, now.overdue, days),
        _rate(Figure.SIGNED, now.signed, before.signed, days),
        _rate(Figure.ON_TIME, now.on_time, before.on_time, days),
        _rate(Figure.SOLVED, now.solved, before.solved, days),
        _rate(Figure.SATISFIED, now.satisfied, before.satisfied, days),
    ]


def _rate(figure: Figure, now: Rate, before: Rate, days: str) -> Tile:
    change = ""
    if now.value is not None and before.value is not None:
        points = round(now.value * 100) - round(before.value * 100)
        change = "与上期持平" if points == 0 else f"比上期{'高' if points > 0 else '低'}{abs(points)}个百分点"
    return _tile(figure, percent(now), change, now.n, now.n, days)


def _tile(figure: Figure, number: str, change: str, n: int, behind: int, days: str) -> Tile:
    href = f"/supervision/tickets?figure={figure.value}&{days}"
    return Tile(WORDS[figure].name, number, change, f"n={n}", href, f"看这{behind}件" if behind else "")


def _count_change(now: int, before: int) -> str:
    if now == before:
        return "与上期一样多"
    return f"比上期{'多' if now > before else '少'}{abs(now - before)}件"

"""另有去处：真实的诉求，但不归本平台办，告诉人去哪个门、带什么。"""

from __future__ import annotations

from complaint_store.domain.reading import Mark
from complaint_store.domain.routing import Lane, RoutingDecision, RoutingSubject
from complaint_store.policy.book import RuleBook
from complaint_store.policy.doors import Door
from complaint_store.routing.route import route
from complaint_store.routing.without_row import DESK_DOOR, HOTLINE, decided

MOST = 2  # 指路最多指两处
_ROUTED_MARKS = frozenset({Mark.OFFICIAL_MISCONDUCT, Mark.SELF_HARM_OR_MASS_INCIDENT, Mark.EMERGENCY})


def doors_for(text: str, book: RuleBook) -> tuple[Door, ...]:
    """The door whose usual words stand most often in the text, two when they stand as often; 12345 when none does."""
    return named_doors(text, book) or ((book.doors[DESK_DOOR],) if DESK_DOOR in book.doors else ())


def named_doors(text: str, book: RuleBook) -> tuple[Door, ...]:
    """The doors that the words themselves name: by the matter, or else by the place where it happened."""
    heard = {door.id: door.heard_in(text) for door in book.doors.values()}
    most = max(heard.values(), default=0)
    if most:
        return tuple(door for door in book.doors.values() if heard[door.id] == most)[:MOST]
    return tuple(door for door in book.doors.values() if door.stands_at(text))[:MOST]


def other_decision(
    text: str, subject: RoutingSubject, book: RuleBook, sealed_enabled: bool = False
) -> RoutingDecision:
    """告知途径; discipline, emergency and danger go their own way even in a matter that is not ours."""
    if subject.marks & _ROUTED_MARKS:
        return route(subject, book, sealed_enabled)
    doors = doors_for(text, book)
    why = "。".join(["这件事不属于政务失信诉求", *(door.says.removesuffix("。") for door in doors)])
    return decided(Lane.REDIRECT, why, (HOTLINE,), tuple(door.id for door in doors), book)

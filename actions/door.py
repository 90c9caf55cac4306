"""动作所需的一切：由应用交进来，动作自己不取时钟、环境和网络。"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from complaint_store.db.database import Database
    from complaint_store.policy.book import RuleBook
    from nlu.retrieval.result import PolicyAnswer
    from nlu.understand import Reader


class Answers(Protocol):
    """政策资料库, as the dialogue uses it."""

    def answer(self, question: str, today: date) -> PolicyAnswer: ...


class Switches(Protocol):
    """The settings that a conversation depends on."""

    @property
    def sealed_lane(self) -> bool: ...


class Door(Protocol):
    """bot.assembly.House, seen from here."""

    @property
    def settings(self) -> Switches: ...
    @property
    def book(self) -> RuleBook: ...
    @property
    def reader(self) -> Reader: ...
    @property
    def library(self) -> Answers: ...
    @property
    def database(self) -> Database: ...
    def now(self) -> datetime: ...
    def today(self) -> date: ...

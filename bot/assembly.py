"""组装：唯一把各部分接在一起的地方；时钟、网络和文件从这里进入。"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.clock import shanghai_now
from bot.dialogue import EngineClient
from bot.live_library import LiveLibrary
from bot.pace import Pace, code_pace, message_pace
from bot.settings import Settings
from complaint_store.db.database import Database
from complaint_store.delivery.worker import Sender
from complaint_store.domain.beijing_time import SHANGHAI
from complaint_store.policy.book import RuleBook, load_book
from complaint_store.security.keys import Keyring
from nlu.retrieval.library import Library
from nlu.understand import Reader


@dataclass(slots=True)
class House:
    """一处运行着的诚诉: everything an edge needs, handed in, so that a test can build its own."""

    settings: Settings
    book: RuleBook
    reader: Reader
    library: Library | LiveLibrary
    database: Database
    keyring: Keyring
    engine: EngineClient
    senders: Mapping[str, Sender] = field(default_factory=dict)
    clock: Callable[[], datetime] = shanghai_now
    message_pace: Pace = field(default_factory=message_pace)
    code_pace: Pace = field(default_factory=code_pace)

    def now(self) -> datetime:
        return self.clock()

    def today(self) -> date:
        return self.clock().astimezone(SHANGHAI).date()


def build_house(settings: Settings) -> House:
    """Load data and models, open the store; the database must be migrated already (`chengsu init`)."""
    from bot.senders import build_senders

    keyring = Keyring.load_or_create(settings.keys_dir)
    book = load_book()
    house = House(
        settings=settings,
        book=book,
        reader=Reader.load(book),
        library=LiveLibrary(lambda: Library.load(None, settings.policy_dir, book), settings.policy_dir),
        database=Database(settings.database, keyring),
        keyring=keyring,
        engine=EngineClient(settings.engine_url, settings.shared_token()),
    )
    house.senders = build_senders(house)
    return house

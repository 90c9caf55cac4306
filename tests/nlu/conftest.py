"""理解测试的公用件：真实规则总册的名录，和“这句话里某类要素是什么”。"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from complaint_store.domain.reading import Field, FieldType
from complaint_store.policy.book import load_book
from nlu.fields import FieldsRead, Gazetteer, read_fields
from nlu.understand import Reader

TODAY = date(2026, 11, 22)
FieldsOf = Callable[..., tuple[Field, ...]]


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader.load(load_book())


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.from_book(load_book())


@pytest.fixture(scope="session")
def read(gazetteer: Gazetteer) -> Callable[[str], FieldsRead]:
    """Everything that a message says, on 22 November 2026."""
    return lambda text: read_fields(text, TODAY, gazetteer)


@pytest.fixture(scope="session")
def fields_of(gazetteer: Gazetteer) -> FieldsOf:
    """The fields of one type."""

    def of(text: str, type_: str, today: date = TODAY) -> tuple[Field, ...]:
        return tuple(f for f in read_fields(text, today, gazetteer).fields if f.type is FieldType(type_))

    return of

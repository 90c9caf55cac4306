"""分派测试的公用件：规则总册，和一句话建好的分派对象。"""

from __future__ import annotations

import pytest

from complaint_store.policy.book import RuleBook, load_book


@pytest.fixture(scope="session")
def book() -> RuleBook:
    return load_book()

"""对话测试共用一个真实的引擎和应用。"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.engine import Running, running_dialogue


@pytest.fixture(scope="session")
def dialogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running_dialogue(tmp_path_factory.mktemp("dialogue")) as running:
        yield running

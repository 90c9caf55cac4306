"""规则测试的公用件：随程序的规则总册，和一份可以改坏的副本。"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from complaint_store.policy.book import RuleBook, load_book
from complaint_store.policy.source import DATA_FOLDER

Damage = Callable[[str, str, str], Path]


@pytest.fixture(scope="session")
def book() -> RuleBook:
    return load_book()


@pytest.fixture
def damaged(tmp_path: Path) -> Damage:
    """A copy of the data in which one piece of text was changed."""
    folder = tmp_path / "data"
    shutil.copytree(DATA_FOLDER, folder)

    def damage(name: str, old: str, new: str) -> Path:
        file = folder / name
        text = file.read_text(encoding="utf-8")
        assert old in text, f"{name} has no {old!r}"
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return folder

    return damage

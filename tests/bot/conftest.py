"""网页测试的共用部分：一处摆好了各种工单的诚诉，和坐在不同位置上的人。"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser

from bot.app import create_app
from bot.assembly import House
from bot.cli import run
from tests.support.browser import chromium, served
from tests.support.commands import Chengsu, Ran
from tests.support.house import Clock, Furnished, a_house, furnish
from tests.support.pages import Visit


@pytest.fixture(scope="module")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, clock: Clock) -> House:
    """One house for a whole file: argon2 and the models are slow to start."""
    folder: Path = tmp_path_factory.mktemp("house")
    return a_house(folder, clock=clock, sealed_lane=True)


@pytest.fixture(scope="module")
def furnished(house: House) -> Furnished:
    return furnish(house)


@pytest.fixture(scope="module")
def url(house: House, furnished: Furnished) -> Iterator[str]:
    with served(house) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def app(house: House, furnished: Furnished) -> FastAPI:
    return create_app(house)


@pytest.fixture
def nobody(app: FastAPI) -> Iterator[Visit]:
    with TestClient(app, follow_redirects=False) as client:
        yield Visit(client)


@pytest.fixture
def visit(app: FastAPI) -> Iterator[Callable[[str], Visit]]:
    """A browser of the named person, already logged in."""
    opened: list[TestClient] = []

    def enter(name: str) -> Visit:
        client = TestClient(app, follow_redirects=False)
        opened.append(client.__enter__())
        return Visit(client).log_in(name)

    yield enter
    for client in opened:
        client.__exit__(None, None, None)


@pytest.fixture
def chengsu(capsys, monkeypatch, tmp_path) -> Chengsu:
    """`chengsu words…` on a data folder of its own."""
    monkeypatch.setenv("CHENGSU_DATA_DIR", str(tmp_path / "var"))

    def call(*words: object, stdin: str | bytes = "") -> Ran:
        raw = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        capsys.readouterr()
        code = run([str(word) for word in words])
        return Ran(code, *capsys.readouterr())

    return call

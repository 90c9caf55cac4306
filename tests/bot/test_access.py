"""谁能进哪个门：走遍每一个页面和接口，以每一种身份，也以没登录的人。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from starlette.routing import Mount

from bot.app import ROUTERS, create_app
from bot.assembly import House
from bot.pace import Pace
from complaint_store.services.actors import Role
from tests.support.house import PASSWORD, PEOPLE, Furnished, a_house, hire
from tests.support.pages import Visit


def declared(route: APIRoute) -> list[Any]:
    """Every declaration that stands on a route, however deep."""
    found: list[Any] = []
    todo = [*route.dependant.dependencies]
    while todo:
        one = todo.pop()
        todo += one.dependencies
        access = getattr(one.call, "access", None)
        if access is not None:
            found.append(access)
    return found


def every_door() -> Iterator[tuple[str, str, APIRoute]]:
    for router in ROUTERS:
        for route in router.routes:
            assert isinstance(route, APIRoute)
            for method in sorted(route.methods):
                yield method, re.sub(r"\{[^}]+\}", "x", route.path), route


DOORS = [(method, path, route) for method, path, route in every_door()]
PRIVATE = [(m, p, declared(r)[0]) for m, p, r in DOORS if isinstance(declared(r)[0], frozenset)]


def test_every_door_says_once_who_may_enter() -> None:
    for method, path, route in DOORS:
        assert len(declared(route)) == 1, f"{method} {path} declares {declared(route)}, expected exactly one"


def test_there_is_no_door_besides_those_that_were_walked(app: FastAPI) -> None:
    others = [r for r in app.routes if isinstance(r, Mount)]
    assert [m.path for m in others] == ["/static"]
    assert len(app.routes) == len(ROUTERS) + len(others)


@pytest.mark.parametrize(("method", "path", "roles"), PRIVATE, ids=[f"{m} {p}" for m, p, _ in PRIVATE])
def test_nobody_is_sent_to_the_log_in(nobody: Visit, method: str, path: str, roles: frozenset[Role]) -> None:
    nobody.get("/login")
    answer = nobody.client.request(method, path, data={"csrf": nobody.token} if method == "POST" else None)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login")


@pytest.fixture(scope="module")
def everybody(app: FastAPI, house: House, furnished: Furnished) -> dict[str, Visit]:
    house.message_pace, house.code_pace = Pace(10_000), Pace(10_000)  # 走遍每个门，比谁都快
    return {name: Visit(TestClient(app, follow_redirects=False)).log_in(name) for name in PEOPLE}


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_each_role_enters_its_own_doors_and_no_other(everybody: dict[str, Visit], name: str) -> None:
    person, role = everybody[name], PEOPLE[name][0]
    home = {"csrf": _token(person)}
    for method, path, roles in sorted(PRIVATE, key=lambda d: d[1] in {"/logout", "/password"}):
        if path == "/logout":
            continue
        answer = person.client.request(method, path, data=home if method == "POST" else None)
        if role in roles:
            assert answer.status_code not in {401, 403}, f"{name} {method} {path}: {answer.status_code}"
            assert not answer.headers.get("location", "").startswith("/login"), f"{name} {method} {path}"
        else:
            assert answer.status_code == 403, f"{name} {method} {path}: {answer.status_code}"


@pytest.mark.parametrize("name", sorted(PEOPLE))
def test_a_form_without_its_token_does_nothing(everybody: dict[str, Visit], name: str) -> None:
    person, role = everybody[name], PEOPLE[name][0]
    for method, path, roles in PRIVATE:
        if method == "POST" and role in roles:
            assert person.client.post(path, data={}).status_code == 403, path
            assert person.client.post(path, data={"csrf": "x" * 43}).status_code == 403, path


def test_a_form_posted_from_another_site_does_nothing(everybody: dict[str, Visit]) -> None:
    person = everybody["guanli"]
    for header in (
        {"sec-fetch-site": "cross-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ):
        answer = person.client.post(
            "/admin/users", data={"csrf": _token(person), "name": "nobody"}, headers=header
        )
        assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/login", "/progress", "/progress/rate", "/chat-plain"])
def test_public_forms_want_the_token_of_our_own_page_too(nobody: Visit, path: str) -> None:
    assert nobody.client.post(path, data={"code": "1234"}).status_code == 403


def test_doors_for_machines_stay_shut_without_their_token(nobody: Visit) -> None:
    machines = [(m, p) for m, p, r in DOORS if isinstance(declared(r)[0], str) and declared(r)[0] != "public"]
    assert machines
    for method, path in machines:
        answer = nobody.client.request(method, path, json={"next_action": "action_listen"})
        assert answer.status_code in {401, 403, 404}, f"{method} {path}: {answer.status_code}"


def test_a_one_time_password_opens_nothing_but_its_own_change(house: House, nobody: Visit) -> None:
    hire(house, "xinren", Role.CLERK, must_change=True)
    nobody.log_in("xinren")
    for method, path, _ in PRIVATE:
        if path in {"/password", "/logout"}:
            continue
        answer = nobody.client.request(
            method, path, data={"csrf": nobody.token} if method == "POST" else None
        )
        assert answer.headers.get("location") == "/password", f"{method} {path}"


def test_without_the_sealed_lane_the_inspectors_pages_do_not_exist(tmp_path: Any) -> None:
    house = a_house(tmp_path, sealed_lane=False)
    hire(house, "jiwei", Role.INSPECTOR)
    with TestClient(create_app(house), follow_redirects=False) as client:
        person = Visit(client)
        person.get("/login")
        client.post("/login", data={"csrf": person.token, "name": "jiwei", "password": PASSWORD})
        assert client.get("/sealed").status_code == 404


def _token(person: Visit) -> str:
    """The session's token, read from a page that everybody signed in has."""
    person.get("/password")
    return person.token

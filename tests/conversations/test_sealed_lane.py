"""密件通道打开时：举报公职人员的话由本人确认后封存，查得到进度，别处看不到。"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from complaint_store.services.actors import Actor, Role
from complaint_store.services.answer_case import case_view
from complaint_store.services.queues import desk_queue
from tests.support.engine import TODAY, Running, running_dialogue

pytestmark = pytest.mark.engine
CLERK = Actor(None, "坐席", Role.CLERK, None)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running_dialogue(tmp_path_factory.mktemp("sealed"), sealed_lane=True) as running:
        yield running


def test_a_report_of_misconduct_is_filed_where_only_the_inspectors_see_it(sealed: Running):
    person = sealed.person()
    person.say("我要举报阿左旗住建局的局长收受贿赂，去年收了老板二十万好处费")
    assert person.state["route"]["lane"] == "sealed"
    while person.state["pending"] != "confirm":
        person.say("/skip")
    person.press("确认提交")
    assert [ticket["lane"] for ticket in person.state["tickets"]] == ["sealed"]

    house = sealed.house
    with house.database.unit_of_work() as uow:
        seen = desk_queue(CLERK, uow=uow, book=house.book, today=TODAY.date())
    assert seen == ()


@pytest.mark.parametrize("more", [("转人工",), ("嘟嘟嘟", "滴滴滴", "啦啦啦", "哗哗哗")])
def test_what_was_told_for_the_sealed_lane_is_not_shown_to_a_clerk_who_takes_over(
    sealed: Running, more: tuple[str, ...]
):
    person = sealed.person()
    person.say("我要举报阿左旗住建局的局长收受贿赂，去年收了老板二十万好处费")
    for said in more:
        person.say(said)
        if person.state["handoff"] == "desk":
            break
    assert "没有给他看" in person.words
    person.say("值班员在吗")
    house = sealed.house
    with house.database.unit_of_work() as uow, uow.reading():
        case = uow.cases.open_of(person.talk)
    assert case is not None
    with house.database.unit_of_work() as uow:
        seen = case_view(case.id, CLERK, uow=uow)
    assert [m.text for m in seen.messages if m.direction == "in"] == ["值班员在吗"]
    assert not any(word in str((seen, person.state)) for word in ("住建局", "好处费", "200000"))
    assert "好处费" in "".join(m["text"] for m in person.heard_since()), "本人还看得到"


def test_danger_is_shown_whatever_was_told_before(sealed: Running):
    person = sealed.person()
    person.say("我要举报阿左旗住建局的局长收受贿赂，去年收了老板二十万好处费")
    person.say("没人管的话我就不想活了，今晚从楼上跳下去")
    house = sealed.house
    with house.database.unit_of_work() as uow, uow.reading():
        case = uow.cases.open_of(person.talk)
    assert case is not None and case.urgent
    with house.database.unit_of_work() as uow:
        seen = case_view(case.id, CLERK, uow=uow)
    assert "不想活" in str(seen.messages)

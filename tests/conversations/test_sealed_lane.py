"""密件通道打开时：举报公职人员的话由本人确认后封存，查得到进度，别处看不到。"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from complaint_store.services.actors import Actor, Role
from complaint_store.services.queues import desk_queue
from tests.support.engine import TODAY, Running, running_dialogue

pytestmark = pytest.mark.engine


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

    clerk = Actor(None, "坐席", Role.CLERK, None)
    house = sealed.house
    with house.database.unit_of_work() as uow:
        seen = desk_queue(clerk, uow=uow, book=house.book, today=TODAY.date())
    assert seen == ()

"""演示数据：空库才填，一个月的工单各种状态都有，链完整，演示账号能登录。"""

from __future__ import annotations

from collections import Counter

import pytest

from complaint_store.domain.errors import BadInput
from complaint_store.domain.lifecycle import Status
from complaint_store.services.accounts import log_in
from complaint_store.services.answer_case import open_cases
from complaint_store.services.audit import verify
from complaint_store.services.demo import fill
from complaint_store.services.demo_matters import MATTERS, REPLIES
from complaint_store.services.progress import look_up
from complaint_store.services.queues import desk_queue, supervisor_queue
from tests.complaint_store.office import CLERK, SUPERVISOR, Office


def test_a_month_of_tickets_covers_every_status(office: Office):
    office.later(days=30)
    made = fill(**office.at)
    how = {"uow": office.uow, "book": office.book, "today": office.today}
    lines = supervisor_queue(SUPERVISOR, **how)
    assert len(lines) == made.tickets >= 50
    assert set(Counter(line.status for line in lines)) == set(Status)
    flags = {flag for line in desk_queue(CLERK, **how) for flag in line.flags}
    assert {"returned", "arbitration", "abstained", "overdue", "extension", "redo", "retaliation"} <= flags
    assert len(open_cases(CLERK, uow=office.uow)) == 1
    assert verify(uow=office.uow).intact
    assert all(look_up(code, **how) for code in made.receipt_codes)


def test_every_matter_has_an_answer_that_speaks_of_it():
    assert {matter.category for matter in MATTERS} == set(REPLIES)


def test_everything_happened_before_now(office: Office):
    office.later(days=30)
    fill(**office.at)
    with office.uow as uow:
        assert all(link.event and link.event.at <= office.now for link in uow.events.links())


def test_the_demo_users_can_log_in(office: Office):
    for name, password, _ in fill(**office.at).users:
        assert log_in(name, password, "10.0.0.1", uow=office.uow, now=office.now)


def test_a_store_in_use_is_left_alone(office: Office):
    office.a_ticket()
    with pytest.raises(BadInput, match="只填空库"):
        fill(**office.at)

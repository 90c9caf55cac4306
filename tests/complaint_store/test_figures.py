"""四率与报表：分母写明，密件和撤回的不算，逾期按答复那天算。"""

from __future__ import annotations

from datetime import timedelta

import pytest

from complaint_store.domain.errors import NotAllowed
from complaint_store.services.actors import SYSTEM
from complaint_store.services.figures import Figures, figures
from complaint_store.services.queues import Wanted, desk_queue, supervisor_count, supervisor_queue, unit_queue
from complaint_store.services.rate import rate
from complaint_store.services.report import rows
from complaint_store.services.withdraw import withdraw
from tests.complaint_store.office import CLERK, GONGXIN, INSPECTOR, SUPERVISOR, Office, a_draft, contact_of


def counted(office: Office, actor: object = SUPERVISOR, days: int = 60) -> Figures:
    since = office.today - timedelta(days=days)
    how = {"since": since, "until": office.today, "today": office.today}
    return figures(actor, uow=office.uow, book=office.book, **how)  # type: ignore[arg-type]


def test_no_ticket_is_no_rate_and_not_zero(office: Office):
    total = counted(office).total
    assert total.filed == 0 and total.signed.value is None and total.solved.n == 0


def test_the_four_rates_with_their_numbers(office: Office):
    on_time, late, new = office.a_ticket(), office.a_ticket(), office.a_ticket()
    office.replied(on_time)
    rate(on_time.receipt_code, True, 5, **office.at)
    office.later(days=31)
    office.replied(late)
    for _ in range(3):
        rate(late.receipt_code, False, 2, **office.at)
        if not office.progress(late).can_rate:
            break
    withdraw(office.a_ticket().receipt_code, **office.at)
    total = counted(office).total
    assert total.filed == 3
    assert (total.signed.done, total.signed.n) == (1, 3), "重办的要重新签收"
    assert (total.solved.done, total.solved.n) == (1, 2)
    assert (total.satisfied.done, total.satisfied.n) == (1, 2)
    assert total.overdue == 1 and new.number in {
        line.number
        for line in supervisor_queue(
            SUPERVISOR, Wanted(overdue_only=True), uow=office.uow, book=office.book, today=office.today
        )
    }


def test_on_time_is_judged_by_the_day_of_the_reply(office: Office):
    first, second = office.a_ticket(), office.a_ticket()
    office.later(days=30)
    office.replied(first)
    office.later(days=1)
    office.replied(second)
    office.later(days=5)
    on_time = counted(office).total.on_time
    assert (on_time.done, on_time.n) == (1, 2)


def test_figures_by_unit_and_category_and_time_add_up(office: Office):
    office.a_ticket()
    office.a_ticket(a_draft(abstain=True))
    office.later(days=1)
    office.a_ticket(a_draft(text="工钱没给", categories=("wage_arrears",), accused_kind="private"))
    seen = counted(office, days=1)
    assert sum(r.filed for r in seen.by_unit) == sum(r.filed for r in seen.by_category) == 3
    assert "12345 人工坐席" in {r.name for r in seen.by_unit}
    assert [row.filed for _, row in seen.over_time] == [2, 1]
    assert seen.before.filed == 0


def test_a_unit_sees_only_its_own_figures_and_the_inspector_none(office: Office):
    office.a_ticket()
    office.a_ticket(a_draft(text="工钱没给", categories=("wage_arrears",), accused_kind="private"))
    assert counted(office, contact_of(GONGXIN)).total.filed == 1
    with pytest.raises(NotAllowed):
        counted(office, INSPECTOR)


def test_queues_are_sorted_by_what_matters_to_each(office: Office):
    early = office.a_ticket()
    office.later(days=3)
    late = office.a_ticket()
    doubtful = office.a_ticket(a_draft(abstain=True))
    urgent = office.a_ticket(a_draft(marks=frozenset({"emergency"})))
    how = {"uow": office.uow, "book": office.book, "today": office.today}
    assert [x.number for x in unit_queue(contact_of(GONGXIN), **how).lines] == [early.number, late.number]
    assert [x.number for x in desk_queue(CLERK, **how)][:2] == [urgent.number, doubtful.number]
    assert [x.number for x in desk_queue(CLERK, number=late.number[:8] + "-000001", **how)] == [late.number]


def test_what_needs_a_person_is_listed_however_many_others_there_are(office: Office):
    doubtful = office.a_ticket(a_draft(abstain=True))
    for _ in range(6):
        office.a_ticket()
    how = {"uow": office.uow, "book": office.book, "today": office.today}
    lines = desk_queue(CLERK, limit=3, **how)
    assert len(lines) == 3 and lines[0].number == doubtful.number


def test_the_report_has_one_row_for_each_ticket_without_identity_or_words(office: Office):
    office.closed(office.a_ticket())
    office.later(days=40)
    office.a_ticket()
    how = {"since": office.today - timedelta(days=50), "until": office.today, "today": office.today}
    found = list(rows(SYSTEM, uow=office.uow, book=office.book, **how))
    assert [(r.lead, r.channel, r.area) for r in found] == [
        ("盟工信局", "网页对话", "阿拉善左旗/巴彦浩特镇")
    ] * 2
    assert found[0].closed and not found[1].closed
    assert not any(secret in repr(found) for secret in ("温知秋", "19900000001", "档案楼"))
    with pytest.raises(NotAllowed):
        list(rows(CLERK, uow=office.uow, book=office.book, **how))


def test_what_is_handled_stands_before_what_is_over_and_all_of_it_is_counted(office: Office):
    over = [office.a_ticket() for _ in range(2)]
    for ticket in over:
        office.closed(ticket)
    office.later(days=1)
    handled = office.a_ticket()
    how = {"uow": office.uow, "today": office.today}
    listed = supervisor_queue(SUPERVISOR, book=office.book, limit=2, **how)
    assert [line.number for line in listed] == [handled.number, over[1].number]
    assert supervisor_count(SUPERVISOR, **how) == 3


def test_a_long_queue_says_how_long_it_is(office: Office):
    for _ in range(3):
        office.a_ticket()
    queue = unit_queue(contact_of(GONGXIN), uow=office.uow, book=office.book, today=office.today, limit=2)
    assert (len(queue.lines), queue.in_all) == (2, 3)

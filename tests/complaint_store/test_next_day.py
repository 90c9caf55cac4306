"""单位的队列按眼前要办到的一天排：受理、告知在办结之前，签收之后看下一项。"""

from __future__ import annotations

from datetime import timedelta

from complaint_store.domain.draft import Filled
from complaint_store.domain.ids import CategoryId, UnitId
from complaint_store.services.queues import (
    Wanted,
    late_to_sign,
    supervisor_count,
    supervisor_queue,
    unit_queue,
)
from complaint_store.services.reply import reply
from complaint_store.services.return_to_desk import return_to_desk
from complaint_store.services.views import FiledTicket, TicketLine
from tests.complaint_store.office import CAIZHENG, CLERK, SUPERVISOR, Office, a_draft, contact_of

RENSHE = UnitId("zuoqi.renshe")
FIELDS = {"place": Filled("巴彦浩特", "阿拉善左旗/巴彦浩特镇"), "amount": Filled("35万", 350_000)}


def wages(office: Office) -> FiledTicket:
    draft = a_draft(categories=(CategoryId("wage_arrears"),), accused_kind="private", fields=FIELDS)
    ticket = office.a_ticket(draft)
    assert ticket.lead == RENSHE
    return ticket


def queue(office: Office) -> tuple[TicketLine, ...]:
    return unit_queue(contact_of(RENSHE), uow=office.uow, book=office.book, today=office.today).lines


def test_before_signing_the_day_of_acceptance_comes_first(office: Office):
    wages(office)
    (line,) = queue(office)
    assert line.next_name == "受理并立案"
    assert line.next_day is not None and line.last_day is not None and line.next_day < line.last_day
    assert line.next_left == (line.next_day - office.today).days


def test_after_signing_the_next_one_is_shown(office: Office):
    ticket = wages(office)
    office.signed(ticket)
    (line,) = queue(office)
    assert line.next_name == "完成调查" and line.next_day == line.last_day


def test_the_queue_is_sorted_by_the_nearest_day_and_not_by_the_last(office: Office):
    early = wages(office)
    office.signed(early)  # 只剩完成调查，六十个工作日
    office.later(days=1)
    late = wages(office)  # 后来的，但五个工作日内要受理
    lines = queue(office)
    assert [line.number for line in lines] == [late.number, early.number]
    assert lines[0].last_day is not None and lines[1].last_day is not None
    assert lines[0].last_day > lines[1].last_day


def test_a_day_that_passed_unsigned_stays_first(office: Office):
    wages(office)
    office.later(days=10)
    assert queue(office)[0].next_left is not None and queue(office)[0].next_left < 0


def test_the_supervisor_sees_who_has_not_signed_by_the_day(office: Office):
    ticket = wages(office)

    def late() -> list[str]:
        how = {"uow": office.uow, "book": office.book, "today": office.today}
        return [line.number for line in late_to_sign(SUPERVISOR, **how)]

    office.later(days=7)
    assert late() == [], "第五个工作日还不算过"
    office.later(days=1)
    assert late() == [ticket.number]
    assert supervisor_count(SUPERVISOR, Wanted(overdue_only=True), uow=office.uow, today=office.today) == 0
    unit = office.signed(ticket)
    assert late() == []
    return_to_desk(ticket.ticket_id, "不归我们。", "信访工作条例第二十三条", actor=unit, **office.at)
    assert late() == [ticket.number], "退回了，又没有单位接着"


def test_what_is_replied_has_no_day_to_act_by(office: Office):
    ticket = wages(office)
    unit = office.signed(ticket)
    reply(ticket.ticket_id, "已责令付清。", actor=unit, **office.at)
    (line,) = queue(office)
    assert line.next_day is None and line.next_name == ""


def an_accusation(office: Office) -> FiledTicket:
    """检举类：条文只定了告知的日子，没有定办结的日子。"""
    fields = {
        "accused_unit": Filled("盟财政局", "盟财政局", code=str(CAIZHENG)),
        "place": Filled("巴彦浩特", "阿拉善左旗/巴彦浩特镇"),
    }
    draft = a_draft(
        text="办手续让我交清单上没有的费。",
        categories=(CategoryId("rent_seeking"),),
        subtype="fee_outside_list",
        fields=fields,
    )
    ticket = office.a_ticket(draft)
    assert {d.id for d in office.view(ticket, CLERK).deadlines} == {"petition.notify", "petition.accusation"}
    return ticket


def test_what_the_signature_has_fulfilled_is_never_overdue(office: Office):
    ticket = an_accusation(office)
    office.signed(ticket)
    office.later(days=30)
    seen = office.view(ticket, SUPERVISOR)
    assert (seen.last_day, seen.days_left) == (None, None) and "overdue" not in seen.flags
    assert seen.running == {"petition.accusation"}
    overdue = supervisor_queue(
        SUPERVISOR, Wanted(overdue_only=True), uow=office.uow, book=office.book, today=office.today
    )
    assert overdue == ()
    assert [step.title for step in office.progress(ticket).steps if not step.done] == ["盟市场监管局答复"]


def test_unsigned_it_is_overdue_and_so_it_is_again_at_the_desk(office: Office):
    ticket = an_accusation(office)
    unit = office.signed(ticket)
    return_to_desk(ticket.ticket_id, "不归我们。", "信访工作条例第二十三条", actor=unit, **office.at)
    office.later(days=30)
    assert office.view(ticket, SUPERVISOR).days_left == -15


def test_once_answered_no_period_runs(office: Office):
    ticket = wages(office)
    office.closed(ticket)
    assert office.view(ticket, SUPERVISOR).running == frozenset()


def test_how_far_the_law_lets_it_be_extended_is_known_beforehand(office: Office):
    fees = office.a_ticket()
    office.signed(fees)
    seen = office.view(fees, contact_of(fees.lead))
    assert seen.extend_until == office.today + timedelta(days=90) and seen.extension_barred == ""
    accusation = an_accusation(office)
    assert "不能延长" in office.view(accusation, contact_of(accusation.lead)).extension_barred


def test_what_is_overdue_altogether_does_not_push_out_who_has_not_signed(office: Office):
    office.a_ticket()  # 三十天内答复，到时已经逾期
    ticket = wages(office)
    office.later(days=40)
    how = {"uow": office.uow, "book": office.book, "today": office.today}
    assert [line.number for line in late_to_sign(SUPERVISOR, limit=1, **how)] == [ticket.number]

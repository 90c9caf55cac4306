"""工单的一生：签收、答复、退回、补充材料、延期、评价、重办、撤回，每一步谁能走、走到哪。"""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest

from complaint_store.domain.errors import BadInput, MoveNotAllowed, NotAllowed, NotFound
from complaint_store.domain.ids import CategoryId
from complaint_store.domain.lifecycle import MOVES, Status, move
from complaint_store.services.add_material import add_material
from complaint_store.services.ask_material import ask_material
from complaint_store.services.close import archive, close
from complaint_store.services.conversations import open_conversation
from complaint_store.services.decide_extension import decide_extension
from complaint_store.services.rate import MAX_REDONE, rate
from complaint_store.services.reassign import reassign
from complaint_store.services.reply import reply
from complaint_store.services.request_extension import request_extension
from complaint_store.services.return_to_desk import return_to_desk
from complaint_store.services.sign import sign
from complaint_store.services.told_on_phone import add_by_phone, rate_by_phone, withdraw_by_phone
from complaint_store.services.withdraw import withdraw
from tests.complaint_store.office import CAIZHENG, CLERK, GONGXIN, Office, a_draft, contact_of

PAYMENT = CategoryId("project_payment_arrears")
WAGES = a_draft(
    text="我们十二个人的工钱八万六一直没给。", categories=("wage_arrears",), accused_kind="private"
)


@pytest.mark.parametrize("step", list(product(Status, Status)), ids=lambda s: f"{s[0].value}-{s[1].value}")
def test_only_the_moves_of_the_table_are_possible(step: tuple[Status, Status]):
    before, after = step
    if after in MOVES[before]:
        assert move(before, after) is after
    else:
        with pytest.raises(MoveNotAllowed):
            move(before, after)


def test_from_filing_to_the_archive(office: Office):
    ticket = office.a_ticket()
    unit = office.signed(ticket)
    office.later(days=3)
    assert reply(ticket.ticket_id, "已付清。", actor=unit, **office.at).status is Status.REPLIED
    assert rate(ticket.receipt_code, True, 5, **office.at).status is Status.CLOSED
    assert archive(ticket.ticket_id, "已回访", actor=CLERK, **office.at).status is Status.ARCHIVED
    kinds = [e.kind for e in office.view(ticket, CLERK).events]
    assert kinds == ["filed", "dispatched", "signed", "replied", "rated", "closed", "archived"]


def test_a_step_out_of_order_changes_nothing(office: Office):
    ticket = office.a_ticket()
    with pytest.raises(MoveNotAllowed):
        reply(ticket.ticket_id, "已付清。", actor=contact_of(GONGXIN), **office.at)
    assert office.view(ticket, CLERK).status is Status.DISPATCHED
    assert [e.kind for e in office.view(ticket, CLERK).events] == ["filed", "dispatched"]


def test_another_unit_is_told_that_there_is_no_such_ticket(office: Office):
    ticket = office.a_ticket()
    for actor in (contact_of("zuoqi.renshe"), contact_of(None)):
        with pytest.raises(NotFound):
            sign(ticket.ticket_id, actor=actor, **office.at)


def test_a_supporting_unit_sees_the_ticket_but_takes_no_step(office: Office):
    ticket = office.a_ticket(a_draft(text="学校欠工程款三万。", accused_kind="public_institution", fields={}))
    supporting = [u for u, _ in office.view(ticket, CLERK).supporting]
    for unit in supporting:
        assert office.view(ticket, contact_of(unit)).actions == ()
        with pytest.raises(NotAllowed):
            sign(ticket.ticket_id, actor=contact_of(unit), **office.at)


def test_empty_words_are_refused_in_a_sentence(office: Office):
    ticket = office.a_ticket()
    unit = office.signed(ticket)
    for step in (reply, ask_material):
        with pytest.raises(BadInput):
            step(ticket.ticket_id, "  ", actor=unit, **office.at)
    with pytest.raises(BadInput):
        return_to_desk(ticket.ticket_id, "", "", actor=unit, **office.at)


def test_returned_once_goes_to_the_desk_and_to_another_unit(office: Office):
    ticket = office.a_ticket()
    unit = office.signed(ticket)
    moved = return_to_desk(ticket.ticket_id, "不归我单位。", "《条例》第五条", actor=unit, **office.at)
    assert moved.status is Status.RETURNED
    office.later(days=2)
    before = office.view(ticket, CLERK).last_day
    reassign(ticket.ticket_id, "league.fagai", "由发改委办理。", actor=CLERK, **office.at)
    seen = office.view(ticket, CLERK)
    assert (seen.status, seen.lead) == (Status.DISPATCHED, "league.fagai")
    assert seen.last_day == before, "单位之间的往返不让诉求人多等"
    with pytest.raises(NotFound):
        office.view(ticket, unit)


def test_returned_twice_is_for_the_desk_to_decide(office: Office):
    ticket = office.a_ticket()
    for _ in range(2):
        unit = office.signed(ticket)
        moved = return_to_desk(ticket.ticket_id, "不归我单位。", "", actor=unit, **office.at)
        if moved.status is Status.RETURNED:
            reassign(ticket.ticket_id, GONGXIN, "按方案仍由你单位办理。", actor=CLERK, **office.at)
    seen = office.view(ticket, CLERK)
    assert seen.status is Status.AT_DESK and "arbitration" in seen.flags


def test_the_accused_unit_and_those_under_it_are_never_assigned(office: Office):
    ticket = office.a_ticket()
    with pytest.raises(NotAllowed):
        reassign(ticket.ticket_id, CAIZHENG, "试试", actor=CLERK, **office.at)
    with pytest.raises(NotAllowed):
        reassign(ticket.ticket_id, GONGXIN, "试试", actor=CLERK, supporting=(CAIZHENG,), **office.at)
    with pytest.raises(BadInput, match="没有这个单位"):
        reassign(ticket.ticket_id, "league.nowhere", "试试", actor=CLERK, **office.at)


def test_a_desk_ticket_starts_its_clock_when_it_is_dispatched(office: Office):
    ticket = office.a_ticket(a_draft(abstain=True))
    assert office.view(ticket, CLERK).last_day is None
    office.later(days=4)
    reassign(ticket.ticket_id, GONGXIN, "核对后派单。", actor=CLERK, **office.at)
    last_day = office.view(ticket, CLERK).last_day
    assert last_day is not None and last_day == office.today + timedelta(days=30)


def test_a_clerk_says_what_kind_of_matter_it_is_when_dispatching(office: Office):
    ticket = office.a_ticket(a_draft(categories=(), abstain=True))
    reassign(ticket.ticket_id, GONGXIN, "核对后派单。", actor=CLERK, category=PAYMENT, **office.at)
    seen = office.view(ticket, CLERK)
    assert seen.category == PAYMENT and not seen.abstained and seen.last_day is not None
    with pytest.raises(BadInput, match="没有这个类别"):
        reassign(ticket.ticket_id, GONGXIN, "再派", actor=CLERK, category=CategoryId("parking"), **office.at)


def test_asking_for_material_does_not_move_the_last_day(office: Office):
    ticket = office.a_ticket()
    before = office.progress(ticket).last_day
    office.asked(ticket)
    office.later(days=5)
    assert office.progress(ticket).asks[0].answered is False
    moved = add_material(ticket.receipt_code, "合同在附件里。", **office.at)
    assert moved.status is Status.IN_PROGRESS
    seen = office.progress(ticket)
    assert seen.last_day == before and seen.asks[0].answered
    with office.uow as uow:
        assert "material" in {n.kind for n in uow.outbox.of_ticket(ticket.ticket_id)}


def test_material_can_be_added_twice_on_the_same_day(office: Office):
    ticket = office.a_ticket()
    for words in ("第一份", "第二份"):
        add_material(ticket.receipt_code, words, **office.at)
    assert [m.text for m in office.progress(ticket).materials] == ["第一份", "第二份"]


def test_an_extension_within_the_law_is_asked_approved_and_told(office: Office):
    ticket = office.a_ticket()
    unit = office.signed(ticket)
    before = office.view(ticket, unit).last_day
    assert before is not None
    new_day = before + timedelta(days=20)
    request_extension(ticket.ticket_id, new_day, "需要三方对账。", actor=unit, **office.at)
    assert office.view(ticket, CLERK).actions[0] == "decide_extension"
    decide_extension(ticket.ticket_id, True, "情况复杂。", actor=CLERK, **office.at)
    seen = office.progress(ticket)
    assert seen.last_day == new_day
    assert any(step.title == "同意延期" and "情况复杂" in step.note for step in seen.steps)


def test_an_extension_beyond_the_law_is_refused_with_the_day(office: Office):
    ticket = office.a_ticket()
    unit = office.signed(ticket)
    with pytest.raises(BadInput, match="最晚只能延长到2027年"):
        request_extension(ticket.ticket_id, office.today + timedelta(days=400), "忙", actor=unit, **office.at)
    with pytest.raises(BadInput, match="要晚于现在的最后一天"):
        request_extension(ticket.ticket_id, office.today, "忙", actor=unit, **office.at)


def test_a_refused_extension_leaves_the_last_day(office: Office):
    ticket = office.a_ticket()
    unit = office.signed(ticket)
    before = office.view(ticket, unit).last_day
    assert before is not None
    request_extension(ticket.ticket_id, before + timedelta(days=5), "忙。", actor=unit, **office.at)
    decide_extension(ticket.ticket_id, False, "请按期答复。", actor=CLERK, **office.at)
    assert office.view(ticket, unit).last_day == before
    with pytest.raises(BadInput):
        decide_extension(ticket.ticket_id, True, "再批一次", actor=CLERK, **office.at)


def test_not_solved_goes_back_to_the_same_unit_with_a_new_clock(office: Office):
    ticket = office.a_ticket(WAGES)
    office.replied(ticket, "没有查到。")
    office.later(days=10)
    before = office.progress(ticket).last_day
    assert rate(ticket.receipt_code, False, 1, comment="钱没有给", **office.at).status is Status.DISPATCHED
    seen = office.progress(ticket)
    assert seen.lead == ticket.lead and seen.last_day != before and not seen.can_rate
    with office.uow as uow:
        assert "redone" in {n.kind for n in uow.outbox.of_ticket(ticket.ticket_id)}


def test_not_solved_too_often_ends_at_the_desk_instead_of_going_round(office: Office):
    ticket = office.a_ticket()
    for _ in range(MAX_REDONE + 1):
        office.replied(ticket)
        rate(ticket.receipt_code, False, 1, **office.at)
    seen = office.view(ticket, CLERK)
    assert seen.status is Status.CLOSED and "unsolved" in seen.flags


def test_one_rating_for_one_reply(office: Office):
    ticket = office.a_ticket()
    with pytest.raises(BadInput):
        rate(ticket.receipt_code, True, 5, **office.at)
    office.replied(ticket)
    with pytest.raises(BadInput, match="1到5分"):
        rate(ticket.receipt_code, True, 6, **office.at)
    rate(ticket.receipt_code, True, 4, **office.at)
    with pytest.raises(BadInput, match="已经评价过"):
        rate(ticket.receipt_code, False, 1, **office.at)


def test_withdrawing_tells_the_unit_and_ends_it(office: Office):
    ticket = office.a_ticket()
    assert withdraw(ticket.receipt_code, reason="已经解决", **office.at).status is Status.WITHDRAWN
    seen = office.progress(ticket)
    assert not (seen.can_add_material or seen.can_rate or seen.can_withdraw)
    with pytest.raises(BadInput):
        withdraw(ticket.receipt_code, **office.at)


def test_the_desk_may_answer_what_waits_there(office: Office):
    ticket = office.a_ticket(a_draft(categories=(), abstain=True, fields={}))
    with pytest.raises(BadInput, match="要写明给诉求人的答复"):
        close(ticket.ticket_id, actor=CLERK, **office.at)
    close(ticket.ticket_id, "这件事请到政务大厅三号窗口办理。", actor=CLERK, **office.at)
    seen = office.progress(ticket)
    assert seen.replies[0].text.startswith("这件事请到") and seen.status is Status.CLOSED
    assert rate(ticket.receipt_code, False, 2, **office.at).status is Status.CLOSED


def test_what_a_clerk_does_in_the_reporter_s_name_stands_under_the_clerk_and_is_told(office: Office):
    talk = open_conversation("web", None, uow=office.uow, now=office.now)
    ticket = office.file(conversation=talk).tickets[0]
    office.replied(ticket)
    rate_by_phone(ticket.ticket_id, False, 1, actor=CLERK, text="还没付", **office.at)
    add_by_phone(ticket.ticket_id, "又欠了一个月", actor=CLERK, **office.at)
    withdraw_by_phone(ticket.ticket_id, "说不告了，核对了手机号", actor=CLERK, **office.at)
    with office.uow as uow, uow.reading():
        done = [stored.event for stored in uow.events.of_ticket(ticket.ticket_id)][-4:]
        told = [n.payload["text"] for n in uow.outbox.of_ticket(ticket.ticket_id) if n.channel == "web"]
    assert [event.kind for event in done] == ["rated", "redone", "material", "withdrawn"]
    assert {(event.actor_role, event.actor_user) for event in done} == {("clerk", CLERK.user_id)}
    assert "坐席按电话里说的撤回了" in told[-1]

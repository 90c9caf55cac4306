"""立单：一次提交，诉求、工单、事件和通知同进同退；同一提交键只立一次。"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from complaint_store.domain.errors import BadInput, NotAllowed
from complaint_store.domain.lifecycle import Status
from complaint_store.domain.receipt import normalise
from complaint_store.domain.routing import Lane
from complaint_store.services.conversations import messages_after, open_conversation, receive
from complaint_store.services.file_complaint import file_complaint
from tests.complaint_store.office import (
    CAIZHENG,
    CLERK,
    GONGXIN,
    INSPECTOR,
    WORDS,
    Office,
    a_draft,
    a_sealed_draft,
)


def test_an_arrears_complaint_goes_to_the_unit_of_the_plan_with_its_last_day(office: Office):
    ticket = office.a_ticket()
    assert (ticket.lead, ticket.lead_name, ticket.lane) == (GONGXIN, "盟工信局", Lane.ORDINARY)
    assert ticket.number == "20261102-000001"
    assert normalise(ticket.receipt_code)
    assert [str(d.last_day) for d in ticket.deadlines] == ["2026-12-02"]


def test_the_notices_stand_in_the_same_transaction(office: Office):
    ticket = office.a_ticket()
    with office.uow as uow:
        rows = uow.outbox.of_ticket(ticket.ticket_id)
    assert {(r.channel, r.unit) for r in rows} >= {("portal", GONGXIN)}
    assert all(r.unit != CAIZHENG for r in rows)
    assert not any("温知秋" in str(r.payload) or "19900000001" in str(r.payload) for r in rows)


def test_the_same_key_files_once_and_answers_the_same(office: Office):
    first, again = office.file(key="talk-1/summary-1"), office.file(key="talk-1/summary-1")
    assert first.is_new and not again.is_new
    assert again.tickets == first.tickets
    with office.uow as uow:
        assert uow.complaints.count() == 1


def test_the_same_key_from_several_threads_files_once(office: Office):
    with ThreadPoolExecutor(6) as pool:
        filed = list(pool.map(lambda _: office.file(key="pressed-twice"), range(12)))
    assert len({f.tickets[0].receipt_code for f in filed}) == 1
    with office.uow as uow:
        assert uow.complaints.count() == 1


def test_many_at_once_get_different_numbers_without_a_gap(office: Office):
    with ThreadPoolExecutor(6) as pool:
        filed = list(pool.map(lambda n: office.file(key=f"k{n}"), range(24)))
    numbers = sorted(f.tickets[0].number for f in filed)
    assert numbers == [f"20261102-{n:06d}" for n in range(1, 25)]


def test_two_matters_are_two_tickets_of_one_complaint(office: Office):
    other = a_draft(text="他们还要我们另外交一份清单外的证明。", categories=("rent_seeking",))
    filed = office.file((a_draft(), other))
    assert len(filed.tickets) == 2
    assert len({t.receipt_code for t in filed.tickets}) == 2
    with office.uow as uow:
        assert len(uow.tickets.of_complaints([filed.complaint_id])) == 2


def test_an_anonymous_complaint_keeps_no_name_and_no_number(office: Office):
    ticket = office.a_ticket(a_draft(anonymous=True))
    with office.uow as uow:
        stored = uow.tickets.get(ticket.ticket_id)
        complaint = uow.complaints.get(stored.complaint_id)
    assert complaint.reporter is None
    for kept in (complaint.text, stored.text, str(stored.fields)):
        assert "19900000001" not in kept and "wenzhiqiu88" not in kept
    assert "phone" not in stored.fields and "reporter_name" not in stored.fields


def test_what_a_named_person_said_is_kept_word_for_word(office: Office):
    ticket = office.a_ticket()
    with office.uow as uow:
        complaint = uow.complaints.get(uow.tickets.get(ticket.ticket_id).complaint_id)
    assert complaint.text == WORDS
    assert complaint.reporter is not None and complaint.reporter.phone == "19900000001"


def test_what_is_not_understood_waits_at_the_desk_and_not_nowhere(office: Office):
    ticket = office.a_ticket(a_draft(text="你们看着办吧", categories=(), fields={}, abstain=True))
    assert (ticket.lead, ticket.lead_name, ticket.lane) == (None, "12345 人工坐席", Lane.DESK)
    assert office.view(ticket, CLERK).status is Status.AT_DESK


def test_misconduct_without_the_sealed_lane_is_not_stored_and_names_the_door(office: Office):
    talk = open_conversation("web", None, uow=office.uow, now=office.now)
    receive(talk, "m1", a_sealed_draft().text, [], uow=office.uow, now=office.now)
    filed = office.file(a_sealed_draft(), conversation=talk)
    assert filed.complaint_id is None and filed.tickets == () and filed.doors
    with office.uow as uow:
        assert uow.complaints.count() == 0
    said = messages_after(talk, 0, uow=office.uow)
    assert len(said) == 1 and "郝科长" not in said[0].text


def test_misconduct_with_the_sealed_lane_is_numbered_apart(office: Office):
    office.a_ticket()
    sealed = office.a_ticket(a_sealed_draft(), sealed_enabled=True)
    assert sealed.lane is Lane.SEALED and sealed.number == "M20261102-000001"
    assert office.a_ticket().number == "20261102-000002"
    assert office.view(sealed, INSPECTOR).text == a_sealed_draft().text
    with office.uow as uow:
        assert uow.outbox.of_ticket(sealed.ticket_id) == ()


def test_a_sealed_and_an_ordinary_matter_share_no_complaint(office: Office):
    filed = office.file((a_draft(), a_sealed_draft()), sealed_enabled=True, key="both")
    lanes = {t.lane: t for t in filed.tickets}
    assert set(lanes) == {Lane.ORDINARY, Lane.SEALED}
    assert "郝科长" not in office.view(lanes[Lane.ORDINARY], CLERK).text
    assert office.file((a_draft(), a_sealed_draft()), sealed_enabled=True, key="both").is_new is False


def test_a_clerk_may_choose_another_unit_but_never_the_accused(office: Office):
    chosen = office.a_ticket(actor=CLERK, channel="desk", lead="league.fagai")
    assert chosen.lead == "league.fagai"
    with pytest.raises(NotAllowed):
        office.file(actor=CLERK, channel="desk", lead=CAIZHENG)
    with office.uow as uow:
        assert uow.complaints.count() == 1


def test_nothing_said_and_too_much_said_are_refused_in_a_sentence(office: Office):
    with pytest.raises(BadInput, match="还没有说到要反映的事"):
        office.file(a_draft(text="  \n"))
    with pytest.raises(BadInput, match="超过20000字"):
        office.file(a_draft(text="钱" * 20_001))


def test_a_step_that_fails_midway_leaves_nothing(office: Office):
    class NoRoom(Exception):
        pass

    uow = office.uow
    keep = uow.outbox.add

    def fails(rows: object) -> None:
        keep([])
        raise NoRoom

    uow.outbox.add = fails  # type: ignore[method-assign]
    with pytest.raises(NoRoom):
        file_complaint(
            a_draft(), channel="web", conversation=None, actor=None, uow=uow, book=office.book, now=office.now
        )
    with office.uow as fresh:
        assert fresh.complaints.count() == 0
        assert fresh.events.head()[0] == 0
        assert fresh.tickets.next_number(office.today, False).endswith("-000001")


def test_the_reporters_consent_is_what_the_draft_says(office: Office):
    from complaint_store.domain.draft import Filled

    fields = {**a_draft().fields, "consent": Filled("同意", True)}
    ticket = office.a_ticket(replace(a_draft(), fields=fields))
    with office.uow as uow:
        reporter = uow.complaints.get(uow.tickets.get(ticket.ticket_id).complaint_id).reporter
    assert reporter is not None and reporter.consent

"""谁能看到什么：密件只给纪检，身份只给需要的人，不该知道的人连有没有都不知道。"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from complaint_store.domain.draft import Draft, Filled
from complaint_store.domain.errors import NotAllowed, NotFound
from complaint_store.domain.ids import TicketId
from complaint_store.security.redaction import redact
from complaint_store.services.actors import SYSTEM
from complaint_store.services.figures import figures
from complaint_store.services.queues import desk_queue, inspector_queue, supervisor_queue, unit_queue
from complaint_store.services.rate import rate
from complaint_store.services.report import rows
from complaint_store.services.sign import sign
from complaint_store.services.withdraw import withdraw
from tests.complaint_store.office import (
    ADMIN,
    CAIZHENG,
    CLERK,
    GONGXIN,
    INSPECTOR,
    SUPERVISOR,
    Office,
    a_draft,
    a_sealed_draft,
    contact_of,
)

SECRETS = ("温知秋", "19900000001", "wenzhiqiu88")


def shown_to(office: Office, ticket: object, actor: object) -> str:
    return repr(office.view(ticket, actor))  # type: ignore[arg-type]


def test_the_clerk_sees_who_told_it_to_be_able_to_call_back(office: Office):
    seen = office.view(office.a_ticket(), CLERK)
    assert seen.reporter is not None and seen.reporter.phone == "19900000001"
    assert seen.text.startswith("我叫温知秋")


def test_the_lead_sees_the_identity_only_after_signing(office: Office):
    ticket = office.a_ticket()
    before = shown_to(office, ticket, contact_of(GONGXIN))
    assert not any(secret in before for secret in SECRETS)
    assert "签收后可见" in before
    unit = office.signed(ticket)
    assert office.view(ticket, unit).reporter is not None


def told_with_a_number(**changes: Any) -> Draft:
    """Who tells what is wanted, and how the works are called, in words that name the reporter."""
    said = {"demand": "尽快付清，打19900000001找温知秋", "project": "温知秋承包的牧道"}
    draft = a_draft(**changes)
    return replace(
        draft, fields={**draft.fields, **{name: Filled(words, words) for name, words in said.items()}}
    )


def test_the_facts_tell_no_more_of_the_reporter_than_the_words(office: Office):
    ticket = office.a_ticket(told_with_a_number())
    for actor in (SUPERVISOR, contact_of(GONGXIN)):
        seen = shown_to(office, ticket, actor)
        assert not any(secret in seen for secret in SECRETS), actor.role
        assert "尽快付清" in seen
    assert "打19900000001找温知秋" in shown_to(office, ticket, office.signed(ticket))


def test_who_stays_anonymous_leaves_no_number_in_facts_or_later_words(office: Office):
    ticket = office.a_ticket(told_with_a_number(anonymous=True))
    office.replied(ticket)
    rate(ticket.receipt_code, False, 1, comment="没付，打19900000001问我", **office.at)
    withdraw(ticket.receipt_code, reason="算了，有事打19900000001", **office.at)
    for actor in (CLERK, SUPERVISOR, contact_of(GONGXIN)):
        assert "19900000001" not in shown_to(office, ticket, actor)
    assert "有事打" in shown_to(office, ticket, CLERK)


def test_a_number_in_the_words_of_somebody_not_named_is_covered_too(office: Office):
    nameless = replace(a_draft(), fields={}, text="欠款一直不付，座机0483-8123456，联系人姓名：温知秋。")
    ticket = office.a_ticket(nameless)
    for actor in (SUPERVISOR, contact_of(CAIZHENG)):
        seen = shown_to(office, ticket, actor)
        assert "8123456" not in seen and "温知秋" not in seen
    assert "0483-8123456" in shown_to(office, ticket, CLERK)


def test_the_supervisor_never_sees_the_identity(office: Office):
    ticket = office.a_ticket()
    office.replied(ticket, "已与温知秋（19900000001）联系，本周付清。")
    seen = shown_to(office, ticket, SUPERVISOR)
    assert not any(secret in seen for secret in SECRETS)
    assert "本周付清" in seen


@pytest.mark.parametrize("said", ["我叫罗桂芳，", "本人是罗桂芳，", "我的名字是罗桂芳。", "联系人：罗桂芳 "])
def test_a_name_that_stands_only_in_the_words_is_hidden_like_any_other(office: Office, said: str):
    told = replace(a_draft(), text=f"{said}阿左旗住建局欠我工程款三十五万，经手人知道罗桂芳是谁。")
    told = replace(told, fields={k: v for k, v in told.fields.items() if k != "reporter_name"})
    ticket = office.file(told).tickets[0].ticket_id
    for actor in (contact_of(GONGXIN), SUPERVISOR):
        assert "罗桂芳" not in shown_to(office, ticket, actor)
        assert "住建局欠我工程款三十五万，经手人知道罗某某是谁" in shown_to(office, ticket, actor)
    assert "罗桂芳" in shown_to(office, ticket, CLERK)
    hidden = office.file(replace(told, anonymous=True)).tickets[0].ticket_id
    assert "罗桂芳" not in shown_to(office, hidden, CLERK)


@pytest.mark.parametrize(
    "words", ["我叫了一帮工人，", "我是包工头，", "我叫车去拉料，", "公司名叫华盛建筑，", "我是高中生，"]
)
def test_other_words_are_no_name(words: str):
    assert redact(words) == words


def test_the_respondent_is_not_even_told_that_there_is_a_ticket(office: Office):
    ticket = office.a_ticket()
    assert office.view(ticket, CLERK).respondent == (CAIZHENG, "盟财政局")
    with pytest.raises(NotFound):
        office.view(ticket, contact_of(CAIZHENG))
    assert unit_queue(contact_of(CAIZHENG), uow=office.uow, book=office.book, today=office.today).in_all == 0


def test_who_fears_retaliation_stays_unknown_to_the_lead_too(office: Office):
    ticket = office.a_ticket(a_draft(marks=frozenset({"retaliation"})))
    unit = office.signed(ticket)
    assert not any(secret in shown_to(office, ticket, unit) for secret in SECRETS)


def test_with_consent_the_units_see_it_at_once(office: Office):
    draft = a_draft()
    ticket = office.a_ticket(replace(draft, fields={**draft.fields, "consent": Filled("同意", True)}))
    assert office.view(ticket, contact_of(GONGXIN)).reporter is not None


def test_an_anonymous_ticket_shows_the_words_and_says_why_there_is_nobody(office: Office):
    seen = office.view(office.a_ticket(a_draft(anonymous=True)), CLERK)
    assert seen.reporter is None and seen.anonymous
    assert seen.reporter_note == "匿名诉求，没有留下身份和联系方式。"
    assert "35万" in seen.text and "19900000001" not in seen.text


def test_the_marks_stand_where_the_words_stand_for_whoever_looks(office: Office):
    ticket = office.a_ticket()
    for actor in (CLERK, SUPERVISOR, contact_of(GONGXIN)):
        seen = office.view(ticket, actor)
        amount = next(f for f in seen.fields if f.name == "amount")
        assert amount.start is not None and seen.text[amount.start : amount.end] == "35万"
        assert amount.text == "35万元（350,000元）"


def test_a_sealed_ticket_is_invisible_to_all_but_the_inspector(office: Office):
    ordinary = office.a_ticket()
    sealed = office.a_ticket(a_sealed_draft(), sealed_enabled=True)
    lead = contact_of(sealed.lead)
    for actor in (CLERK, SUPERVISOR, ADMIN, lead, contact_of(GONGXIN), SYSTEM):
        with pytest.raises(NotFound):
            office.view(sealed, actor)
    how = {"uow": office.uow, "book": office.book, "today": office.today}
    assert [line.number for line in desk_queue(CLERK, **how)] == [ordinary.number]
    assert [line.number for line in desk_queue(CLERK, number=sealed.number, **how)] == []
    assert [line.number for line in supervisor_queue(SUPERVISOR, **how)] == [ordinary.number]
    assert unit_queue(lead, **how).in_all == 0
    assert [one.line.number for one in inspector_queue(INSPECTOR, **how)] == [sealed.number]
    counted = figures(SUPERVISOR, since=office.today, until=office.today, **how)
    assert counted.total.filed == 1 and all(row.filed == 1 for row in counted.by_category)
    period = {"since": office.today, "until": office.today}
    assert [row.number for row in rows(SYSTEM, **period, **how)] == [ordinary.number]


def test_the_inspector_handles_sealed_tickets_and_sees_no_others(office: Office):
    ordinary = office.a_ticket()
    sealed = office.a_ticket(a_sealed_draft(), sealed_enabled=True)
    sign(sealed.ticket_id, actor=INSPECTOR, **office.at)
    assert office.view(sealed, INSPECTOR).actions[0] == "reply"
    with pytest.raises(NotFound):
        office.view(ordinary, INSPECTOR)


def test_the_administrator_manages_accounts_and_sees_no_complaint(office: Office):
    ticket = office.a_ticket()
    with pytest.raises(NotFound):
        office.view(ticket, ADMIN)
    with pytest.raises(NotAllowed):
        desk_queue(ADMIN, uow=office.uow, book=office.book, today=office.today)


def test_absent_and_forbidden_are_told_the_same_way(office: Office):
    ticket = office.a_ticket()
    told = []
    for id_ in (ticket.ticket_id, TicketId("no-such-ticket")):
        with pytest.raises(NotFound) as refused:
            office.view(id_, contact_of("zuoqi.renshe"))
        told.append(str(refused.value))
    assert told[0] == told[1]


def test_each_queue_is_for_its_own_role(office: Office):
    how = {"uow": office.uow, "book": office.book, "today": office.today}
    wrong = [
        (desk_queue, SUPERVISOR),
        (supervisor_queue, CLERK),
        (unit_queue, CLERK),
        (inspector_queue, SUPERVISOR),
    ]
    for queue, actor in wrong:
        with pytest.raises(NotAllowed):
            queue(actor, **how)

"""欠款的一方只被请来说明情况：问了才看得到，看不到是谁反映的；答不答，期限照走。"""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import text

from complaint_store.delivery.worker import deliver_due
from complaint_store.domain.complaint import Ticket
from complaint_store.domain.draft import Filled
from complaint_store.domain.errors import BadInput, MoveNotAllowed, NotAllowed, NotFound
from complaint_store.domain.ids import CategoryId, UnitId
from complaint_store.domain.lifecycle import Status
from complaint_store.services.ask_respondent import ask_respondent
from complaint_store.services.give_statement import give_statement
from complaint_store.services.portal_notices import unit_notices
from complaint_store.services.queues import unit_queue
from complaint_store.services.reply import reply
from complaint_store.services.statements import statement_view, statements_asked
from complaint_store.services.views import FiledTicket, StatementView
from tests.complaint_store.office import (
    CAIZHENG,
    CLERK,
    GONGXIN,
    SUPERVISOR,
    WORDS,
    Office,
    a_draft,
    a_sealed_draft,
    contact_of,
)

DEBTOR = contact_of(CAIZHENG)
TRACES = ("温知秋", "温某", "温", "19900000001", "199", "*0001", "wenzhiqiu88", "档案楼项目，电话")
QUESTION = "请说明是否欠款、为什么没有付、哪天付。"


def asked(office: Office, ticket: FiledTicket, words: str = QUESTION) -> None:
    ask_respondent(ticket.ticket_id, words, actor=contact_of(ticket.lead), **office.at)


def traces_in(shown: str, ticket: FiledTicket, traces: tuple[str, ...] = TRACES) -> list[str]:
    """What of the reporter shows through; ids and numbers are drawn by lot and may hold any digits."""
    for lot in (ticket.ticket_id, ticket.number):
        shown = shown.replace(lot, "")
    return [trace for trace in traces if trace in shown]


def seen_by_debtor(office: Office, ticket: FiledTicket) -> StatementView:
    return statement_view(ticket.ticket_id, DEBTOR, uow=office.uow, book=office.book)


def stored(office: Office, ticket: FiledTicket) -> Ticket:
    with office.uow as uow, uow.reading():
        return uow.tickets.get(ticket.ticket_id)


def test_before_it_is_asked_the_debtor_knows_nothing(office: Office):
    ticket = office.a_ticket()
    office.signed(ticket)
    assert statements_asked(DEBTOR, uow=office.uow, book=office.book) == ()
    with pytest.raises(NotFound):
        seen_by_debtor(office, ticket)
    with pytest.raises(NotFound):
        give_statement(ticket.ticket_id, "没有欠款。", actor=DEBTOR, **office.at)


def test_the_lead_asks_and_reads_the_answer(office: Office):
    ticket = office.a_ticket()
    lead = office.signed(ticket)
    assert "ask_respondent" in office.view(ticket, lead).actions
    asked(office, ticket)
    waiting = office.view(ticket, lead)
    assert waiting.awaits_statement and "ask_respondent" not in waiting.actions
    office.later(days=2)
    give_statement(ticket.ticket_id, "欠款属实，因结算审核未完，12月10日前付清。", actor=DEBTOR, **office.at)
    seen = office.view(ticket, lead)
    assert not seen.awaits_statement and "ask_respondent" in seen.actions
    told = next(e for e in seen.events if e.kind == "statement_given")
    assert told.who == "盟财政局" and "12月10日前付清" in told.text


def test_what_the_debtor_sees_is_the_matter_and_never_the_reporter(office: Office):
    ticket = office.a_ticket()
    office.signed(ticket)
    asked(office, ticket, "温知秋（19900000001，微信号wenzhiqiu88）说你们欠款，请说明。")
    seen = seen_by_debtor(office, ticket)
    assert dict(seen.facts) == {"amount": "35万元（350,000元）", "project": "档案楼项目"}
    assert seen.lead_name == "盟工信局" and seen.text == "" and seen.reporter is None
    assert not traces_in(repr(seen), ticket)


def test_a_contract_number_would_tell_who_it_is(office: Office):
    draft = a_draft()
    fields = {**draft.fields, "contract_no": Filled("ALS-2023-07", "ALS-2023-07")}
    ticket = office.a_ticket(replace(draft, fields=fields))
    office.signed(ticket)
    asked(office, ticket)
    assert "ALS-2023-07" not in repr(seen_by_debtor(office, ticket))


def test_with_consent_the_debtor_learns_who_it_is(office: Office):
    draft = a_draft()
    ticket = office.a_ticket(replace(draft, fields={**draft.fields, "consent": Filled("同意", True)}))
    office.signed(ticket)
    asked(office, ticket)
    seen = seen_by_debtor(office, ticket)
    assert seen.reporter is not None and seen.reporter.name == "温知秋" and seen.text == WORDS


def test_who_fears_retaliation_stays_unknown_even_with_consent(office: Office):
    draft = a_draft(marks=frozenset({"retaliation"}))
    ticket = office.a_ticket(replace(draft, fields={**draft.fields, "consent": Filled("同意", True)}))
    office.signed(ticket)
    asked(office, ticket)
    assert not traces_in(repr(seen_by_debtor(office, ticket)), ticket)


def test_an_anonymous_complaint_shows_no_words(office: Office):
    ticket = office.a_ticket(a_draft(anonymous=True))
    office.signed(ticket)
    asked(office, ticket)
    seen = seen_by_debtor(office, ticket)
    assert seen.text == "" and seen.reporter is None and "匿名" in seen.note
    assert not traces_in(repr(seen), ticket)


def test_without_a_statement_the_clock_goes_on(office: Office):
    ticket = office.a_ticket()
    lead = office.signed(ticket)
    before = stored(office, ticket)
    asked(office, ticket)
    after = stored(office, ticket)
    assert (after.status, after.deadlines) == (Status.IN_PROGRESS, before.deadlines)
    office.later(days=40)
    assert "overdue" in office.view(ticket, lead).flags


def test_both_are_told_in_their_portals(office: Office):
    ticket = office.a_ticket()
    lead = office.signed(ticket)
    asked(office, ticket)
    give_statement(ticket.ticket_id, "没有欠款，合同已结清。", actor=DEBTOR, **office.at)
    deliver_due(office.database, {}, office.now)
    assert [n.kind for n in unit_notices(DEBTOR, uow=office.uow)] == ["respondent_asked"]
    assert "statement_given" in [n.kind for n in unit_notices(lead, uow=office.uow)]


def test_the_notice_carries_nothing_of_the_complaint(office: Office):
    ticket = office.a_ticket()
    office.signed(ticket)
    asked(office, ticket)
    with office.uow as uow, uow.reading():
        rows = [r for r in uow.outbox.of_ticket(ticket.ticket_id) if r.kind == "respondent_asked"]
    assert [row.unit for row in rows] == [CAIZHENG]
    carried = str(list(rows[0].payload.values()))
    assert ticket.number in carried
    assert not traces_in(carried, ticket, (*TRACES, "35", QUESTION))


def test_once_answered_it_is_answered_until_asked_again(office: Office):
    ticket = office.a_ticket()
    office.signed(ticket)
    asked(office, ticket)
    give_statement(ticket.ticket_id, "正在核对。", actor=DEBTOR, **office.at)
    with pytest.raises(MoveNotAllowed):
        give_statement(ticket.ticket_id, "再写一遍。", actor=DEBTOR, **office.at)
    office.later(days=1)
    asked(office, ticket, "核对的结果呢？")
    office.later(days=1)
    give_statement(ticket.ticket_id, "核对完了，欠35万。", actor=DEBTOR, **office.at)
    assert [one.text for one in seen_by_debtor(office, ticket).said if one.ours] == [
        "正在核对。",
        "核对完了，欠35万。",
    ]


def test_a_closed_matter_needs_no_statement_any_more(office: Office):
    ticket = office.a_ticket()
    office.signed(ticket)
    asked(office, ticket)
    reply(ticket.ticket_id, "已查清。", actor=contact_of(GONGXIN), **office.at)
    assert statements_asked(DEBTOR, uow=office.uow, book=office.book) == ()
    assert not seen_by_debtor(office, ticket).can_state
    with pytest.raises(MoveNotAllowed):
        give_statement(ticket.ticket_id, "没有欠款。", actor=DEBTOR, **office.at)


def test_only_the_lead_asks(office: Office):
    ticket = office.a_ticket()
    office.signed(ticket)
    with pytest.raises(NotAllowed):
        ask_respondent(ticket.ticket_id, QUESTION, actor=CLERK, **office.at)
    for stranger in (DEBTOR, contact_of(UnitId("zuoqi.renshe"))):
        with pytest.raises(NotFound):
            ask_respondent(ticket.ticket_id, QUESTION, actor=stranger, **office.at)


def test_being_asked_opens_nothing_else(office: Office):
    ticket = office.a_ticket()
    office.signed(ticket)
    asked(office, ticket)
    with pytest.raises(NotFound):
        office.view(ticket, DEBTOR)
    assert unit_queue(DEBTOR, uow=office.uow, book=office.book, today=office.today).in_all == 0
    for other in (contact_of(UnitId("zuoqi.renshe")), CLERK, SUPERVISOR):
        with pytest.raises(NotFound):
            statement_view(ticket.ticket_id, other, uow=office.uow, book=office.book)


def test_a_matter_without_a_debtor_has_nobody_to_ask(office: Office):
    fields = {"place": Filled("巴彦浩特", "阿拉善左旗/巴彦浩特镇"), "amount": Filled("35万", 350_000)}
    wages = a_draft(categories=(CategoryId("wage_arrears"),), accused_kind="private", fields=fields)
    ticket = office.a_ticket(wages)
    lead = office.signed(ticket)
    assert "ask_respondent" not in office.view(ticket, lead).actions
    with pytest.raises(MoveNotAllowed):
        asked(office, ticket)


def test_a_sealed_ticket_never_asks_the_other_side(office: Office):
    sealed = office.a_ticket(a_sealed_draft(), sealed_enabled=True)
    with pytest.raises(NotFound):
        ask_respondent(sealed.ticket_id, QUESTION, actor=contact_of(sealed.lead), **office.at)


@pytest.mark.parametrize("words", ["", "   ", "\n"])
def test_nothing_written_is_nothing_sent(office: Office, words: str):
    ticket = office.a_ticket()
    office.signed(ticket)
    with pytest.raises(BadInput, match="请写明"):
        asked(office, ticket, words)
    asked(office, ticket)
    with pytest.raises(BadInput, match="请先写下"):
        give_statement(ticket.ticket_id, words, actor=DEBTOR, **office.at)


def test_the_reporter_sees_that_it_was_asked_and_not_what_was_said(office: Office):
    ticket = office.a_ticket()
    office.signed(ticket)
    asked(office, ticket)
    give_statement(ticket.ticket_id, "因审计未完暂缓支付。", actor=DEBTOR, **office.at)
    seen = office.progress(ticket)
    titles = [step.title for step in seen.steps]
    assert "盟工信局请盟财政局说明情况" in titles and "盟财政局作了说明" in titles
    assert "因审计未完" not in repr(seen)


def test_a_statement_that_names_the_reporter_is_covered_for_the_supervisor(office: Office):
    ticket = office.a_ticket()
    office.signed(ticket)
    asked(office, ticket)
    give_statement(ticket.ticket_id, "我们猜是温知秋反映的。", actor=DEBTOR, **office.at)
    assert "温知秋" not in repr(office.view(ticket, SUPERVISOR))


def test_neither_question_nor_statement_stands_in_the_database_in_clear(office: Office):
    ticket = office.a_ticket()
    office.signed(ticket)
    asked(office, ticket)
    give_statement(ticket.ticket_id, "因审计未完暂缓支付。", actor=DEBTOR, **office.at)
    with office.database.unit_of_work() as uow:
        rows = uow.run(text("SELECT payload FROM events")).scalars().all()
    for words in (QUESTION, "因审计未完暂缓支付。"):
        assert all(words.encode() not in bytes(row) for row in rows)

"""查进度：看得到每一步、哪天、哪个单位、哪一条；码不对和从来没有的码，做的事一样、答的一样。"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event

from complaint_store.domain.errors import NotFound
from complaint_store.domain.receipt import make, spoken
from complaint_store.services.add_material import add_material
from complaint_store.services.conversations import open_conversation
from complaint_store.services.progress import look_up, tickets_of
from complaint_store.services.rate import rate
from complaint_store.services.withdraw import withdraw
from tests.complaint_store.office import WORDS, Office


def test_the_line_shows_what_happened_and_by_when_it_goes_on(office: Office):
    ticket = office.a_ticket()
    steps = office.progress(ticket).steps
    assert [s.title for s in steps if s.done] == ["已收到您的诉求", "已转给盟工信局"]
    ahead = [s for s in steps if not s.done][-1]
    assert "盟工信局" in ahead.title and "2026年12月2日（星期三）" in ahead.note
    assert ahead.clause == "《保障中小企业款项支付条例》第二十五条"


def test_the_reply_reaches_its_reporter(office: Office):
    ticket = office.a_ticket()
    office.replied(ticket, "欠款属实，本周付清。")
    seen = office.progress(ticket)
    assert [(r.unit_name, r.text) for r in seen.replies] == [("盟工信局", "欠款属实，本周付清。")]
    assert seen.can_rate and not seen.can_add_material


def test_the_page_of_a_code_shows_no_words_and_no_identity(office: Office):
    ticket = office.a_ticket()
    seen = repr(office.progress(ticket))
    assert not any(secret in seen for secret in (WORDS, "温知秋", "19900000001", "wenzhiqiu88"))


def test_a_code_may_be_typed_as_it_was_said(office: Office):
    ticket = office.a_ticket()
    said = "".join("零一二三四五六七八九"[int(c)] if c.isdigit() else " " for c in ticket.receipt_code)
    found = look_up(said, uow=office.uow, book=office.book, today=office.today)
    assert found is not None and found.number == ticket.number


def work_of(office: Office, code: str) -> list[str]:
    """The statements and the openings that looking up this code costs."""
    done: list[str] = []
    uow = office.uow
    keep_open, keep_index = uow.keyring.open, uow.keyring.index

    def counted(name: str, call: Any) -> Any:
        return lambda *given, **named: (done.append(name), call(*given, **named))[1]

    def statement(connection: Any, cursor: Any, words: str, *rest: Any) -> None:
        done.append(words)

    event.listen(office.database.engine, "before_cursor_execute", statement)
    uow.keyring.open = counted("open", keep_open)  # type: ignore[method-assign]
    uow.keyring.index = counted("index", keep_index)  # type: ignore[method-assign]
    try:
        assert look_up(code, uow=uow, book=office.book, today=office.today) is None
    finally:
        uow.keyring.open, uow.keyring.index = keep_open, keep_index  # type: ignore[method-assign]
        event.remove(office.database.engine, "before_cursor_execute", statement)
    return done


def test_a_wrong_code_costs_the_same_and_says_the_same_as_one_that_never_was(office: Office):
    code = office.a_ticket().receipt_code
    mistyped = code[:-1] + str((int(code[-1]) + 1) % 10)
    never = spoken(make("123451234512345"))
    works = [work_of(office, typed) for typed in (mistyped, never, "", "不是号码", "9" * 3000)]
    assert all(work == works[0] for work in works)
    assert works[0].count("index") == 1 and works[0].count("open") == 1


def test_no_step_by_code_tells_a_wrong_code_from_none(office: Office):
    office.a_ticket()
    told = set()
    for code in (spoken(make("123451234512345")), "1234", ""):
        for step in (
            lambda c: add_material(c, "补充", **office.at),
            lambda c: rate(c, True, 5, **office.at),
            lambda c: withdraw(c, **office.at),
        ):
            with pytest.raises(NotFound) as refused:
                step(code)
            told.add(str(refused.value))
    assert len(told) == 1


def test_a_conversation_shows_the_tickets_made_in_it_and_no_others(office: Office):
    mine = open_conversation("web", None, uow=office.uow, now=office.now)
    other = open_conversation("web", None, uow=office.uow, now=office.now)
    ticket = office.a_ticket(conversation=mine)
    how = {"uow": office.uow, "book": office.book, "today": office.today}
    assert [p.number for p in tickets_of(mine, **how)] == [ticket.number]
    assert tickets_of(other, **how) == ()

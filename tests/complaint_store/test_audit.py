"""审计链：改一条、删一条、插一条、截掉尾巴、改原话，都看得出来；库自己也不让改。"""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from complaint_store.services.audit import ChainReport, verify
from tests.complaint_store.office import Office, a_draft


@pytest.fixture
def busy(office: Office) -> Office:
    for words in ("第一件", "第二件", "第三件"):
        office.closed(office.a_ticket(a_draft(text=words)))
    return office


def as_an_intruder(office: Office, *statements: str, **values: Any) -> None:
    """Somebody who holds the database, and switched its own guards off."""
    with office.database.engine.connect() as connection, connection.begin():
        for table, what in (("events", "update"), ("events", "delete"), ("complaints", "update")):
            on = f" ON {table}" if connection.dialect.name == "postgresql" else ""
            connection.execute(text(f"DROP TRIGGER {table}_no_{what}{on}"))
        for statement in statements:
            connection.execute(text(statement), values)


def check(office: Office) -> ChainReport:
    return verify(uow=office.uow)


def test_an_untouched_chain_is_intact(busy: Office):
    report = check(busy)
    assert report.intact and report.events == 15 and len(report.head) == 64


def test_an_empty_store_is_intact(office: Office):
    assert check(office).intact


def test_a_changed_event_is_found(busy: Office):
    as_an_intruder(busy, "UPDATE events SET kind = 'signed' WHERE seq = 4")
    report = check(busy)
    assert not report.intact and report.broken_at == 4


def test_an_actor_overwritten_with_nonsense_is_found_like_any_change(busy: Office):
    as_an_intruder(busy, "UPDATE events SET actor = 'x' WHERE seq = 5")
    report = check(busy)
    assert not report.intact and report.broken_at == 5


def test_an_event_moved_in_time_is_found(busy: Office):
    as_an_intruder(
        busy, "UPDATE events SET at = (SELECT at FROM events WHERE seq = 1), actor = 'clerk//x' WHERE seq = 5"
    )
    assert check(busy).broken_at == 5


def test_a_removed_event_is_found(busy: Office):
    as_an_intruder(busy, "DELETE FROM events WHERE seq = 6")
    assert check(busy).broken_at == 6


def test_a_cut_tail_is_found(busy: Office):
    as_an_intruder(busy, "DELETE FROM events WHERE seq > 12")
    report = check(busy)
    assert not report.intact and report.broken_at == 13


def test_a_cut_tail_with_a_corrected_count_is_found(busy: Office):
    as_an_intruder(busy, "DELETE FROM events WHERE seq > 12", "UPDATE audit_head SET events = 12")
    assert not check(busy).intact


def test_two_events_changed_for_each_other_are_found(busy: Office):
    as_an_intruder(
        busy,
        "UPDATE events SET seq = 99 WHERE seq = 7",
        "UPDATE events SET seq = 7 WHERE seq = 8",
        "UPDATE events SET seq = 8 WHERE seq = 99",
    )
    assert check(busy).broken_at == 7


def test_an_inserted_event_is_found(busy: Office):
    as_an_intruder(
        busy,
        "INSERT INTO events (seq, at, kind, ticket_id, complaint_id, actor, sealed, payload, hash) "
        "SELECT 16, at, kind, ticket_id, complaint_id, actor, sealed, payload, hash FROM events WHERE seq = 15",
        "UPDATE audit_head SET events = 16",
    )
    assert check(busy).broken_at == 16


def test_one_complaint_put_in_place_of_another_is_found(busy: Office):
    as_an_intruder(busy, "UPDATE complaints SET body = (SELECT body FROM complaints ORDER BY id LIMIT 1)")
    report = check(busy)
    assert not report.intact and "不是立单时的那一件" in report.found


def test_a_complaint_that_no_longer_opens_is_found(busy: Office):
    as_an_intruder(busy, "UPDATE complaints SET body = (SELECT body FROM tickets ORDER BY id LIMIT 1)")
    report = check(busy)
    assert not report.intact and "打不开" in report.found


def test_a_removed_complaint_is_found(busy: Office):
    as_an_intruder(
        busy,
        "DELETE FROM ticket_units",
        "DELETE FROM outbox",
        "DELETE FROM tickets",
        "DELETE FROM complaints WHERE id = (SELECT min(id) FROM complaints)",
    )
    report = check(busy)
    assert not report.intact and "1件诉求被删除" in report.found


@pytest.mark.parametrize(
    "statement",
    ["UPDATE events SET kind = 'x'", "DELETE FROM events", "UPDATE complaints SET channel = 'x'"],
)
def test_the_database_itself_refuses_to_rewrite(busy: Office, statement: str):
    with busy.database.engine.connect() as connection, pytest.raises(DatabaseError, match="is not allowed"):
        connection.execute(text(statement))
    assert check(busy).intact

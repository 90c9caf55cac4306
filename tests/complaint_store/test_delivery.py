"""投递：门户总能到；别的渠道送不出就过会儿再送，送不到的交给坐席；两个投递程序不会同时送同一条。"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from complaint_store.delivery.backoff import LEASE_EACH, WAITS
from complaint_store.delivery.worker import Notice, deliver_due
from complaint_store.domain.errors import DeliveryDelayed, DeliveryRefused, NotAllowed, NotFound
from complaint_store.services.contacts import save_contact
from complaint_store.services.conversations import open_conversation
from complaint_store.services.portal_notices import unit_notices
from complaint_store.services.reminders import leave_reminders
from complaint_store.services.undeliverable import dead_letters, retry
from tests.complaint_store.office import CLERK, GONGXIN, SUPERVISOR, Office, a_draft, contact_of


@dataclass
class Receiver:
    """A receiver that remembers what came, and fails as long as it is told to."""

    fails: Exception | None = None
    got: list[Notice] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, notice: Notice) -> None:
        if self.fails is not None:
            raise self.fails
        with self.lock:
            self.got.append(notice)


def with_mail(office: Office) -> None:
    how = {"uow": office.uow, "book": office.book, "now": office.now, "actor": None}
    save_contact(GONGXIN, email="gongxin@example.cn", webhook_url="https://oa.example.cn/in", **how)


def test_without_any_configuration_the_portal_alone_works(office: Office):
    ticket = office.a_ticket()
    assert unit_notices(contact_of(GONGXIN), uow=office.uow) == ()
    deliver_due(office.database, {}, office.now)
    notices = unit_notices(contact_of(GONGXIN), uow=office.uow)
    assert [(n.number, n.title) for n in notices] == [(ticket.number, "新工单，请签收")]


def test_mail_and_webhook_go_where_the_unit_has_them_without_a_word_of_the_complaint(office: Office):
    with_mail(office)
    ticket = office.a_ticket()
    mail, hook = Receiver(), Receiver()
    report = deliver_due(office.database, {"mail": mail, "webhook": hook}, office.now)
    assert report.delayed == report.dead == 0
    (letter,), (call,) = mail.got, hook.got
    assert (letter.address, call.address) == ("gongxin@example.cn", "https://oa.example.cn/in")
    assert letter.key != call.key and ticket.number in letter.key
    assert letter.payload["last_day"] == "2026-12-02" and letter.payload["unit_name"] == "盟工信局"
    for secret in ("温知秋", "19900000001", "档案楼", "35万", "350000"):
        assert secret not in repr((letter, call))


def test_a_channel_without_a_sender_waits_and_goes_out_when_there_is_one(office: Office):
    with_mail(office)
    office.a_ticket()
    deliver_due(office.database, {}, office.now)
    office.later(days=30)
    mail = Receiver()
    deliver_due(office.database, {"mail": mail}, office.now)
    assert len(mail.got) == 1


def test_a_delayed_notice_is_tried_again_later_and_later_under_the_same_key(office: Office):
    with_mail(office)
    office.a_ticket()
    mail = Receiver(fails=DeliveryDelayed("smtp: 451"))
    assert deliver_due(office.database, {"mail": mail}, office.now).delayed == 1
    assert deliver_due(office.database, {"mail": mail}, office.now).delayed == 0
    for wait in WAITS[:3]:
        office.now += wait - timedelta(seconds=1)
        assert deliver_due(office.database, {"mail": mail}, office.now).delayed == 0
        office.now += timedelta(seconds=1)
        assert deliver_due(office.database, {"mail": mail}, office.now).delayed == 1
    mail.fails = None
    office.later(days=1)
    deliver_due(office.database, {"mail": mail}, office.now)
    assert len(mail.got) == 1


def test_what_never_arrives_is_shown_on_the_desk_and_can_be_sent_again(office: Office):
    with_mail(office)
    ticket = office.a_ticket()
    mail = Receiver(fails=DeliveryDelayed("smtp: 451"))
    for _ in range(len(WAITS) + 1):
        deliver_due(office.database, {"mail": mail}, office.now)
        office.later(days=1)
    (dead,) = dead_letters(CLERK, uow=office.uow, book=office.book)
    assert (dead.number, dead.unit_name, dead.channel_text, dead.last_error) == (
        ticket.number,
        "盟工信局",
        "电子邮件",
        "smtp: 451",
    )
    assert "undeliverable" in office.view(ticket, CLERK).flags
    with pytest.raises(NotAllowed):
        retry(dead.notice_id, actor=SUPERVISOR, uow=office.uow, now=office.now)
    retry(dead.notice_id, actor=CLERK, uow=office.uow, now=office.now)
    mail.fails = None
    deliver_due(office.database, {"mail": mail}, office.now)
    assert len(mail.got) == 1 and dead_letters(CLERK, uow=office.uow, book=office.book) == ()
    with pytest.raises(NotFound):
        retry(dead.notice_id, actor=CLERK, uow=office.uow, now=office.now)


def test_a_refusal_is_not_tried_again(office: Office):
    with_mail(office)
    office.a_ticket()
    hook = Receiver(fails=DeliveryRefused("webhook: 403"))
    assert deliver_due(office.database, {"webhook": hook}, office.now).dead == 1
    assert [d.last_error for d in dead_letters(CLERK, uow=office.uow, book=office.book)] == ["webhook: 403"]


def test_one_surprise_does_not_hold_up_the_others_and_leaves_no_words(office: Office):
    with_mail(office)
    ticket = office.a_ticket()
    mail, hook = Receiver(fails=RuntimeError("secret words")), Receiver()
    report = deliver_due(office.database, {"mail": mail, "webhook": hook}, office.now)
    assert report.delayed == 1 and len(hook.got) == 1
    errors = {d.last_error for d in office.view(ticket, CLERK).deliveries}
    assert errors == {"", "RuntimeError"}


def test_two_workers_at_once_send_each_notice_once(office: Office):
    with_mail(office)
    for _ in range(15):
        office.a_ticket()
    mail = Receiver()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: deliver_due(office.database, {"mail": mail}, office.now, 5), range(24)))
    keys = [n.key for n in mail.got]
    assert len(keys) == len(set(keys)) == 15


def test_what_a_dead_worker_held_is_taken_over_and_its_late_result_is_ignored(office: Office):
    ticket = office.a_ticket()
    with office.uow as uow:
        held = uow.outbox.lease_due(
            office.now, LEASE_EACH, "dead-worker", ["portal"], 10, furthest=max(WAITS)
        )
        uow.commit()
    assert held
    assert deliver_due(office.database, {}, office.now).sent == 0
    office.now += LEASE_EACH * len(held)
    assert deliver_due(office.database, {}, office.now).sent == len(held)
    with office.uow as uow:
        assert uow.outbox.dead(held[0].id, "dead-worker", "late") is False
        uow.commit()
    assert {d.state for d in office.view(ticket, CLERK).deliveries} == {"sent"}


def test_a_clock_that_was_wrong_holds_no_notice_back_when_it_is_right_again(office: Office):
    with_mail(office)
    right = office.now
    office.later(minutes=60 * 24 * 365)
    office.a_ticket()
    deliver_due(office.database, {"mail": Receiver(fails=DeliveryDelayed("mail: 451"))}, office.now)
    office.a_ticket()
    office.now = right
    mail = Receiver()
    assert deliver_due(office.database, {"mail": mail}, office.now).sent == 3
    assert len(mail.got) == 2
    assert deliver_due(office.database, {"mail": mail}, office.now).sent == 0


def test_the_citizen_is_told_where_it_was_told(office: Office):
    how = {"uow": office.uow, "now": office.now}
    web = open_conversation("web", None, **how)
    chat = open_conversation("telegram", "4711", **how)
    for talk in (web, chat):
        office.replied(office.a_ticket(conversation=talk))
    page, push = Receiver(), Receiver()
    deliver_due(office.database, {"web": page, "telegram": push}, office.now)
    assert {n.address for n in page.got} == {web} and {n.address for n in push.got} == {"4711"}
    assert [n.kind for n in push.got] == ["signed", "replied"]
    assert "欠款属实，本周付清。" in push.got[1].payload["text"]
    assert push.got[1].payload["conversation_id"] == chat


def test_a_reminder_comes_once_before_the_last_day_and_once_after_it(office: Office):
    ticket = office.a_ticket()
    office.signed(ticket)
    assert leave_reminders(**office.at) == 0
    office.later(days=28)
    assert [leave_reminders(**office.at) for _ in range(2)] == [1, 0]
    office.later(days=4)
    assert [leave_reminders(**office.at) for _ in range(2)] == [1, 0]
    with office.uow as uow:
        kinds = [n.kind for n in uow.outbox.of_ticket(ticket.ticket_id) if n.unit == GONGXIN]
    assert kinds.count("due_soon") == kinds.count("overdue") == 1


def test_an_answered_ticket_is_not_reminded(office: Office):
    office.replied(office.a_ticket())
    office.a_ticket(a_draft(abstain=True))
    office.later(days=40)
    assert leave_reminders(**office.at) == 0

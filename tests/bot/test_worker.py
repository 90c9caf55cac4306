"""投递：立单之后通知真的出门——单位收到邮件和签名的 webhook，诉求人在原来的对话里看到答复；送不到的坐席看得见。"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest

from bot.senders import build_senders, signature
from bot.worker import BATCH
from complaint_store.delivery.backoff import LEASE_EACH
from complaint_store.delivery.worker import deliver_due
from complaint_store.domain.ids import UnitId
from complaint_store.services.actors import Actor, Role
from complaint_store.services.contacts import save_contact
from complaint_store.services.conversations import messages_after, open_conversation
from complaint_store.services.undeliverable import dead_letters
from tests.bot.test_senders import Mailbox, Receiver, mailbox, receiver  # noqa: F401  借用真实的收信方
from tests.support.house import FEES, Clock, a_house, file, hire_everybody, replied, told
from tests.support.telegram_server import TOKEN, TelegramServer

CLERK = Actor(None, "坐席", Role.CLERK)


def deliver(house) -> None:
    while deliver_due(house.database, house.senders, house.now()).sent:
        pass


def contact(house, unit: UnitId, **where: str) -> str | None:
    administrator = Actor(None, "管理员", Role.ADMINISTRATOR)
    with house.database.unit_of_work() as uow:
        return save_contact(unit, actor=administrator, uow=uow, book=house.book, now=house.now(), **where)


def test_a_new_ticket_reaches_the_unit_by_mail_and_by_signed_webhook(tmp_path, mailbox, receiver):  # noqa: F811
    box, port = mailbox
    house = a_house(
        tmp_path, smtp_host="127.0.0.1", smtp_port=port, smtp_from="chengsu@example.org", smtp_tls="none"
    )
    house.senders = build_senders(house)
    unit = house.book.unit_named("盟工信局")
    secret = contact(house, unit.id, email="gongxin@example.org", webhook_url=receiver.url)
    ticket = file(house, told(house, FEES), lead="盟工信局")
    deliver(house)
    assert [letter["To"] for letter in box.letters] == ["gongxin@example.org"]
    letter = box.letters[0].get_content()
    assert ticket.number in letter
    assert "滨河路" not in letter
    headers, body = receiver.requests[0]
    assert signature.verify(secret or "", headers[signature.HEADER], body, int(house.now().timestamp()))
    assert "滨河路" not in body.decode()


def test_after_a_fault_the_webhook_comes_again_and_at_last_the_desk_sees_it(tmp_path, receiver):  # noqa: F811
    clock = Clock()
    house = a_house(tmp_path, clock=clock)
    house.senders = build_senders(house)
    hire_everybody(house)
    unit = house.book.unit_named("盟工信局")
    contact(house, unit.id, webhook_url=receiver.url)
    receiver.answers = [500, 200]
    file(house, told(house, FEES), lead="盟工信局")
    deliver(house)
    clock.now += timedelta(hours=1)
    deliver(house)
    keys = [headers["Idempotency-Key"] for headers, _ in receiver.requests]
    assert len(keys) == 2
    assert len(set(keys)) == 1

    receiver.answers = [410]
    file(house, told(house, FEES.replace("滨河路", "环城路")), lead="盟工信局")
    deliver(house)
    with house.database.unit_of_work() as uow:
        dead = dead_letters(CLERK, uow=uow, book=house.book)
    assert [letter.unit_name for letter in dead] == ["盟工信局"]


def test_a_worker_of_its_own_delivers_what_the_app_left_and_stops_when_told(tmp_path, receiver):  # noqa: F811
    house = a_house(tmp_path)
    contact(house, house.book.unit_named("盟工信局").id, webhook_url=receiver.url)
    file(house, told(house, FEES), lead="盟工信局")
    environ = {**os.environ, "CHENGSU_DATA_DIR": str(tmp_path), "PYTHONUNBUFFERED": "1"}
    worker = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "serve", "--worker-only"],
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert receiver.arrived.wait(60)
    finally:
        worker.send_signal(signal.SIGTERM)
        printed, _ = worker.communicate(timeout=30)
    assert worker.returncode == 0
    assert printed.rstrip().endswith("已停下。")
    assert len(receiver.requests) == 1


def test_what_a_worker_held_when_it_was_killed_goes_out_within_a_quarter_of_an_hour(tmp_path):
    clock = Clock()
    house = a_house(tmp_path, clock=clock)
    for number in range(BATCH + 1):
        file(house, told(house, FEES.replace("滨河路", f"滨河{number}路")), lead="盟工信局")
    with house.database.unit_of_work() as uow:
        uow.outbox.lease_due(house.now(), LEASE_EACH, "killed", ["portal"], BATCH, furthest=timedelta(days=1))
        uow.commit()
    clock.now += timedelta(minutes=15)
    deliver(house)
    with house.database.unit_of_work() as uow, uow.reading():
        unit = house.book.unit_named("盟工信局").id
        assert len(uow.outbox.portal_of(unit, 50)) == BATCH + 1


@pytest.mark.parametrize("channel", ["web", "telegram"])
def test_the_unit_s_answer_appears_where_it_was_told(tmp_path, channel):
    with TelegramServer() as telegram:
        house = a_house(tmp_path, telegram_token=TOKEN, telegram_base_url=telegram.base_url)
        house.senders = build_senders(house)
        hire_everybody(house)
        with house.database.unit_of_work() as uow:
            address = "501" if channel == "telegram" else None
            conversation = open_conversation(channel, address, uow=uow, now=house.now())
        ticket = file(house, told(house, FEES), lead="盟工信局", channel=channel, conversation=conversation)
        replied(house, ticket, "款项已列入本月支付计划。")
        deliver(house)
        deliver(house)
        with house.database.unit_of_work() as uow:
            said = [m.text for m in messages_after(conversation, 0, uow=uow)]
        pushed = telegram.texts(501)
    assert any("盟工信局" in text for text in said)
    assert len(said) == len(set(said))
    assert pushed == (said if channel == "telegram" else [])

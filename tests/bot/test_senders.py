"""通知出门：真的 SMTP 服务器、真的 webhook 接收方、真的 Bot API；信里没有诉求内容。"""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bench.running import free_port
from bot.channels.telegram_bot import make_bot
from bot.senders import signature
from bot.senders.telegram import TelegramPush
from bot.senders.unit_mail import UnitMail
from bot.senders.unit_webhook import UnitWebhook
from bot.settings import Settings
from complaint_store.delivery.notice import Notice
from complaint_store.domain.channel import MAIL, TELEGRAM, WEBHOOK
from complaint_store.domain.errors import DeliveryDelayed, DeliveryRefused
from tests.support.telegram_server import TOKEN, TelegramServer

NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
SECRET = "a-secret-of-the-unit"
PAYLOAD = {
    "kind": "ticket.dispatched",
    "title": "新工单待签收",
    "text": "有一件新工单派给贵单位。",
    "ticket_id": "t-1",
    "number": "AL-20261123-0001",
    "unit": "league.gongxin",
    "category_name": "拖欠账款",
    "last_day": "2026-12-08",
}


def notice(channel: str, address: str, **more: Any) -> Notice:
    return Notice(
        "ticket:t-1:dispatched", "ticket.dispatched", channel, address, {**PAYLOAD, **more}, "league.gongxin"
    )


# 邮件 ------------------------------------------------------------------------------------------------


class Mailbox:
    """Takes every letter, except for those whom it was told to refuse."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.answers: dict[str, str] = {}

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, int]]:
    box, port = Mailbox(), free_port()
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, port
    finally:
        controller.stop()


def post_office(port: int, tls: str = "none") -> UnitMail:
    return UnitMail(
        "127.0.0.1", port, "", "", "chengsu@example.org", tls, "https://chengsu.example.org", lambda: NOW
    )


def test_the_letter_says_what_by_when_and_where_to_look(mailbox):
    box, port = mailbox
    post_office(port).send(notice(MAIL, "gongxin@example.org"))
    letter = box.letters[0]
    text = letter.get_content()
    assert letter["To"] == "gongxin@example.org"
    assert "AL-20261123-0001" in letter["Subject"]
    for words in ("拖欠账款", "2026年12月8日（星期二）", "https://chengsu.example.org/portal/tickets/t-1"):
        assert words in text


def test_the_letter_never_carries_the_complaint(mailbox):
    box, port = mailbox
    secret = {"text": "张某说镇政府欠他三十五万", "reporter": "张某", "phone": "19900000001"}
    post_office(port).send(notice(MAIL, "gongxin@example.org", **secret))
    whole = box.letters[0].as_string() + box.letters[0].get_content()
    assert not any(words in whole for words in ("张某", "三十五万", "19900000001"))


def test_the_same_notice_keeps_its_message_id(mailbox):
    box, port = mailbox
    for _ in range(2):
        post_office(port).send(notice(MAIL, "gongxin@example.org"))
    assert box.letters[0]["Message-ID"] == box.letters[1]["Message-ID"]


def test_a_mailbox_that_does_not_exist_is_refused_and_a_full_one_is_tried_later(mailbox):
    box, port = mailbox
    box.answers = {"nobody@example.org": "550 no such mailbox", "full@example.org": "452 mailbox full"}
    with pytest.raises(DeliveryRefused):
        post_office(port).send(notice(MAIL, "nobody@example.org"))
    with pytest.raises(DeliveryDelayed):
        post_office(port).send(notice(MAIL, "full@example.org"))


def test_a_post_office_that_is_away_or_lacks_tls_delays_the_letter(mailbox):
    _, port = mailbox
    with pytest.raises(DeliveryDelayed):
        post_office(port, tls="starttls").send(notice(MAIL, "gongxin@example.org"))
    with pytest.raises(DeliveryDelayed):
        post_office(1).send(notice(MAIL, "gongxin@example.org"))


def test_a_post_office_that_wants_tls_and_a_log_in_gets_both(tmp_path, monkeypatch):
    box, port = Mailbox(), free_port()
    certificate, key = own_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    asked: list[tuple[bytes, bytes]] = []

    def check(server: Any, session: Any, envelope: Any, mechanism: str, told: LoginPassword) -> AuthResult:
        asked.append((told.login, told.password))
        return AuthResult(success=told.password == b"right")

    controller = Controller(
        box, hostname="localhost", port=port, tls_context=context, require_starttls=True,
        authenticator=check, auth_required=True,
    )  # fmt: skip
    controller.start()
    try:
        office = UnitMail(
            "localhost", port, "chengsu", "right", "chengsu@example.org", "starttls", "", lambda: NOW
        )
        office.send(notice(MAIL, "gongxin@example.org"))
        with pytest.raises(DeliveryDelayed):  # 口令错了是我们自己的事，改好再发
            replace(office, password="wrong").send(notice(MAIL, "gongxin@example.org"))
        monkeypatch.delenv("SSL_CERT_FILE")
        with pytest.raises(DeliveryDelayed):  # 证书不认得，绝不改走明文
            office.send(notice(MAIL, "gongxin@example.org"))
    finally:
        controller.stop()
    assert len(box.letters) == 1
    assert asked == [(b"chengsu", b"right"), (b"chengsu", b"wrong")]


def own_certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for localhost that this test alone trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = (
        builder.serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
    )
    builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    certificate = builder.sign(key, hashes.SHA256())
    paths = folder / "certificate.pem", folder / "key.pem"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return paths


def test_an_address_with_a_line_break_sends_nothing(mailbox):
    box, port = mailbox
    with pytest.raises(DeliveryRefused):
        post_office(port).send(notice(MAIL, "a@example.org\r\nBcc: b@example.org"))
    assert box.letters == []


# Webhook ---------------------------------------------------------------------------------------------


@dataclass
class Receiver:
    """The unit's own system: checks the signature as deploy/README.md shows and remembers keys."""

    answers: list[int] = field(default_factory=list)
    requests: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    arrived: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Receiver:
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.requests.append((dict(self.headers), body))
                status = receiver.answers.pop(0) if receiver.answers else 200
                self.send_response(status)
                if status == 302:
                    self.send_header("Location", receiver.url + "/elsewhere")
                self.send_header("Content-Length", "0")
                self.end_headers()
                receiver.arrived.set()

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._http.shutdown()
        self._http.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_port}/tickets"


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as running:
        yield running


HOOK = UnitWebhook({"league.gongxin": SECRET}.get, "https://chengsu.example.org", lambda: NOW)


def test_the_receiver_can_check_who_sent_it_and_that_it_is_whole(receiver):
    HOOK.send(notice(WEBHOOK, receiver.url))
    headers, body = receiver.requests[0]
    shown, now = headers[signature.HEADER], int(NOW.timestamp())
    assert signature.verify(SECRET, shown, body, now)
    assert not signature.verify("another secret", shown, body, now)
    assert not signature.verify(SECRET, shown, body + b" ", now)
    assert not signature.verify(SECRET, shown, body, now + 301)
    assert json.loads(body)["number"] == "AL-20261123-0001"


def test_the_body_never_carries_the_complaint(receiver):
    HOOK.send(
        notice(WEBHOOK, receiver.url, text="张某说镇政府欠他三十五万", reporter="张某", phone="19900000001")
    )
    body = receiver.requests[0][1].decode()
    assert not any(words in body for words in ("张某", "三十五万", "19900000001"))


def test_after_a_fault_the_same_notice_comes_with_the_same_key(receiver):
    receiver.answers = [500]
    with pytest.raises(DeliveryDelayed):
        HOOK.send(notice(WEBHOOK, receiver.url))
    HOOK.send(notice(WEBHOOK, receiver.url))
    first, second = receiver.requests
    assert first[0]["Idempotency-Key"] == second[0]["Idempotency-Key"] == "ticket:t-1:dispatched"
    assert first[1] == second[1]


@pytest.mark.parametrize(
    ("status", "error"),
    [(400, DeliveryRefused), (404, DeliveryRefused), (302, DeliveryRefused), (408, DeliveryDelayed),
     (425, DeliveryDelayed), (429, DeliveryDelayed), (503, DeliveryDelayed)],
)  # fmt: skip
def test_each_answer_means_later_or_never(receiver, status, error):
    receiver.answers = [status]
    with pytest.raises(error):
        HOOK.send(notice(WEBHOOK, receiver.url))
    assert len(receiver.requests) == 1  # 跳转不跟


def test_nobody_listening_is_a_delay_and_a_unit_without_secret_is_refused(receiver):
    with pytest.raises(DeliveryDelayed):
        HOOK.send(notice(WEBHOOK, "http://127.0.0.1:1/"))
    with pytest.raises(DeliveryRefused):
        UnitWebhook(lambda unit: None, "", lambda: NOW).send(notice(WEBHOOK, receiver.url))
    with pytest.raises(DeliveryRefused):
        HOOK.send(notice(WEBHOOK, "file:///etc/hosts"))
    assert receiver.requests == []


# Telegram --------------------------------------------------------------------------------------------


@pytest.fixture
def telegram() -> Iterator[TelegramServer]:
    with TelegramServer() as running:
        yield running


def push(server: TelegramServer, recorded: list[str]) -> TelegramPush:
    settings = Settings(telegram_token=TOKEN, telegram_base_url=server.base_url)
    return TelegramPush(lambda: make_bot(settings), lambda sent: recorded.append(sent.key))


def to_citizen(text: str = "盟工信局答复您了。") -> Notice:
    return Notice(
        "ticket:t-1:replied", "ticket.replied", TELEGRAM, "501", {"text": text, "conversation_id": "c-1"}
    )


def test_the_citizen_is_told_in_the_chat_where_it_was_said(telegram):
    recorded: list[str] = []
    push(telegram, recorded).send(to_citizen())
    assert telegram.texts(501) == ["盟工信局答复您了。"]
    assert recorded == ["ticket:t-1:replied"]


def test_a_blocked_bot_is_refused_and_flood_or_a_fault_is_a_delay(telegram):
    telegram.refuse_next("sendMessage", 403, "Forbidden: bot was blocked by the user")
    with pytest.raises(DeliveryRefused):
        push(telegram, []).send(to_citizen())
    telegram.refuse_next("sendMessage", 429, "Too Many Requests", retry_after=3600)
    with pytest.raises(DeliveryDelayed):
        push(telegram, []).send(to_citizen())
    telegram.refuse_next("sendMessage", 502, "Bad Gateway")
    with pytest.raises(DeliveryDelayed):
        push(telegram, []).send(to_citizen())

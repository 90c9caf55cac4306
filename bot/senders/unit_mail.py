"""邮件：经 SMTP 告诉承办单位有工单要办；信里没有诉求内容，没有诉求人。"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from bot.senders.words import day_in_words, portal_link
from complaint_store.delivery.notice import Notice
from complaint_store.domain.errors import DeliveryDelayed, DeliveryRefused

TIMEOUT = 20.0

BODY = """{unit}联络员：

您好。{title}。

工单号：{number}
类别：{category}
最迟办理日：{last_day}

请登录单位门户查看和办理：
{link}

诉求内容和诉求人信息只在门户里，登录后可见。这封信由系统发出，请不要直接回复。
"""


@dataclass(frozen=True, slots=True)
class UnitMail:
    """SMTP server and sender address; tls is starttls, tls or none."""

    host: str
    port: int
    user: str
    password: str
    from_address: str
    tls: str
    public_url: str
    now: Callable[[], datetime]

    def send(self, notice: Notice) -> None:
        message = self.message(notice)
        try:
            with self._connect() as server:
                if self.user:
                    server.login(self.user, self.password)
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code = next(iter(error.recipients.values()))[0]
            raise _by_code(code) from None
        except smtplib.SMTPResponseException as error:
            raise _by_code(error.smtp_code) from None
        except smtplib.SMTPNotSupportedError:
            raise DeliveryDelayed("smtp: server does not offer what is configured (STARTTLS, AUTH)") from None
        except (smtplib.SMTPException, ssl.SSLError, OSError) as error:
            raise DeliveryDelayed(f"smtp: {type(error).__name__}") from None

    def message(self, notice: Notice) -> EmailMessage:
        """The letter; the same notice always carries the same Message-ID."""
        payload = notice.payload
        domain = self.from_address.rpartition("@")[2] or "localhost"
        message = EmailMessage()
        try:
            message["To"] = Address(addr_spec=notice.address)
            message["From"] = Address("诚诉", addr_spec=self.from_address)
        except (ValueError, IndexError):
            raise DeliveryRefused("mail: address is not an e-mail address") from None
        number = str(payload.get("number", ""))
        title = str(payload.get("title", "")).rstrip("。") or "有一件工单需要办理"
        message["Subject"] = f"[诚诉] {number} {title}".replace("\n", " ")
        message["Message-ID"] = f"<{message_id(notice.key)}@{domain}>"
        message["Date"] = format_datetime(self.now())
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834：自动回复不要回这封信
        message.set_content(
            BODY.format(
                unit=payload.get("unit_name") or payload.get("unit") or "承办单位",
                title=title,
                number=number,
                category=payload.get("category_name") or "见门户",
                last_day=day_in_words(payload.get("last_day")),
                link=portal_link(payload, self.public_url),
            )
        )
        return message

    def _connect(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.tls == "tls":
            return smtplib.SMTP_SSL(self.host, self.port, timeout=TIMEOUT, context=context)
        server = smtplib.SMTP(self.host, self.port, timeout=TIMEOUT)
        if self.tls == "starttls":
            try:
                server.starttls(context=context)
            except BaseException:
                server.close()
                raise
        return server


def message_id(key: str) -> str:
    """The notice's key as the left side of a Message-ID."""
    return re.sub(r"[^A-Za-z0-9.-]", "-", key)


def _by_code(code: int) -> DeliveryDelayed | DeliveryRefused:
    """SMTP reply codes: 4xx comes and goes, 5xx stays (RFC 5321 4.2.1); a failed log-in is ours to mend."""
    if code in (530, 534, 535) or code < 500:
        return DeliveryDelayed(f"smtp: {code}")
    return DeliveryRefused(f"smtp: {code}")

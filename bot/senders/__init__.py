"""发送者：每个渠道怎样把一条通知送到；没有配置的渠道不在其中，单位门户总在。"""

from __future__ import annotations

from typing import TYPE_CHECKING

from complaint_store.delivery.notice import Notice, Sender
from complaint_store.domain.channel import MAIL, TELEGRAM, WEB, WEBHOOK
from complaint_store.domain.ids import ConversationId, UnitId
from complaint_store.services.contacts import webhook_secret_of

if TYPE_CHECKING:
    from bot.assembly import House


def build_senders(house: House) -> dict[str, Sender]:
    """Web and webhook always; mail and Telegram where they are configured. The portal needs none."""
    from bot.senders.unit_mail import UnitMail
    from bot.senders.unit_webhook import UnitWebhook
    from bot.senders.webchat import Webchat

    settings = house.settings
    webchat = Webchat(house.database, house.now)

    def secret_of(unit: str) -> str | None:
        with house.database.unit_of_work() as uow:
            return webhook_secret_of(UnitId(unit), uow=uow)

    senders: dict[str, Sender] = {
        WEB: webchat,
        WEBHOOK: UnitWebhook(secret_of, settings.public_url, house.now),
    }
    if settings.smtp_host and settings.smtp_from:
        senders[MAIL] = UnitMail(
            host=settings.smtp_host,
            port=settings.smtp_port,
            user=settings.smtp_user,
            password=settings.smtp_password,
            from_address=settings.smtp_from,
            tls=settings.smtp_tls,
            public_url=settings.public_url,
            now=house.now,
        )
    if settings.telegram_token:
        from bot.channels.telegram_bot import make_bot
        from bot.senders.telegram import TelegramPush

        def recorded(notice: Notice) -> None:
            conversation = notice.payload.get("conversation_id")
            if conversation:
                webchat.write(ConversationId(str(conversation)), notice)

        senders[TELEGRAM] = TelegramPush(lambda: make_bot(settings), recorded)
    return senders

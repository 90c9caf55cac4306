"""Telegram 上的材料：照片、文件取下来、看大小，交给附件服务看类型并加密存放。"""

from __future__ import annotations

import asyncio
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from telegram import Bot, Message
from telegram.constants import FileSizeLimit
from telegram.error import BadRequest, InvalidToken

from bot.channels import telegram_words as words
from complaint_store.domain.channel import TELEGRAM
from complaint_store.domain.errors import BadInput
from complaint_store.services.attachments import store_attachment
from complaint_store.services.conversations import open_conversation

if TYPE_CHECKING:
    from bot.assembly import House


class FileTrouble(Exception):
    """One Chinese sentence to the person: why this material was not taken, what to do."""


async def fetch_evidence(message: Message, bot: Bot, house: House) -> str:
    """The id of the stored attachment; FileTrouble when it cannot be taken."""
    limit = house.settings.max_upload_bytes
    file_id, name, size = _described(message)
    if size > min(limit, FileSizeLimit.FILESIZE_DOWNLOAD):
        raise FileTrouble(words.TOO_LARGE.format(limit=limit // (1024 * 1024)))
    try:
        file = await bot.get_file(file_id)
        data = bytes(await file.download_as_bytearray())
    except (BadRequest, InvalidToken):  # 文件太大或已过期；取文件时的 404 也被叫作 InvalidToken
        raise FileTrouble(words.UNREADABLE_FILE) from None
    try:
        return await asyncio.to_thread(_store, house, str(message.chat.id), data, name)
    except BadInput as refused:
        raise FileTrouble(str(refused)) from None


def _store(house: House, address: str, data: bytes, name: str) -> str:
    now = house.now()
    with house.database.unit_of_work() as uow:
        conversation = open_conversation(TELEGRAM, address, uow=uow, now=now)
        view = store_attachment(
            data,
            name,
            uow=uow,
            now=now,
            conversation=conversation,
            max_bytes=house.settings.max_upload_bytes,
        )
    return view.attachment_id


def _described(message: Message) -> tuple[str, str, int]:
    """File id, a safe name, size; a photo comes in several sizes and the last is the largest."""
    if message.photo:
        photo = message.photo[-1]
        return photo.file_id, f"照片{message.message_id}.jpg", photo.file_size or 0
    file = message.document or message.audio
    if file is None:
        raise FileTrouble(words.OTHER)
    name = PurePosixPath((file.file_name or f"文件{message.message_id}").replace("\\", "/")).name
    return file.file_id, name[:120], file.file_size or 0

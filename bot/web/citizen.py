"""对话页：打开就能说；不运行脚本的浏览器用普通表单，走的是同一个回合。"""

from __future__ import annotations

import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from bot.channels.turn import Turn
from bot.pace import LIKE_ONE_MORE, source_of
from bot.turns import take_turn
from bot.web.access import public
from bot.web.bearer import bearer_of, conversation_of
from bot.web.login import own_path
from bot.web.render import TYPE_COOKIE, house_of, page
from bot.web.words import FIELD_NAMES, as_read, field_value
from complaint_store.domain.channel import WEB
from complaint_store.domain.errors import BadInput
from complaint_store.domain.ids import ConversationId
from complaint_store.services import attachments, conversations
from complaint_store.services.views import MessageView

router = APIRouter(include_in_schema=False, dependencies=[Depends(public)])

TALK_COOKIE = "chengsu_talk"
CHIPS = (("反映问题", "我要反映问题"), ("查进度", "我想查进度"), ("问政策", "我想问政策"))
ACCEPT = ".jpg,.jpeg,.png,.webp,.heic,.pdf,.doc,.docx,.xls,.xlsx,.txt,.amr,.mp3,.m4a"
YEAR_SECONDS = 365 * 24 * 3600


@router.get("/")
def chat(request: Request) -> Response:
    return page(request, "citizen/chat.html", plain=False, messages=(), noted=(), **_common(request))


@router.get("/chat-plain")
def chat_plain(request: Request) -> Response:
    """The same conversation without script: its id is in a cookie of this browser."""
    house = house_of(request)
    conversation = conversation_of(request.cookies.get(TALK_COOKIE, ""), house.keyring)
    messages: tuple[Any, ...] = ()
    state: Any = {}
    with house.database.unit_of_work() as uow:
        if conversation and conversations.conversation_exists(conversation, WEB, uow=uow):
            messages = conversations.messages_after(conversation, 0, uow=uow)
            state = conversations.last_state(conversation, uow=uow)
    return page(
        request,
        "citizen/chat.html",
        plain=True,
        messages=_shown(messages),
        noted=_noted(request, state),
        **_common(request),
    )


@router.post("/chat-plain")
async def say_plain(
    request: Request,
    text: Annotated[str, Form()] = "",
    say: Annotated[str, Form()] = "",
    client_message_id: Annotated[str, Form(max_length=64)] = "",
    evidence: UploadFile | None = None,
) -> Response:
    house = house_of(request)
    source = source_of(request)
    house.message_pace.count(source)
    words = (say or text).strip()
    if len(words) > house.settings.max_message_chars:
        raise BadInput(f"这段话太长了，请分成几次说，每次不超过{house.settings.max_message_chars}字。")
    house.message_pace.count(source, len(words) // LIKE_ONE_MORE)
    conversation = await run_in_threadpool(_conversation, request)
    files: tuple[str, ...] = ()
    if evidence is not None and evidence.filename:
        data = await evidence.read(house.settings.max_upload_bytes + 1)
        files = (await run_in_threadpool(_store, request, data, evidence.filename, conversation),)
    if words or files:
        number = client_message_id or uuid.uuid4().hex
        turn = Turn(WEB, conversation, words, number, conversation, files, source=source)
        await take_turn(turn, house)
    response = RedirectResponse("/chat-plain#latest", status_code=303)
    response.set_cookie(
        TALK_COOKIE,
        bearer_of(conversation, house.keyring),
        httponly=True,
        samesite="lax",
        secure=house.settings.secure_cookies,
        path="/",
    )
    return response


@router.get("/type/{size}")
def type_size(size: str, back: str = "/") -> Response:
    """大字: kept in a cookie, then back to where the person was."""
    response = RedirectResponse(own_path(back) or "/", status_code=303)
    if size == "large":
        response.set_cookie(TYPE_COOKIE, "large", max_age=YEAR_SECONDS, samesite="lax", path="/")
    else:
        response.delete_cookie(TYPE_COOKIE, path="/")
    return response


def _conversation(request: Request) -> ConversationId:
    house = house_of(request)
    known = conversation_of(request.cookies.get(TALK_COOKIE, ""), house.keyring)
    with house.database.unit_of_work() as uow:
        if known and conversations.conversation_exists(known, WEB, uow=uow):
            return known
    with house.database.unit_of_work() as uow:
        return conversations.open_conversation(WEB, None, uow=uow, now=house.now())


def _store(request: Request, data: bytes, name: str, conversation: ConversationId) -> str:
    house = house_of(request)
    with house.database.unit_of_work() as uow:
        kept = attachments.store_attachment(
            data,
            name,
            uow=uow,
            now=house.now(),
            conversation=conversation,
            max_bytes=house.settings.max_upload_bytes,
        )
    return kept.attachment_id


def _common(request: Request) -> dict[str, Any]:
    house = house_of(request)
    return {
        "chips": CHIPS,
        "accept": ACCEPT,
        "field_names": FIELD_NAMES,
        "category_names": {str(c.id): c.name for c in house.book.categories.values()},
        "max_upload": house.settings.max_upload_bytes,
        "max_chars": house.settings.max_message_chars,
        "message_id": uuid.uuid4().hex,
    }


def _shown(messages: tuple[MessageView, ...]) -> list[dict[str, Any]]:
    return [
        {"direction": message.direction, "kind": message.kind, "shown": shown, "buttons": message.buttons}
        for message, shown in zip(messages, as_read(messages), strict=True)
    ]


def _noted(request: Request, state: Any) -> list[tuple[str, str]]:
    if state.get("tickets") and not state.get("pending"):  # 已经提交，没有正在填的
        return []
    book = house_of(request).book
    names = [book.categories[c].name for c in state.get("categories", ()) if c in book.categories]
    rows = [(FIELD_NAMES["category"], "；".join(names))] if names else []
    for name, value in state.get("filled", {}).items():
        if name in FIELD_NAMES and value not in (None, ""):
            rows.append((FIELD_NAMES[name], field_value(name, value)))
    return rows

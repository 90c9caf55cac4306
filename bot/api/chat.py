"""对话接口：说一句、取后来的话、传材料（DESIGN §7）；网页用的是同一套。"""

from __future__ import annotations

import asyncio
import json
import uuid
from typing import Annotated, Any

from fastapi import APIRouter, Depends, File, Form, HTTPException, Query, Request, UploadFile
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from bot.assembly import House
from bot.channels.turn import Turn, TurnResult
from bot.pace import LIKE_ONE_MORE, source_of
from bot.turns import take_turn
from bot.web.access import public_api
from bot.web.bearer import bearer_of, conversation_of
from complaint_store.domain.channel import WEB
from complaint_store.domain.errors import BadInput, NotFound
from complaint_store.domain.ids import ConversationId
from complaint_store.services import conversations
from complaint_store.services.attachments import store_attachment

ATTACHMENTS_AT_MOST = 10
MOST_SEQ = 2**31 - 1  # 库里这一栏装得下的
STORED_AT_MOST = 200_000  # 字；再长请分几次或作为附件

router = APIRouter(prefix="/api/chat", dependencies=[Depends(public_api)], tags=["对话"])


class Said(BaseModel):
    """一句话。"""

    model_config = ConfigDict(extra="ignore")
    conversation_id: str | None = Field(None, max_length=80, description="第一句不填，答复里给出")
    text: str = Field("", description="说的话；按钮把 payload 作为这里的内容发回")
    client_message_id: str | None = Field(None, max_length=80, description="同一编号重发只算一句")
    attachments: list[str] = Field(default_factory=list, max_length=ATTACHMENTS_AT_MOST)


@router.post(
    "/messages",
    summary="说一句话，得到答复与记下的状态",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": Said.model_json_schema()}},
        }
    },
)
async def say(request: Request) -> JSONResponse:
    """Body: `Said`. Answer: conversation_id, replies [{text, buttons, kind}], state (DESIGN §7)."""
    house: House = request.app.state.house
    source = source_of(request)
    house.message_pace.count(source)
    said = await _said(request)
    if not said.text.strip() and not said.attachments:
        raise BadInput("没有收到文字，请写一句话再发。")
    if len(said.text) > STORED_AT_MOST:
        raise HTTPException(413)
    read = min(len(said.text), house.settings.max_message_chars)
    house.message_pace.count(source, read // LIKE_ONE_MORE)
    conversation = _opened_by(said.conversation_id, house)
    turn = Turn(
        channel=WEB,
        address=conversation or "",
        text=said.text,
        channel_message_id=said.client_message_id or uuid.uuid4().hex,
        conversation_id=conversation,
        attachments=tuple(said.attachments),
        source=source,
    )
    return JSONResponse(_result(await take_turn(turn, house), house))


@router.get("/messages", summary="某一条之后的话，含办理进展和单位答复")
async def later(
    request: Request, conversation_id: str, after: Annotated[int, Query(le=MOST_SEQ)] = 0
) -> JSONResponse:
    """For polling and after a reload: {messages: [...], state}."""
    house: House = request.app.state.house
    conversation = await _conversation(conversation_id, house)
    if conversation is None:
        raise NotFound

    def read() -> dict[str, Any]:
        with house.database.unit_of_work() as uow:
            found = conversations.messages_after(conversation, max(after, 0), uow=uow)
            state = conversations.last_state(conversation, uow=uow)
        shown = [
            {
                "message_id": m.message_id,
                "seq": m.seq,
                "direction": m.direction,
                "kind": m.kind,
                "text": m.text,
                "buttons": [dict(button) for button in m.buttons],
                "at": m.at.isoformat(),
                "attachments": list(m.attachments),
                "in_reply_to": m.in_reply_to,
            }
            for m in found
        ]
        return {"messages": shown, "state": dict(state)}

    return JSONResponse(await asyncio.to_thread(read))


@router.post("/attachments", summary="先传材料，再随一句话发出")
async def attach(
    request: Request,
    file: Annotated[UploadFile, File()],
    conversation_id: Annotated[str | None, Form()] = None,
) -> JSONResponse:
    """The file is stored encrypted; its id goes into the next message's `attachments`."""
    house: House = request.app.state.house
    house.message_pace.count(source_of(request))
    conversation = await _conversation(conversation_id, house)
    data = await file.read(house.settings.max_upload_bytes + 1)

    def store() -> dict[str, Any]:
        home = conversation
        with house.database.unit_of_work() as uow:
            if home is None:
                home = conversations.open_conversation(WEB, None, uow=uow, now=house.now())
            view = store_attachment(
                data,
                file.filename or "材料",
                uow=uow,
                now=house.now(),
                conversation=home,
                max_bytes=house.settings.max_upload_bytes,
            )
        return {
            "conversation_id": bearer_of(home, house.keyring),
            "attachment_id": view.attachment_id,
            "file_name": view.file_name,
            "size": view.size,
        }

    return JSONResponse(await asyncio.to_thread(store))


async def _said(request: Request) -> Said:
    try:
        return Said.model_validate(json.loads(await request.body()))
    except (ValueError, RecursionError):  # JSON、编码或栏目不对；原文不进任何错误信息
        raise BadInput("没有看懂发来的内容，请刷新页面后再发一次。") from None


async def _conversation(given: str | None, house: House) -> ConversationId | None:
    """The conversation this browser was given; an unknown one is not found, whoever asks."""
    conversation = _opened_by(given, house)
    if conversation is None:
        return None

    def known() -> bool:
        with house.database.unit_of_work() as uow:
            return conversations.conversation_exists(conversation, WEB, uow=uow)

    if not await asyncio.to_thread(known):
        raise NotFound
    return conversation


def _opened_by(given: str | None, house: House) -> ConversationId | None:
    if not given:
        return None
    conversation = conversation_of(given, house.keyring)
    if conversation is None:
        raise NotFound
    return conversation


def _result(result: TurnResult, house: House) -> dict[str, Any]:
    return {
        "conversation_id": bearer_of(result.conversation_id, house.keyring),
        "replies": [reply.as_json() for reply in result.replies],
        "state": result.state,
    }

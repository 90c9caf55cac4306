"""一轮对话：先存下来，再交给引擎；同一会话的话一句一句来，引擎不在就告诉人，回来后按次序补上。"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from bot.channels.turn import Reply, Turn, TurnResult
from bot.dialogue import EngineReply
from bot.late_receipts import SAID_INSTEAD, untold_receipts, with_receipts
from bot.payloads import for_engine
from bot.senders.telegram import TelegramPush
from complaint_store.domain.channel import WEB
from complaint_store.domain.errors import EngineAway
from complaint_store.domain.ids import ConversationId
from complaint_store.domain.reading import Mark
from complaint_store.domain.receipt import code_in
from complaint_store.services import conversations
from complaint_store.services.conversations import PendingMessage, Received
from complaint_store.services.hand_over import hand_over

if TYPE_CHECKING:
    from bot.assembly import House

log = logging.getLogger("chengsu.turns")

AWAY = Reply("您说的已经收到、存好了，我这边正在恢复，稍等一会儿就接着回您，不用重发。", kind="notice")
WITH_CLERK = Reply("收到，已经补到您这件事里，值班员会看到并在这里回复您。", kind="notice")
GIVEN_UP = Reply("您说的已经收到，我这边没能处理，已转给值班员，他会在这里回复您。", kind="notice")
HANDED_OVER = Reply("已转给值班员，前面说的都给他看了，值班员会在这里回复您。", kind="notice")
DANGER = Reply(
    "您先别着急，人最要紧。有危险马上打110，受伤或者身体不好打120。心里难受、想找人说说话，打12356，有人听您说。"
    "我已经把这段话急转值班员。",
    kind="notice",
)
LONG = Reply("您说得比较长，全文都存下了，我先按前面的部分来问您。", kind="notice")
OTHERS_MAY_TAKE = timedelta(seconds=45)  # 比等引擎的三十秒长：别的机器正在答的，不抢着再答一遍
TRIES = 3  # 引擎健康却总答不上同一句，交给人

_locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
_tries: dict[str, int] = {}


async def take_turn(turn: Turn, house: House) -> TurnResult:
    """One message in, what to say back; never lost, never answered twice.

    TooFast: not taken, said so. NotFound: there is no such conversation on this channel.
    """
    if code_in(turn.text):
        house.code_pace.count(turn.source)
    known = turn.conversation_id
    conversation = known if known is not None else await asyncio.to_thread(_open, turn, house)
    async with _lock_of(conversation):
        received = await asyncio.to_thread(_receive, turn, conversation, house)
        if received.replies is not None:
            return TurnResult(conversation, _replies(received.replies), dict(received.state))
        if received.case_id is not None:
            return await _with_clerk(conversation, received, house)
        replies: list[Reply] = []
        state: dict[str, Any] = {}
        try:
            for message in received.waiting:
                again = not received.is_new or message.message_id != received.message_id
                answer = await _answer(message, house, again=again)
                replies += answer.replies
                state = answer.state
        except EngineAway as away:
            log.warning("turn.engine_away reason=%s", away)
            answer = await asyncio.to_thread(_without_engine, turn, conversation, received, house)
            return TurnResult(conversation, (*replies, *answer.replies), answer.state)
        return TurnResult(conversation, tuple(replies), state)


async def replay_pending(house: House) -> int:
    """Answer what is still open, in order; returns how many. Stops quietly when the engine goes away again."""
    done = 0
    open_ones = await asyncio.to_thread(_pending, house)
    for conversation in dict.fromkeys(message.conversation for message in open_ones):
        async with _lock_of(conversation):
            for message in await asyncio.to_thread(_pending_of, conversation, house):
                try:
                    answer = await _answer(message, house, again=True)
                except EngineAway:
                    return done
                except Exception as fault:  # 一段对话出了岔子，别人的话照样补上
                    log.error("turn.failed message=%s error=%s", message.message_id, type(fault).__name__)
                    break
                await _push(message, answer.replies, house)
                done += 1
    return done


async def keep_replaying(house: House, every: float = 3.0) -> None:
    """The app's background job: as soon as the engine is back, open messages are answered."""
    while True:
        await asyncio.sleep(every)
        if await asyncio.to_thread(_pending, house) and await house.engine.healthy():
            answered = await replay_pending(house)
            if answered:
                log.info("turn.replayed count=%d", answered)


async def _answer(message: PendingMessage, house: House, *, again: bool) -> EngineReply:
    """Send one stored message to the engine and record what it said; `again`: it may have been heard before."""
    longest = house.settings.max_message_chars
    filed = await asyncio.to_thread(untold_receipts, message, house) if again else ()
    words = SAID_INSTEAD if filed else for_engine(message.text, message.attachments, longest)
    metadata = {
        "today": house.today().isoformat(),
        "message_id": message.message_id,
        "channel": message.channel,
        "attachments": list(message.attachments),
    }
    try:
        answer = await house.engine.send(message.conversation, words, metadata)
    except EngineAway:
        answer = await _give_up(message, house)
    answer = with_receipts(answer, filed, house)
    if len(message.text) > longest:
        answer = EngineReply((LONG, *answer.replies), answer.state)
    _tries.pop(message.message_id, None)
    return await asyncio.to_thread(_record, message.conversation, message.message_id, answer, house)


async def _give_up(message: PendingMessage, house: House) -> EngineReply:
    """The engine is there but has no answer to this one, again and again: a person takes it. Else EngineAway."""
    if not await house.engine.healthy():
        raise EngineAway("not reachable")
    _tries[message.message_id] = _tries.get(message.message_id, 0) + 1
    if _tries[message.message_id] < TRIES:
        raise EngineAway("no answer")
    log.error("turn.given_up message=%s", message.message_id)
    await asyncio.to_thread(_hand_over, message.conversation, house)
    return EngineReply((GIVEN_UP,), {"handoff": "desk"})


def _without_engine(
    turn: Turn, conversation: ConversationId, received: Received, house: House
) -> EngineReply:
    """已收到、稍后答复; but danger, and who asks for a person, do not wait for any engine."""
    danger = Mark.SELF_HARM_OR_MASS_INCIDENT in house.reader.read(turn.text, house.today()).marks
    wants_person = for_engine(turn.text, (), house.settings.max_message_chars) == "/human"
    if danger or wants_person:
        with house.database.unit_of_work() as uow:
            hand_over(conversation, "crisis" if danger else "human", uow=uow, now=house.now(), urgent=danger)
            before = conversations.last_state(conversation, uow=uow)
        answer = EngineReply((DANGER if danger else HANDED_OVER,), {**before, "handoff": "desk"})
        return _record(conversation, received.message_id, answer, house)
    with house.database.unit_of_work() as uow:
        # 写进对话里：刷新页面之后还在
        key = f"away:{received.message_id}"
        conversations.add_notice(conversation, AWAY.text, uow=uow, now=house.now(), key=key)
        before = conversations.last_state(conversation, uow=uow)
    return EngineReply((AWAY,), dict(before))


async def _with_clerk(conversation: ConversationId, received: Received, house: House) -> TurnResult:
    """值班员正在接待: the words are in the case; said politely."""
    state = dict(await asyncio.to_thread(_last_state, conversation, house))
    answer = EngineReply((WITH_CLERK,), {**state, "handoff": "desk"})
    answer = await asyncio.to_thread(_record, conversation, received.message_id, answer, house)
    return TurnResult(conversation, answer.replies, answer.state)


async def _push(message: PendingMessage, replies: tuple[Reply, ...], house: House) -> None:
    """On a channel that does not poll, a late answer must be sent (the web page reads it by itself)."""
    sender = house.senders.get(message.channel)
    if not isinstance(sender, TelegramPush):
        return
    for reply in replies:
        try:
            await sender.push(message.address, reply)
        except Exception as fault:  # 送不到不妨碍下一句；对话里有记录
            log.warning("turn.push_failed channel=%s error=%s", message.channel, type(fault).__name__)


def _lock_of(conversation: str) -> asyncio.Lock:
    lock = _locks.get(conversation)
    if lock is None:
        lock = _locks[conversation] = asyncio.Lock()
    return lock


def _open(turn: Turn, house: House) -> ConversationId:
    with house.database.unit_of_work() as uow:
        address = None if turn.channel == WEB else turn.address
        return conversations.open_conversation(turn.channel, address, uow=uow, now=house.now())


def _receive(turn: Turn, conversation: ConversationId, house: House) -> Received:
    with house.database.unit_of_work() as uow:
        return conversations.receive(
            conversation,
            turn.channel_message_id,
            turn.text,
            turn.attachments,
            uow=uow,
            now=house.now(),
            channel=turn.channel,
        )


def _last_state(conversation: ConversationId, house: House) -> Mapping[str, Any]:
    with house.database.unit_of_work() as uow:
        return conversations.last_state(conversation, uow=uow)


def _record(conversation: ConversationId, message_id: str, answer: EngineReply, house: House) -> EngineReply:
    """Write down what was said; the state names every ticket made in this conversation so far."""
    with house.database.unit_of_work() as uow:
        state = conversations.with_earlier_tickets(conversation, answer.state, uow=uow)
        replies = [reply.as_json() for reply in answer.replies]
        conversations.record_replies(message_id, replies, state, uow=uow, now=house.now())
    return EngineReply(answer.replies, state)


def _pending(house: House) -> tuple[PendingMessage, ...]:
    with house.database.unit_of_work() as uow:
        return _left_lying(conversations.pending(uow=uow), house)


def _pending_of(conversation: ConversationId, house: House) -> tuple[PendingMessage, ...]:
    with house.database.unit_of_work() as uow:
        return _left_lying(conversations.pending(uow=uow, conversation=conversation), house)


def _left_lying(found: tuple[PendingMessage, ...], house: House) -> tuple[PendingMessage, ...]:
    """Where several machines share the store, another one may be answering what has only just come."""
    if not house.database.shared:
        return found
    return tuple(message for message in found if message.at <= house.now() - OTHERS_MAY_TAKE)


def _hand_over(conversation: ConversationId, house: House) -> None:
    with house.database.unit_of_work() as uow:
        hand_over(conversation, "engine_away", uow=uow, now=house.now())


def _replies(stored: tuple[Mapping[str, Any], ...]) -> tuple[Reply, ...]:
    return tuple(Reply.from_json(dict(reply)) for reply in stored)

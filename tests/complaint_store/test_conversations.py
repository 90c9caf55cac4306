"""对话记录：先存后答，重复的只算一次，没答的按次序找得回来；转人工后由坐席接着说。"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from complaint_store.domain.errors import BadInput, NotAllowed, NotFound
from complaint_store.domain.ids import ConversationId
from complaint_store.services.answer_case import answer_case, case_view, close_case, open_cases, take_case
from complaint_store.services.conversations import (
    add_notice,
    conversation_exists,
    last_state,
    messages_after,
    open_conversation,
    pending,
    receive,
    record_replies,
)
from complaint_store.services.hand_over import hand_over
from tests.complaint_store.office import CLERK, SUPERVISOR, Office, a_sealed_draft

HELLO = [{"text": "您好，您慢慢说。", "buttons": [{"label": "反映问题", "payload": "/report"}]}]


@pytest.fixture
def talk(office: Office) -> ConversationId:
    return open_conversation("web", None, uow=office.uow, now=office.now)


def say(office: Office, talk: ConversationId, text: str, id_: str | None = None):
    return receive(talk, id_, text, [], uow=office.uow, now=office.now)


def test_a_chat_address_has_one_conversation_and_the_web_a_new_one_each_time(office: Office):
    how = {"uow": office.uow, "now": office.now}
    assert open_conversation("telegram", "4711", **how) == open_conversation("telegram", "4711", **how)
    assert open_conversation("telegram", "4711", **how) != open_conversation("telegram", "4712", **how)
    assert open_conversation("web", None, **how) != open_conversation("web", None, **how)


def test_an_id_counts_only_on_its_own_channel(office: Office, talk: ConversationId):
    assert conversation_exists(talk, "web", uow=office.uow)
    assert not conversation_exists(talk, "telegram", uow=office.uow)
    assert not conversation_exists(ConversationId("guess"), "web", uow=office.uow)
    with pytest.raises(NotFound):
        say(office, ConversationId("guess"), "你好")


def test_a_retry_is_one_message_and_gets_the_same_answer(office: Office, talk: ConversationId):
    first = say(office, talk, "你好", "m1")
    assert first.is_new and first.replies is None
    unanswered = say(office, talk, "你好", "m1")
    assert not unanswered.is_new and unanswered.replies is None
    record_replies(first.message_id, HELLO, {"intent": "greet"}, uow=office.uow, now=office.now)
    again = say(office, talk, "你好", "m1")
    assert again.message_id == first.message_id and not again.is_new
    assert list(again.replies or ()) == HELLO and again.state == {"intent": "greet"}
    assert [m.seq for m in messages_after(talk, 0, uow=office.uow)] == [1, 2]


def test_the_same_channel_id_in_another_conversation_is_another_message(office: Office, talk: ConversationId):
    other = open_conversation("web", None, uow=office.uow, now=office.now)
    first = say(office, talk, "我的事", "m1")
    record_replies(first.message_id, HELLO, {}, uow=office.uow, now=office.now)
    assert say(office, other, "别人的事", "m1").is_new


def test_retries_from_several_threads_are_one_message(office: Office, talk: ConversationId):
    with ThreadPoolExecutor(6) as pool:
        received = list(pool.map(lambda _: say(office, talk, "你好", "m1"), range(12)))
    assert sum(r.is_new for r in received) == 1
    assert len(messages_after(talk, 0, uow=office.uow)) == 1


def test_the_first_recording_of_an_answer_stands(office: Office, talk: ConversationId):
    message = say(office, talk, "你好")
    record_replies(message.message_id, HELLO, {}, uow=office.uow, now=office.now)
    again = record_replies(message.message_id, [{"text": "另一句"}], {}, uow=office.uow, now=office.now)
    assert [m.text for m in again] == ["您好，您慢慢说。"]
    assert again[0].buttons[0]["label"] == "反映问题"


def test_what_was_not_answered_is_found_again_in_order(office: Office, talk: ConversationId):
    for text in ("一", "二", "三"):
        say(office, talk, text)
    assert [(m.text, m.channel) for m in pending(uow=office.uow)] == [
        ("一", "web"),
        ("二", "web"),
        ("三", "web"),
    ]
    for waiting in pending(uow=office.uow)[:2]:
        record_replies(waiting.message_id, HELLO, {}, uow=office.uow, now=office.now)
    assert [m.text for m in pending(uow=office.uow)] == ["三"]


def test_the_state_of_the_last_answer_is_kept(office: Office, talk: ConversationId):
    assert last_state(talk, uow=office.uow) == {}
    for n in (1, 2):
        message = say(office, talk, str(n))
        record_replies(message.message_id, [], {"turn": n}, uow=office.uow, now=office.now)
    assert last_state(talk, uow=office.uow) == {"turn": 2}


def test_a_notice_with_the_same_key_is_one_line(office: Office, talk: ConversationId):
    for _ in range(2):
        add_notice(talk, "盟工信局已答复。", uow=office.uow, now=office.now, key="n1")
    assert [(m.kind, m.text) for m in messages_after(talk, 0, uow=office.uow)] == [
        ("notice", "盟工信局已答复。")
    ]


def test_words_of_any_kind_come_back_as_they_were(office: Office, talk: ConversationId):
    for text in ("", "\x00\x01\x02", "🙂🙂", "ᠮᠣᠩᠭᠣᠯ", "<script>{{7*7}}</script>", "\ud800", "钱" * 20_000):
        say(office, talk, text)
        assert messages_after(talk, 0, uow=office.uow)[-1].text == text


def test_handing_over_shows_the_whole_talk_and_keeps_the_engine_out(office: Office, talk: ConversationId):
    message = say(office, talk, "我要找人")
    case = hand_over(talk, "human", uow=office.uow, now=office.now, state={"filled": {"amount": 350000}})
    assert hand_over(talk, "human", uow=office.uow, now=office.now) == case
    record_replies(message.message_id, [{"text": "已转给坐席。"}], {}, uow=office.uow, now=office.now)
    later = say(office, talk, "在吗")
    assert later.case_id == case
    assert pending(uow=office.uow) == ()
    seen = case_view(case, CLERK, uow=office.uow)
    assert [m.text for m in seen.messages] == ["我要找人", "已转给坐席。", "在吗"]
    assert seen.state == {"filled": {"amount": 350000}} and seen.line.reason_text == "要求人工服务"


def test_the_clerk_answers_in_the_talk_and_gives_it_back(office: Office, talk: ConversationId):
    how = {"uow": office.uow, "now": office.now}
    case = hand_over(talk, "human", **how)
    take_case(case, actor=CLERK, **how)
    answer_case(case, "我在，您说。", actor=CLERK, **how)
    assert [(m.kind, m.text) for m in messages_after(talk, 0, uow=office.uow)] == [("clerk", "我在，您说。")]
    close_case(case, actor=CLERK, **how)
    assert open_cases(CLERK, uow=office.uow) == ()
    assert say(office, talk, "谢谢").case_id is None
    with pytest.raises(BadInput):
        answer_case(case, "还在吗", actor=CLERK, **how)
    assert hand_over(talk, "human", **how) != case


def test_the_clerks_answer_is_pushed_where_the_chat_is_pushed(office: Office):
    how = {"uow": office.uow, "now": office.now}
    chat = open_conversation("telegram", "4711", **how)
    case = hand_over(chat, "human", **how)
    answer_case(case, "我在，您说。", actor=CLERK, **how)
    with office.uow as uow:
        from datetime import timedelta

        rows = uow.outbox.lease_due(
            office.now, timedelta(minutes=1), "w", ["telegram"], 10, furthest=timedelta(days=1)
        )
    assert [(r.address, r.payload["text"]) for r in rows] == [("4711", "我在，您说。")]
    add_notice(chat, "我在，您说。", key=rows[0].key, **how)
    assert len(messages_after(chat, 0, uow=office.uow)) == 1, "推送后再记一次，仍是一句"


def test_urgent_cases_come_first_and_only_clerks_see_any(office: Office):
    how = {"uow": office.uow, "now": office.now}
    talks = [open_conversation("web", None, **how) for _ in range(2)]
    hand_over(talks[0], "human", **how)
    hand_over(talks[1], "crisis", urgent=True, **how)
    assert [line.reason for line in open_cases(CLERK, uow=office.uow)] == ["crisis", "human"]
    with pytest.raises(NotAllowed):
        open_cases(SUPERVISOR, uow=office.uow)
    with pytest.raises(NotFound):
        case_view(open_cases(CLERK, uow=office.uow)[0].case_id, SUPERVISOR, uow=office.uow)


def test_what_was_sealed_is_not_in_the_clerks_view_but_still_in_the_reporters(
    office: Office, talk: ConversationId
):
    message = say(office, talk, a_sealed_draft().text)
    office.file(a_sealed_draft(), conversation=talk, sealed_enabled=True)
    record_replies(message.message_id, [{"text": "已按密件收下。"}], {}, uow=office.uow, now=office.now)
    case = hand_over(talk, "human", uow=office.uow, now=office.now)
    say(office, talk, "请问几点下班")
    assert [m.text for m in case_view(case, CLERK, uow=office.uow).messages] == ["请问几点下班"]
    assert len(messages_after(talk, 0, uow=office.uow)) == 3


def test_a_talk_that_was_sealed_while_it_was_open_can_be_closed(office: Office, talk: ConversationId):
    how = {"uow": office.uow, "now": office.now}
    case = hand_over(talk, "human", **how)
    say(office, talk, a_sealed_draft().text)
    with pytest.raises(BadInput, match="刚又说了话"):
        close_case(case, actor=CLERK, seen=0, **how)
    office.file(a_sealed_draft(), conversation=talk, sealed_enabled=True)
    assert case_view(case, CLERK, uow=office.uow).messages == (), "坐席看不到，也就没有可以先看过的"
    close_case(case, actor=CLERK, seen=0, **how)
    assert open_cases(CLERK, uow=office.uow) == ()


def test_where_a_sealed_ticket_stands_is_told_to_its_reporter_and_hidden_from_the_clerk(
    office: Office, talk: ConversationId
):
    how = {"uow": office.uow, "now": office.now}
    code = office.file(a_sealed_draft(), conversation=talk, sealed_enabled=True).tickets[0].receipt_code
    asked = say(office, talk, "查进度")
    record_replies(asked.message_id, [{"text": f"{code}　现在：已派单（盟纪委监委）"}], {}, **how)
    add_notice(talk, "盟纪委监委已答复：已找当事人核实。", key="n1", sealed=True, **how)
    elsewhere = open_conversation("web", None, **how)
    by_code = say(office, elsewhere, "查一下")
    record_replies(by_code.message_id, [{"text": f"{code}　已派单"}], {}, **how)
    for place, left in ((talk, 3), (elsewhere, 2)):
        case = hand_over(place, "human", **how)
        say(office, place, "请问几点下班")
        assert [m.text for m in case_view(case, CLERK, uow=office.uow).messages] == ["请问几点下班"]
        assert len(messages_after(place, 0, uow=office.uow)) == left + 1

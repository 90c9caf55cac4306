"""什么能直接交给引擎：按钮可以，手写的斜线不行，看不见的字符去掉。"""

from __future__ import annotations

import pytest

from bot.payloads import for_engine


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("/submit", "/submit"),
        ('/inform{"choice": "2"}', '/inform{"choice": "2"}'),
        ("/start", "/greet"),
        ("/status 1234", "查进度 1234"),
        ("/session_start", "session_start"),
        ('/inform{"amount": "1"}', 'inform{"amount": "1"}'),
        ("///", "？"),
        ("\x00欠\x07薪\u202e", "欠 薪"),
        ("第一行\n第二行", "第一行\n第二行"),
    ],
)
def test_only_known_buttons_pass_as_commands(said, sent):
    assert for_engine(said, (), 100) == sent


def test_a_photo_without_words_is_an_addition():
    assert for_engine("  ", ("a1",), 100) == "/inform"


def test_a_very_long_message_reaches_the_engine_shortened():
    assert len(for_engine("欠" * 50_000, (), 20_000)) == 20_000

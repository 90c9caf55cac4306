"""坏天气：说到一半引擎被杀掉，话存着、人知道；看护把它再拉起来，接着说，什么也不问第二遍。"""

from __future__ import annotations

import os
import signal
import time

import httpx
import pytest

from bench.running import command_line
from tests.journeys.town import Town

pytestmark = [pytest.mark.engine, pytest.mark.browser]

BACK_SECONDS = 90


def test_the_engine_is_killed_in_mid_conversation_and_comes_back_by_itself(town: Town) -> None:
    with town.citizen() as me:
        page = me.go("/")
        me.say("给阿右旗雅布赖镇人民政府修的围墙，活早干完了，工程款一直不给", replies=2)
        asked = me.last_said()
        assert "多少钱" in asked

        engine = town.running.engine_pid()
        os.kill(engine, signal.SIGKILL)
        me.say("二十八万")
        me.sees("已经收到")
        me.look("weather-1-kept")
        page.reload()
        me.sees("二十八万")

        wait_until_healthy(town)
        assert town.running.engine_pid() != engine or not command_line(engine)
        me.page.wait_for_function(
            "() => document.getElementById('noted').innerText.includes('28万元')"
            " || [...document.querySelectorAll('#messages .bubble')].at(-1).innerText.includes('？')",
            timeout=30_000,
        )
        assert "多少钱" not in me.last_said()
        me.look("weather-2-goes-on")
        questions = me.answer_until_summary("跳过")
        assert not [q for q in questions if "多少钱" in q]
        assert len(questions) == len(set(questions)), questions
        assert "28万元（280,000元）" in me.last_said()
        said = page.locator(".from-person .bubble").all_inner_texts()
        assert sum("二十八万" in words for words in said) == 1


def wait_until_healthy(town: Town) -> None:
    end = time.monotonic() + BACK_SECONDS
    while httpx.get(f"{town.running.url}/healthz").json()["engine"] != "ok":
        assert time.monotonic() < end, "the engine did not come back by itself"
        time.sleep(0.2)

"""像在问我们自己、其实在说事的话，不截下来。"""

from __future__ import annotations

import pytest

from actions.about_us import ANSWERS, NOTED


def answered(text: str) -> set[str]:
    return {response for asked, response in ANSWERS if asked.search(text)}


@pytest.mark.parametrize("text", ["拆迁的时候镇长当着大家的面说过", "当年书记在会上说过"])
def test_what_others_said_is_no_complaint_of_being_asked_again(text: str) -> None:
    assert not NOTED.search(text)


def test_who_said_it_before_is_read_what_is_noted() -> None:
    assert NOTED.search("我刚才说过了呀")


@pytest.mark.parametrize("text", ["我们周末都上班，加班费一直不给", "晚上有人来砸我家玻璃", "我老问他们什么时候给钱，就是不给",
                                  "前几天听到我们的草场被征了", "找村长说过好几次，他就说以后再说不给解决", "我分别交给镇政府和村委会押金"])  # fmt: skip
def test_a_matter_is_not_answered_as_a_question_about_us(text: str) -> None:
    assert not answered(text) - {"utter_about_time"}


@pytest.mark.parametrize(("text", "response"), [("你们周末上班吗", "utter_about_hours"), ("几点下班", "utter_about_hours"), ("老问这些干啥", "utter_about_why"),
                                                ("别转给旗里", "utter_about_route"), ("能发语音吗", "utter_about_voice")])  # fmt: skip
def test_a_question_about_us_is_answered(text: str, response: str) -> None:
    assert response in answered(text)

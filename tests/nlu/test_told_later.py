"""又想起一件：哪句话是转到另一件事上去，哪句只是回答。"""

from __future__ import annotations

import pytest

from nlu.matters import told_later


@pytest.mark.parametrize(
    ("text", "announced", "told"),
    [
        ("对了还有一件事，镇上占了我家草场", True, "镇上占了我家草场"),
        ("二十八万。另外还有个事，路也没修完", True, "路也没修完"),
        ("再说一件，水费多收了", True, "水费多收了"),
        ("另外，押金也没退", False, "押金也没退"),
    ],
)
def test_turning_to_another_matter_in_mid_conversation(text: str, announced: bool, told: str):
    later = told_later(text)
    assert later is not None
    assert (later.announced, text[later.told :]) == (announced, told)


@pytest.mark.parametrize("text", ["就这一件事", "三个人，还有两个没来", "他们说还有一件设备没退"])
def test_a_plain_answer_turns_to_nothing_else(text: str):
    later = told_later(text)
    assert later is None or not later.announced

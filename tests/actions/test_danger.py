"""有人动手先说 110；电话、白条、打款不是动手。"""

from __future__ import annotations

import pytest

from actions.danger import HARM


@pytest.mark.parametrize("text", ["老板打我", "去要工资被老板打了", "我被打了", "挨打了", "他打了我一顿", "被包工头打伤了", "他们打我们", "打我的头",
                                  "他威胁我", "被人打得住院了", "被打住院了", "被打进医院", "被打断了腿", "打我到半夜"])  # fmt: skip
def test_a_blow_is_heard(text: str) -> None:
    assert HARM.search(text)


@pytest.mark.parametrize("text", ["打我电话", "包工头打我电话说没钱", "老板给我打了白条", "钱没打回来", "材料被打回来了", "被老板打了白条", "把钱打我卡上",
                                  "打我微信", "被打发走了", "打了我三万白条", "被他打了欠条", "打我们账户上", "被打了八折", "施工被打断", "被打到他卡里"])  # fmt: skip
def test_a_call_a_note_and_a_payment_are_no_blows(text: str) -> None:
    assert not HARM.search(text)

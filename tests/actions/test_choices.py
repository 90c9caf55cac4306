"""选一个：按编号、半截话都算；说的合上几个，就不替人选。"""

from __future__ import annotations

import pytest

from actions.choices import meant
from actions.memory import Option

KINDS = (Option("违约毁约", "a"), Option("拖欠工程款、企业账款", "b"), Option("拖欠农民工工资", "c"))
UNITS = (
    Option("盟住建局", "盟住建局"),
    Option("阿左旗住建局", "阿左旗住建局"),
    Option("阿右旗住建局", "阿右旗住建局"),
)


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("2", "b"),
        ("第三个", "c"),
        ("选一", "a"),
        ("工资", "c"),
        ("应该是工程款吧", "b"),
        ("违约毁约", "a"),
        ("拖欠", None),
        ("9", None),
        ("35万", None),
        ("不是", None),
        ("", None),
    ],
)
def test_a_kind_is_chosen_by_number_or_by_a_part_of_its_name(said: str, value: str | None):
    option = meant(said, KINDS)
    assert (option.value if option else None) == value


def test_a_unit_is_chosen_by_its_banner():
    option = meant("左旗的", UNITS)
    assert option is not None
    assert option.value == "阿左旗住建局"
    assert meant("住建局", UNITS) is None

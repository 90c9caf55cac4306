"""金额的身份：总额、已付、欠款、每份——从左右的话、从几个金额之间的算术、最后由学来的模型看出来。"""

from __future__ import annotations

import numpy as np
import pytest

from nlu.model_file import ModelMismatch
from nlu.money.amounts import find_amounts
from nlu.money.role_model import FILE, ROLES, RoleModel, features_of
from nlu.train import save


def roles(text: str) -> list[tuple[object, str | None]]:
    return [(amount.normalized, amount.role) for amount in find_amounts(text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "路灯一共六十二万，收到四十万，二十二万没着落",
            [(620000, "total"), (400000, "paid"), (220000, "owed")],
        ),
        ("合同价九十万，先付三十万，六十万拖着", [(900000, "total"), (300000, "paid"), (600000, "owed")]),
        ("九十万，给了三十万，六十万，欠条在我手里", [(900000, "total"), (300000, "paid"), (600000, "owed")]),
        ("一只羊三百，我卖了二十只，六千块到现在没给", [(300, "each"), (6000, "owed")]),
        ("工钱算下来一万五千七百五给了我五千", [(15750, "total"), (5000, "paid")]),
        ("一袋四十，要了五十袋，2000块，谁出", [(40, "each"), (2000, "owed")]),
    ],
)
def test_the_sums_of_a_message_explain_each_other(text, said):
    assert roles(text) == said


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("欠我们一共十八万六", "owed"),
        ("工钱加起来五万二，老板找不着了，讨了三回", "owed"),
        ("中标合同，213万，去年四月签的", "total"),
        ("三十来万的工程干完了", "total"),
        ("花两千万修的市场没人去", "total"),
        ("结算报上去三百万，审成了两百一", "total"),
        ("裁决书上写的62300元，他不给", "owed"),
        ("欠条上是四万", "owed"),
        ("他跟我借了五万，借条在", "owed"),
        ("交了三千块报名费", "paid"),
        ("收过培训费三百", "paid"),
        ("八万定金早交了", "paid"),
        ("前年的六万给了", "paid"),
        ("承包费一次交清的六万", "paid"),
        ("每位老师出借五万", "each"),
        ("一盒烟赔着八块钱卖", "each"),
        ("按方抽一块二", "each"),
        ("市场价两千四", "each"),
        ("一个人许了两百块", "each"),
    ],
)
def test_the_words_around_an_amount_say_what_it_is(text, role):
    assert roles(text)[0][1] == role


@pytest.mark.parametrize(
    "text",
    [
        "第一年的二十万给了",
        "出让金260万一次交清了",
        "三通一平二百六十万",
        "招标价71万，付了三成",
        "十一个人的工钱十九万八没给",
    ],
)
def test_what_only_looks_like_so_much_for_each_is_not(text):
    assert roles(text)[0][1] != "each"


def test_the_model_speaks_where_the_rules_are_silent():
    model = RoleModel.read(FILE)
    seen = features_of("饲料钱，三万二，书记走了", 4, 7, 32000, 0, 1)
    role, chance = model.guess(seen)
    assert role in ROLES and 1 / len(ROLES) < chance <= 1


def test_a_model_of_other_sizes_is_refused(tmp_path):
    parts = {"keys": np.zeros(3, np.uint32), "weights": np.zeros((3, 2)), "bias": np.zeros(2)}
    with pytest.raises(ModelMismatch):
        RoleModel.read(save(tmp_path / "other.npz", parts))

"""总额减已付：“合同120万，给了80万”没有说欠多少，算得出来就是40万。"""

from __future__ import annotations

import itertools
import re

from complaint_store.domain.reading import Field, FieldType
from nlu.money.amount_aside import ASIDE
from nlu.money.amounts import folded_span
from nlu.numbers import plain
from nlu.text import NormalText

NEAR = 24  # 总额和已付隔得再远，多半不是一笔账
_PRICE = re.compile(
    "合同|工程款|工程总?价|货款|[总价]款|总价|总额|造价|结算|审定|决算|中标|订单|应付|应给|该给|工资|工钱|账单|费用|[总一]共|共计|合计|算下来"
)
_NOT_A_PRICE = re.compile("投资|预算|贷款|补[助贴偿]|奖")
_THEY_PAID = re.compile("(?:给|付|支付|结|拨|兑现|打|发|到账|转|到位)[了过到我们来款的给]{0,4}$")
_I_PAID = re.compile(
    "(?:我|我们|俺们?|咱们?|本人)(?:已经?|又|先|都|还)?(?:给|付|支付|交|打|转)[了过给他们]{0,4}$"
)
_SETTLED = re.compile("[结付还]清|不欠")


def find_still_owed(normal: NormalText, amounts: tuple[Field, ...]) -> tuple[Field, ...]:
    """What is left of the one total after all that was paid of it, where nothing in the text says it itself."""
    told = [field for field in amounts if field.role not in ("each", ASIDE)]
    wholes = [field for field in told if field.role == "total"]
    paid = [field for field in told if field.role == "paid"]
    if len(wholes) != 1 or not paid or len(told) != 1 + len(paid) or _SETTLED.search(normal.text):
        return ()
    (whole,) = wholes
    spans = [folded_span(normal, field) for field in (whole, *paid)]
    if not _is_a_price(normal.text, spans[0]) or not all(
        before[1] <= after[0] <= before[1] + NEAR and _they_paid(normal.text, before[1], after[0])
        for before, after in itertools.pairwise(spans)
    ):
        return ()
    numbers = [field.normalized for field in (whole, *paid)]
    if not all(isinstance(number, (int, float)) for number in numbers):
        return ()
    first, *others = (float(number) for number in numbers if isinstance(number, (int, float)))
    left = first - sum(others)
    if left <= 0:
        return ()
    vague = any(field.approx for field in (whole, *paid))
    return (
        normal.field(FieldType.AMOUNT, spans[0][0], spans[-1][1], plain(left), role="owed", approx=vague),
    )


def _is_a_price(text: str, span: tuple[int, int]) -> bool:
    around = text[max(0, span[0] - 12) : span[0]] + text[span[1] : span[1] + 6]
    return _PRICE.search(around) is not None and _NOT_A_PRICE.search(around) is None


def _they_paid(text: str, start: int, end: int) -> bool:
    said = text[start:end].rstrip(" 共约")
    return _THEY_PAID.search(said) is not None and _I_PAID.search(said) is None

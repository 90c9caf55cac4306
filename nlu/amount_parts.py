"""几个金额的关系：没说是哪一种的金额，从旁边的金额看出是总额、已付还是欠款.

“27.3万，给过四万” names the whole first and what was paid of it after; “一百二十万，给了七十万，五十万……” ends with what
is owed. A single amount of a message about a debt is the debt.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from complaint_store.domain.reading import Field

_DEBT = re.compile(
    "欠|拖着?|赖|讨|没给|不给|没结|没发|不发|没付|未付|没钱|没见|没到|结不|要不[回来到]|要了|要钱|要账|[兑挂悬]着|不认|没下文|没着落|垫|白干|跟着没了|没人管|推来推去|送的|拉的|干的|修的|做的"
)


def told_apart(text: str, amounts: list[Field]) -> tuple[Field, ...]:
    """The amounts, with a role for those that the others or the matter explain."""
    plain = [i for i, field in enumerate(amounts) if field.role != "each"]
    if len(plain) == 1 and amounts[plain[0]].role is None and _DEBT.search(text):
        return _with_role(amounts, plain[0], "owed")
    for first, second in itertools.pairwise(plain):
        if (
            amounts[first].role is None
            and amounts[second].role == "paid"
            and _is_more(amounts, first, second)
        ):
            amounts = [*_with_role(amounts, first, "total")]
    roles = [amounts[i].role for i in plain]
    if roles.count(None) == 1 and roles[-1] is None and "total" in roles and "paid" in roles:
        total = _low(amounts[plain[roles.index("total")]])
        if _low(amounts[plain[-1]]) < total:
            return _with_role(amounts, plain[-1], "owed")
    return tuple(amounts)


def _is_more(amounts: list[Field], first: int, second: int) -> bool:
    """Said one soon after the other, the first the larger: the second was paid of it."""
    near = amounts[second].start - amounts[first].end <= 16
    return (
        near
        and "total" not in {field.role for field in amounts}
        and _low(amounts[first]) > _low(amounts[second])
    )


def _low(field: Field) -> float:
    value = field.normalized
    if isinstance(value, list):
        value = value[0]
    return float(value) if isinstance(value, (int, float)) else 0.0


def _with_role(amounts: list[Field], index: int, role: str) -> tuple[Field, ...]:
    return (*amounts[:index], replace(amounts[index], role=role), *amounts[index + 1 :])

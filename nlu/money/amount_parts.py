"""几个金额的关系：没说是哪一种的金额，从旁边的金额看出是总额、已付还是欠款。

“27.3万，给过四万” names the whole first and what was paid of it after; “一百二十万，给了七十万，五十万……” ends with what
is owed; 一床25，两百床，五千 is so many times the price. A single amount of a message about a debt is the debt.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from nlu.money.amount_aside import ASIDE, is_aside
from nlu.money.amount_roles import DEBT_NOUN, SUM
from nlu.numbers import numerals_of

_DEBT = re.compile(
    "欠|拖着?|赖|讨|没给|不给|没结|没发|不发|没付|未付|没钱|没见|没到|结不|要不[回来到]|要了|要钱|要账|[兑挂悬]着|不认|不接|没下文|没着落|垫|白干|跟着没了|没人管|没人认|推来推去|送的|拉的|干的|修的|做的"
    "|找谁|谁出|判了|裁决|调解书|没影|跑了|不在了?|换了|跟着|借条|欠条|收条|账在|白条|条子|收货单|钱不多|清零|没退|不退|退给|退钱|一分没|分文|给我报|还不上|借给|借走|跟我借|借过我|打官司|拿不到|兑现|堵我家|支到|什么时候给|该给"
)
_CHARGED = re.compile("收费|要交|得交|交钱|服务费|年审|罚")
# 剩下的、尾款：前面说的那个大数就是总额；“还欠”要中间给过钱，才是同一笔
_REST = re.compile("剩|余下|余款|余额|尾款|还差|尚余|结余")
_STILL = re.compile("[还仍尚下净]欠|还有")
_MINE = re.compile("(?:我|我们|咱们?|俺们?)[的那]$")
NEAR = 16


@dataclass
class Money:
    """一个金额在折叠文本里的位置、数目与身份。"""

    start: int
    end: int
    low: float
    high: float
    role: str | None


def told_apart(text: str, amounts: list[Money]) -> None:
    """Gives a role to those that the others or the matter explain."""
    _set_aside(text, amounts)
    plain = [amount for amount in amounts if amount.role not in ("each", ASIDE)]
    _rest_beats_whole(text, plain)
    if not any(amount.role in (None, SUM) for amount in amounts):
        return
    about_debt = _DEBT.search(text) is not None
    _settle_sums(plain, about_debt)
    if all(amount.role != "total" for amount in plain):
        _total_before_paid(plain)
    _reckon(plain)
    _multiply(text, amounts, about_debt)
    if not about_debt:
        return
    for amount in plain:
        if amount.role is None and (
            DEBT_NOUN.match(text, amount.end) or _MINE.search(text, max(0, amount.start - 3), amount.start)
        ):
            amount.role = "owed"
    unknown = [amount for amount in plain if amount.role is None]
    if len(unknown) == 1 and not any(amount.role == "owed" for amount in plain):
        total = next((amount.low for amount in plain if amount.role == "total"), None)
        if total is None or unknown[0].low < total:
            unknown[0].role = "owed"


def _set_aside(text: str, amounts: list[Money]) -> None:
    """A loan of one's own, a penalty, a standard, an income: not the debt when another amount may be."""
    befores = [0, *(amount.end for amount in amounts)]
    aside = [
        amount
        for amount, before in zip(amounts, befores, strict=False)
        if amount.role not in ("paid", "each") and is_aside(text, amount.start, amount.end, before)
    ]
    if any(amount.role != "paid" for amount in amounts if amount not in aside):
        for amount in aside:
            amount.role = ASIDE


def _rest_beats_whole(text: str, plain: list[Money]) -> None:
    """“欠我一百二十万，给过四十万，剩下的八十万”: the first is the whole, the last is what is owed."""
    for place, rest in enumerate(plain):
        before = plain[place - 1].end if place else 0
        left = text[max(before, rest.start - 14) : rest.start]
        named = _REST.search(left) is not None
        if rest.role != "owed" or not (named or _STILL.search(left)):
            continue
        for earlier, whole in enumerate(plain[:place]):
            between = plain[earlier + 1 : place]
            same_debt = named or any(amount.role == "paid" for amount in between)
            own = text[max(0, whole.start - 10) : whole.start]
            if whole.role == "owed" and whole.low > rest.high and same_debt and not _REST.search(own):
                whole.role = "total"


def _settle_sums(plain: list[Money], about_debt: bool) -> None:
    """“一共十八万六” of a debt is what is owed, unless some of it was paid."""
    others = {amount.role for amount in plain}
    for amount in plain:
        if amount.role == SUM:
            amount.role = "owed" if about_debt and not others & {"paid", "owed"} else "total"


def _total_before_paid(plain: list[Money]) -> None:
    """Said one soon after the other, the first the larger: the second was paid of it."""
    for first, second in itertools.pairwise(plain):
        near = second.start - first.end <= NEAR and first.low > second.low
        if near and first.role is None and second.role == "paid":
            first.role = "total"
            return


def _reckon(plain: list[Money]) -> None:
    """总额 − 已付 = 欠款: the one of three that was not named."""
    if len(plain) < 3 or all(amount.role for amount in plain):
        return
    for whole, one, other in itertools.permutations(plain[:8], 3):
        if whole.low != whole.high or whole.low != one.low + other.low or one.start > other.start:
            continue
        roles = (whole.role, one.role, other.role)
        if roles.count(None) == 0 or whole.role in ("paid", "owed"):
            continue
        whole.role = "total"
        if one.role is None:
            one.role = "owed" if other.role == "paid" else "paid"
        if other.role is None:
            other.role = "paid" if one.role == "owed" else "owed"


def _multiply(text: str, amounts: list[Money], about_debt: bool) -> None:
    """每份 × 份数: the product is what is owed, or of a charge the whole of it."""
    unknown = [amount for amount in amounts if amount.role is None]
    prices = [amount.low for amount in amounts if amount.role == "each"]
    if not unknown or not prices:
        return
    taken = {amount.start for amount in amounts}
    counts = {numeral.low for numeral in numerals_of(text) if numeral.start not in taken and numeral.low > 1}
    products = {price * count for price in prices[:20] for count in sorted(counts)[:60]}
    for amount in unknown:
        if amount.low in products:
            amount.role = "total" if _CHARGED.search(text) and not about_debt else "owed"

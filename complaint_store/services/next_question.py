"""接着问什么：知道了哪些、还缺哪些、哪一项该问；问得少比记得全要紧。只有纯函数。"""

from __future__ import annotations

import re
from dataclasses import replace

from complaint_store.domain.draft import Draft
from complaint_store.domain.ids import CategoryId, UnitId
from complaint_store.domain.reading import FieldType
from complaint_store.domain.routing import Level
from complaint_store.policy.book import RuleBook
from complaint_store.services.intake import CATEGORY, CONTACT, PLACE, UNIT

ASK_AT_MOST = 2  # 同一项最多问两次
LIKELY_ENOUGH = 0.6  # 这么像一类，就不单独问，汇总里写“可能是……，由值班员核定”
ROOM = 1  # 不定去处的项：这件事里问过的还不到这么多问，才单独问；问得少比记得全要紧
UNLIKELY = 0.5  # 类别拿不准，又不到一半把握
MONEY = re.compile("[欠钱款薪账费]|工资|报酬|[补赔]偿")
ALSO_TELLS = {"date": ("duration",), CONTACT: ("phone",)}  # 说了“拖了三年”就不必再问从何时


def next_field(draft: Draft, book: RuleBook) -> str | None:
    """The one thing to ask now, or None when nothing that matters is missing."""
    doubt = unclear(draft)
    if doubt is not None:
        return doubt
    doubtful = draft.abstain and draft.confidence < LIKELY_ENOUGH
    if (doubtful or not draft.categories) and _may_ask(draft, CATEGORY, 1):
        return CATEGORY
    needs = book.fields_for(_category_to_ask_for(draft))
    names = {need.name for need in needs} - {CONTACT}
    for need in sorted(needs, key=lambda need: (need.name == CONTACT, not need.required)):
        if _is_known(draft, need.name, book):
            continue
        if not _may_ask(draft, need.name, ASK_AT_MOST if need.required else 1):
            continue
        spent = {name for name in draft.asked if name in names} - {need.name}
        if need.always or need.name == CONTACT or len(spent) < ROOM:
            return need.name
    return None


def unclear(draft: Draft) -> str | None:
    """An item whose words may mean several things, and which may still be asked about."""
    for name, value in draft.fields.items():
        if value.candidates and value.normalized is None and _may_ask(draft, name, ASK_AT_MOST):
            return name
    return None


def left_open(draft: Draft, book: RuleBook) -> tuple[str, ...]:
    """要紧而没说到、也没说不知道的项: the person is invited to add them when he sees the summary."""
    needs = book.fields_for(draft.categories[0] if draft.categories else None)
    return tuple(
        need.name
        for need in needs
        if need.required and need.name not in draft.skipped and not _is_known(draft, need.name, book)
    )


def missing(draft: Draft, book: RuleBook) -> tuple[str, ...]:
    """还缺的项, in asking order, whether or not they will still be asked."""
    needs = book.fields_for(draft.categories[0] if draft.categories else None)
    return tuple(need.name for need in needs if not is_told(draft, need.name))


def is_told(draft: Draft, name: str) -> bool:
    """Whether an item needs no question: known, told in another way, or the person stays anonymous."""
    if name == CONTACT and draft.anonymous is not None:
        return draft.anonymous or any(n in draft.fields for n in (CONTACT, "phone"))
    if name == FieldType.AMOUNT.value and _is_one_share(draft):
        return False
    return any(n in draft.fields for n in (name, *ALSO_TELLS.get(name, ())))


def ask(draft: Draft, name: str) -> Draft:
    return replace(draft, asked=(*draft.asked, name))


def skip(draft: Draft, name: str) -> Draft:
    """“不知道”“跳过”: not asked again; an unclear value that was in question stays as it was written."""
    return replace(draft, skipped=draft.skipped | {name})


def _category_to_ask_for(draft: Draft) -> CategoryId | None:
    """拿不准、又一句没提到钱的，不照欠钱的单子问：“镇上也不管”不问欠了多少。"""
    unlikely = draft.abstain and draft.confidence < UNLIKELY and MONEY.search(draft.text) is None
    return draft.categories[0] if draft.categories and not unlikely else None


def _is_known(draft: Draft, name: str, book: RuleBook) -> bool:
    """说了，或随别的话就知道: “左旗住建局” is in 左旗; only a unit of the whole league leaves the place open."""
    if is_told(draft, name):
        return True
    unit = draft.fields.get(UNIT)
    known = book.units.get(UnitId(unit.code)) if name == PLACE and unit is not None and unit.code else None
    return known is not None and known.level is not Level.LEAGUE


def _is_one_share(draft: Draft) -> bool:
    """“一天二百”还不是总数；说了几个人、干了多久，就算得出来，不再问。"""
    amount = draft.fields.get(FieldType.AMOUNT.value)
    return amount is not None and amount.role == "each" and not {"people", "duration"} & draft.fields.keys()


def _may_ask(draft: Draft, name: str, times: int) -> bool:
    return name not in draft.skipped and draft.asked.count(name) < times

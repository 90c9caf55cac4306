"""汇总：把记下的要素写成人看的话，数目、日子、号码各按习惯。"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from complaint_store.domain.draft import Draft, Filled
from complaint_store.domain.reading import FieldType
from complaint_store.policy.book import RuleBook
from complaint_store.security.redaction import mask_number
from complaint_store.services.intake import CATEGORY, CONTACT, PRIVATE

WEEKDAYS = "一二三四五六日"
WISHES = re.compile(
    r"^(?:我们?|本人|我公司|我司)?(?:就?(?:是|想)?要求|强烈要求|希望)(?=[\u4e00-\u9fff]{2})"
)  # 前面已有“希望怎么解决”
WAN = 10_000
YI = 100_000_000


@dataclass(frozen=True, slots=True)
class SummaryLine:
    """“已记下”卡片的一行."""

    field: str
    label: str
    text: str


def label_of(field: str, draft: Draft, book: RuleBook) -> str:
    if field == CATEGORY:
        return "事项"
    return book.question(field, draft.categories[0] if draft.categories else None).label


def lines(draft: Draft, book: RuleBook) -> tuple[SummaryLine, ...]:
    """Every known item in asking order, the rest after it; identity last."""
    shown: list[SummaryLine] = []
    if draft.categories:
        shown.append(SummaryLine(CATEGORY, "事项", category_words(draft, book)))
    order = [need.name for need in book.fields_for(draft.categories[0] if draft.categories else None)]
    names = [name for name in order if name in draft.fields]
    names += [name for name in draft.fields if name not in order]
    for name in names:
        if draft.anonymous and name in PRIVATE:
            continue
        shown.append(SummaryLine(name, label_of(name, draft, book), words(name, draft.fields[name])))
    if draft.attachments:
        shown.append(SummaryLine("attachments", "材料", f"{len(draft.attachments)}份"))
    if draft.anonymous:
        shown.append(SummaryLine(CONTACT, label_of(CONTACT, draft, book), "匿名"))
    return tuple(shown)


def category_words(draft: Draft, book: RuleBook) -> str:
    """Names have “、” in them, so that two of them are never joined by one."""
    names = [book.category(id_).name for id_ in draft.categories[:2]]
    return f"可能是{'，或者'.join(names)}，由值班员核定" if draft.abstain else "，也涉及".join(names)


def words(name: str, value: Filled) -> str:
    """One value as people read it."""
    about = "约" if value.approx else ""
    if name == FieldType.AMOUNT.value:
        each = "单价" if value.role == "each" else ""  # 不是总数
        return each + about + money(value.normalized) if value.normalized is not None else value.value
    if name == FieldType.DATE.value:
        return date_words(str(value.normalized or value.value))
    if name == FieldType.DURATION.value:
        whole = isinstance(value.normalized, (int, float)) and float(value.normalized).is_integer()
        return about + duration_words(value.normalized) if whole else value.value  # “四十天”不说成“1.3个月”
    if name == FieldType.PEOPLE.value and value.normalized is not None:
        return f"{about}{value.normalized}人"
    if name in PRIVATE:
        return mask_number(str(value.normalized if value.normalized is not None else value.value))
    if name == FieldType.DEMAND.value:
        said = str(value.normalized or value.value)
        return WISHES.sub("", said) or said
    if name == FieldType.PLACE.value and value.normalized is not None:
        return str(value.normalized).replace("/", "")
    return str(value.normalized) if value.normalized is not None else value.value


def money(amount: Any) -> str:
    """350000 → 35万元（350,000元）; a pair is a range."""
    if isinstance(amount, (list, tuple)):
        low, high = amount
        return f"{_short(low)}至{_short(high)}（{low:,.0f}元至{high:,.0f}元）"
    short = _short(amount)
    return short if float(amount) < WAN else f"{short}（{_plain(amount)}元）"


def date_words(written: str) -> str:
    """2023-10 → 2023年10月; what is not such a date stays as it is."""
    parts = written.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return written
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def duration_words(months: Any) -> str:
    whole = int(months)
    if whole != months:
        return f"{months:g}个月"
    years, rest = divmod(whole, 12)
    if not years:
        return f"{whole}个月"
    return f"{years}年" + (f"{rest}个月" if rest else "")


def day_words(day: date) -> str:
    """2026年12月8日（星期二）."""
    return f"{day.year}年{day.month}月{day.day}日（星期{WEEKDAYS[day.weekday()]}）"


def _short(amount: float) -> str:
    for size, unit in ((YI, "亿"), (WAN, "万")):
        if amount >= size:
            return f"{amount / size:.6f}".rstrip("0").rstrip(".") + f"{unit}元"
    return f"{_plain(amount)}元"


def _plain(amount: float) -> str:
    return f"{amount:,.2f}".rstrip("0").rstrip(".")

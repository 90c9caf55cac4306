"""要素的写法：把规范值写成人读的样子——35万元（350,000元）、2026年3月、1年2个月，号码遮住。"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from complaint_store.domain.draft import Filled
from complaint_store.domain.reading import FieldType
from complaint_store.security.redaction import mask_number
from complaint_store.services.intake import PRIVATE

WAN, YI = 10_000, 100_000_000
WISHES = re.compile(
    r"^(?:我们?|本人|我公司|我司)?(?:就?(?:是|想)?要求|强烈要求|希望)(?=[\u4e00-\u9fff]{2})"
)  # 前面已有“希望怎么解决”


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
        return f"{about}{value.normalized}{'户' if '户' in value.value else '人'}"
    if name in PRIVATE:
        return mask_number(str(value.normalized if value.normalized is not None else value.value))
    if name == FieldType.DEMAND.value:
        said = str(value.normalized or value.value)
        return WISHES.sub("", said) or said
    if name == FieldType.PLACE.value and value.normalized is not None:
        return str(value.normalized).replace("/", "")
    return str(value.normalized) if value.normalized is not None else value.value


def field_text(name: str, field: Mapping[str, Any]) -> str:
    """The same for what a ticket keeps; of what is unclear, the units or places it may be."""
    said, normalized = str(field["value"]), field.get("normalized")
    if normalized is None:
        found = field.get("candidates") or ()
        return f"{said}（可能是：{'、'.join(found)}）" if found else said
    return words(name, Filled(said, normalized, field.get("role"), bool(field.get("approx"))))


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


def _short(amount: float) -> str:
    for size, unit in ((YI, "亿"), (WAN, "万")):
        if amount >= size:
            return f"{amount / size:.6f}".rstrip("0").rstrip(".") + f"{unit}元"
    return f"{_plain(amount)}元"


def _plain(amount: float) -> str:
    return f"{amount:,.2f}".rstrip("0").rstrip(".")

"""数字、日子和把握怎样说给人听：页面里用到的说法都在这里。"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from nlu.sensitive import redact

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
WEEKDAYS = "一二三四五六日"
LIKELY, POSSIBLE = 0.75, 0.45  # 把握用语的分界：很可能 / 可能 / 拿不准


@dataclass(frozen=True, slots=True)
class Due:
    """最后一天的说法与颜色名; the colour never stands alone."""

    words: str
    tone: str  # "", ok, warn, late


def due(last_day: date | None, today: date) -> Due:
    """还有3天 / 今天到期 / 逾期2天."""
    if last_day is None:
        return Due("条文未规定天数", "")
    left = (last_day - today).days
    if left < 0:
        return Due(f"逾期{-left}天", "late")
    if left == 0:
        return Due("今天到期", "late")
    return Due(f"还有{left}天", "warn" if left <= 3 else "ok")


def day(value: date | datetime | None) -> str:
    """2026年12月8日（星期二）."""
    if value is None:
        return ""
    value = _local(value)
    return f"{value.year}年{value.month}月{value.day}日（星期{WEEKDAYS[value.weekday()]}）"


def short_day(value: date | datetime | None) -> str:
    """12月8日."""
    if value is None:
        return ""
    value = _local(value)
    return f"{value.month}月{value.day}日"


def moment(value: datetime | None) -> str:
    """12月8日 14:05."""
    if value is None:
        return ""
    local = _local(value)
    return f"{local.month}月{local.day}日 {local:%H:%M}"


def _local(value: Any) -> Any:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(SHANGHAI)
    return value


def money(amount: float) -> str:
    """35万元（350,000元）; below a 万 only the figure."""
    figure = f"{amount:,.2f}".removesuffix(".00")
    for size, name in ((100_000_000, "亿"), (10_000, "万")):
        if abs(amount) >= size:
            short = f"{amount / size:.4f}".rstrip("0").rstrip(".")
            return f"{short}{name}元（{figure}元）"
    return f"{figure}元"


def sureness(confidence: float, abstain: bool = False) -> Due:
    """把握: 很可能 / 可能 / 拿不准."""
    if abstain or confidence < POSSIBLE:
        return Due("拿不准", "sure-low")
    return Due("很可能", "sure-high") if confidence >= LIKELY else Due("可能", "sure-mid")


def plain_date(value: str) -> str:
    """`2024-03` as 2024年3月."""
    parts = value.split("-")
    if not all(p.isdigit() for p in parts) or not 1 <= len(parts) <= 3:
        return value
    return "".join(f"{int(p)}{unit}" for p, unit in zip(parts, "年月日", strict=False))


def figure(value: Any) -> str:
    """An amount of people or months without a needless .0."""
    if isinstance(value, float) and value.is_integer():
        return f"{int(value):,}"
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def field_value(name: str, normalized: Any, *, approx: bool = False, said: str = "") -> str:
    """A noted field as a person reads it; numbers that identify somebody are masked."""
    if normalized is None or normalized == "":
        return masked(said)
    about = "约" if approx else ""
    if isinstance(normalized, Sequence) and not isinstance(normalized, str):
        return about + " 至 ".join(field_value(name, part) for part in normalized)
    if name == "amount" and isinstance(normalized, int | float):
        return about + money(float(normalized))
    if name == "date":
        return about + plain_date(str(normalized))
    if name == "duration" and isinstance(normalized, int | float):
        return f"{about}{figure(normalized)}个月"
    if name == "people" and isinstance(normalized, int | float):
        return f"{about}{figure(normalized)}人"
    return masked(str(normalized))


def masked(text: str | None) -> str:
    """Phone, identity and card numbers covered: 139****0717."""
    return redact(text) if text else ""

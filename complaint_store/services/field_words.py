"""要素的写法：把规范值写成人读的样子——35万元（350,000元）、2026年3月、14个月。"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

WAN, YI = 10_000, 100_000_000


def field_text(name: str, field: Mapping[str, Any]) -> str:
    """How a value is shown; what has no special writing is shown as it was said."""
    value = field.get("normalized")
    if value is None:
        found = field.get("candidates") or ()
        return f"{field['value']}（可能是：{'、'.join(found)}）" if found else str(field["value"])
    about = "约" if field.get("approx") else ""
    if name == "amount":
        return about + _amount(value)
    if name == "duration" and isinstance(value, (int, float)):
        return f"{about}{value:g}个月"
    if name == "people" and isinstance(value, (int, float)):
        return f"{about}{value:g}人"
    if name == "date" and isinstance(value, str):
        return about + _date(value)
    return str(value)


def _amount(value: Any) -> str:
    if isinstance(value, (list, tuple)) and len(value) == 2:
        return f"{_yuan(value[0])}至{_yuan(value[1])}"
    return _yuan(value) if isinstance(value, (int, float)) else str(value)


def _yuan(value: float) -> str:
    exact = f"{value:,.2f}".removesuffix(".00") + "元"
    for unit, word in ((YI, "亿元"), (WAN, "万元")):
        if value >= unit and round(value / unit, 4) * unit == value:
            return f"{value / unit:g}{word}（{exact}）"
    return exact


def _date(value: str) -> str:
    parts = value.split("-")
    if not all(part.isdigit() for part in parts):
        return value
    return "".join(f"{int(part)}{word}" for part, word in zip(parts, "年月日", strict=False))

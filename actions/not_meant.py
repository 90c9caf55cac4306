"""说到了但不算数的：只是说在哪儿，不是改说那里的政府；还没到的日子，不是从那时开始的。"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from complaint_store.domain.draft import Draft
from complaint_store.domain.reading import FieldType, Reading
from complaint_store.services import intake

MOSTLY = 0.6  # 一句话里占这么多，就是只说了它
LOOKS_AHEAD = re.compile("(?:[想要盼等]|希望|赶紧|赶快|尽快|好)[^，。]{0,8}(?:过年|过节|年前|年底|春节)")


def only_where(draft: Draft, reading: Reading, text: str, *, asked_who: bool) -> Reading:
    """“左旗巴彦木仁苏木” and nothing else: 知道是水务局、嘎查了，或没有问是谁，说的就是在哪儿，不是那个苏木."""
    if asked_who and intake.UNIT not in draft.fields:
        return reading
    whole = len(text.strip()) * MOSTLY
    places = {(f.start, f.end) for f in reading.of(FieldType.PLACE) if f.end - f.start >= whole}
    kept = tuple(
        field
        for field in reading.fields
        if field.type is not FieldType.ACCUSED_UNIT or (field.start, field.end) not in places
    )
    return replace(reading, fields=kept)


def not_ahead(reading: Reading, text: str, today: date) -> Reading:
    """“想赶紧拿钱过年”“每次都说下个月给”：还没到的日子，不是从那时开始的."""
    hopes = LOOKS_AHEAD.search(text) is not None
    kept = tuple(
        field
        for field in reading.fields
        if field.type is not FieldType.DATE or not (hopes or _is_to_come(str(field.normalized or ""), today))
    )
    return replace(reading, fields=kept)


def _is_to_come(day: str, today: date) -> bool:
    return day > today.isoformat()[: len(day)]

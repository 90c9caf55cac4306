"""随话同行：理解结果写成引擎能带着走的样子，只带动作用得着的。"""

from __future__ import annotations

from typing import Any

from complaint_store.domain.reading import Field, Matter, Reading


def _field(field: Field) -> dict[str, Any]:
    """One field as it travels with the message; empty parts are left out."""
    body: dict[str, Any] = {
        "type": field.type.value,
        "value": field.value,
        "normalized": field.normalized,
        "start": field.start,
        "end": field.end,
    }
    if field.role:
        body["role"] = field.role
    if field.approx:
        body["approx"] = True
    if field.candidates:
        body["candidates"] = list(field.candidates)
    if field.code:
        body["code"] = field.code
    return body


def compact(reading: Reading) -> dict[str, Any]:
    """理解结果 as plain data for the tracker: what the actions need, nothing else."""
    return {
        "kind": reading.kind.value,
        "act": reading.act,
        "categories": [[guess.id, round(guess.confidence, 4)] for guess in reading.categories],
        "subtypes": list(reading.subtypes),
        "marks": sorted(mark.value for mark in reading.marks),
        "abstain": reading.abstain,
        "fields": [_field(field) for field in reading.fields],
        "negated": [_field(field) for field in reading.negated],
        "accused_kind": reading.accused_kind,
        "script": reading.script,
    }


def compact_matters(matters: tuple[Matter, ...]) -> list[dict[str, Any]]:
    """Several matters of one message, each with its own words and reading."""
    return [{"text": matter.text, **compact(matter.reading)} for matter in matters]

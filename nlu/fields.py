"""要素：从一段话里读出全部要素，以及被改口否定的旧值。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from complaint_store.domain.reading import Field
from nlu.gazetteer import Gazetteer
from nlu.text import TextLike, fold

__all__ = ["FieldsRead", "Gazetteer", "read_fields"]


@dataclass(frozen=True)
class FieldsRead:
    """读出的要素. Of each type the first is the one to use; `negated` are old values taken back."""

    fields: tuple[Field, ...]
    negated: tuple[Field, ...] = ()


def read_fields(text: TextLike, today: date, gazetteer: Gazetteer) -> FieldsRead:
    """All fields of one matter, spans in the original text."""
    fold(text)
    return FieldsRead(())

"""要素：从一段话里读出全部要素，以及被改口否定的旧值。"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from complaint_store.domain.reading import Field, FieldType
from nlu.corrections import split_taken_back
from nlu.days.dates import find_dates
from nlu.days.durations import find_durations
from nlu.demands import find_demands
from nlu.gazetteer import Gazetteer
from nlu.heads.people import find_people
from nlu.identifiers import find_contract_numbers, find_id_cards, find_phones
from nlu.money.amount_aside import ASIDE
from nlu.money.amounts import find_amounts
from nlu.money.day_wages import find_day_wages
from nlu.money.still_owed import find_still_owed
from nlu.party.parties import find_accused_units
from nlu.places import find_places
from nlu.projects import find_projects
from nlu.text import NormalText, TextLike, fold_speech
from nlu.transcripts import citizen_words

__all__ = ["FieldsRead", "Gazetteer", "first_of", "read_fields"]


@dataclass(frozen=True)
class FieldsRead:
    """读出的要素, grouped by type; of each type the first is the one to use. `negated` were taken back."""

    fields: tuple[Field, ...]
    negated: tuple[Field, ...] = ()


def read_fields(text: TextLike, today: date, gazetteer: Gazetteer) -> FieldsRead:
    """All fields of one matter, spans in the original text. Of a transcript the citizen's words alone count."""
    normal = fold_speech(citizen_words(text.raw if isinstance(text, NormalText) else text))
    numbers = (*find_phones(normal), *find_id_cards(normal))
    contracts = _outside(find_contract_numbers(normal), numbers)
    written = (*numbers, *contracts)  # 号码里的数字不是金额、日期、人数
    dates = _outside(find_dates(normal, today), written)
    counted = (*written, *dates)
    places = find_places(normal, gazetteer)
    amounts = _outside(find_amounts(normal), counted)
    wages = find_day_wages(normal, amounts)
    groups = (
        _owed_first((*find_still_owed(normal, amounts), *wages, *amounts)),
        dates,
        _outside(find_durations(normal, dates), (*written, *wages)),  # 算工钱用掉的天数，不是拖了多久
        places,
        find_accused_units(normal, gazetteer, places),
        find_projects(normal),
        _outside(find_people(normal), counted),
        contracts,
        numbers,
        find_demands(normal),
    )
    stands, negated = split_taken_back(normal, tuple(field for group in groups for field in group))
    return FieldsRead(stands, negated)


def first_of(fields: tuple[Field, ...], type_: FieldType) -> Field | None:
    """The field of a type that is the one to use."""
    return next((field for field in fields if field.type is type_), None)


def _owed_first(amounts: tuple[Field, ...]) -> tuple[Field, ...]:
    """What is still owed before all else, what was said aside after it, the rest as they were told."""
    return tuple(sorted(amounts, key=lambda field: {"owed": 0, ASIDE: 2}.get(field.role or "", 1)))


def _outside(fields: tuple[Field, ...], taken: tuple[Field, ...]) -> tuple[Field, ...]:
    """Fields that share no character with those already read."""
    if not taken or not fields:
        return fields
    used = {position for field in taken for position in range(field.start, field.end)}
    return tuple(f for f in fields if used.isdisjoint(range(f.start, f.end)))

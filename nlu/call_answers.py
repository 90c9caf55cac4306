"""问答相连：坐席问、来电人答，放在问话后面才懂的回答（“几个人？”“十四个。”）。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from complaint_store.domain.reading import Field, FieldType
from nlu.answers import read_answer
from nlu.gazetteer import Gazetteer
from nlu.lexicon import sections_of
from nlu.transcripts import SpeakerTurn, turns_of

ASKED = {
    FieldType.PEOPLE: "asks_people",
    FieldType.AMOUNT: "asks_amount",
    FieldType.ACCUSED_UNIT: "asks_unit",
    FieldType.DEMAND: "asks_demand",
}
SHORT = 20  # 更长的回答自己说得清
WISH = 60  # 问希望怎么解决，回答会长些


def answered_in(text: str, known: Sequence[Field], today: date, gazetteer: Gazetteer) -> tuple[Field, ...]:
    """Fields of short answers in a call, of types that nothing else in it tells; spans in the whole text."""
    missing = {type_ for type_ in ASKED if all(field.type is not type_ for field in known)}
    found: list[Field] = []
    for asked, answer in pairwise(turns_of(text)):
        if asked.role != "clerk" or answer.role != "citizen" or not 0 < answer.end - answer.start <= WISH:
            continue
        for type_ in _asked_for(text, asked) & missing:
            if answer.end - answer.start > (WISH if type_ is FieldType.DEMAND else SHORT):
                continue
            field = read_answer(type_, text[answer.start : answer.end], today, gazetteer)
            if field is not None:
                missing.discard(type_)
                start, end = field.start + answer.start, field.end + answer.start
                found.append(replace(field, start=start, end=end))
    return tuple(found)


def _asked_for(text: str, turn: SpeakerTurn) -> set[FieldType]:
    """What the last words of a clerk's turn ask for."""
    sections = sections_of("transcripts.txt")
    said = text[max(turn.start, turn.end - SHORT) : turn.end]
    return {type_ for type_, section in ASKED.items() if re.search("|".join(sections[section]), said)}

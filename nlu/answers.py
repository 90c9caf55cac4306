"""答话：刚问过某一要素时，一句简短的回答怎么读。"""

from __future__ import annotations

import re
from datetime import date

from complaint_store.domain.reading import Field, FieldType
from nlu.fields import first_of, read_fields
from nlu.gazetteer import Gazetteer
from nlu.numbers import Numeral, numerals_of, plain
from nlu.text import NormalText, fold

_LEAD = re.compile(r"[\s，。、]*(?:就是|大概是?|应该是?|是|在|叫|有|一共|总共|共|嗯|哦|啊|那个)?")
_TAIL = re.compile(r"(?:吧|啊|呀|呢|了)?[\s，。！!、]*$")
_NO_ANSWER = re.compile("不知道|不清楚|不晓得|不记得|记不清|忘了|跳过|不想说|不方便|没有$|说不上")
_YEAR = re.compile(r"\D{0,4}(?P<year>(?:19|20)\d\d)\D{0,3}")
_AS_WRITTEN = (FieldType.ACCUSED_UNIT, FieldType.PROJECT, FieldType.CONTRACT_NO, FieldType.DEMAND)
LONGEST_NAME = 60


def read_answer(asked: FieldType, text: str, today: date, gazetteer: Gazetteer) -> Field | None:
    """The answer to a question about one field; None when the words do not answer it.

    “二十三” is 23 people when the head count was asked, “5000” is yuan when the amount was. What is
    asked by name (unit, project, demand) is kept as written when nothing better is found.
    """
    found = first_of(read_fields(text, today, gazetteer).fields, asked)
    if found is not None:
        return found
    normal = fold(text)
    if _NO_ANSWER.search(normal.text):
        return None
    if asked is FieldType.DATE:
        return _bare_year(normal, today)
    if asked in (FieldType.PEOPLE, FieldType.AMOUNT, FieldType.DURATION):
        return _bare_number(asked, normal)
    if asked in _AS_WRITTEN:
        return _as_written(asked, normal)
    return None


def _bare_year(normal: NormalText, today: date) -> Field | None:
    match = _YEAR.fullmatch(normal.text)
    if match is None or int(match["year"]) > today.year:
        return None
    return normal.field(FieldType.DATE, *match.span("year"), match["year"])


def _bare_number(asked: FieldType, normal: NormalText) -> Field | None:
    numerals = numerals_of(normal.text)
    if (
        len(numerals) != 1
        or numerals[0].spelled
        or len(normal.text) > numerals[0].end - numerals[0].start + 8
    ):
        return None
    numeral: Numeral = numerals[0]
    if asked is FieldType.DURATION or numeral.digits > 9 or numeral.low <= 0:
        return None
    if asked is FieldType.PEOPLE:
        value: int | float | list[int | float] = plain(numeral.low)
    else:
        if numeral.high < 100:  # “二十八”多半是二十八万，不猜
            return None
        value = plain(numeral.low) if numeral.exact else [plain(numeral.low), plain(numeral.high)]
    return normal.field(asked, numeral.start, numeral.end, value, approx=numeral.approx)


def _as_written(asked: FieldType, normal: NormalText) -> Field | None:
    lead, tail = _LEAD.match(normal.text), _TAIL.search(normal.text)
    start = lead.end() if lead else 0
    end = tail.start() if tail else len(normal.text)
    if not 2 <= end - start <= (LONGEST_NAME if asked is not FieldType.DEMAND else 500):
        return None
    first, last = normal.span(start, end)
    return normal.field(asked, start, end, normal.raw[first:last])

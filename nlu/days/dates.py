"""日期：说的是哪一年、哪一月、哪一天，相对的说法从来话那天算起。

A date is as exact as it was said: YYYY, YYYY-MM or YYYY-MM-DD. A period is two dates with the roles
start and end. Seasons keep the year alone and are marked approximate.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from complaint_store.domain.reading import Field, FieldType
from nlu.days import date_words as words
from nlu.days.calendar_days import (
    MonthDay,
    Said,
    ago,
    day_in,
    festival,
    in_month,
    latest_month,
    lunar_said,
    weekday,
)
from nlu.days.lunar import lunar_month_days, lunar_year_of
from nlu.numbers import value_of
from nlu.text import TextLike, fold

_WHOLE_YEAR = re.compile(r"(?:19|20)[0-9]{2}\s?年")
_AGE = re.compile(r"[我他她都已快 ]{0,2}[0-9一二三四五六七八九十]{1,3}岁")


@dataclass(frozen=True)
class _Found:
    """一处日期 in the folded text, with the year and month that later bare months may lean on."""

    start: int
    end: int
    said: Said


def find_dates(text: TextLike, today: date) -> tuple[Field, ...]:
    """日期要素, in text order."""
    normal = fold(text)
    found = list(_found(normal.text, today))
    roles = [_role(normal.text, found, i) for i in range(len(found))]
    return tuple(
        normal.field(
            FieldType.DATE,
            item.start,
            item.end,
            item.said.iso,
            role=role,
            approx=item.said.approx,
            candidates=item.said.candidates,
        )
        for item, role in zip(found, roles, strict=False)
    )


def _found(text: str, today: date) -> Iterator[_Found]:
    position = 0
    known: _Found | None = None  # 最近一个说了年份的日期
    while True:
        opening = words.OPENING.search(text, position)
        if opening is None:
            return
        position = opening.start()
        items = _at(text, position, today, known)
        if not items:
            position += 1
            continue
        for item in items:
            yield item
            if item.said.month_day.year:
                known = item
        position = items[-1].end


def _at(text: str, position: int, today: date, known: _Found | None) -> tuple[_Found, ...]:
    """The date expressions that begin exactly here (a period of years or months gives two)."""
    if text[position].isdigit() and position and _inside_a_number(text, position):
        return ()
    first = text[position]
    if first == "今" and words.AGE.match(text, position):
        return ()
    if words.EVERY_YEAR.search(text, max(0, position - 4), position):
        return ()
    if known is not None and known.said.month_day.day and words.LINK.fullmatch(text, known.end, position):
        until = _day_of_range(text, position, today, known)
        if until is not None:
            return (until,)
    if first in _NUMERALS:
        pair = words.PAIR.match(text, position)
        if pair is not None:
            return _pair(pair, today, known)
    adjacent = words.ADJACENT.match(text, position) if "月" in text[position : position + 12] else None
    if adjacent is not None:
        return _adjacent_months(adjacent, today, known)
    for pattern, reader in _BY_FIRST.get(first, ()):
        match = pattern.match(text, position)
        if match is not None:
            said = reader(match, today, known)
            if said is not None:
                return (_Found(match.start(), match.end(), said),)
    return ()


def _inside_a_number(text: str, position: int) -> bool:
    """Digits go on from the left; the stop of “请批示.2017年” or “2.2017年” is no decimal point."""
    before = text[position - 1]
    if before == "." and _WHOLE_YEAR.match(text, position):
        return False
    return before.isdigit() or (before == "." and position > 1 and text[position - 2].isdigit())


def _day_of_range(text: str, position: int, today: date, known: _Found) -> _Found | None:
    """10月1号到20号: a day alone is of the month just said."""
    match = words.DAY_OF_RANGE.match(text, position)
    said = known.said.month_day
    day = words.number(match["day"]) if match else 0
    last = in_month(said.year, said.month, day, today) if day > said.day else None
    return _Found(position, match.end(), last) if match and last else None


def _pair(match: re.Match[str], today: date, known: _Found | None) -> tuple[_Found, ...]:
    """2014至2015年, 2018年3至4月份, 8、9月。"""
    if match["first_year"]:
        years = (words.year_of(match["first_year"], today), words.year_of(match["second_year"], today))
        if None in years or years[0] >= years[1]:  # type: ignore[operator]
            return ()
        says = [Said.of(year) for year in years if year]
    else:
        year = words.year_of(match["pair_year"], today) if match["pair_year"] else None
        first, second = words.number(match["first_month"]), words.number(match["second_month"])
        if not (1 <= first <= 12 and 1 <= second <= 12):
            return ()
        ends = latest_month(second, today).year if year is None else year
        leaning = (
            known.said.month_day.year if known and year is None and known.end > match.start() - 40 else None
        )
        ends = leaning or ends
        says = [Said.of(ends - (1 if year is None and first > second else 0), first), Said.of(ends, second)]
    link = "link" if match["link"] else "link2"
    return (_Found(match.start(), match.start(link), says[0]), _Found(match.end(link), match.end(), says[1]))


def _adjacent_months(match: re.Match[str], today: date, known: _Found | None) -> tuple[_Found, ...]:
    """七八月份: from the one to the other, of the year said, else of the last such months."""
    start = match.start("months")
    first, second = words.number(match.string[start]), words.number(match.string[start + 1])
    leaning = known.said.month_day.year if known and known.end > start - 40 else None
    year = words.year_of(match["year"], today) if match["year"] else leaning
    year = year or latest_month(second, today).year
    return (
        _Found(match.start(), start + 1, Said.of(year, first)),
        _Found(start + 1, match.end(), Said.of(year, second)),
    )


def _read_compact(match: re.Match[str], today: date, known: _Found | None) -> Said | None:
    """20230501, 23.5.1."""
    year = int(match["y"] or f"20{match['y2']}")
    return in_month(year, int(match["m"] or match["m2"]), int(match["d"] or match["d2"]), today)


def _read_year(match: re.Match[str], today: date, known: _Found | None) -> Said | None:
    """Everything that opens with a year: 2018年3月5日, 18年底, 去年腊月, 前年开春。"""
    written = match["year"]
    year = words.year_of(written, today)
    if year is None or year > today.year + 20:
        return None
    short = len(written) == 2 and written.isdigit() and not written.startswith("0")
    if _AGE.match(match.string, match.end()):
        return None
    bare = not (match["month"] or match["part"] or match["lunar"] or match["festival"])
    if (
        short
        and bare
        and words.is_length_of_time(match.string, match.start(), match.end(), int(written), today)
    ):
        return None
    if match["lunar"]:
        lunar_year = (
            lunar_year_of(today) + words.RELATIVE_YEAR[written] if written in words.RELATIVE_YEAR else year
        )
        return lunar_said(lunar_year, words.number(match["lunar_month"]), words.number(match["lunar_day"]))
    if match["festival"]:
        return festival(match["festival"], year, bool(match["around"]))
    if match["month"]:
        month, day = words.number(match["month"]), words.number(match["day"] or match["said_day"])
        return in_month(year, month, day, today) if 1 <= month <= 12 else Said.of(year)
    if match["part"]:
        return words.part_of_year(match["part"], year)
    return Said.of(year)


def _read_numeric(match: re.Match[str], today: date, known: _Found | None) -> Said | None:
    """2018-12-13, 2018/12/13, 2014.12."""
    return in_month(int(match["y"]), int(match["m"]), int(match["d"] or 0), today)


def _read_month(match: re.Match[str], today: date, known: _Found | None) -> Said | None:
    """上个月15号, 这个月初。"""
    back = words.RELATIVE_MONTH[match["which"]]
    total = today.year * 12 + today.month - 1 + back
    return in_month(total // 12, total % 12 + 1, words.number(match["day"]), today)


def _read_bare_month(match: re.Match[str], today: date, known: _Found | None) -> Said | None:
    """8月21日, 5月份: the year said shortly before, else the last one that is not in the future."""
    month, day = words.number(match["month"]), words.number(match["day"] or match["said_day"])
    if not 1 <= month <= 12:
        return None
    if match["month"] == "一" and not (match["day"] or match["exact"]):
        return None
    if known is not None and known.end > match.start() - 110:
        before = known.said.month_day
        linked = words.LINK.fullmatch(match.string, known.end, match.start()) is not None
        year = before.year + (1 if linked and before.month and month < before.month else 0)
        leaning = MonthDay(year, month, 0)
        if (leaning.year, leaning.month) <= (today.year, today.month):
            return in_month(year, month, day, today)
    return in_month(latest_month(month, today, day).year, month, day, today)


def _read_bare_lunar(match: re.Match[str], today: date, known: _Found | None) -> Said | None:
    """腊月二十三, 正月: the last one that has begun."""
    month, day = words.number(match["lunar_month"]), words.number(match["lunar_day"])
    year = lunar_year_of(today)
    days = lunar_month_days(year, month)
    if days is not None and days[0] > today:
        year -= 1
    return lunar_said(year, month, day)


def _read_day(match: re.Match[str], today: date, known: _Found | None) -> Said | None:
    if match["when"] in ("今天", "今日") and match.string[match.start() - 1 : match.start()] in ("到", "至"):
        return None  # “到今天”只是至今
    if words.NO_DAY_BEFORE.search(match.string, max(0, match.start() - 1), match.start() + 1):
        return None
    if words.NO_DAY_AFTER.match(match.string, match.end()):
        return None
    return day_in(today, words.RELATIVE_DAY[match["when"]])


def _read_week(match: re.Match[str], today: date, known: _Found | None) -> Said | None:
    return weekday(today, words.WEEKS[match["week"]], match["weekday"])


def _read_ago(match: re.Match[str], today: date, known: _Found | None) -> Said | None:
    written = match["count"]
    numeral = None if written == "半" else value_of(written)
    count = 0.5 if written == "半" else numeral.low if numeral else 0
    unit = {"星期": "周", "礼拜": "周", "日": "天"}.get(match["unit"], match["unit"])
    return ago(today, count, unit, bool(match["half"]), bool(match["vague"])) if count else None


def _read_festival(match: re.Match[str], today: date, known: _Found | None) -> Said | None:
    """春节前, 国庆期间: the last one that is not in the future."""
    name, around = match["festival"], bool(match["around"]) or match["festival"] == "春节"
    for year in (today.year, today.year - 1):
        said = festival(name, year, around)
        if said is not None and said.iso[:7] <= today.isoformat()[:7]:
            return said
    return None


_HAN = "零一二三四五六七八九十两"
_NUMERALS = frozenset("0123456789幺元" + _HAN)
# 每种写法可能的头一个字，和怎么读
_READERS = (
    ("0123456789一二零九幺大前去上今本明后", words.WITH_YEAR, _read_year),
    ("12", words.NUMERIC, _read_numeric),
    ("12", words.COMPACT, _read_compact),
    ("上前这本下大", words.MONTH, _read_month),
    ("腊正冬农阴旧老元0123456789" + _HAN, words.LUNAR, _read_bare_lunar),
    ("半0123456789" + _HAN, words.AGO, _read_ago),
    ("0123456789元" + _HAN, words.BARE_MONTH, _read_bare_month),
    ("大前昨今明后", words.DAY, _read_day),
    ("上这本下", words.WEEK, _read_week),
    ("春过大除元端中八五六十二重国清劳腊", words.FESTIVAL, _read_festival),
)
_BY_FIRST = {
    first: tuple((pattern, reader) for firsts, pattern, reader in _READERS if first in firsts)
    for first in {char for firsts, _, _ in _READERS for char in firsts}
}


def _role(text: str, found: list[_Found], i: int) -> str | None:
    """起止：从 A 到 B, A 起, 截至 B."""
    item = found[i]
    after = found[i + 1] if i + 1 < len(found) else None
    if after is not None and words.LINK.fullmatch(text, item.end, after.start):
        return "start"
    if i and words.LINK.fullmatch(text, found[i - 1].end, item.start):
        return "end"
    if after is not None and after.start == item.end:
        return "start"
    if i and found[i - 1].end == item.start:
        return "end"
    left = text[max(0, item.start - 5) : item.start]
    if words.SINCE_AFTER.match(text, item.end) or words.SINCE_BEFORE.search(left):
        return "start"
    return "end" if words.UNTIL_BEFORE.search(left) else None

"""两千个生成的日期：绝对的、相对的、农历的、从……到……的，从不同的日子说起，个个算得对；农历另请 lunardate 作证。"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from lunardate import LunarDate

from nlu.days.dates import find_dates

Ends = list[tuple[str, "str | None"]]
Case = tuple[str, Ends]
Form = Callable[[random.Random, date], Case]

DATES = 2000
AROUND = (
    "我们{}签的合同",
    "，{}干完的活",
    "领导好：{}验收了，钱没给",
    "工程是{}交的工",
    "{}，老板打了欠条",
    "说好{}结账的",
)
DIGITS = "零一二三四五六七八九"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
YEARS_BACK = (("今年", 0), ("去年", 1), ("前年", 2), ("大前年", 3))
MONTHS_BACK = (("这个月", 0), ("本月", 0), ("上个月", 1), ("上月", 1), ("上上个月", 2), ("大上个月", 2))
LUNAR_DAYS = (
    *(f"初{DIGITS[d]}" for d in range(1, 10)), "初十", *(f"十{DIGITS[d]}" for d in range(1, 10)), "二十",
    *(f"二十{DIGITS[d]}" for d in range(1, 10)),
)  # fmt: skip
LUNAR_MONTHS = ("正月", *(f"农历{DIGITS[m]}月" for m in range(2, 10)), "农历十月", "冬月", "腊月")


def again(seed: int) -> random.Random:
    """The same days every time, so that a wrong one can be looked at."""
    return random.Random(seed)  # noqa: S311


def han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (f"{DIGITS[tens] if tens > 1 else ''}十" if tens else "") + (
        DIGITS[ones] if ones or not tens else ""
    )


def spelled(year: int, zero: str = "零") -> str:
    return "".join(DIGITS[int(d)] for d in str(year)).replace("零", zero)


def some_day(rng: random.Random, today: date) -> date:
    first = date(1995, 1, 1)
    return first + timedelta(days=rng.randint(0, (today - first).days))


def written_out(rng: random.Random, today: date) -> Case:
    day = some_day(rng, today)
    form = rng.choice(
        (
            "{y}年{m}月{d}日", "{y}年{m}月{d}号", "{y} 年 {m} 月 {d} 日", "{y}-{m:02d}-{d:02d}", "{y}.{m}.{d}", "{y}/{m}/{d}",
            "{s:02d}年{m}月{d}号", "{y}{m:02d}{d:02d}",
        )
    )  # fmt: skip
    if form == "{y}{m:02d}{d:02d}" and day.year < 2000:
        form = "{y}年{m}月{d}日"
    return form.format(y=day.year, s=day.year % 100, m=day.month, d=day.day), [(day.isoformat(), None)]


def full_width(rng: random.Random, today: date) -> Case:
    words, ends = some_day(rng, today), None
    ends = [(words.isoformat(), None)]
    return f"{words.year}年{words.month}月{words.day}日".translate(WIDE), ends


def in_characters(rng: random.Random, today: date) -> Case:
    """二零一八年四月十三日、一八年四月十三号、二〇二三年……。"""
    day = some_day(rng, today)
    year = rng.choice((spelled(day.year), spelled(day.year, "〇"), spelled(day.year)[2:]))
    return f"{year}年{han(day.month)}月{han(day.day)}{rng.choice('日号')}", [(day.isoformat(), None)]


def only_a_month(rng: random.Random, today: date) -> Case:
    day = some_day(rng, today)
    month = rng.choice((f"{day.month}月", f"{day.month}月份", f"{han(day.month)}月", f"{han(day.month)}月份"))
    year = rng.choice((f"{day.year}年", f"{day.year % 100:02d}年", f"{spelled(day.year)}年"))
    return year + month, [(f"{day:%Y-%m}", None)]


def a_day_of_a_year_ago(rng: random.Random, today: date) -> Case:
    """去年三月五号、前年10月30日: 今年的不说将来。"""
    word, back = rng.choice(YEARS_BACK)
    day = date(today.year - back, rng.randint(1, 12), rng.randint(1, 28))
    said = rng.choice(
        (f"{day.month}月{day.day}号", f"{han(day.month)}月{han(day.day)}号", f"{day.month}月{day.day}日")
    )
    return word + rng.choice(("", "的")) + said, [(day.isoformat(), None)]


def end_of_a_year(rng: random.Random, today: date) -> Case:
    """18年底、去年年初、前年年底。"""
    part, month = rng.choice((("底", 12), ("初", 1), ("年底", 12), ("年初", 1), ("年末", 12)))
    if rng.random() < 0.5:
        year = rng.randint(2000, today.year)
        return f"{rng.choice((str(year), f'{year % 100:02d}'))}年{part.removeprefix('年')}", [
            (f"{year}-{month:02d}", None)
        ]
    word, back = rng.choice(YEARS_BACK)
    return f"{word}{part if part.startswith('年') else '年' + part}", [
        (f"{today.year - back}-{month:02d}", None)
    ]


def season_of_a_year(rng: random.Random, today: date) -> Case:
    word, back = rng.choice(YEARS_BACK)
    return word + rng.choice(("开春", "春天", "夏天", "秋天", "冬天", "入冬", "上半年", "下半年")), [
        (str(today.year - back), None)
    ]


def day_of_last_month(rng: random.Random, today: date) -> Case:
    """上个月15号。"""
    word, back = rng.choice(MONTHS_BACK)
    total = today.year * 12 + today.month - 1 - back
    year, month = total // 12, total % 12 + 1
    if rng.random() < 0.3:
        return word + rng.choice(("", "底", "初", "中旬")), [(f"{year}-{month:02d}", None)]
    day = rng.randint(1, 28)
    return f"{word}{rng.choice((str(day), han(day)))}{rng.choice('号日')}", [
        (f"{year}-{month:02d}-{day:02d}", None)
    ]


def a_bare_day(rng: random.Random, today: date) -> Case:
    """3月5号: the last one that is not in the future."""
    month, day = rng.randint(1, 12), rng.randint(1, 28)
    year = today.year if (month, day) <= (today.month, today.day) else today.year - 1
    said = rng.choice((f"{month}月{day}号", f"{month}月{day}日", f"{han(month)}月{han(day)}号"))
    return said, [(date(year, month, day).isoformat(), None)]


def some_days_ago(rng: random.Random, today: date) -> Case:
    count = rng.randint(2, 99)
    word = rng.choice((str(count), han(count) if count != 2 else "两"))
    return f"{word}天{rng.choice(('前', '以前', '之前'))}", [
        ((today - timedelta(days=count)).isoformat(), None)
    ]


def some_months_or_years_ago(rng: random.Random, today: date) -> Case:
    count = rng.randint(2, 11)
    word = rng.choice((str(count), "两" if count == 2 else han(count)))
    if rng.random() < 0.5:
        return f"{word}年前", [(str(today.year - count), None)]
    total = today.year * 12 + today.month - 1 - count
    return f"{word}个月前", [(f"{total // 12}-{total % 12 + 1:02d}", None)]


def a_day_nearby(rng: random.Random, today: date) -> Case:
    """昨天、大前天、上周三、上上个星期五。"""
    if rng.random() < 0.5:
        word, back = rng.choice((("昨天", 1), ("昨晚", 1), ("前天", 2), ("大前天", 3), ("今天", 0)))
        return word, [((today - timedelta(days=back)).isoformat(), None)]
    place = rng.randint(0, 6)
    week, weeks = rng.choice((("上周", 1), ("上个星期", 1), ("上星期", 1), ("上上周", 2), ("上礼拜", 1)))
    monday = today - timedelta(days=today.weekday(), weeks=weeks)
    return week + rng.choice(("一二三四五六日", "一二三四五六天"))[place], [
        ((monday + timedelta(days=place)).isoformat(), None)
    ]


def lunar_year(today: date) -> int:
    return int(LunarDate.from_solar_date(today.year, today.month, today.day).year)


def lunar_day(rng: random.Random, today: date) -> Case:
    """去年腊月二十三、农历三月初五、前年正月十五, reckoned by lunardate."""
    word, back = rng.choice(YEARS_BACK)
    month, day = rng.randint(1, 12), rng.randint(1, 29)
    solar = LunarDate(lunar_year(today) - back, month, day).to_solar_date()
    return f"{word}{LUNAR_MONTHS[month - 1]}{LUNAR_DAYS[day - 1]}", [(solar.isoformat(), None)]


def lunar_month(rng: random.Random, today: date) -> Case:
    """去年腊月: the month in which it begins."""
    word, back = rng.choice(YEARS_BACK)
    month = rng.choice((1, 11, 12))
    solar = LunarDate(lunar_year(today) - back, month, 1).to_solar_date()
    return word + LUNAR_MONTHS[month - 1], [(f"{solar:%Y-%m}", None)]


def festival(rng: random.Random, today: date) -> Case:
    word, back = rng.choice(YEARS_BACK[1:])
    year = today.year - back
    name, month, day = rng.choice(
        (("端午", 5, 5), ("中秋", 8, 15), ("八月十五", 8, 15), ("元宵", 1, 15), ("重阳", 9, 9))
    )
    return word + name, [(LunarDate(year, month, day).to_solar_date().isoformat(), None)]


def from_year_to_year(rng: random.Random, today: date) -> Case:
    """2014至2015年、18到21年、一八年到二一年。"""
    first = rng.randint(2005, today.year - 1)
    last = rng.randint(first + 1, today.year)
    words = rng.choice(
        (
            f"{first}至{last}年",
            f"{first}年到{last}年",
            f"{first % 100:02d}到{last % 100:02d}年",
            f"从{first}年到{last}年",
            f"{spelled(first)[2:]}年到{spelled(last)[2:]}年",
        )
    )
    return words, [(str(first), "start"), (str(last), "end")]


def from_month_to_month(rng: random.Random, today: date) -> Case:
    """从2019年3月到2020年8月、从前年十月到今年三月、2019年3至8月。"""
    back = rng.randint(1, 3)
    first = date(today.year - back, rng.randint(1, 12), 1)
    last = date(today.year - rng.randint(0, back - 1), rng.randint(1, 12), 1)
    word = {0: "今年", 1: "去年", 2: "前年", 3: "大前年"}
    ends: Ends = [(f"{first:%Y-%m}", "start"), (f"{last:%Y-%m}", "end")]
    words = rng.choice(
        (
            f"从{first.year}年{first.month}月到{last.year}年{last.month}月",
            f"{first.year}年{first.month}月至{last.year}年{last.month}月",
            f"从{word[back]}{han(first.month)}月到{word[today.year - last.year]}{han(last.month)}月",
            f"{first.year}.{first.month}-{last.year}.{last.month}",
        )
    )
    return words, ends


def from_day_to_day(rng: random.Random, today: date) -> Case:
    """从2019年11月5日至2020年4月8日、10月3号到21号。"""
    if rng.random() < 0.4:
        month, day = rng.randint(1, 12), rng.randint(1, 14)
        last = day + rng.randint(1, 14)
        year = rng.randint(2015, today.year - 1)
        return f"{year}年{month}月{day}号到{last}号", [
            (date(year, month, day).isoformat(), "start"),
            (date(year, month, last).isoformat(), "end"),
        ]
    first = some_day(rng, today)
    last_day = first + timedelta(days=rng.randint(1, 400))
    return (
        f"从{first.year}年{first.month}月{first.day}日{rng.choice('至到')}{last_day.year}年{last_day.month}月{last_day.day}日",
        [(first.isoformat(), "start"), (last_day.isoformat(), "end")],
    )


def since(rng: random.Random, today: date) -> Case:
    day = some_day(rng, today)
    return rng.choice(
        (
            f"自{day.year}年{day.month}月以来",
            f"{day.year}年{day.month}月起",
            f"从{day.year}年{day.month}月开始",
        )
    ), [(f"{day:%Y-%m}", "start")]


FORMS: tuple[Form, ...] = (
    written_out, written_out, full_width, in_characters, only_a_month, a_day_of_a_year_ago, end_of_a_year,
    season_of_a_year, day_of_last_month, a_bare_day, some_days_ago, some_months_or_years_ago, a_day_nearby,
    lunar_day, lunar_day, lunar_month, festival, from_year_to_year, from_month_to_month, from_day_to_day, since,
)  # fmt: skip


def generated() -> list[tuple[str, date, Ends]]:
    rng = again(20261122)
    cases = []
    for i in range(DATES):
        today = date(2024, 1, 1) + timedelta(days=rng.randint(0, 1800))
        words, ends = FORMS[i % len(FORMS)](rng, today)
        cases.append((rng.choice(AROUND).format(words), today, ends))
    return cases


def wrong(cases: list[tuple[str, date, Ends]]) -> list[tuple[str, str, Ends, Ends]]:
    found = []
    for text, today, ends in cases:
        read: Ends = [(str(day.normalized), day.role) for day in find_dates(text, today)]
        if [iso for iso, _ in read] != [iso for iso, _ in ends] or (ends[0][1] and read != ends):
            found.append((text, today.isoformat(), read, ends))
    return found


def test_two_thousand_generated_dates_are_all_exact():
    cases = generated()
    assert len(cases) == DATES and wrong(cases) == []


def test_every_date_cuts_its_words_out_of_the_text():
    for text, today, _ in generated():
        for day in find_dates(text, today):
            assert text[day.start : day.end] == day.value


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_among_them(form: Form):
    assert form(again(1), date(2026, 11, 22))[1]

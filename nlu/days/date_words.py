"""日期用语：哪些写法是日期，各部分是什么意思。"""

from __future__ import annotations

import re
from datetime import date

from nlu.days.calendar_days import Said
from nlu.numbers import DIGITS

RELATIVE_YEAR = {"大前年": -3, "前年": -2, "去年": -1, "上年": -1, "今年": 0, "本年": 0, "明年": 1, "后年": 2}
RELATIVE_MONTH = {
    "上上个月": -2,
    "上上月": -2,
    "大上个月": -2,
    "前个月": -2,
    "上个月": -1,
    "上月": -1,
    "这个月": 0,
    "本月": 0,
    "这月": 0,
}
RELATIVE_MONTH |= {"下个月": 1, "下月": 1}
RELATIVE_DAY = {
    "大前天": -3,
    "前天": -2,
    "前日": -2,
    "昨天": -1,
    "昨日": -1,
    "昨晚": -1,
    "昨儿": -1,
    "今天": 0,
    "今日": 0,
}
RELATIVE_DAY |= {"今儿": 0, "今早": 0, "今晚": 0, "明天": 1, "明日": 1, "后天": 2}
WEEKS = {"上": -1, "上个": -1, "上上": -2, "上上个": -2, "这": 0, "这个": 0, "本": 0, "下": 1, "下个": 1}
_SMALL = {**DIGITS, "元": 1, "正": 1, "冬": 11, "腊": 12}

# 任何日期用语的第一个字
OPENING = re.compile(
    "[0-9幺一二三四五六七八九十两零元正腊冬农阴旧老今去前大上下本这昨明后春过除端中国重清半]"
)


def _any_of(table: dict[str, int]) -> str:
    return "|".join(sorted(table, key=len, reverse=True))


_HAN = "一二三四五六七八九"
_DAY = f"3[01]|[12][0-9]|0?[1-9]|三十一?|二十[{_HAN}]?|廿[{_HAN}]?|十[{_HAN}]?|[{_HAN}]"
_MONTH = f"1[0-2]|0?[1-9]|十[一二]?|[{_HAN}]|元"
_YEAR = f"(?:19|20)[0-9][0-9]|[一二][零{_HAN}]{{3}}|[0-9][0-9]|[零一二九幺][零{_HAN}]"
_MONTH_PART = "[底初末]|[上中下]旬"
_LUNAR = (
    rf"(?P<lunar>(?:(?P<calendar>农历|阴历|旧历|老历)的?)?(?P<lunar_month>腊|正|冬|(?(calendar)(?:{_MONTH})|(?:{_MONTH})(?=月初[{_HAN}十](?![共直起]))))月份?"
    rf"(?P<lunar_day>初[{_HAN}十]|廿[{_HAN}]?|二十(?!几)[{_HAN}]?|三十|十[{_HAN}]|[1-3]?[0-9](?=日|号))?(?:日|号|[底初末])?)"
)
_AROUND = "节?(?P<around>之?前夕?|以?后|前后|左右|期间|那会儿?|那段|的?时候|附近|放假|假期)?"
_NAMED = "春节|过年|大年初一|大年三十|除夕|元旦|元宵|(?:五月)?端午|(?:八月)?中秋|八月十五(?![日号])|二月二(?![十日号])|重阳|国庆|清明|腊八|劳动节"
_NUMBERED = "(?:五一|六一|十一)(?=节|前|后|期间|放假|假|劳动|国庆|以|之)"
_OF_A_YEAR = "(?:五一|六一|十一)(?![月号日个人名位户家万千百块元岁天年路村斤吨亩多来几零一二三四五六七八九十])"  # 今年五一：前面说了年份
_FESTIVAL = rf"(?P<festival>{_NAMED}|{_NUMBERED}){_AROUND}"
_FESTIVAL_OF_A_YEAR = rf"(?P<festival>{_NAMED}|{_NUMBERED}|{_OF_A_YEAR}){_AROUND}"
# 6月30，：日子后面没说“号”
_SAID_DAY = rf"(?P<said_day>三十一?|3[01]|二十[{_HAN}]?|[12][0-9]|十[{_HAN}])(?=[，。、,;!]|$|[交才就签开前去我晚下]|[到至](?![账位手了期]))"
_NAMED_BY_DAY = "(?!八月十五(?![日号])|二月二(?![十日号])|五月端午|八月中秋)"
_SEASON = "开春|开年|入冬|入秋|入夏|春上|[春夏秋冬][天季]"

WITH_YEAR = re.compile(
    rf"(?P<year>(?:{_YEAR})(?=\s?年)|{_any_of(RELATIVE_YEAR)})(?:\s?年)?度?"
    rf"(?:的?(?:\s?{_LUNAR}"
    rf"|{_NAMED_BY_DAY}\s?(?P<month>{_MONTH})\s?(?:月份?|[./](?=(?:{_DAY})\s?[日号]))(?:\s?(?P<day>{_DAY})\s?(?:日|号)|{_MONTH_PART}|{_SAID_DAY})?"
    rf"|(?P<part>[底初末]|年底|年初|年末|年中|上半年|下半年|年前|{_SEASON})"
    rf"|{_FESTIVAL_OF_A_YEAR}))?"
)
# 20230501、23.5.1：只有数字的日子，月、日要对得上
COMPACT = re.compile(
    r"(?<![0-9A-Za-z.\-])(?:(?P<y>20[0-2][0-9])(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])"
    r"|(?P<y2>[12][0-9])\.(?P<m2>1[0-2]|0?[1-9])\.(?P<d2>3[01]|[12][0-9]|0?[1-9]))(?![0-9A-Za-z.\-]| ?[万元亿%])"
)
ADJACENT = re.compile(
    rf"(?:(?P<year>(?:{_YEAR})(?=\s?年)|{_any_of(RELATIVE_YEAR)})(?:\s?年)?的?)?(?P<months>(?<!十)(?:一二|二三|三四|四五|五六|六七|七八|八九)月(?:份|间)?)"
)
NUMERIC = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2}) ?(?P<sep>[-/.]) ?(?P<m>1[0-2]|0?[1-9])(?![0-9])(?:(?P=sep) ?(?P<d>3[01]|[12][0-9]|0?[1-9])(?![0-9]))?"
    r"(?!\.[0-9]| ?[万元亿%])(?:月份?|日|号)?"
)
MONTH = re.compile(rf"(?P<which>{_any_of(RELATIVE_MONTH)})(?:的?(?:(?P<day>{_DAY})(?:日|号)|{_MONTH_PART}))?")
BARE_MONTH = re.compile(
    rf"{_NAMED_BY_DAY}(?P<month>{_MONTH})\s?月(?!薪|嫂|子)(?P<exact>份|{_MONTH_PART})?(?:\s?(?P<day>{_DAY})\s?(?:日|号)|{_SAID_DAY})?"
)
DAY_OF_RANGE = re.compile(rf"(?P<day>{_DAY})(?:日|号)")
LUNAR = re.compile(_LUNAR)
AGO = re.compile(
    rf"(?P<count>半|[0-9]{{1,3}}|[两{_HAN}十]{{1,3}})(?P<vague>[多来])?\s?(?:个(?P<half>半)?(?=月|星期|礼拜))?"
    r"(?P<unit>年|(?<=个)月|(?<=半)月|星期|礼拜|周|天|日)多?(?:之|以)?前(?![期面往来后年途任提天])"
)
DAY = re.compile(rf"(?P<when>{_any_of(RELATIVE_DAY)})(?:上午|下午|晚上|早上)?")
# “两个月前天胜社区启动”：前是月的；“法治社会的今天”“嘎查的明天”：不是哪一天
NO_DAY_BEFORE = re.compile("[年月周期日天]前$|的[今明昨]$")
NO_DAY_AFTER = re.compile(
    "传媒|科技|集团|头条|家园|花园|之星|酒店|宾馆|超市|广告|影视|广场|小区"
)  # 店名、楼名
WEEK = re.compile(
    rf"(?P<week>{_any_of(WEEKS)})(?:周(?![边围转期])|星期|礼拜)(?P<weekday>[一二三四五六日天末])?"
)
FESTIVAL = re.compile(_FESTIVAL + "(?!联欢|晚会|假|慰问)")
# 今年五十三：说的是年纪
AGE = re.compile(
    rf"今年(?:都|已经|也|就|快|刚){{0,2}}(?:满|到|过)?(?:[一二三四五六七八九]?十[{_HAN}]?|[2-9][0-9])(?:周?岁|(?:来|多)岁)?了?(?=[，。,；！!？? \n]|$)"
)
EVERY_YEAR = re.compile("(?:每年|年年)[的到一]?$")
PAIR = re.compile(
    rf"(?:(?P<first_year>(?:19|20)?[0-9][0-9])(?P<link>-|~|至|到|、)(?P<second_year>(?:19|20)?[0-9][0-9])(?:\s?年|(?<=20[0-9]{{2}})(?=[，。、 ]|$))"
    rf"|(?:(?P<pair_year>{_YEAR})\s?年\s?)?(?P<first_month>{_MONTH})(?P<link2>-|~|至|到|、)(?P<second_month>{_MONTH})\s?月份?)"
    rf"(?!之?[前内])"
)

LINK = re.compile(r"\s{0,3}(?:-{1,2}|~{1,2}|至|到|一|起至|起到|开始到|开始至|一直到|直到|开始一直到)\s{0,3}")
SINCE_AFTER = re.compile(r"\s?(?:以来|起|开始|至今|到现在|到目前|到今天|到今|-今|之?后一直)")
SINCE_BEFORE = re.compile(r"(?:从|自|自从|打)\s?$")
UNTIL_BEFORE = re.compile(r"(?:截至|截止|截止到|直到|一直到)\s?$")


def year_of(written: str, today: date) -> int | None:
    """2018, 18, 二零一八, 一八, 去年 → the year."""
    if written in RELATIVE_YEAR:
        return today.year + RELATIVE_YEAR[written]
    digits = "".join(str(DIGITS[char]) if char in DIGITS else char for char in written.replace("幺", "1"))
    if not digits.isdigit():
        return None
    year = int(digits)
    if len(digits) == 2:
        year += 2000 if year <= (today.year + 4) % 100 else 1900
    return year if 1900 <= year <= today.year + 20 else None


def number(written: str | None) -> int:
    """A day or month in digits or characters: 15, 二十三, 廿三, 初八, 元; 0 when it was not said."""
    if not written:
        return 0
    if written.isdigit():
        return int(written)
    written = written.lstrip("初").replace("廿", "二十")
    tens, ten, ones = written.rpartition("十")
    if not ten:
        return _SMALL.get(written, 0)
    return (_SMALL.get(tens, 1) if tens else 1) * 10 + (_SMALL.get(ones, 0) if ones else 0)


def is_length_of_time(text: str, start: int, end: int, count: int, today: date) -> bool:
    """“15年” that lasts fifteen years, and not 2015: 干了15年, 15年来, 10年没发。"""
    left, right = text[max(0, start - 2) : start], text[end : end + 2]
    if re.search("[了过有近快达满已约整用长历超]$|[第每]$", left):
        return True
    if re.match(
        "了|多|来|之[久前后内]|以[前后内来]|内|间|期|工龄|合同|经验|前|后|的?时间|的?历史|没|未|如一", right
    ):
        return not (right.startswith(("没", "未")) and count > 10)
    return count > (today.year + 1) % 100 and count < 60


def part_of_year(part: str, year: int) -> Said:
    """年底 is December, 年初 January; half-years and seasons keep the year alone."""
    if part in ("底", "年底", "末", "年末"):
        return Said.of(year, 12)
    if part in ("初", "年初"):
        return Said.of(year, 1)
    if part == "年中":
        return Said.of(year, 6)
    return Said.of(year, approx=True)

"""时长：拖了多久、干了多久，折成月数。"""

from __future__ import annotations

import re

from complaint_store.domain.reading import Field, FieldType, Span
from nlu.numbers import Numeral, numerals_of, plain, value_of
from nlu.text import TextLike, fold

MONTHS = {
    "年": 12.0,
    "季度": 3.0,
    "月": 1.0,
    "周": 7 / 30,
    "星期": 7 / 30,
    "礼拜": 7 / 30,
    "天": 1 / 30,
    "日": 1 / 30,
}
_UNIT = re.compile(
    r" ?(?P<vague>[多余来])?(?:(?P<counted>个)(?P<half>半)?(?P<more>[多来])?(?=月|星期|礼拜|季度)|(?<=俩)(?P<and_half>半)(?=月)| ?整)?"
    r"(?P<unit>年(?![级代度份底初终轻龄月前中])|(?<=个)月|(?<=[半多来])月|(?<=[俩仨])月|季度|星期|礼拜|周(?!岁|年|边)|天(?!然|气|津)|日(?!常|报))(?!到头)"
    r"(?P<tail>半|多|有余|(?:零|又|加|另)?(?P<months>[一二两三四五六七八九十]{1,2}|[0-9]{1,2})个(?P<tail_half>半)?月|之久)?"
)
_ABOUT_ONE = re.compile(
    "(?<![0-9一二两三四五六七八九十百几俩仨每])个(?P<size>把|半)月(?!前)"
)  # 个把月、个半月
_HALF = re.compile("(?P<big>大)?半(?:(?P<year>年)(?!前)|[个拉]?(?P<more>[多来])?月(?!前))(?P<vague>多|有余)?")
_ABOUT = re.compile("(?:近|快|将近|大约|大概|约|差不多|接近|不到|超过|已有|至少)$")
LONGEST = 1200  # 一百年以上不是拖延，是读错了
_AGO = re.compile("多?(?:之|以)?前(?![期面往来])")
_HOW_OFTEN = re.compile(" ?[0-9一二两三四五六七八九]|(?:才|只|就|要|得)?[来去拉收交跑]{0,2}[一两]?[次回趟]")
# 免三年房租、三年质保、工期三个月、分三年付清：约好的期限，不是拖了多久
_TERM_LEFT = re.compile(
    "(?:(?:减?免|免收|免交|免费|免租)[了去掉的给我们收交]{0,2}|(?:工期|质保期?|保修期?|养护期|缺陷责任期|租期|合同期限?|期限|有效期|承包期|试用期|建设期|保质期|经营期|服务期|使用权)"
    "(?:[是为定写约满的:有]|一共|总共|只有|要求|规定|不超过|最多|最长|原定){0,4}|分)$"
)
_TERM_RIGHT = re.compile(
    "的?(?:免租|免费|免税|免房租|免收|免交|质保|保修|包修|包换|工期|合同期|租期|有效期|试用期|养护期?|承包期|缺陷责任期|经营权|使用权|工龄|教龄|学历)"
    "|的?(?:合同|协议|租约)(?=[，。、；;!?]|$)|之?内(?!容|部|蒙)|还(?:清|本|完|(?=[，,。]|$))|归还|付清|结清|回本"
)
# 说两个月解决、答应一年给：说好的期限
_PROMISED_LEFT = re.compile("(?:说|答应|承诺|保证|讲好?)[好了的就最多晚只要]{0,3}$")
_PROMISED_RIGHT = re.compile(
    "(?:左右|以?后|之后)?[就能可以会]{0,2}(?:解决|办好|办完|给钱|给清|给完|给我|付|结|发|到账|完工|建[好成]|安置|回迁|兑现)"
)
_RATE_LEFT = re.compile("[元块百千万0-9一二三四五六七八九比]$")
# 一年补偿20元、一年下来几百万、一年比一年贵：按年按月算，不是过了一年
_RATE_RIGHT = re.compile(
    "比一[年月]|(?:下来|就?要|得|才|只|能|补偿|补助|补贴|给|交|收|发|挣|扣|租金|房租|工资|学费|利息){1,3}(?:大约|大概|近)?[0-9零一二两三四五六七八九十百千万几.]{1,10}[多来]?(?:元|块|万|千|百)"
)
_PASSED = re.compile("[拖欠等干过快近满了][我们了咱的]{0,3}$")  # 拖了一年才给两万
_FIRST_ONES = re.compile("(?<![以之年月天])前$")  # 前两年、前三年：是哪两年，不是多久
_ALL_YEAR = re.compile("一年36[05]天")


def find_durations(text: TextLike, taken: tuple[Field, ...] = ()) -> tuple[Field, ...]:
    """时长要素 in months; `taken` are dates, whose “18年” is not eighteen years."""
    normal = fold(text)
    blocked = {position for field in taken for position in range(field.start, field.end)}
    found: list[tuple[Span, float, bool]] = []
    for numeral in numerals_of(normal.text):
        read = _duration(normal.text, numeral)
        if read is not None and not (found and read[0][0] < found[-1][0][1]):
            found.append(read)
    for match in _ABOUT_ONE.finditer(normal.text) if "个把" in normal.text or "个半" in normal.text else ():
        vague = match["size"] == "把"
        found.append((match.span(), 1.0 if vague else 1.5, vague))
    for match in _HALF.finditer(normal.text):
        if not any(start <= match.start() < end for (start, end), _, _ in found):
            months = (8.0 if match["big"] else 6.0) if match["year"] else 0.5
            found.append((match.span(), months, bool(match["big"] or match["vague"] or match["more"])))
    fields = []
    for (start, end), months, approx in sorted(found):
        if normal.span(start, end)[0] in blocked or months <= 0 or _is_term(normal.text, start, end):
            continue
        about = approx or _ABOUT.search(normal.text, max(0, start - 4), start) is not None
        fields.append(normal.field(FieldType.DURATION, start, end, plain(round(months, 1)), approx=about))
    return tuple(fields)


def _duration(text: str, numeral: Numeral) -> tuple[Span, float, bool] | None:
    match = _UNIT.match(text, numeral.end)
    if (
        match is None
        or numeral.spelled
        or (numeral.arabic and numeral.digits > 3)
        or text[numeral.start - 1 : numeral.start] in ("第", "每")
    ):
        return None
    unit, count = match["unit"], numeral.low
    if _FIRST_ONES.search(text, max(0, numeral.start - 2), numeral.start) and count < 10:
        return None
    if (
        count != round(count, 2)
        or _ALL_YEAR.match(text, numeral.start - 2)
        or _ALL_YEAR.match(text, numeral.start)
    ):
        return None
    if (
        _AGO.match(text, match.end())
        or count * MONTHS[unit] > LONGEST
        or (unit == "日" and not match["vague"] and numeral.low < 32)
    ):
        return None
    if count == 1 and (unit == "天" or _is_rate(text, numeral.start, match.end())):
        return None
    count += 0.5 if match["half"] or match["and_half"] or match["tail"] == "半" else 0
    months = count * MONTHS[unit]
    if match["months"]:
        tail = value_of(match["months"])
        months += (tail.low if tail else 0) + (0.5 if match["tail_half"] else 0)
    approx = (
        numeral.approx
        or not numeral.exact
        or bool(match["vague"] or match["more"])
        or match["tail"] in ("多", "有余")
    )
    end = match.end() - (2 if match["tail"] == "之久" else 0)
    return (numeral.start, end), months, approx


def _is_term(text: str, start: int, end: int) -> bool:
    """约定的期限: how long something was to last, not how long it has been."""
    return (
        _TERM_LEFT.search(text, max(0, start - 12), start) is not None
        or _TERM_RIGHT.match(text, end) is not None
        or (
            _PROMISED_LEFT.search(text, max(0, start - 6), start) is not None
            and _PROMISED_RIGHT.match(text, end) is not None
        )
    )


def _is_rate(text: str, start: int, end: int) -> bool:
    """6000元一个月, 一个月6000, 一年一结: a rate and not a length of time."""
    if _RATE_LEFT.search(text, max(0, start - 1), start) or _HOW_OFTEN.match(text, end):
        return True
    passed = _PASSED.search(text, max(0, start - 4), start) is not None
    return not passed and _RATE_RIGHT.match(text, end) is not None

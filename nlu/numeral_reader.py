"""一个数词：从某个字起，最长能读成什么数."""

from __future__ import annotations

import re
from dataclasses import dataclass

DIGITS = {
    char: value
    for value, chars in enumerate(
        ("零", "一壹", "二贰两俩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for char in chars
}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10_000, "亿": 100_000_000}
LETTER_UNITS = {"w": 10_000, "W": 10_000, "k": 1000, "K": 1000}
TENS = {"廿": 20, "卅": 30}
VAGUE = "几数"

# 手机上打的全角逗号：35，000 只在后面是三个零或不止一节时是千分位
_ARABIC = re.compile(
    r"\d{1,3}(?:,\d{3}){1,4}(?![\d])(?:\.\d{1,4})?|\d{1,3}(?:，000|(?:，\d{3}){2,4}|，\d{3}(?=\.\d\d(?!\d)))(?!\d)(?:\.\d{1,4})?|\d{1,20}(?:\.\d{1,4})?"
)
START = re.compile(
    "(?!一[直起些样定般旦向概律并同齐切再])[0-9零一二两三四五六七八九十百千俩仨廿卅几数壹贰叁肆伍陆柒捌玖拾佰仟]|(?<=[上近过])[万亿]|万(?=把|儿?八千)"
)
# 尾数后面跟着这些字时，尾数是另一个数：“欠三万五个月没发”
_OWN_COUNT = re.compile(
    "个|年|月|天|日|号|次|人|名|位|户|岁|期|家|组|楼|层|栋|级|分|条|套|亩|平|米|公里|吨|车|台|项|份|点|股|只|头|斤|组|根|株|座|方|趟"
)
_AFTER_ABOUT = "元块万亿千百个号名位人户岁年月天圆钱口斤亩吨平米工农民家条"
# “二百一十万一直没见”：这个“一”是另一个词的
_OWN_WORD = re.compile(
    "一(?:直|起|共|般|些|样|定|旦|向|概|律|并|同|齐|切|再|毛|案|事(?!成)|块(?=[没也不去来]))"
)
_A_UNIT = re.compile("亿|万(?![般分幸])")  # 一个亿；“一个万般无奈的人”不是
_UP_TO = re.compile("百八十|千八百|万儿?八千")  # 差一点到一百、一千、一万
_LATIN = re.compile("[A-Za-z]")
MAX_LENGTH = 40  # 一个数词最多读这么多字，保证读法随长度线性


@dataclass(frozen=True)
class Numeral:
    """一个数: exact when low == high; `unit` is its last multiplier (1 when it has none)."""

    start: int
    end: int
    low: float
    high: float
    approx: bool = False
    unit: int = 1
    arabic: bool = False
    digits: int = 0  # 阿拉伯数字的位数，认编号用
    spelled: bool = False  # 逐字念的数，如 二零一八

    @property
    def exact(self) -> bool:
        return self.low == self.high


@dataclass
class _Reader:
    """读数的中间状态: 亿 above, 万 section below, and the digits just read, as a range."""

    total: float = 0
    section: float = 0
    low: float | None = None
    high: float | None = None
    spread: float = 0  # 概数的上限比下限多出的部分
    unit: int = 1
    zero: bool = False
    approx: bool = False

    def multiply(self, unit: int) -> None:
        low, high = (1.0, 1.0) if self.low is None else (self.low, self.high or self.low)
        if unit >= 10_000:
            if self.low is None:
                low = high = 0.0
            base = self.section + low
            self.spread = (self.spread + high - low) * unit
            if base == 0 and self.total == 0:
                base = 1
            if unit == 100_000_000:
                self.total = (self.total + base) * unit
            else:
                self.total += base * unit
            self.section = 0
        else:
            self.section += low * unit
            self.spread += (high - low) * unit
        self.low = self.high = None
        self.unit, self.zero = unit, False


def read_numeral(text: str, start: int) -> Numeral | None:
    """One numeral that begins here, the longest reading."""
    state = _Reader()
    position, arabic, digits, limit = start, False, 0, min(len(text), start + MAX_LENGTH)
    if text[start] in "百千万":
        idiom = _UP_TO.match(text, start)
        if idiom is not None and text[start - 1 : start] not in (*DIGITS, *UNITS, *VAGUE):
            one = UNITS[text[start]]
            return Numeral(start, idiom.end(), one * 0.8, one, True, one)
        if text.startswith("百十", start):  # 百十万：一百来万
            state.section, state.unit, state.approx, position = 100, 10, True, start + 2
    if start and text[start].isascii() and text[start - 1].isascii() and text[start - 1].isalpha():
        return None  # 编号的一部分，如 A9、S249
    while position < limit:
        char = text[position]
        if char in DIGITS and state.low is None:
            run = _digit_run(text, position, limit)
            if len(run) > 2 and position == start and not (len(run) == 3 and run[0] == "零"):
                return _spelled(text, start, run)
            step = _take_digits(state, text, position, run)
            if step == 0:
                break
            position += step
        elif char.isdigit() and char.isascii() and state.low is None:
            match = _ARABIC.match(text, position, limit)
            if match is None or (state.unit > 1 and not _fits_below(match.group(), state.unit)):
                break
            written = match.group().replace(",", "").replace("，", "")
            if position > start and len(written) == 1 and _OWN_COUNT.match(text, match.end()):
                break
            arabic, digits = True, max(digits, len(written.split(".")[0]))
            state.low = state.high = float(written)
            position = match.end()
        elif char in UNITS and (position > start or _may_open(text, start)):
            unit = UNITS[char]
            if (
                state.low is None
                and unit < 10_000
                and state.unit <= unit
                and position > start
                and not _vague_unit(state)
            ):
                break
            state.multiply(unit)
            position += 1
        elif char in TENS and state.low is None:
            state.section += TENS[char]
            state.unit, position = 10, position + 1
        elif char in VAGUE and state.low is None and _vague_here(text, position, state):
            state.low, state.high, state.approx = (1.0 if state.unit == 10 else 2.0), 9.0, True
            position += 1
            if state.unit == 10 and (position >= limit or text[position] not in UNITS):
                state.section += 1
                state.spread += 8
                state.low = state.high = None
        elif char == "几" and arabic and state.unit == 1 and state.low and state.low % 10 == 0:
            state.low, state.high, state.approx = state.low + 1, state.low + 9, True
            position += 1
        elif char in LETTER_UNITS and state.low is not None and not _LATIN.match(text, position + 1):
            state.multiply(LETTER_UNITS[char])
            position += 1
        elif char == "个" and position > start and _A_UNIT.match(text, position + 1):
            position += 1
        elif char == "个" and position > start and text[position + 1 : position + 3] in ("多亿", "多万"):
            state.approx = True  # 一个多亿
            position += 2
        elif char in "多来余于好把" and position > start and _about_here(text, position, state):
            state.approx = True
            position += 1
        else:
            break
    if position == start:
        return None
    return _finished(state, text, start, position, arabic, digits)


def _digit_run(text: str, position: int, limit: int) -> str:
    end = position
    while end < limit and text[end] in DIGITS:
        end += 1
    return text[position:end]


def _spelled(text: str, start: int, run: str) -> Numeral:
    """逐字念的数：二零一八."""
    value = float("".join(str(DIGITS[char]) for char in run))
    return Numeral(start, start + len(run), value, value, digits=len(run), spelled=True)


def _take_digits(state: _Reader, text: str, position: int, run: str) -> int:
    """Read 三, 零五, 五六 or 三点五 at this place; 0 when the digit belongs to another number."""
    zeros = len(run) - len(run.lstrip("零"))
    if zeros:
        if not state.section and not state.total and state.unit == 1:
            decimals = _decimals(text, position + zeros) if run == "零" else ""
            state.low = state.high = float(f"0.{decimals}") if decimals else 0.0
            return zeros + (1 + len(decimals) if decimals else 0)
        if len(run) == zeros:
            state.zero = True
            return (
                zeros
                if text[position + zeros : position + zeros + 1] in UNITS
                or _digit_next(text, position + zeros)
                else 0
            )
        state.zero = True
    rest = run[zeros:]
    if state.unit > 1 and _OWN_WORD.match(text, position + zeros):
        return 0
    decimals = _decimals(text, position + zeros + 1)
    if decimals:
        state.low = state.high = float(f"{DIGITS[rest[0]]}.{decimals}")
        return zeros + 2 + len(decimals)
    if len(rest) >= 2:
        one, two = DIGITS[rest[0]], DIGITS[rest[1]]
        if two == one + 1 or (one, two) == (3, 5):
            if state.unit > 1 and _OWN_COUNT.match(text, position + zeros + 2):
                return 0
            state.low, state.high = float(one), float(two)
            return zeros + 2
    if state.unit > 10 and not state.zero and _OWN_COUNT.match(text, position + zeros + 1):
        return 0
    state.low = state.high = float(DIGITS[rest[0]])
    return zeros + 1


def _decimals(text: str, point: int) -> str:
    """三点二万: the digits after 点, where a unit follows soon; 三点开会 has none."""
    if text[point : point + 1] != "点" or text[point + 1 : point + 2] not in DIGITS:
        return ""
    if not any(char in "万亿千百元块" for char in text[point + 2 : point + 6]):
        return ""
    return "".join(str(DIGITS[char]) for char in _digit_run(text, point + 1, point + 7))


def _digit_next(text: str, position: int) -> bool:
    return text[position : position + 1].isdigit()


def _fits_below(written: str, unit: int) -> bool:
    return float(written.replace(",", "")) < unit


def _may_open(text: str, start: int) -> bool:
    """A unit may open a numeral: 十五, 上百, 近百万, 万把块."""
    char = text[start]
    before, after = text[start - 1 : start] if start else "", text[start + 1 : start + 2]
    if char in "十拾":
        return True
    if before in ("上", "近", "成", "约", "达", "欠", "过"):
        return True
    return after == "把" or (
        char in "百千佰仟" and after in ("万", "亿") and text[start + 2 : start + 3] in (*"元块多余的工巨",)
    )


def _vague_unit(state: _Reader) -> bool:
    return state.approx and state.low is None


def _vague_here(text: str, position: int, state: _Reader) -> bool:
    after = text[position + 1 : position + 2]
    return after in UNITS or (state.unit == 10 and text[position] == "几")


def _about_here(text: str, position: int, state: _Reader) -> bool:
    """多、来、余、好几、把 as “about” after a number."""
    char, after = text[position], text[position + 1 : position + 2]
    if char == "好":
        return after == "几"
    if char == "把":
        return after in ("块", "元", "万", "人", "个")
    if char == "多":
        if after == "次":
            return False
        return state.unit > 1 or (state.low or 0) >= 10 or after in UNITS
    if char == "于":
        return state.unit > 1 and state.low is None and after in "元人名个工万"
    return (state.unit > 1 or (state.low or 0) >= 10) and (
        char == "余" or (after != "" and after in _AFTER_ABOUT)
    )


def _finished(state: _Reader, text: str, start: int, end: int, arabic: bool, digits: int) -> Numeral | None:
    low, high = state.low, state.high
    if low is not None and high is not None:
        tail = state.unit // 10 if _colloquial_tail(state, low, digits, text, end) else 1
        state.section += low * tail
        state.spread += (high - low) * tail
    value = state.total + state.section
    if value == 0 and not arabic and text[start] != "零":
        return None
    return Numeral(start, end, value, value + state.spread, state.approx, state.unit, arabic, digits)


def _colloquial_tail(state: _Reader, low: float, digits: int, text: str, end: int) -> bool:
    """三万五: the last digit counts the next lower unit; 三万零五 does not."""
    return (
        state.unit >= 100
        and not state.zero
        and 0 < low < 10
        and text[end - 1] not in "多余来"
        and low == int(low)
    )

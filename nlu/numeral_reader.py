"""一个数词：从某个字起，最长能读成什么数。"""

from __future__ import annotations

import re
from collections.abc import Callable
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
    """读数的中间状态: where it stands in the text; 亿 above, 万 section below, and the digits just read, as a range."""

    text: str
    start: int
    position: int
    limit: int
    total: float = 0
    section: float = 0
    low: float | None = None
    high: float | None = None
    spread: float = 0  # 概数的上限比下限多出的部分
    unit: int = 1
    zero: bool = False
    approx: bool = False
    arabic: bool = False
    digits: int = 0

    @property
    def char(self) -> str:
        return self.text[self.position]

    @property
    def begun(self) -> bool:
        return self.position > self.start

    def after(self, length: int = 1) -> str:
        """What stands behind the present character."""
        return self.text[self.position + 1 : self.position + 1 + length]

    def took(self, length: int = 1) -> bool:
        self.position += length
        return True

    def holds(self, low: float, high: float) -> None:
        self.low, self.high = low, high

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
    limit = min(len(text), start + MAX_LENGTH)
    whole = _idiom(text, start) or _spelled(text, start, limit)
    if whole is not None:
        return whole
    if start and text[start].isascii() and text[start - 1].isascii() and text[start - 1].isalpha():
        return None  # 编号的一部分，如 A9、S249
    state = _Reader(text, start, start, limit)
    if text.startswith("百十", start):  # 百十万：一百来万
        state.section, state.unit, state.approx, state.position = 100, 10, True, start + 2
    while state.position < limit and _read_next(state):
        pass
    return _finished(state) if state.begun else None


def _read_next(state: _Reader) -> bool:
    """One more part of the numeral; False where it ends."""
    for read in _BY_CHARACTER.get(state.char, ()):  # noqa: SIM110  any() 每个字多建一个生成器，这里一段话要走上百回
        if read(state):
            return True
    return False


def _idiom(text: str, start: int) -> Numeral | None:
    """百八十、千八百。"""
    idiom = _UP_TO.match(text, start)
    if idiom is None or text[start - 1 : start] in (*DIGITS, *UNITS, *VAGUE):
        return None
    one = UNITS[text[start]]
    return Numeral(start, idiom.end(), one * 0.8, one, True, one)


def _spelled(text: str, start: int, limit: int) -> Numeral | None:
    """逐字念的数：二零一八。"""
    run = _digit_run(text, start, limit)
    if len(run) <= 2 or (len(run) == 3 and run[0] == "零"):
        return None
    value = float("".join(str(DIGITS[char]) for char in run))
    return Numeral(start, start + len(run), value, value, digits=len(run), spelled=True)


def _digit_run(text: str, position: int, limit: int) -> str:
    end = position
    while end < limit and text[end] in DIGITS:
        end += 1
    return text[position:end]


def _read_digits(state: _Reader) -> bool:
    """三, 零五, 五六 or 三点五; not a digit that belongs to another number."""
    if state.low is not None:
        return False
    run = _digit_run(state.text, state.position, state.limit)
    zeros = len(run) - len(run.lstrip("零"))
    if zeros and not state.section and not state.total and state.unit == 1:
        return _read_nought(state, run, zeros)
    if zeros:
        state.zero = True
    if len(run) == zeros:
        following = state.after(zeros)[zeros - 1 :]
        return (following in UNITS or following.isdigit()) and state.took(zeros)
    return _read_nonzero(state, run[zeros:], zeros)


def _read_nought(state: _Reader, run: str, zeros: int) -> bool:
    """零, 零点五。"""
    decimals = _decimals(state.text, state.position + zeros) if run == "零" else ""
    nought = float(f"0.{decimals}") if decimals else 0.0
    state.holds(nought, nought)
    return state.took(zeros + (1 + len(decimals) if decimals else 0))


def _read_nonzero(state: _Reader, rest: str, zeros: int) -> bool:
    text, position = state.text, state.position + zeros
    if state.unit > 1 and _OWN_WORD.match(text, position):
        return False
    decimals = _decimals(text, position + 1)
    if decimals:
        value = float(f"{DIGITS[rest[0]]}.{decimals}")
        state.holds(value, value)
        return state.took(zeros + 2 + len(decimals))
    one, two = DIGITS[rest[0]], DIGITS[rest[1]] if len(rest) > 1 else None
    if two is not None and (two == one + 1 or (one, two) == (3, 5)):
        if state.unit > 1 and _OWN_COUNT.match(text, position + 2):
            return False
        state.holds(float(one), float(two))
        return state.took(zeros + 2)
    if state.unit > 10 and not state.zero and _OWN_COUNT.match(text, position + 1):
        return False
    state.holds(float(one), float(one))
    return state.took(zeros + 1)


def _decimals(text: str, point: int) -> str:
    """三点二万: the digits after 点, where a unit follows soon; 三点开会 has none."""
    if text[point : point + 1] != "点" or text[point + 1 : point + 2] not in DIGITS:
        return ""
    if not any(char in "万亿千百元块" for char in text[point + 2 : point + 6]):
        return ""
    return "".join(str(DIGITS[char]) for char in _digit_run(text, point + 1, point + 7))


def _read_arabic(state: _Reader) -> bool:
    if state.low is not None:
        return False
    match = _ARABIC.match(state.text, state.position, state.limit)
    if match is None or (state.unit > 1 and float(match.group().replace(",", "")) >= state.unit):
        return False
    written = match.group().replace(",", "").replace("，", "")
    if state.begun and len(written) == 1 and _OWN_COUNT.match(state.text, match.end()):
        return False
    state.arabic, state.digits = True, max(state.digits, len(written.split(".")[0]))
    state.holds(float(written), float(written))
    return state.took(match.end() - state.position)


def _read_unit(state: _Reader) -> bool:
    if not state.begun and not _may_open(state.text, state.start):
        return False
    unit = UNITS[state.char]
    if state.begun and state.low is None and unit < 10_000 and state.unit <= unit and not state.approx:
        return False
    state.multiply(unit)
    return state.took()


def _read_tens(state: _Reader) -> bool:
    """廿、卅。"""
    if state.low is not None:
        return False
    state.section += TENS[state.char]
    state.unit = 10
    return state.took()


def _read_vague(state: _Reader) -> bool:
    """几万, 十几, 数百。"""
    if state.low is not None:
        return False
    if state.after() not in UNITS and not (state.unit == 10 and state.char == "几"):
        return False
    state.approx = True
    state.took()
    if state.unit == 10 and (state.position >= state.limit or state.char not in UNITS):
        state.section += 1
        state.spread += 8
    else:
        state.holds(1.0 if state.unit == 10 else 2.0, 9.0)
    return True


def _read_some_more(state: _Reader) -> bool:
    """20几。"""
    tens = state.arabic and state.unit == 1 and state.low and state.low % 10 == 0
    if not tens or state.low is None:
        return False
    state.holds(state.low + 1, state.low + 9)
    state.approx = True
    return state.took()


def _read_letter_unit(state: _Reader) -> bool:
    """35w."""
    if state.low is None or _LATIN.match(state.text, state.position + 1):
        return False
    state.multiply(LETTER_UNITS[state.char])
    return state.took()


def _read_classifier(state: _Reader) -> bool:
    """一个亿, 一个多亿。"""
    if not state.begun:
        return False
    if _A_UNIT.match(state.text, state.position + 1):
        return state.took()
    if state.after(2) not in ("多亿", "多万"):
        return False
    state.approx = True
    return state.took(2)


def _read_about(state: _Reader) -> bool:
    if not state.begun or not _about_here(state):
        return False
    state.approx = True
    return state.took()


_BY_CHARACTER: dict[str, tuple[Callable[[_Reader], bool], ...]] = {
    **dict.fromkeys(DIGITS, (_read_digits,)),
    **dict.fromkeys("0123456789", (_read_arabic,)),
    **dict.fromkeys(UNITS, (_read_unit,)),
    **dict.fromkeys(TENS, (_read_tens,)),
    **dict.fromkeys(LETTER_UNITS, (_read_letter_unit,)),
    **dict.fromkeys(VAGUE, (_read_vague,)),
    "几": (_read_vague, _read_some_more),
    "个": (_read_classifier,),
    **dict.fromkeys("多来余于好把", (_read_about,)),
}


def _may_open(text: str, start: int) -> bool:
    """A unit may open a numeral: 十五, 上百, 近百万, 万把块。"""
    char = text[start]
    before, after = text[start - 1 : start] if start else "", text[start + 1 : start + 2]
    if char in "十拾":
        return True
    if before in ("上", "近", "成", "约", "达", "欠", "过"):
        return True
    return after == "把" or (
        char in "百千佰仟" and after in ("万", "亿") and text[start + 2 : start + 3] in (*"元块多余的工巨",)
    )


def _about_here(state: _Reader) -> bool:
    """多、来、余、好几、把 as “about” after a number."""
    char, after = state.char, state.after()
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


def _finished(state: _Reader) -> Numeral | None:
    low, high = state.low, state.high
    if low is not None and high is not None:
        tail = state.unit // 10 if _colloquial_tail(state, low) else 1
        state.section += low * tail
        state.spread += (high - low) * tail
    value = state.total + state.section
    if value == 0 and not state.arabic and state.text[state.start] != "零":
        return None
    return Numeral(
        state.start,
        state.position,
        value,
        value + state.spread,
        state.approx,
        state.unit,
        state.arabic,
        state.digits,
    )


def _colloquial_tail(state: _Reader, low: float) -> bool:
    """三万五: the last digit counts the next lower unit; 三万零五 does not."""
    return (
        state.unit >= 100
        and not state.zero
        and 0 < low < 10
        and state.text[state.position - 1] not in "多余来"
        and low == int(low)
    )

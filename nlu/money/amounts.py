"""金额：哪些数是钱，多少元。"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from complaint_store.domain.reading import Field, FieldType, Normalized
from nlu.money.amount_parts import Money, told_apart
from nlu.money.amount_roles import EACH_LEFT, EACH_RIGHT, PAID_IN_PARTS, PER, role_of
from nlu.money.role_model import SURE, features_of, role_model
from nlu.numbers import DIGITS, Numeral, numerals_of, plain
from nlu.text import NormalText, TextLike, fold

_MONEY = re.compile(
    r" {0,2}[多来余]?(?:元人民币|元|块钱|块(?!地|田|砖|石|板|钢|牌|匾|屏|表|玻|草|林|木|布|电池|广告|儿)|圆|人民币|RMB|rmb)(?:整|正)?"
)
_CENTS = re.compile(
    r"零?([一二三四五六七八九壹贰叁肆伍陆柒捌玖\d])[角毛](?:([一二三四五六七八九壹贰叁肆伍陆柒捌玖\d])分)?(?:整|正)?"
)
# 两块四、九毛八：单位后面光一个数，是下一级
_TAIL = re.compile(
    r"[一二三四五六七八九\d](?:(?![一二三四五六七八九十百千万零\d])|(?=一(?:斤|度|吨|方|个|平|米|亩|只|公里|趟|车|天|株|棵|瓶|盒|袋|张)))"
)
_DIMES = re.compile("[毛角](?:钱|(?!线|病|驼|绒|巾|坯|衣|石|重|利|猪|度|落|色|铁|钢|皮|毡))")
# 数后面是这些字，就不是钱
_COUNTED = re.compile(
    r" ?(?:%|‰|个(?!亿)|人|名|位|户|口|岁|年(?![息利租])|月(?![息利租])|天|日|号|次|平|亩|吨|斤|公斤|公里|里|米|m|㎡|方|立方|株|棵|只|头|匹|峰|辆|台|件|套|册"
    r"|份|字|度|千瓦|kw|KW|公顷|条|家|步|股|票|粉|级|楼|层|栋|幢|单元|室|路|期|届|倍|种|项|点(?![没，。的])|分|时|小时|班|组|村|批(?![了文给复准下])|封(?!顶)|万人|多人|余人|多名|余名|多户|多亩|多平|多吨"
    r"|根|道|张|袋|箱|桶|包|瓶|座|间|处|页|眼|篇|趟|场|尺|寸|克|公分|周|圈|回|遍|声|面|顶|双|桩|游客|群众|农牧?民|居民|学生|职工|读者"
    r"|[-—][0-9]|[:/.][0-9])"
)
# “80万 批了文”“五万 人家不给”：万字后面空一格，多半是断句，除非真是计量
_MEASURED = re.compile(
    " (?:%|人(?![家都们也说])|户(?!口)|亩|吨|公?斤|平|立方|公里|公顷|千瓦|kw|KW|米|㎡|株|棵|只(?![给发付])|头|峰)"
)
# 干了两个月九千：几个月的总数，不是每月
_MONTHS_LEFT = re.compile("(?:[两二三四五六七八九十几]|[0-9]{1,2})个多?月(?:的?工资)?$")
_UNPAID_NEXT = re.compile("[没未不都一至]")
_SYMBOL = re.compile("(?:¥|RMB|人民币|￥) ?$")
# 没有“元”“万”的数，要左右有钱的话才算
_CLOSE = "了我们他她俺咱家厂的是为:约共达近有到人民币大概差不多总计着,得款 "
_LEFT = re.compile(
    rf"(?:欠|款|费|价|金额|资|薪|收|交|缴|罚|付|给|借|花|奖金|补助|补贴|押金|定金|低保金|[租税利]金?|底薪|报酬|领|拿|扣|退|还|赔|要|钱"
    rf"|一共|总共|共计|合计|剩下?|差|补|充|送|卖|值|分红|打回来?|转回来?|赢|输|成本|保底|套餐|首充|存款|赔进去|赔掉|涨[到了])[{_CLOSE}]{{0,5}}$"
    r"|(?:每个?[月天年人户亩]|每学期|人均|一个月|一天)[就才都只]?[交收发给]?$"
)
_RIGHT = re.compile(
    " ?(?:起[，,。]|保底|封顶|放行|底薪|工资|工程款|欠款|货款|尾款|的?(?:血汗)?钱|押金|补贴|补偿)"
)
_PAYS = re.compile("[欠付交给罚收缴][我了]{0,2}$")
_SAME_UNIT = re.compile("(?:付|给|还|拿|收|欠|剩|差|兑现|到)[了过下的]{0,2}$")  # 五十一万，付了三十
_CLOSED = re.compile("(?:整|出头|左右|上下)? *(?:[，。；！？、,;!?…\n”」）)]|$)")
_ALONE = re.compile("[，,：:” ]$")
_ABOUT_MONEY = re.compile("[钱费款价薪罚补]|工资|收|交|缴|送|意思意思|押金")
# 数别的东西，量词省了：羊三百、全校两千
_COUNTS_OTHERS = re.compile(
    "(?:数[成到出了]|第|人口|户数|职工|工人|学生|全校|全村|全旗|牲畜|[牛羊驼马猪只头峰亩吨斤米树苗]|面积|产量|里程|票|得分|游客|粉丝|海拔|几十|上百|编号|房号|尾号|门牌|一共来|来了)[一-鿿]{0,2}$"
)
NEAR_ANOTHER = 40  # 刚说过钱，后面光一个数多半也是钱
_NOT_MONEY = re.compile("(?:人口|面积|产量|年产|接待|里程|年龄|编号|电话|代码)[^，。；,]{0,5}$")
_ABOUT_LEFT = re.compile("(?:大约|大概|差不多|将近|接近|不到|超过|至少|约|近|上|快|过|几乎|估计)$")
_ABOUT_RIGHT = re.compile(" ?(?:左右|上下|以上|出头|的样子)")


@dataclass(frozen=True)
class _Read:
    """一处金额 in the folded text, before what the others say about it."""

    money: Money
    end: int
    normalized: Normalized
    approx: bool


def find_amounts(text: TextLike) -> tuple[Field, ...]:
    """金额要素, in text order; a range is [low, high]."""
    normal = fold(text)
    found = _reads(normal.text)
    moneys = [read.money for read in found]
    told_apart(normal.text, moneys)
    _guess(normal.text, moneys)
    return tuple(
        normal.field(
            FieldType.AMOUNT,
            read.money.start,
            read.end,
            read.normalized,
            role=read.money.role,
            approx=read.approx,
        )
        for read in found
    )


def folded_span(normal: NormalText, field: Field) -> tuple[int, int]:
    """Where a field stands in the folded text."""
    if normal.index is None:
        return field.start, field.end
    inside = [place for place, raw in enumerate(normal.index) if field.start <= raw < field.end]
    return inside[0], inside[-1] + 1


def amounts_in(text: str) -> list[Money]:
    """The amounts of a folded text with the roles that their own words say."""
    return [read.money for read in _reads(text)]


def _reads(text: str) -> list[_Read]:
    found: list[_Read] = []
    last = 0
    before: Numeral | None = None
    for numeral in numerals_of(text):
        if numeral.start < last:
            continue  # 两块四里的“四”
        numeral = _with_unit_left_out(text, numeral, before, last)
        dimes = _dimes(text, numeral)
        if dimes is not None:
            numeral, end = dimes
            cents = 0.0
        else:
            money = _money_end(text, numeral, last)
            if money is None:
                continue
            cents, end = _cents(text, money)
        found.append(_read(text, numeral, end, cents, last))
        last, before = end, numeral
    return found


def _guess(text: str, moneys: list[Money]) -> None:
    """A role for those that neither words nor the other amounts explain, where the model is sure."""
    for place, money in enumerate(moneys):
        if money.role is None:
            role, chance = role_model().guess(
                features_of(text, money.start, money.end, money.low, place, len(moneys))
            )
            money.role = role if chance >= SURE else None


def _with_unit_left_out(text: str, numeral: Numeral, before: Numeral | None, last: int) -> Numeral:
    """“合同价五十一万，付了三十”: a bare number that is less than the 万 just said counts 万 too."""
    if (
        before is None
        or before.unit != 10_000
        or before.high < 100_000
        or numeral.arabic
        or numeral.start - last > 20
        or not 1 <= numeral.low <= numeral.high < before.high / 10_000
        or not _CLOSED.match(text, numeral.end)
        or not _SAME_UNIT.search(text, max(last, numeral.start - 5), numeral.start)
    ):
        return numeral
    return replace(numeral, low=numeral.low * 10_000, high=numeral.high * 10_000, unit=10_000)


def _dimes(text: str, numeral: Numeral) -> tuple[Numeral, int] | None:
    """五毛, 九毛八; “一毛没见” is no amount."""
    match = _DIMES.match(text, numeral.end) if 1 <= numeral.low <= numeral.high < 100 else None
    if match is None or numeral.spelled:
        return None
    left = text[max(0, numeral.start - 14) : numeral.start]
    if numeral.high == 1 and not PER.search(left):
        return None
    low, high, end = numeral.low / 10, numeral.high / 10, match.end()
    if _is_tail(text, end):
        low, high, end = low + _digit(text[end]) / 100, high + _digit(text[end]) / 100, end + 1
    return replace(numeral, low=round(low, 2), high=round(high, 2)), end


def _money_end(text: str, numeral: Numeral, last: int) -> int | None:
    """Where the money expression ends, or None when the number is not money."""
    suffix = _MONEY.match(text, numeral.end)
    left = text[max(0, numeral.start - 14) : numeral.start]
    if suffix is not None:
        if text[numeral.start : suffix.end()] == "一块" and not _one_yuan(text, left, suffix.end()):
            return None  # 一块来的，一块儿去
        return suffix.end() if numeral.low >= 0 and numeral.high > 0 else None
    if numeral.spelled or _is_counted(text, numeral):
        return None
    if left.endswith("第") or _NOT_MONEY.search(left):
        return None
    if numeral.unit >= 10_000 or (numeral.high >= 10_000 and "万" in text[numeral.start : numeral.end]):
        return numeral.end if numeral.high >= 1000 else None
    if _SYMBOL.search(left):
        return numeral.end
    if numeral.high < 10 or numeral.digits > 8:
        return None
    if numeral.arabic and numeral.digits == 4 and 1950 <= numeral.low <= 2050:  # 像年份，要紧挨着钱的话
        return numeral.end if EACH_LEFT.search(left) or _PAYS.search(left) else None
    return numeral.end if _bare_money(text, numeral, left, last) else None


def _is_counted(text: str, numeral: Numeral) -> bool:
    counted = _MEASURED if text.startswith("万 ", numeral.end - 1) else _COUNTED
    return counted.match(text, numeral.end) is not None


def _one_yuan(text: str, left: str, end: int) -> bool:
    """“一块” is money only when it is said for each, or goes on as 一块二。"""
    return PER.search(left) is not None or EACH_LEFT.search(left) is not None or _is_tail(text, end)


def _bare_money(text: str, numeral: Numeral, left: str, last: int) -> bool:
    """A number without 元 or 万: what is said around it, or how it is said (八千六), makes it money."""
    closed = _CLOSED.match(text, numeral.end) is not None
    if PER.search(left) or EACH_RIGHT.match(text, numeral.end):
        return True
    if numeral.high >= 100 and (
        _LEFT.search(left) or EACH_LEFT.search(left) or _RIGHT.match(text, numeral.end)
    ):
        return True
    if closed and numeral.high >= 100 and PAID_IN_PARTS.search(left):
        return True
    if (
        numeral.high >= 100
        and _MONTHS_LEFT.search(left)
        and (closed or _UNPAID_NEXT.match(text, numeral.end))
    ):
        return True
    if _COUNTS_OTHERS.search(left):
        return False
    if not numeral.arabic and text[numeral.end - 1] in DIGITS and text[numeral.end - 2] in "百千万":
        return True  # 八千六、一百八：数东西时后面要有量词
    if closed and numeral.high >= 10 and _LEFT.search(left):
        return True
    about_money = _ABOUT_MONEY.search(text, max(0, numeral.start - 25), numeral.start) is not None
    if closed and _ALONE.search(left) and numeral.high >= 10 and numeral.digits < 5 and about_money:
        return True
    if not closed or numeral.arabic or numeral.unit not in (100, 1000):
        return False
    return about_money or (0 < numeral.start - last <= NEAR_ANOTHER and last > 0)


def _is_tail(text: str, end: int) -> bool:
    return _TAIL.match(text, end) is not None and not _COUNTED.match(text, end + 1)


def _cents(text: str, end: int) -> tuple[float, int]:
    """五角三分 after 元, in yuan."""
    match = _CENTS.match(text, end)
    if match is None:
        if text[end - 1] == "块" and _is_tail(text, end):
            return _digit(text[end]) / 10, end + 1
        return 0.0, end
    jiao, fen = (_digit(match.group(i)) for i in (1, 2))
    return jiao / 10 + fen / 100, match.end()


def _digit(char: str | None) -> int:
    return 0 if not char else DIGITS.get(char, 0) if char in DIGITS else int(char)


def _read(text: str, numeral: Numeral, end: int, cents: float, last: int) -> _Read:
    start = numeral.start
    left = text[max(last, start - 30) : start]
    normalized: Normalized = plain(numeral.low + cents)
    if not numeral.exact:
        normalized = [plain(numeral.low), plain(numeral.high)]
    about = _ABOUT_LEFT.search(left)
    around = _ABOUT_RIGHT.match(text, end)
    approx = numeral.approx or about is not None or around is not None
    role = role_of(text, start, end, last)
    if about is not None and about.group() in ("上", "近", "约"):
        start -= 1
    money = Money(start, end, numeral.low + cents, numeral.high + cents, role)
    return _Read(money, around.end() if around else end, normalized, approx)

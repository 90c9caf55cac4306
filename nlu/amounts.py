"""金额：哪些数是钱，多少元，是总额、已付、欠款还是每人每月的."""

from __future__ import annotations

import re

from complaint_store.domain.reading import Field, FieldType, Normalized
from nlu.lexicon import alternation, sections_of
from nlu.numbers import DIGITS, Numeral, numerals_of, plain
from nlu.text import NormalText, TextLike, fold

_MONEY = re.compile(
    r" {0,2}[多来余]?(?:元人民币|元|块钱|块(?!地|田|砖|石|板|钢)|圆|人民币|RMB|rmb)(?:整|正)?"
)
_CENTS = re.compile(
    r"([一二三四五六七八九壹贰叁肆伍陆柒捌玖\d])[角毛](?:([一二三四五六七八九壹贰叁肆伍陆柒捌玖\d])分)?(?:整|正)?"
)
# 数后面是这些字，就不是钱
_COUNTED = re.compile(
    r" ?(?:%|‰|个(?!亿)|人|名|位|户|口|岁|年|月|天|日|号|次|平|亩|吨|斤|公斤|公里|里|米|m|㎡|方|立方|株|棵|只|头|匹|峰|辆|台|件|套|册"
    r"|份|字|度|千瓦|kw|KW|公顷|条|家|步|股|票|粉|级|楼|层|栋|幢|单元|室|路|期|届|倍|种|项|点|分|时|小时|班|组|村|批|封|万人|多人|余人|多名|余名|多户|多亩|多平|多吨"
    r"|[-—][0-9]|[:/.][0-9])"
)
_SYMBOL = re.compile("(?:¥|RMB|人民币|￥) ?$")
# 没有“元”“万”的数，要左右有钱的话才算
_CLOSE = "了我们他她俺咱家厂的是为:约共达近有到人民币大概差不多总计着,得款 "
_LEFT = re.compile(
    rf"(?:欠|款|费|价|金额|资|薪|收|交|缴|罚|付|给|借|花|奖金|补助|补贴|押金|定金|低保金|[租税利]金?|底薪|报酬|领|拿|扣|退|还|赔|要|钱)[{_CLOSE}]{{0,5}}$"
    r"|(?:每个?[月天年人户亩]|每学期|人均|一个月|一天)[就才都只]?[交收发给]?$"
)
_RIGHT = re.compile(" ?(?:底薪|工资|工程款|欠款|货款|尾款|的?(?:血汗)?钱|押金|补贴|补偿)")
_PAYS = re.compile("[欠付交给罚收缴][我了]{0,2}$")
_ABOUT_LEFT = re.compile("(?:大约|大概|差不多|将近|接近|不到|超过|至少|约|近|上|快|过|几乎|估计)$")
_ABOUT_RIGHT = re.compile(" ?(?:左右|上下|以上|出头|的样子)")
_EACH_LEFT = re.compile(
    "(?:每个?(?:人|月|天|年|户|亩|吨|方|平|学生|员工|学期|平米|平方|平方米|米|次|节|股|车|工|间|套|斤|公里|口|只羊?|头牛?|峰骆?驼?|台|小时|位|名|家)|人均|日薪|月薪|月工资|日工资|底薪|单价|一个月|一天|一个工)"
    "[的平均工资只就才发给交收按是为要补奖励返还偿欠差不等扣罚了:约 ]{0,6}$"
)
_EACH_RIGHT = re.compile(
    " ?(?:/|每|一(?:天|个月|人|个人|平|平米|平方|吨|亩|方|年|月|米|户|车|斤|个工|学期|节|次|股|套|晚)|(?:一个)?月(?!底|初)|的月工资)"
)
_CLAUSE_END = re.compile("[，。；！？;!?\n]")
_UNPAID = re.compile(
    "[，, ]?(?:的?(?:工资|工程款|货款|款项?|钱|尾款|余款|质保金))?(?:至今|一直|到现在|直到现在|现在|目前|都|也|还|仍然?|尚|拖着|仍旧|始终|迟迟|就是)*"
    "(?:没|未|不|拒)(?:有|绝|予)?(?:给|付|支付|结|发|拿|兑现|到账|到位|结清|结算|还|拨付)|(?:一直)?拖着"
)


def _roles() -> re.Pattern[str]:
    sections = sections_of("amount_roles.txt")
    return re.compile("|".join(f"(?P<{role}>{alternation(words)})" for role, words in sections.items()))


_ROLE = _roles()


def find_amounts(text: TextLike) -> tuple[Field, ...]:
    """金额要素, in text order; a range is [low, high]."""
    normal = fold(text)
    found: list[Field] = []
    last = 0
    for numeral in numerals_of(normal.text):
        end = _money_end(normal.text, numeral)
        if end is None:
            continue
        cents, end = _cents(normal.text, end)
        found.append(_amount(normal, numeral, end, cents, last))
        last = end
    return tuple(found)


def _money_end(text: str, numeral: Numeral) -> int | None:
    """Where the money expression ends, or None when the number is not money."""
    suffix = _MONEY.match(text, numeral.end)
    if suffix is not None:
        return suffix.end() if numeral.low >= 0 and numeral.high > 0 else None
    if numeral.spelled or _COUNTED.match(text, numeral.end):
        return None
    if text[numeral.start - 1 : numeral.start] == "第":
        return None
    if numeral.unit >= 10_000:
        return numeral.end if numeral.high >= 1000 else None
    left = text[max(0, numeral.start - 14) : numeral.start]
    if _SYMBOL.search(left):
        return numeral.end
    if numeral.high < 100 or numeral.digits > 8:
        return None
    if numeral.arabic and numeral.digits == 4 and 1950 <= numeral.low <= 2050:  # 像年份，要紧挨着钱的话
        return numeral.end if _EACH_LEFT.search(left) or _PAYS.search(left) else None
    return numeral.end if _LEFT.search(left) or _RIGHT.match(text, numeral.end) else None


def _cents(text: str, end: int) -> tuple[float, int]:
    """五角三分 after 元, in yuan."""
    match = _CENTS.match(text, end)
    if match is None:
        return 0.0, end
    jiao, fen = (_digit(match.group(i)) for i in (1, 2))
    return jiao / 10 + fen / 100, match.end()


def _digit(char: str | None) -> int:
    return 0 if not char else DIGITS.get(char, 0) if char in DIGITS else int(char)


def _amount(normal: NormalText, numeral: Numeral, end: int, cents: float, last: int) -> Field:
    text, start = normal.text, numeral.start
    left = text[max(last, start - 30) : start]
    normalized: Normalized = plain(numeral.low + cents)
    if not numeral.exact:
        normalized = [plain(numeral.low), plain(numeral.high)]
    about = _ABOUT_LEFT.search(left)
    around = _ABOUT_RIGHT.match(text, end)
    approx = numeral.approx or about is not None or around is not None
    if about is not None and about.group() in ("上", "近", "约"):
        start -= 1
    role = _role(text, left, end)
    if around is not None:
        end = around.end()
    return normal.field(FieldType.AMOUNT, start, end, normalized, role=role, approx=approx)


def _role(text: str, left: str, end: int) -> str | None:
    """总额、已付、欠款、每份：the nearest word before the amount in its clause, else what follows."""
    if _EACH_LEFT.search(left) or _EACH_RIGHT.match(text, end):
        return "each"
    clause = _CLAUSE_END.split(left)[-1]
    roles = [match.lastgroup for match in _ROLE.finditer(clause)]
    firm = [role for role in roles if role in ("owed", "paid")]
    if firm:
        return firm[-1]
    if _UNPAID.match(text, end) and "total" not in roles:
        return "owed"
    if _UNPAID.match(text, end) and text[end : end + 1] not in "，,":
        return "owed"
    return "total" if "total" in roles else None

"""旁及的金额：自己的贷款、违约金、补助标准、行情、收入，旁边另有一个数时，就不是欠款。"""

from __future__ import annotations

import re

from nlu.lexicon import sections_of
from nlu.money.amount_roles import CLAUSE_END

ASIDE = "aside"
_CLAIMED = re.compile("欠|没给|没付|未付|不给|不还|没还|拖着|少给|少发|克扣|跟我借|借给|借我|判")
_UNPAID_AFTER = re.compile("[^，。；]{0,8}(?:没|未|不|拖|欠|拒|要回|讨)")
# 替公家、替别人贷的，正是要人还的
_FOR_OTHERS = re.compile("让|叫|替|帮|逼|名义|出面|代贷|代为|给(?:他|镇|村|嘎查|苏木|政府|旗)|用我")
_THEY_BORROW = re.compile(
    "(?:政府|镇里?|嘎查|苏木|旗里?|村里?|局|委会?|公司|集团|他们?|老板|书记|镇长)[^我，。]{0,8}[贷借]"
)


def _words(section: str) -> str:
    return "|".join(sections_of("amount_aside.txt")[section])


_LOAN = re.compile(f"(?:{_words('loan')})[一-鿿]{{0,4}}$")
_LOAN_AFTER = re.compile("(?:块钱?|元)?(?:的|都?是)?(?:银行|信用社)?(?:贷款|外债|房贷|车贷|高利贷|网贷|饥荒)")
_LEFT = re.compile(f"(?:{_words('left')})[是为了有能才就大概约到近补给可以奖共一每年月个户人我们家:]{{0,6}}$")
_RIGHT = re.compile(f"(?:块钱?|元)?的?(?:{_words('right')})")


def is_aside(text: str, start: int, end: int, before: int) -> bool:
    """Whether the words around an amount make it one that is nobody's debt to the reporter."""
    sentence = text[max(before, start - 30) : start]
    clause = CLAUSE_END.split(sentence)[-1].rstrip(" :")
    if _CLAIMED.search(clause):
        return False
    if _LOAN.search(clause) or _LOAN_AFTER.match(text, end):
        return not (_FOR_OTHERS.search(sentence) or _THEY_BORROW.search(sentence))
    if _UNPAID_AFTER.match(text, end):
        return False
    return _LEFT.search(clause) is not None or _RIGHT.match(text, end) is not None

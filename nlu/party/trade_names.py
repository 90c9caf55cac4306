"""字号：宏远塔吊、广源养殖——两三个字号里常用的字，后面跟着行当，就是一家企业的名字；给谁干、跟谁要，行当不常见也是。"""

from __future__ import annotations

import re
from functools import lru_cache

from nlu.lexicon import alternation, sections_of

_NOT_IN_NAMES = (
    "我你他她它俺咱们的了是给跟没不叫个在欠被让由把找替帮与说要就可从对去来到因告向和，。上下里这那几多"
)
_NO_TRADE = "小区|市场|关系|期间|交易|办理|打工|业主|账户|数字|专业|路口|大街|大道|北路|南路|东路|西路|广场|附近|那边|旁边|门口|工地"
_STANDS = "(?<=[给跟在欠替帮])|(?<=跟着)|(?<=新开的)|(?<=老板是)|(?<=公司是)|(?<=东家是)"
_THEN = "(?=[^一-鿿]|$|[的做干打拉送搬供装修砌盖跑开烧扫看洗种养采挖焊扎抹贴刷包签要讨一没欠拖压说都还到从收卖赊])"


@lru_cache(maxsize=1)
def trade_name() -> re.Pattern[str]:
    """A name of two or three characters that firms call themselves by, and the trade."""
    words = sections_of("trade_names.txt")
    lucky = f"[{''.join(words['字号'])}]"
    whole = alternation(words["字号词"])
    begins = f"(?={lucky}{{2}}|{whole})(?!{alternation(words['不是字号'])})"  # 先看两个字，多半到此为止
    named = f"(?:{whole}|{lucky}{{2,3}}?)(?:{alternation(words['行当'])})"
    tail = f"(?!{_NO_TRADE})[^{_NOT_IN_NAMES}\\W\\da-zA-Z]{{2}}"
    other = f"(?:{_STANDS})(?:{lucky}{{3}}|{lucky}{{2}}{tail}){_THEN}"
    return re.compile(f"{begins}(?:{named}|{other})")

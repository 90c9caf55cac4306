"""两个欠账的：一句话里甲欠我一笔、乙又欠我一笔，没有标点，也没有“还有一件事”，从乙那里分开。

Only debts owed to the speaker count (“住建局欠公司、公司欠我” is one matter), and only debtors that differ.
"""

from __future__ import annotations

import re

from complaint_store.domain.surnames import SURNAMES

_DEBT = re.compile(
    "(?P<name>[\u4e00-\u9fff]{2,12}?)(?:现在|至今|目前|一直|还|也|又|都|总共|一共|共|就){0,3}拖?欠着?了?"
    "(?:我|俺|咱)[\u4e00-\u9fff]{0,10}?(?P<sum>[0-9一二两三四五六七八九十几][0-9.点一二两三四五六七八九十百千零几多]*[万千百元块][0-9一二三四五六七八九千百]{0,3})"
)
# 名字之前，上一笔说到钱数为止
_AFTER_SUM = re.compile(
    "(?:多|元|块)*钱?(?:的?[\u4e00-\u9fff]{0,4}(?:工资|款|费))?[，,、。；; \n]{0,3}(?:然后|还有|另外|而且)?"
)
_DEBTOR = re.compile(
    "(?:局|委|政府|镇|苏木|嘎查|街道|办|中心|公司|集团|厂|矿|场|店|馆|队|部|院|校|站|社|大队|老板娘?|包工头|工头|经理|会计|书记"
    f"|旗里|镇上|村里|乡里|嘎查里)(?:的?[{SURNAMES}][\u4e00-\u9fff]{{1,2}})?$"
)
_WHEN = re.compile(
    "^(?:[0-9零一二三四五六七八九〇两]+[年月日号]|[去前今]年|后来|现在|还有|另外|然后|而且|还|又|说)+"
)


def second_debtors(text: str) -> dict[int, int]:
    """Where a debtor begins that is not the one of the debt told just before, and where the sum of that debt stands."""
    found: dict[int, int] = {}
    if text.count("欠") < 2:
        return found
    before: re.Match[str] | None = None
    for debt in _DEBT.finditer(text):
        if before is not None and _follows(text, before, debt) and _differ(before, debt):
            found[debt.start("name")] = before.start("sum")
        before = debt
    return found


def _follows(text: str, before: re.Match[str], debt: re.Match[str]) -> bool:
    return _AFTER_SUM.fullmatch(text, before.end(), debt.start("name")) is not None


def _differ(before: re.Match[str], debt: re.Match[str]) -> bool:
    one, other = (_WHEN.sub("", match["name"]) for match in (before, debt))
    if not (_DEBTOR.search(one) and _DEBTOR.search(other)) or before["sum"] == debt["sum"]:
        return False
    return not (one.endswith(other) or other.endswith(one))

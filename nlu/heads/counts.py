"""数的是不是人：每个数后面数的是人、是户，还是要看前文才知道。"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from nlu.lexicon import alternation, sections_of
from nlu.numbers import Numeral, numerals_of

MOST = 100_000
MOST_OF_A_BOSS = 1000  # 再多就不是数老板
_BOSS = re.compile("老板|包工头|工头|经理|书记|[局镇乡村]长|会计")
# 谁：词表里的，或者几个字以内以这些字收尾的（织布工、养驼户、桩机手）
_ENDS = "(?<![施开完竣停复动返人手加打误赶化务])工(?![地程作期业具钱资段序伤会棚商信厂费])|师傅?|匠|员|(?<![账门帐])户(?![口型籍外主头])|(?<=.)手(?![续机工段术里环表])"
_FILL = "[一-鿿]"  # 人称前的修饰，不跨“的”，不含日子、钱和动作
_NO_FILL = "(?!小[时区]|[月年天日星礼钟群的了在是给把被和与就都没不去来到钱万千百块元亿])"
_PERSON = "人(?=工[钱资])|人(?![民均次社大才工力行造为格身口手间份头]|班(?!组)|员(?!工)|家(?:[不都就也说没却还给]|老是))"
_MODIFIER = "(?:在职|普通|外地|本地|一线|退休|下岗|外来|贫困|拆迁|被骗的?|参与|务工|多岁的|[五六七]十多的)?"
_VAGUE = "(?:[多余来于]|好几)?"
_ENDING_CHARS = "，。；！？、,;!? \n）)"
_ENDING = f"(?:[{_ENDING_CHARS}]|$)"


class Counts(Enum):
    """数的是什么。"""

    PEOPLE = "说明了是人"
    HOUSES = "户"
    SHOPS = "店铺，要说是自己这边的"
    POLITE = "名、位，没说是谁"
    MOUTHS = "口，家里的人"
    LISTED = "人数后面的数"
    BARE = "个、号、家，要看前文"


@dataclass(frozen=True)
class Heads:
    """一个可能的人数: where its words stand, its numeral, and what comes after the words."""

    numeral: Numeral
    start: int
    end: int  # 数与量词
    counts: Counts
    after: int  # 连同后面的“工人、司机”
    who: str = ""  # 后面说的是谁
    approx: bool = False


def heads_in(text: str) -> Iterator[Heads]:
    """Every number of a folded text that may count people, households or shops, from the left."""
    before: Numeral | None = None
    for numeral in numerals_of(text):
        if before is not None and _in_the_teens(before, numeral):
            low, high = before.low + numeral.low, before.low + numeral.high
            numeral = replace(numeral, start=before.start, low=low, high=high)
        before = numeral
        if _TEN_OR_TWENTY.fullmatch(text, numeral.start, numeral.end):
            numeral = replace(numeral, low=10, high=20)
        if numeral.spelled or not 1 <= numeral.low <= numeral.high < MOST or numeral.low != int(numeral.low):
            continue
        if _NO_NUMBER.fullmatch(text, max(0, numeral.start - 1), numeral.end):
            continue
        heads = _heads(text, numeral)
        if heads is not None:
            yield heads


def _in_the_teens(tens: Numeral, ones: Numeral) -> bool:
    """十五六个：整十后面紧跟着几，是一个数。"""
    return (
        tens.end == ones.start and tens.unit == 10 and tens.low % 10 == 0 and 1 <= ones.low < ones.high < 10
    )


def _heads(text: str, numeral: Numeral) -> Heads | None:
    for counts, pattern in _patterns():
        match = pattern.match(text, numeral.end)
        if match is not None:
            who = match["who"] or ""
            if _BOSS.match(who) and (numeral.high >= MOST_OF_A_BOSS or text.endswith("月", 0, numeral.start)):
                continue  # 欠我一万八老板不给：数的是钱；腊月二十六老板：是日子
            end = match.end() if not who else match.start("who")
            if who.startswith("人"):
                end += 1
            vague = bool(match["vague"])
            return Heads(numeral, numeral.start, end, counts, match.end(), who, vague)
    if _LISTED.search(text, max(0, numeral.start - 6), numeral.start) and _END.match(text, numeral.end):
        return Heads(numeral, numeral.start, numeral.end, Counts.LISTED, numeral.end)
    if text[numeral.end - 1] in "俩仨" and _AFTER_TWO.match(text, numeral.end):
        return Heads(numeral, numeral.start, numeral.end, Counts.BARE, numeral.end)
    return None


_END = re.compile(_ENDING)
_TEN_OR_TWENTY = re.compile("十[几来多]二十")
_NO_NUMBER = re.compile("退伍|入伍|队伍|收拾|[初高大研][一二三四五]|第.+")  # 初三学生、第二人民医院
_LISTED = re.compile("人数(?:是|为|共|有|[:：])? ?$")  # 表格里的“人数 13”
_AFTER_TWO = re.compile(f"{_ENDING}|[的都没全也]")


@cache
def _patterns() -> tuple[tuple[Counts, re.Pattern[str]], ...]:
    """What may follow a number, the surest first."""
    lists = sections_of("people.txt")
    named = alternation(lists["who"] + lists["who_serving"] + lists["pupils"] + lists["officials"])
    houses = alternation(lists["households"])
    shops = alternation(lists["shops"])
    things = alternation(lists["things"])
    classifier = "(?:[个名位口条]|号(?=人|[农民工]*工|工友|弟兄|兄弟|债主|司机))?"
    rows = (
        (
            Counts.PEOPLE,
            rf"(?P<vague>{_VAGUE}) ?{classifier}{_MODIFIER}(?P<who>{_PERSON}|(?:{named})(?![会书费室委组长处]|小组))",
        ),
        (
            Counts.HOUSES,
            rf"(?P<vague>{_VAGUE}) ?(?:户(?!口|型|籍|外|主)|家(?=人(?![们家]))|家(?={_FILL}{{0,4}}(?:{houses}))|个(?=(?:{houses})(?!小组))|(?=(?:{houses})(?!小组)))(?P<who>)",
        ),
        (
            Counts.SHOPS,
            rf"(?P<vague>{_VAGUE}) ?(?:家(?={_FILL}{{0,4}}(?:{shops}))|个(?=(?:{shops})))(?P<who>)",
        ),
        (
            Counts.PEOPLE,
            rf"(?P<vague>{_VAGUE}) ?[个名位](?P<who>(?:{_NO_FILL}{_FILL}){{1,4}}?(?:{_ENDS}|{named}|{_PERSON}(?![家们])))(?!小组)",
        ),
        (Counts.POLITE, rf"(?P<vague>{_VAGUE}) ?[名位](?![字次置于])(?P<who>)"),
        (Counts.MOUTHS, rf"(?P<vague>{_VAGUE})口子?(?![井气锅粮人号])(?P<who>)"),
        (
            Counts.BARE,
            rf"(?P<vague>{_VAGUE})(?:[个号](?!{things})|家(?!老?公司|企业|单位|银行|机构|医院))"
            rf"(?P<who>)(?={_ENDING}|[被跟都没拿到干受在全也是从就守还已老的交签上当愿谁吧呢按给统一联转卖做去找坐站等住又再每各轮凑商跑想只才不为因往白累把向让叫合凑]"
            rf"|{_FILL}{{1,6}}的(?:[都就全也没住实每连]|工人|{_ENDING}))",
        ),
    )
    return tuple((counts, re.compile(pattern)) for counts, pattern in rows)

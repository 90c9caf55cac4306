"""一群人只数一遍：其中几个、走了几个、还剩几个不另算，说了总数的，前面的分项不另算。"""

from __future__ import annotations

import re
from collections.abc import Iterable

from nlu.heads.counts import Heads

_SENTENCE = re.compile("[。；！？!?\n]")
_OF_IT = re.compile("其中有?$")
_PART = re.compile("(?:中间?|里头?|里面|里?有|走了|剩下?|还剩|只剩|才|[的了]只有|算了?)$")
_BESIDE = re.compile("[和跟与、]|还有|加上?|另外|第[一二三四]批")  # 五名保安、三名保洁：各是各的
_CORRECTED = re.compile("不对|错|不是|应该?是|更正|准确|改成|其实")  # 改口的数要留着，由 corrections 去掉旧的
_SUM = re.compile("(?:一共|总共|拢共|统共|加起来|合起来|合计|共计?|全部)(?:是|有)?[:：]?$")
_GAP = 14  # 两个数之间看这么多字


def whole_groups(text: str, heads: Iterable[Heads]) -> list[Heads]:
    """The groups of a message, without what is only a part of one of them."""
    kept: list[Heads] = []
    for one in heads:
        if _is_part(text, one, kept):
            continue
        if _SUM.search(text, max(0, one.start - 6), one.start):
            kept = [k for k in kept if k.numeral.low >= one.numeral.low or not _together(text, k, one)]
        kept.append(one)
    return kept


def _is_part(text: str, one: Heads, known: list[Heads]) -> bool:
    if _OF_IT.search(text, max(0, one.start - 3), one.start):
        return True
    larger = [k for k in known if k.numeral.low > one.numeral.low]
    if not larger:
        return False
    between = text[larger[-1].after : one.start][-_GAP:]
    if _CORRECTED.search(text[max(0, larger[-1].start - 2) : larger[-1].start] + between):
        return False
    if _PART.search(text, max(0, one.start - 6), one.start):
        return True
    return _together(text, larger[-1], one) and not _BESIDE.search(between)


def _together(text: str, first: Heads, second: Heads) -> bool:
    """Whether two counts are told in one sentence."""
    return _SENTENCE.search(text, first.end, second.start) is None

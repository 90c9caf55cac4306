"""诉求：来话人要什么结果."""

from __future__ import annotations

import re

from complaint_store.domain.reading import Field, FieldType
from nlu.text import NormalText, TextLike, fold

# 要求后面到句末；长度有界，读法随长度线性
_ASK = re.compile(
    r"(?:强烈要求|坚决要求|要求|请求|恳请|恳求|请(?=[\u4e00-\u9fff]{0,12}(?:督促|责令|协调|解决|处理|帮|查|核实|尽快|依法|把))"
    r"|(?<![\u4e00-\u9fff])望(?=[\u4e00-\u9fff])|希望|盼望|诉求(?:就)?(?:是|[::])|(?:我们?|就|只)(?:就|只)?(?:想|要)(?:要|让|把|回|求|拿|讨)|(?<![\u4e00-\u9fff])想(?:要|让|把|早点|尽快|拿回|讨回)|责令|督促(?=[\u4e00-\u9fff]))"
    r"[::]?[^。！？!?\n;；]{2,60}"
)
# 不是本人现在提的要求：合同要求、对方要求我
_NOT_OURS = re.compile(
    "(?:合同|按|按照|规定|政策|被|公司|老板|他们|对方|学校|单位|政府|文件|领导|局|工地|甲方|上级|上面|技术|条件|不合|根据|才|先|还|又)$"
)
_TAIL = re.compile(
    "[,，、 ]+$|[,，]?(?:谢谢|感谢|拜托|万分感谢|不胜感激|致谢|此致).*$|[,，](?:我要|请)?匿名.*$"
)


def find_demands(text: TextLike) -> tuple[Field, ...]:
    """诉求要素 as written, the last of the text first: a letter asks at its end."""
    normal = fold(text)
    found = [
        field for match in _ASK.finditer(normal.text) if (field := _demand(normal, *match.span())) is not None
    ]
    return tuple(reversed(found))


def _demand(normal: NormalText, start: int, end: int) -> Field | None:
    if _NOT_OURS.search(normal.text, max(0, start - 3), start):
        return None
    tail = _TAIL.search(normal.text, start, end)
    end = tail.start() if tail is not None else end
    if end - start < 4:
        return None
    first, last = normal.span(start, end)
    return normal.field(FieldType.DEMAND, start, end, normal.raw[first:last])

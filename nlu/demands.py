"""诉求：来话人要什么结果。"""

from __future__ import annotations

import re

from complaint_store.domain.reading import Field, FieldType
from nlu.text import NormalText, TextLike, fold

# 要求后面到句末；长度有界，读法随长度线性
_ASK = re.compile(
    r"(?P<ask>强烈要求|坚决要求|要求|请求|恳请|恳求|请(?![问教])(?=[\u4e00-\u9fff]{0,12}(?:督促|责令|协调|解决|处理|帮|查|核实|尽快|依法|把))"
    r"|(?<![\u4e00-\u9fff])望(?=[\u4e00-\u9fff])|希望|盼望|诉求(?:就)?(?:是|[::])|(?:我们?|就|只)(?:就|只)?(?:想|要)(?:要|让|把|回(?![老家来去到农村乡国校旗盟镇苏嘎])|求|拿|讨)|(?<![\u4e00-\u9fff])想(?:要|让|把|早点|尽快|拿回|讨回)|责令|督促(?=[\u4e00-\u9fff]))"
    r"[::]?(?![,，、])[^。！？!?\n;；]{2,60}"
)
# 不是本人现在提的要求：合同要求、对方要求我
_NOT_OURS = re.compile(
    "(?:合同|按|按照|规定|政策|被|(?<!我)(?<!我们)(?<!本)(?:公司|单位)|老板|他们|对方|学校|政府|文件|领导|局|工地|甲方|上级|上面|技术|条件|不合|根据|才|先|还|又|达到|符合|满足)$"
)
# 招标文件、窗口、甲方的要求：同一小句里先说了是谁的要求
_THEIRS = re.compile(
    "(?:招标|投标|标书|采购|参数|评标|资质|合同|协议|文件|规定|窗口|工作人员|甲方|业主|总包|对方|(?<!我)(?<!我们)(?<!本)(?:公司|单位)|学校|老师|领导|[局委镇]|政府|医院|银行|物业)[^，。；;!?！？\n]{0,6}$"
)
# “要求写得跟某家一样”：要求是个名词；要交什么证件、授权，是别人要我们交
_NOUN = re.compile(
    "要求(?:里|中|上)?(?:写|定|设|提)(?:得|的|着|成)|要求(?:太|很|过|偏|特别|这么|那么|跟|和|与)|要求里"
)
_PAPERS = re.compile(
    "要求(?:必须|我们?|投标人|供应商|厂家|企业|再|先|另外)*(?:提供|出具|提交|具备|具有|递交|交(?!通|警)|缴纳|有(?!关)|带(?!头|领))[^，。；;]{0,14}"
    "(?:授权|资质|业绩|证书|许可证|执照|检测报告|财务报表|保证金|材料|样品|社保记录|冷库|厂房|注册资[金本])"
)
# “要求我们再等等”“要求我退的”：别人要我们做什么；“我要求我的工资”不是
_OF_US = re.compile("要求(?:自己|(?:我们?|咱们?|俺们?|本人|我方)(?!的))")
_WE_ASK = re.compile("(?:我们?|咱们?|俺们?|本人|大家)[^，。；,;]{0,4}$")
# “要求公开账目，他不公开”：后半句是对方怎么答的
_ANSWERED = re.compile(
    "[,，](?:可是?|但是?|却|结果|就是|他们?(?!们)|她|对方|领导|工作人员|(?:至今|到现在|到目前|仍然?|还是|一直|始终|都|也)[^,，。]{0,6}[没不未无]).*$"
)
_TAIL = re.compile(
    "[,，、 ]+$|[,，]?(?:谢谢|感谢|拜托|万分感谢|不胜感激|致谢|此致).*$|[,，](?:我要|请)?匿名.*$"
)


def find_demands(text: TextLike) -> tuple[Field, ...]:
    """诉求要素 as written, the last of the text first: a letter asks at its end."""
    normal = fold(text)
    found: list[Field] = []
    match = _ASK.search(normal.text)
    while match is not None:
        field = _demand(normal, *match.span())
        if field is not None:
            found.append(field)
        # 不是本人的要求，后半句里还可能有本人的
        match = _ASK.search(normal.text, match.end() if field is not None else match.end("ask"))
    return tuple(reversed(found))


def _demand(normal: NormalText, start: int, end: int) -> Field | None:
    if _NOT_OURS.search(normal.text, max(0, start - 3), start) or _is_theirs(normal.text, start):
        return None
    for tail in (_ANSWERED, _TAIL):
        cut = tail.search(normal.text, start, end)
        end = cut.start() if cut is not None else end
    if end - start < 4:
        return None
    first, last = normal.span(start, end)
    return normal.field(FieldType.DEMAND, start, end, normal.raw[first:last])


def _is_theirs(text: str, start: int) -> bool:
    """要求 said of a tender, an office or a buyer: what others ask of the reporter."""
    if not text.startswith("要求", start):
        return False
    return bool(
        (_OF_US.match(text, start) and not _WE_ASK.search(text, max(0, start - 8), start))
        or _NOUN.match(text, start)
        or _PAPERS.match(text, start)
        or _THEIRS.search(text, max(0, start - 24), start)
    )

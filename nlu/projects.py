"""工程项目：欠款、合同说的是哪个项目。"""

from __future__ import annotations

import re

from complaint_store.domain.reading import Field, FieldType
from nlu.boundaries import name_start
from nlu.text import NormalText, TextLike, fold

_SUFFIX = re.compile(
    "(?:建设|改造|扩建|施工|装修|绿化|硬化|迁建|维修|安装|整治|治理|修缮|供水|供暖|管网)?(?:项目(?!部|经理|负责|名称|编号|管理)|工程(?!款|师|队|局|量|质量|造价|结算|有限|公司|施工|建设|验收|进度|总|价|尾|合同|承包|中标|师|机械|监理|造价|咨询|技术|部|公))(?:(?:[一二三四五六七八九十0-9A-Za-z]{1,3})(?:标段?|期|区|号楼))?"
    "|(?:安置房|安置区|廉租房|公租房|保障房|棚户区改造|棚改(?!房)|高速公路|高速(?!发|增|路口)|[一二三四五六七八九十0-9A-Z]{1,2}标段|广场|大厦|牧道|通村公路|通村路|村道|公路(?![局段管服运收旁边两]|养护(?:中心|站|段|所|公司|处|队|工(?!程)))|步道|老旧小区改造|危旧房改造|水渠|灌渠|防渗渠|温室大棚|草原围栏|围栏)(?:(?:建设|改造|扩建|硬化|绿化|亮化|提升|维修|修缮|整治|养护|施工|安装|采购)*(?:项目(?!部|经理|负责)|工程(?![款师队局量])))?"
)
_GENERIC = re.compile(
    "[^，。；,;]{0,8}(?:面子|形象|豆腐渣)工程|(?:本|该|此|整个|所有|全部|政府|市政|建筑|施工|这个|那个|新|大|小|分包|劳务|承包|相关|有关|各|多个|几个|一些|其他|别的|重点|民生|惠民|附属|水电|主体|土建|基础|总包|土方|装饰|装修|安装|绿化|配套|采购|购置|供货|设计|监理|投资|国家|试点|收费|招商|招商引资|任何|引进|工程|民心|示范|商品房|一件|跨世纪|惠农)*(?:建设|改造|扩建|施工|装修|绿化|硬化|维修|安装|治理)?(?:项目|工程|广场|高速|围栏)"
)
_LEAD = re.compile(
    "[^修]{0,20}(?:局|政府|公司|委|[镇旗村盟]里?|县|市|府|站|队)(?:[修建做铺挖打种栽])(?=[\u4e00-\u9fff])|(?:一个|一项|某|原|的|二期工程的|里|内|上|做|修)+"
)
# 动用、听取、配合：名称前面的动词，切在最后一个后面
_VERB = re.compile(
    ".*(?:进行|配合|听取|批复|动用|占用|享受|实施|启动|开展|立项|参与|参加|侵占|换届|选举|落实|申报|申请|承揽|[干做修建包揽供]了|[干做修建包揽供]的|(?<![综合循环开发资源再])利用|属于|用作|引起|通往|解决|出过|同一|许多)(?=[\u4e00-\u9fff0-9A-Za-z]{2})"
)
_MONEY = re.compile("[0-9一二两三四五六七八九十百千万](?:块钱|元[钱修建做给])")  # 每家交200块钱修广场
_YEAR = re.compile("(?:19|20)[0-9]{2}年度?[的]?$")
# 在单位名里是界，在工程名里不是：校园智慧黑板采购项目
_INSIDE = re.compile("采购|购置")
# 《园区道路施工合同》：书名号里有自己名字的合同
_TITLED = re.compile("《[^《》\\n]{2,40}(?:合同|协议)书?》")
_ANY_CONTRACT = re.compile(
    "《(?:建设|建筑|工程|施工|劳务|分包|专业|承包|总承包|采购|供货|买卖|购销|设备|安装|租赁|房屋|厂房|商铺|土地|草场|草原|林地|服务|项目|补充|合作|投资|招商|引资|战略|框架|政府|补偿|安置|拆迁|征收|搬迁|劳动|用工|聘用|借款|委托|运输|机械|材料"
    "|商品房|预售|销售|加工|承揽|设计|监理|装修|装饰|改造|绿化|养护|流转|禁牧|调解|保密|赔偿|还款|入驻|特许|经营|物业|业主|消防|民法典|的|与|和)*(?:合同|协议)书?》"
)


def find_projects(text: TextLike) -> tuple[Field, ...]:
    """项目要素 as written; a bare “项目” is no name."""
    normal = fold(text)
    found: list[Field] = []
    titled = [
        match.span()
        for match in (_TITLED.finditer(normal.text) if "《" in normal.text else ())
        if not _ANY_CONTRACT.fullmatch(match.group())
    ]
    found.extend(_named(normal, *span) for span in titled)
    plain = _INSIDE.sub("器材", normal.text)
    last = 0
    for match in _SUFFIX.finditer(normal.text):
        if any(first <= match.start() < end for first, end in titled):
            continue
        start = max(name_start(plain, match.start(), 26), last)
        while start < match.start() and normal.text[start] in " ()、":
            start += 1
        lead = _LEAD.match(normal.text, start, match.start())
        start = lead.end() if lead else start
        verb = _VERB.match(normal.text, start, match.start() + 2)
        start = verb.end() if verb else start
        if (
            match.end() - start < 4
            or _MONEY.search(normal.text, start, match.end())
            or _GENERIC.fullmatch(normal.text, start, match.end())
        ):
            continue
        year = _YEAR.search(normal.text, max(last, start - 7), start)
        found.append(_named(normal, year.start() if year else start, match.end()))
        last = match.end()
    return tuple(sorted(found, key=lambda field: field.start))


def _named(normal: NormalText, start: int, end: int) -> Field:
    first, last = normal.span(start, end)
    return normal.field(FieldType.PROJECT, start, end, normal.raw[first:last])

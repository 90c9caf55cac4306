"""单位名：一段话里哪些地方写着单位、企业的名字。"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from nlu.boundaries import name_start
from nlu.gazetteer import Gazetteer, words_in
from nlu.lexicon import alternation, sections_of, words_of
from nlu.names import variant_folded
from nlu.text import TextLike, fold


@dataclass(frozen=True)
class Mention:
    """一处单位名 in the folded text; `units` are the ids that its office may be, before the place decides."""

    start: int
    end: int
    core_start: int  # 机关主干从哪里开始，前面是地区
    units: tuple[str, ...] = ()
    firm: bool = False


_BETWEEN = re.compile(
    "(?<![安组包])装|指定|(?<!回)收|(?<![代承])办|[要只没不]|来(?=[建投开办])"
)  # 供电公司指定施工队是两家
LONGEST_NAME = 40  # 一个单位名最多这么长，保证随长度线性


@lru_cache(maxsize=1)
def suffixes() -> re.Pattern[str]:
    sections = sections_of("organisation_suffixes.txt")
    firm = alternation(sections["firm"])
    office = alternation(sections["office"])
    guarded = "|".join(sections["guarded"])
    return re.compile(
        f"(?P<firm>(?:{firm})(?:[\u4e00-\u9fff]{{2,6}}(?:分公司|项目部|专卖店|营业部|分局))?)|(?P<office>{office})|(?P<guarded>{guarded})"
    )


# 这样的词单独出现时不是名字：公司、工厂、学校
_GENERIC = re.compile(
    "(?:来|买地建|建|代理|项目|主管|生产|建设|施工|工程|农村|好多|国有|[一二三四五六七八九十两几多]+[所个家]|材料|地方|当地|基层|上级|下级|有关|相关|本地|外地|进|校|总|母|分|子|各级|两级|原|新|老|大|小|用人|涉及|具体|职能|市领导|领导|其余|对方|哪个|标准){0,2}(?:公司|工厂|厂|学校|中心|单位|部门|集团|政府|法院|银行|酒店|超市|小学|大学|社区|街道|项目部|村委|分公司|子公司|总公司|建筑|科技|机电|物业|物业公司|建筑公司|劳务公司|建设|开发商|合作社|施工队|工程队|村委会|铁矿|矿|部门|局|管理局|职能部门|大队|办公室|项目公司|街道办|国企|村两委|指挥部|中心小学|大学|学院|开发商|网吧|山庄)$"
    "|.*招商会|纸银行|.*(?:间|当|多年|[里进个])办公室|.*(?:[几两三四五六七八]个|某|[那这哪]个)局|.*(?:几|多|十)家.*"
)
_JUNK = re.compile(
    "(?:原(?!野|点)|贵(?![州阳港])|现(?!代)|即|地(?![税质产方震矿])|里|前(?![进锋])|后(?!勤)|上(?!海)|下|内(?!蒙)|外(?![贸国企运])"
    "|[三四五六七八九十几]+家|一道|一(?![建局中小完汽心品])|二是|是|等|余|来(?![福宝])|所|人(?![民社才力])|方(?![圆正大])|时(?!代)|末|底|会(?![计展])|个"
    "|公司(?=[^\\s]{4})|子公司|单位|企业|属|经(?![开济贸纬典营]))(?=[^\\s]{3})"
)


# 企业所在的园区、苏木镇不是它名字的一部分
_INSIDE = re.compile(
    "[^\\s]{1,16}(?:工业园区?|产业园|园区|口岸|镇|苏木|嘎查|社区|街道|小区|村)(?=[\u4e00-\u9fff]{2,}(?:公司|厂|矿|集团|酒店|宾馆|饭店|超市|驾校|合作社|酒业|矿业|山庄|学校)$)"
)


# 名称前面的动词和别的话：招施工队、修乡镇卫生院、问财政所、届政府
_VERBS = re.compile(
    "(?:.*[（()]|发函|致电|(?:强烈)?呼吁|责成|违背|扰乱|复函|判决|乘坐|存入|麻烦|管管|请?相关部门|告(?!诉)|修(?![理配缮文武车]|路指挥)|招(?![商远])|裁完|认定|建议|问(?![天鼎])|连(?![云城山江锁])|届|比存|当存|存(?!储)|换(?!热)|跑一趟|期|楼下|边(?!防|境)|买地建|引进的?|娃娃上|孩子上|上(?=[小中大]学)|开(?=[加]工厂)|前(?=学校)|后(?=银行)|某|进|交(?=物业|保险)|冒充|倒闭|份|归(?![绥化])|账(?=学校|单位)|结果|享受|级(?=政府|人民政府)|[恳祈]?求(?![实是])|望(?=政府|[市县]政府)|想?配合(?:当地)?|无视|准用|现在说|孩子|女儿|弟弟|隔壁|家(?=[^\\s]{4})|本(?=公司|[^\\s]{1,3}局)|贵(?=中心|公司|[^\\s]{1,2}局)|难道|约谈|收取|履行|面临|入读|调控|严禁|私自|保护|违反|扰乱|实习生|起(?=医院|学校)|包(?=公司)|过(?=银行|医院|学校|小学)|样(?=学校|公司)|来(?=厂)|出(?=厂)|购?销(?=公司)|办(?=农家乐)|开(?=[砂砖饭酒]))+(?=[^\\s]{2})"
)


# 名称里面夹着的动词，后面才是名字：管委会先行代建厂房、合伙人开饭店
_INNER_VERBS = re.compile(
    ".*(?:约定|支持|通知|挖空|冒充|倒闭|合伙人|商户办|先行代建|届)|[^开办盖垫挖]{0,6}[开办盖垫挖]"
)


@lru_cache(maxsize=1)
def common_name() -> re.Pattern[str]:
    """一类单位的名称：全由寻常词拼成。"""
    return re.compile(f"(?:{alternation(words_of('common_stems.txt'))})*(?:{suffixes().pattern})$")


# 一类单位的名称前面常有的动词、虚字：等政府、听设计院、修文化站、子女上大学
_BEFORE_COMMON = re.compile(
    "(?:.*(?:想问|一下|问问|敢问|试问|注册|成立|收归|收回|统一|求助|麻烦|依托|入读|享受|选择|获知|责成|验收完|移交|对接|接洽|拨打|打12345|指望|早已|第一次|指定|利用|占用|入股|落实|呼吁|加强|实际上|作为|接|上|送|听|等|候|追|(?<![出包])租|买|(?<!信)用|(?<![进机汽维装])修|盖|建|办|拆|过|求|带|(?<!自)来|去|当|几年|(?<![老学少青])年[前初末]?|次|里|多)|[算看想进离含受许知能可延座处张接被选问助人先楼今大])"
)
_FIRM_TAIL = re.compile("公司|厂|集团|合作社")
# 只剩“公司、厂”时，前面要么就一个字，要么是这些话，才切：福来公司是名字
_BEFORE_FIRM = re.compile(
    ".*(?:指定|注册|成立|收归|收回|统一|选择|作为|指望新?|实际上|早已|移交|对接|接洽)|."
)
_GOES_ON = re.compile(
    "(?<=厂)[房区址家规商长]|(?<=[大中小]学)生|(?<=物业)[科股处费]|(?<=工会)活动|(?<=中心)[城区线]|(?<=科技)局|(?<=政府办)[公理]|(?<=政府)(?:采购|网|门户)|(?<=[场厂矿站校园行库])(?:路(?!桥)|大桥|隧道|路口|片区|小区)"
)  # 厂房、大学生、物业科不是厂、大学、物业


def _after_common(text: str, start: int, end: int) -> int:
    """Where the name of a kind of unit begins after a verb: 设计院 in 听设计院; a proper name stays whole."""
    for tail in range(start + 1, end - 1):
        if not common_name().match(text, tail, end):
            continue
        if not _BEFORE_COMMON.fullmatch(text, start, tail):
            return start
        if _FIRM_TAIL.fullmatch(text, tail, end) and not _BEFORE_FIRM.fullmatch(text, start, tail):
            return start
        return tail
    return start


def _after_verb(text: str, start: int, end: int) -> int:
    """Where the name begins after a verb: what follows 开、办 is a name only when all of it is common words."""
    verb = _INNER_VERBS.match(text, start, end)
    if (
        verb is None
        or verb.group().endswith(("公办", "民办"))
        or (verb.group()[-1] in "开办盖垫挖" and not common_name().match(text, verb.end(), end))
    ):
        return start
    return verb.end()


def organisations_in(text: TextLike, gazetteer: Gazetteer) -> tuple[Mention, ...]:
    """Every organisation name, from the left, without overlap."""
    folded = fold(text).text
    known = _known(folded, gazetteer)
    mentions: list[Mention] = []
    last = 0
    for match in suffixes().finditer(folded):
        if _GOES_ON.match(folded, match.end()):
            continue
        start = _name_start(folded, match.start())
        if mentions and start < last:
            if (
                match.start() - last <= 10
                and match.end() - mentions[-1].start <= LONGEST_NAME
                and not _BETWEEN.search(folded, last, match.start())
            ):  # 集团 + 建设有限公司, 镇中心 + 卫生院: 一个名字里的两个后缀
                mentions[-1] = replace(
                    mentions[-1], end=match.end(), firm=mentions[-1].firm or match.lastgroup == "firm"
                )
                last = match.end()
                continue
            start = last
        start = _without_junk(folded, start, match.end())
        if match.end() - start < 2:
            continue
        if _GENERIC.fullmatch(folded, start, match.end()):
            continue
        mentions.append(Mention(start, match.end(), match.start(), (), match.lastgroup == "firm"))
        last = match.end()
    return _merged([_own_name(mention, folded) for mention in mentions], known, folded)


def _name_start(text: str, end: int) -> int:
    """As for every name, but 派遣公司 is not cut after 派。"""
    start = name_start(text, end)
    return name_start(text, start - 1) if text.startswith("派遣", start - 1) else start


def name_before(text: str, suffix_start: int, end: int) -> int:
    """Where a name with this suffix begins: 旗气象台 in 去找旗气象台。"""
    return _without_junk(text, _name_start(text, suffix_start), end)


def _known(folded: str, gazetteer: Gazetteer) -> list[Mention]:
    """Offices of the directory, the 旗 or 盟 before them included."""
    if not gazetteer.unit_words:
        return []
    text = variant_folded(folded)
    found = []
    for start, end, units in words_in(text, gazetteer.unit_words):
        area_start = _area_start(text, start, gazetteer)
        word = text[start:end]
        if word.endswith("政府") and text.startswith(("采购", "网", "门户"), end):
            continue
        if area_start == start and (
            word in _NEED_AREA
            or (
                len(word) == 2
                and word not in _ALONE
                and "、" not in (text[start - 1 : start], text[end : end + 1])
                and not _SHORT_BUT_SAID.match(text, end)
            )
        ):
            continue
        found.append(Mention(area_start, end, start, units))
    return found


# 这些词要有地区在前才是一个单位；两个字的简称除下列外也一样（“财政困难”不是财政局）
_NEED_AREA = frozenset({"政府", "人民政府", "党委", "委员会", "办公室", "分公司"})
_ALONE = frozenset({"纪委", "监委", "法院", "行署", "城管"})


# 两个字的简称，后面紧跟着它的行为，就是说它：住建一直拖、水务不认账
_SHORT_BUT_SAID = re.compile(
    "(?:那边|上|[预决]算|评审)?(?:的人|说|讲)?(?:一直|老是|还|就|都|又|到现在|至今|只|也|总)*(?:拖|欠|不[给认批办退结付管让理]|没[给退结付批]|压着|卡着|赖|答应|承诺|收了?我|没钱|来[查取]|要我|罚)"
)


def _area_start(text: str, start: int, gazetteer: Gazetteer) -> int:
    for length in range(min(14, start), 0, -1):
        word = text[start - length : start]
        if word in gazetteer.area_words or word == "旗":
            return start - length
    return start


# 外地的机关：名字前面带着别处的省市县
_ELSEWHERE = re.compile("(?:[省市县州]|(?<!示范)(?<!开发)(?<!高新)(?<!园)区)(?!里|上)")


def _merged(mentions: list[Mention], known: list[Mention], text: str) -> tuple[Mention, ...]:
    """Names from the directory take the place of what the suffix alone found; longer names of others stay."""
    kept: list[Mention] = []
    first = 0
    for mention in mentions:  # 两列都从左到右、各不重叠，一遍走完
        while first < len(known) and known[first].end <= mention.start:
            first += 1
        last = first
        while last < len(known) and known[last].start < mention.end:
            last += 1
        inside = known[first:last]
        if not inside or any(_is_other(mention, k, text) for k in inside):
            kept.append(mention)
    covered = positions_of(kept)
    kept.extend(k for k in known if covered.isdisjoint(range(k.start, k.end)))
    return tuple(sorted(kept, key=lambda m: m.start))


def positions_of(mentions: list[Mention]) -> set[int]:
    """Every character that some mention covers."""
    return {position for mention in mentions for position in range(mention.start, mention.end)}


def _is_other(mention: Mention, known: Mention, text: str) -> bool:
    """A firm with a longer name, or an office of another 市 or 县, and not the office of the directory."""
    if mention.firm and mention.end > known.end:
        return True
    return mention.start < known.start and _ELSEWHERE.search(text, mention.start, known.start) is not None


_ROLE = re.compile(
    "(?:本单位|本公司|我单位|总包|分包|甲方|业主|发包方?|承包方?|施工方?|劳务|矿上|外包队|协作队)(?=[\u4e00-\u9fff]{4})"
)  # 总包宏鼎建设集团


def _without_junk(text: str, start: int, end: int) -> int:
    while start < end and text[start] in " （()）-":
        start += 1
    for pattern in (_VERBS, _JUNK, _VERBS):
        match = pattern.match(text, start, end)
        start = match.end() if match else start
    role = _ROLE.match(text, start, end)
    if role and not common_name().match(text, role.end(), end):
        start = role.end()
    return _after_common(text, _after_verb(text, start, end), end)


def _own_name(mention: Mention, text: str) -> Mention:
    """A firm without the park or township where it stands."""
    inside = _INSIDE.match(text, mention.start, mention.end) if mention.firm else None
    return replace(mention, start=inside.end()) if inside else mention

"""人数：这件事涉及多少人（户）."""

from __future__ import annotations

import re

from complaint_store.domain.reading import Field, FieldType
from nlu.numbers import Numeral, numerals_of, plain, value_of
from nlu.text import TextLike, fold

_WHO = (
    "人(?=工[钱资])|人(?![民均次社大才工力行造为格身口手])|农民工|民工|工人|工友|员工|职工|村民|牧民|农牧民|农民|居民|业主|学生|司机|驾驶员|老师|教师|医生|护士|群众|老乡|乡亲|老百姓|百姓"
    "|兄弟|弟兄|姐妹|同事|伙计|师傅|退休|下岗|同志|孩子|家长|女工|男工|临时工|合同工|力工|小工|大工|瓦工|木工|钢筋工|司乘|党员|干部|受害者|受害人|债权人|代表|劳动者|务工|瓦匠|木匠|车主|车队老板|娃(?!娃鱼)|妇女|大娘|老汉|老人|盐工|班组长|合伙人|店主|老板|园长|管护员|装卸工|老?姐妹|老姐们|老?师傅|种植户|大户|个体户|经营者|户主|摊主|司机师傅|队员|学员|大学生|护林员|保洁员|保安|技术员|老工人|退役军人|同学"
)
_HOUSEHOLD = "牧户|农户|住户|商户|业主|村民|人家|居民|安置户|个体户?|供应商|供货商|经营户|养殖户|家庭|贫困户"
_COUNT = re.compile(
    rf"(?P<vague>[多余来于])? ?(?:个|名|位|号|口)?(?:在职|普通|外地|本地|一线|退休|下岗|外来|贫困|拆迁|被骗的?|参与|务工)?(?P<who>{_WHO})"
    rf"|(?P<vague2>[多余来])? ?(?:户(?!口|型|籍|外|主)|家(?=[\u4e00-\u9fff]{{0,4}}(?:{_HOUSEHOLD}))|(?=(?:{_HOUSEHOLD})))"
    r"|(?P<vague3>[多余来])? ?[名位](?![字次置于])"
)
_COUNTED = re.compile(
    "(?:农民工|民工|工人|工友|员工|职工|村民|牧民|居民|业主|司机|驾驶员|老师|教师|护工|护士|保安|保洁员?|女工|临时工|大工|小工|师傅|装卸工|护林员|管护员|学员)(?:一共|总共|共|有)?$"
)  # 驾驶员十一个：数的是谁先说
_BARE = re.compile(
    "(?P<vague>[多余来])?(?:[个名位](?![月年天人小半多工星礼学])|号)(?=[，。；！？、,;!? \n]|$|[被跟都没拿到干受在全也是从]|老)"
)
_BARE_HOUSES = re.compile(
    "(?P<vague>[多余来])?家(?=[，。；！？,;!? \n]|$|[被都没一就是在也]|沿街|铺面|个体|小|设计院|店|厂|摊)"
)
# 九家交了钱：前面说的是商户、店铺，企业不算
_MERCHANTS = re.compile("商户|个体|供货商|供应商|摊贩|摊位|铺面|门店|小店")
_SHOPS = re.compile("(?P<vague>[多余来])?家(?=[，。；！？,;!?\n]|$|交|都|全|没|被|受|上当|签)")
_US = re.compile(
    "(?:我们|咱们|俺们|我们兄妹|兄弟姐妹|兄妹|姐弟|姊妹|我们[\u4e00-\u9fff]{2,3}|带着?|员工|兄弟|姐妹|工人|[焊瓦木电力小大架钢]筋?工|班子|工友|一共|总共|拢共|不是[^，。]{0,8}是|不是|全[\u4e00-\u9fff]{2,8}一共)$"
)
_WE = re.compile(
    "(?:我们|咱们|咱|夫妻|夫妇|兄弟|姐妹|父子|母子|父女|哥|姐|娘|爷|我)(?P<two>俩|两个|仨)(?!月|年|礼拜|星期|孩子|娃|儿子|闺女|老人|叔|舅|姑|姨|哥|姐|弟|妹|伯)"
)
_COUPLE = re.compile("(?:我们|老)?(?:两口子|小两口|两口(?![井人])(?=[，。,子的都在]))")
_OFFICIALS = re.compile(" ?(?:个|名|位)(?:干部|领导|工作人员|局长|主任|所长|副局长|警察|民警|高工)")
_FAMILY = re.compile(r"(?<=一家)(?P<family>[两三四五六七八九十\d]{1,2})口(?![井子])")
_FEW = re.compile(
    "(?P<few>(?:好几|(?<![这那哪])几|数)[名位](?!数|置))|(?:我们|我们这|咱们)(?P<few2>好?几个人)"
)
_ONLY_ME = re.compile("(?:就|只有|仅|只)?我(?:自己)?$")
_NOT_HEADS = re.compile(
    "(?:来了|来过|派了|派来|派过|换了|找了|调来|参保人数为|每|第|人均|另|之|唯|其|同|为)$"
)
# 别人的人数：机关来的、来看的、签字的、评标的
_OTHERS = re.compile(
    "(?:[局院委]|镇上|镇里|旗里|上头|上面|监察|派出所|执法|审计)[一-鿿]{0,2}(?:来|派|出|换|调)[了过]?$"
    "|(?:苏木|监理|财务|专家|评委|审计|监察队?)(?:的|也|就|有)?$"
)
_OTHERS_DO = re.compile(
    "[，, ]?(?:来(?:看|量|查|问|过|处理|办|调解)|做了?笔录|看了看?|拍了?照|签的?了?字|的字|的签|盖了?章|评标|验收|查了|走了|就走|谁也不)"
)
# 自家的孩子老人、对方公司的人、签字的、旁边别的人、入户数过的户，都不是这件事涉及的人
_NOT_THEIRS = re.compile(
    "(?:签字|评标|验收|经手|值班|当班|来)的$|(?:旁边|另外|其他|其余|别的|隔壁|邻居)的?$|(?:跑了?|入户|走访|调查|普查|登记了?)$"
    "|(?:公司|单位|店里?|窗口|[局院所厂])(?:里|一共|总共|拢共)?(?:就|只|才|只有|就有|总共)(?:有)?$"
)
_HOME = re.compile("(?:家里|家中|我家|把|养着?|带着|供着?|还有|我有)$")
_CHILDREN = re.compile("(?:孩子|学生|娃|老人|大学生|妇女)$")
_ABOUT = re.compile("(?:近|约|上|快|大约|大概|将近|差不多|超过|不到|至少|共约)$")


def find_people(text: TextLike) -> tuple[Field, ...]:
    """人数要素; a vague number keeps its lower end and is marked approximate."""
    normal = fold(text)
    found: list[Field] = []
    for numeral in numerals_of(normal.text):
        end = _heads_end(normal.text, numeral)
        if end is None:
            end = _heads_without_noun(normal.text, numeral)
        if end is None:
            continue
        left = normal.text[max(0, numeral.start - 4) : numeral.start]
        match = _COUNT.match(normal.text, numeral.end)
        vague = match is not None and (match["vague"] or match["vague2"] or match["vague3"])
        approx = numeral.approx or not numeral.exact or bool(vague) or _ABOUT.search(left) is not None
        value = numeral.low - (numeral.low % numeral.unit if numeral.approx and not numeral.exact else 0)
        start = numeral.start - (1 if left.endswith(("近", "约", "上")) else 0)
        found.append(normal.field(FieldType.PEOPLE, start, end, plain(value), approx=approx))
    for match in _WE.finditer(normal.text):
        value = 3 if match["two"] == "仨" else 2
        if not any(f.start <= normal.span(*match.span("two"))[0] < f.end for f in found):
            found.append(normal.field(FieldType.PEOPLE, *match.span(), value))
    for match in _COUPLE.finditer(normal.text):
        found.append(normal.field(FieldType.PEOPLE, *match.span(), 2))
    for match in _FAMILY.finditer(normal.text):
        members = value_of(match["family"])
        if members is not None:
            start = match.start() - 2  # “一家”也在内
            found.append(normal.field(FieldType.PEOPLE, start, match.end(), plain(members.low)))
    for match in _FEW.finditer(normal.text):
        found.append(
            normal.field(FieldType.PEOPLE, *match.span("few" if match["few"] else "few2"), 2, approx=True)
        )
    return tuple(sorted(found, key=lambda field: field.start))


def _heads_end(text: str, numeral: Numeral) -> int | None:
    """Where “60余人” ends, or None when no people are counted."""
    if numeral.spelled or numeral.high >= 100_000 or numeral.low < 1 or numeral.low != int(numeral.low):
        return None
    match = _COUNT.match(text, numeral.end)
    if match is None:
        return None
    left = text[max(0, numeral.start - 4) : numeral.start]
    if "户" not in text[numeral.end : match.end()] and (
        _OTHERS.search(text, max(0, numeral.start - 14), numeral.start) or _OTHERS_DO.match(text, match.end())
    ):
        return None  # 来办事的、签字的、对方的人
    if _OFFICIALS.match(text, numeral.end) or (
        text[match.end() - 1] == "位" and not match["who"] and not _US.search(left)
    ):
        return None  # 两位干部、同校的三位：不是来话的这些人
    if _NOT_THEIRS.search(text, max(0, numeral.start - 10), numeral.start):
        return None
    if _CHILDREN.search(match.group()) and numeral.low <= 4 and _HOME.search(left):
        return None
    if _NOT_HEADS.search(left) or text[numeral.start : match.end()] == "一家":
        return None
    if numeral.low == 1 and numeral.exact and not _ONLY_ME.search(left):
        return None
    return match.start("who") + 1 if match["who"] and match["who"].startswith("人") else _before_who(match)


def _heads_without_noun(text: str, numeral: Numeral) -> int | None:
    """我们十七个, 电焊工四个: who is counted was said before the number."""
    if numeral.spelled or not 1 < numeral.low <= numeral.high < 10_000 or numeral.low != int(numeral.low):
        return None
    left = text[max(0, numeral.start - 12) : numeral.start].rstrip()
    merchants = _MERCHANTS.search(text, max(0, numeral.start - 40), numeral.start) is not None
    if merchants and (shops := _SHOPS.match(text, numeral.end)):
        return shops.end()
    if not _US.search(left) and not _COUNTED.search(left):
        return None
    match = _BARE.match(text, numeral.end) or (
        _BARE_HOUSES.match(text, numeral.end) if left.endswith(("我们", "俺们", "咱们", "嘎查")) else None
    )
    return match.end() if match else None


def _before_who(match: re.Match[str]) -> int:
    """The count itself, without the noun: 十几个 of 十几个工友."""
    return match.start("who") if match["who"] else match.end()

"""这些人是不是来话说的人：来办事的、签字的、对方的人、旁边的人不算，没说是谁的要看前文."""

from __future__ import annotations

import re
from functools import cache

from nlu.head_counts import Counts, Heads
from nlu.lexicon import alternation, sections_of

_NEAR = 14  # 往前看这么多字
_STOP = re.compile("[，。；！？,;!?\n]")

# 机关来的、派的，评标的，对方公司的
_OTHERS_BEFORE = re.compile(
    "^来$|(?:[局院委]|镇上|镇里|旗里|上头|上面|监察|派出所|执法|审计|出警)[一-鿿]{0,2}(?:来|派|出|换|调|警)[了过]?$"
    "|(?:苏木|监理|财务|专家|评委|审计|监察队?|甲方|乙方|总包|项目部|物业)(?:的|也|就|有)?$"
    "|(?:来了|来过|派了|派来|派过|换了|调来|参保人数为|每|第|人均|之|唯|其|同|为|前|搬家公司|限|最多|不超过)$"
    "|(?:签字|评标|验收|经手|值班|当班|^来|[天回午]来)的$|(?:旁边|其他|别的|隔壁)的?$"
    "|(?:公司|单位|店里?|窗口|[局院所厂])(?:里|一共|总共|拢共)?(?:就|只|才|只有|就有|总共)(?:有)?$"
    "|(?:他|她|他们|她们|人家|老板)(?:家里?|店里|兄弟|姐妹|父子|夫妻)$"
)
# 旁边别的户，和入户数过的户
_OTHER_HOUSES = re.compile(
    "(?:旁边|其他|别的|隔壁)(?:的|巷子|村|单元|楼)?$|(?:跑了?|入户|走访|调查|普查|登记了?|抄)$|(?:每人?|另|之|其|第)$"
)
# 后面接着办事、签字、受伤
_OTHERS_AFTER = re.compile(
    "[，, ]?(?:来(?:看|量|查|问|过|处理|办|调解)|做了?笔录|看了看?|拍了?照|签的?了?字|的字|的签|盖了?章|评标|验收|查了|就走|谁也不)"
    "|以上|以下|以内|的企业|[，, ]?看看就走"
)
# 伤亡的，不是来话的人数
_HURT = re.compile("(?:死|伤|亡|撞|困|埋|烫|电|砸|摔|淹|咬|晕)(?:死|伤|坏|倒)?了?$")
# 在场的人多，说的是挤、是热闹
_CROWD = re.compile(
    "(?:一趟|一趟拉|一个学校|全校|学校里?|一个池子|池子里?|能装|能装下?|容纳|接待|坐着?了?|挤着?|围着?了?|泡着|对着|前头|前面|排着?队?|游客|客人)[一-鿿]{0,4}$"
)
_HOME = re.compile("(?:家里|家中|我家|把|养着?|带着|供着?|还有|我有)$")
_CHILDREN = re.compile("(?:孩子|学生|娃|老人|大学生|妇女)$")
_ONLY_ME = re.compile("(?:就|只有|仅|只剩|光)我(?:自己)?$")
_OUR = re.compile("我们|咱|俺|本人|我[厂公园单等的带手]|欠|拖|没发|没给|不发|不给|扣|辞|代表|招|带着?|她们")

_US = "(?:我们|咱们|俺们|咱|俺|我等)"
_PLACE_OF_US = "(?:这|那)?(?:[一-鿿]{0,3}(?:批|拨|帮|班|组|队|站点?|片上?|村|社|嘎查|苏木|巷子|屋里?|宿舍|厂里?|车间|院|楼|单元|小区|街上?|门))?"
_TOTAL = "(?:除了班长|一共|总共|拢共|统共|共有|共|有|住|加起来|合起来|全[一-鿿]{0,6}一共)?"
_WE = re.compile(f"{_US}(?:兄妹|兄弟|姐妹|姐弟|姊妹)?{_PLACE_OF_US}{_TOTAL}$|{_US}[一-鿿]{{2,3}}$")
_WITH_ME = re.compile(
    "(?:连我|算上我|加上我|带我|连我在内|带我在内|手下|手底下|带着?)(?:一共|总共|有|的有)?$"
)
_KIN = re.compile("(?:兄弟姐妹|兄妹|姐弟|姊妹|兄弟|姐妹|母女|父女|父子|母子|夫妻|夫妇|师徒|妯娌|爷们)$")
_SUM = re.compile("(?:一共|总共|拢共|统共|加起来|合起来|合计|人数|人不多，?)[:：]?(?:是|有)?$")
_LEFT = re.compile("(?:走|跑)了$")
_NOT_BUT = re.compile("不是[^，。]{0,8}是$|不是$")
# 跟我一样的有、没拿到的、交了钱的……后面的数是人
_WHO_DID = re.compile(
    "(?:一样|没[^，。]{1,4}|交[^，。]{0,5}|要[^，。]{0,3}|签[^，。]{0,5}|被[^，。]{0,4}|干[^，。]{0,4}|做[^，。]{0,4}|外来|投[^，。]{0,4}|买[^，。]{0,4}"
    "|领[^，。]{0,4}|拿[^，。]{0,3}|等[^，。]{0,4}|在场|剩下|贴[^，。]{1,2}|抹[^，。]{1,2}|补[^，。]{0,3}|分到[^，。]{0,2}|还在[^，。]{0,4})的(?:有|那|就|才|总共|一共|人)?$"
)
_OF_THEM = re.compile("(?:其中|里头?|里面|里有|有|走了|剩下?|还剩|来了|到了|只给算了?|算了|开始|进去)$")
_OUR_SHOPS = re.compile("我们|咱|俺|沿街|街上|条街|全城|全旗|镇上|市场|周边|美食城|同街")
_ALL_OF_THEM = re.compile("都|全|谁")
_SHOP_OWNERS = re.compile(
    "(?:(?:卖|开(?!门)|跑|修|养|种|送|做)[^，。]{1,8}的(?:就|全城|全旗|全镇|街上|总共|一共)*(?:有|才)?|我们|俺们|咱们|嘎查|巷子|全城|全旗|全镇|一条街|整条街|街上)(?:一共|总共|有|就)?$"
)


def concerned(text: str, heads: Heads, known: bool) -> bool:
    """Whether these are the people whom the matter concerns; `known`: some of them were counted before."""
    before = text[max(0, heads.start - _NEAR) : heads.start].rstrip()
    clause = _STOP.split(before)[-1]
    if heads.numeral.low == 1 and heads.numeral.exact:
        return heads.who.startswith("人") and _ONLY_ME.search(clause) is not None
    if _others(text, heads, clause):
        return False
    if heads.counts in (Counts.HOUSES, Counts.LISTED):
        return True
    if heads.counts is Counts.SHOPS:
        return _OUR_SHOPS.search(text, max(0, heads.start - 24), heads.start) is not None
    if heads.counts is Counts.PEOPLE:
        return not _not_named(text, heads, clause)
    if heads.counts is Counts.POLITE:
        return text[heads.end - 1] == "名" or _said_before(text, heads, before, known)
    if heads.counts is Counts.MOUTHS:
        return re.search("(?:家|家里|家中|老少|老小|连大带小|户口本上)$", clause) is not None or (
            known and _OF_THEM.search(clause) is not None
        )
    return _said_before(text, heads, before, known)


def _others(text: str, heads: Heads, clause: str) -> bool:
    if heads.counts in (Counts.HOUSES, Counts.SHOPS):
        return _OTHER_HOUSES.search(clause) is not None
    if _OTHERS_BEFORE.search(clause) or _HURT.search(clause) or _CROWD.search(clause):
        return True
    return _OTHERS_AFTER.match(text, heads.after) is not None


def _not_named(text: str, heads: Heads, clause: str) -> bool:
    """干部、警察，以及没说是自己这边的老师、孩子."""
    officials, serving = _ends_of_others()
    if officials.match(heads.who):
        return not _WE.search(clause)
    if _CHILDREN.search(heads.who) and heads.numeral.low <= 4 and _HOME.search(clause):
        return True
    if serving.match(heads.who):
        return not _OUR.search(text, max(0, heads.start - 30), heads.after + 12)
    return False


@cache
def _ends_of_others() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lists = sections_of("people.txt")
    return re.compile(alternation(lists["officials"])), re.compile(alternation(lists["who_serving"]))


def _said_before(text: str, heads: Heads, before: str, known: bool) -> bool:
    """我们十七个、电焊工四个、一共十二个: who is counted was said before the number."""
    clause = _STOP.split(before)[-1]
    shops = text[heads.end - 1] == "家"
    if shops and _OTHER_HOUSES.search(clause):
        return False
    if shops:
        counted = _merchants().search(text, max(0, heads.start - 40), heads.start) is not None
        return counted or _SHOP_OWNERS.search(clause) is not None
    if text[heads.end : heads.end + 1] == "的" and not _counted_last().search(clause):
        return False
    if _WE.search(clause) or _WITH_ME.search(clause) or _KIN.search(clause) or _counted_last().search(before):
        return True
    if _NOT_BUT.search(clause) or _LEFT.search(clause):
        return True
    if text[heads.end - 1] != "号" and _WHO_DID.search(clause):
        return True
    if known and _ALL_OF_THEM.match(text, heads.end):
        return True
    people = known or _mentioned().search(before) is not None
    return people and (_SUM.search(before) or _OF_THEM.search(clause)) is not None


@cache
def _counted_last() -> re.Pattern[str]:
    words = alternation(sections_of("people.txt")["counted_last"])
    return re.compile(f"(?:{words})(?:一共|总共|共|有|是|另有)?[，, ]?$")


@cache
def _merchants() -> re.Pattern[str]:
    return re.compile(alternation(sections_of("people.txt")["merchants"]))


@cache
def _mentioned() -> re.Pattern[str]:
    return re.compile(
        "我们|咱|俺|工人|人(?!民)|兄弟|" + alternation(sections_of("people.txt")["counted_last"])
    )

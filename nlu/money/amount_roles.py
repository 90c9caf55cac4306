"""金额的身份：从一个金额左右的话看出它是总额、已付、欠款还是每份的。

The word nearest before the amount in its clause decides, then what follows it. What the other amounts of the message
say about it is decided in amount_parts.
"""

from __future__ import annotations

import re

from nlu.lexicon import alternation, sections_of

SUM = "sum"  # “一共多少”：是总额还是欠款，看整段话（amount_parts）

# 一亩15、一车四百二、一家补六千
PER = re.compile(
    "(?<![第头十百千零那这前后同])(?:一|每|(?:两|二)(?!个?月))(?:个?(?:人|月|工|台班|瓶|字|点|孩子)|天|年|户|家|亩|吨|方|车|趟|次|场|座|套|份|只|头|峰|根|株|棵|床|筐|捆|扇|把|块砖|车皮|度|组|斤|张卡?|(?<!通一)平米?|米|条|盒|桶|箱|晚|股|双|页|公里|台|辆|间|顿|袋|节课?|站|峰驼|头羊|支|件|块地|层|回|处|眼|口井?|小时|季度)(?:羊|牛|骆?驼|猪|马|鸡|煤|砖|草|料|沙子?|石子|石头|水泥|苞米|玉米|瓜|葵花|烟|酒|油|水|电|毛|绒|树|苗)?"
    "[按给补卖收赔要提抽交付发就才都只得罚首充讲好不到还差平均他 ]{0,4}(?:分红|押金|平均|补贴|补助|成本|提成)?欠?$"
)
EACH_LEFT = re.compile(
    "(?:每个?(?:人|月|天|年|户|亩|吨|方|平|学生|员工|学期|平米|平方|平方米|米|次|节|股|车|工|间|套|斤|公里|口|只羊?|头牛?|峰骆?驼?|台|小时|位|名|家)|人均|日薪|月薪|(?<!个)月工资|日工资|底薪|单价|一个月|一天|一个工|一公斤|每季度|每袋|每只|每间|每套|一票|一束花|一个队|一回|一个站|一户)"
    "[的平均固定运营费手续押金加花抽得打工资只就才发给交收按是为要补奖励返还偿欠差不等扣罚了:约 ]{0,6}$"
)
EACH_RIGHT = re.compile(
    " ?(?:/|每|一(?:天|个月|人|个人|平|平米|平方|吨|亩|方|年(?![没了多半都不过前后来里内])|月|米|户|车|斤|个工|学期|节|次(?![性交付结给])|股|套|晚|份|组|趟|根|只|头|台班|个台班|盒|瓶|箱|袋|位|家|双|小时|张|辆|个(?=[，。；！？、,;!? \n]|$))|(?:一个)?月(?!底|初)|的月工资)"
)
# 每位老师出借、每双手套加、一盒烟赔着：份数后面隔几个字才是钱
_EACH_FAR = re.compile(
    '(?:(?<!以)每(?!年都|次都)[一-鿿“”"]{1,14}'
    "|(?<![第头十百千零那这前后同统])(?:按|一)(?:亩|吨|方|车|趟|户|度电?|盒|双|斤|米|座|套|只|平米|平方|个月|个人|桶|袋|瓶|捆|棵|根|峰|头|晚|回|层|小时|年(?![到多前后半来了下]))[一-鿿]{0,6}"
    "|一次(?!性|交|付|结|给|清)[一-鿿“”]{0,9}|人均[一-鿿]{0,6}|(?:^|[^一-鿿])[一每](?:个|层|间|处|眼)"
    "|(?:(?<![招中投])标价|售价|市场价|市面上?|门市价|同款|单价|进价|出厂价|零售价?|批发价?|成本(?:不到|才)?|年费|月费|月租|学费|票价|最[低高])[是要才就也都卖收:]{0,2})$"
)
_PRICE_MOVES = re.compile("(?:从|由)$|(?:涨|降|跌|提|压|调)(?:价)?(?:到|成|至)了?$")
_NOT_EACH = re.compile("[欠总共]|拿走|卷走|没给|未付|合计|垫|工钱|交了|背了")

CLAUSE_END = re.compile("[，。;!?\n]")
_UNPAID = re.compile(
    "[，, ]?(?:的?(?:工资|工程款|货款|款项?|钱|尾款|余款|质保金))?(?:至今|一直|到现在|直到现在|现在|目前|都|也|还|仍然?|尚|拖着|仍旧|始终|迟迟|就是|一分|一毛|一个子儿|[一二三四五六七八九十两几0-9]{1,3}(?:个月|年)(?:多|半|了|来)?)*"
    "(?:没|未|不|拒)(?:有|绝|予)?(?:给|付|支付|结|发|拿|兑现|到账|到位|结清|结算|还|拨付|退|认|着落|动静|下文|见|要回)|(?:一直)?拖着|找谁要|(?:现在|至今|到现在)?(?:悬|挂|压|扣|欠)着"
)
_CAME = re.compile(
    "(?:是?(?:[0-9]{2,4}年)?[^，。;没未不]{0,3}(?:到账|到位|到了|给了(?!我?[0-9一二两三四五六七八九十]))|给了(?!我?[0-9一二两三四五六七八九十])|我掏了|到的|是[^，。;]{1,8}[到给付打交]的"
    "|[^，。;]{0,2}(?:一次|当时|早就?|都|已经?|全)?交(?:清|齐)?了)"
)
_ADVANCE = re.compile(
    "(?:块钱?|元)?的?(?:定金|订金|首付|预付款|预付|进场费|入会费|入场费|加盟费|报名费|会费|押金|保证金)"
)
_WORTH = re.compile(
    "(?:多|来|左右|出头|以上)?的(?:一个|那个|这个|那笔|大)?(?:[一-鿿]{0,4}(?:工程|项目|活|标的?|合同|单子|订单|预算|投资|补助|补贴|补偿|货|设备|支架|贷款|标段|路|业绩)|(?=[，。]|$))"
    "|[一-鿿]{0,4}(?:补助|补贴|补偿款?|奖励|奖补|扶持)(?=[，。;]|分|$)|(?P<built>修|建|盖|搞|打造)|发下来|拨下来|拨到"
)
DEBT_NOUN = re.compile(
    "(?:块钱?|元)?的?(?:[一-鿿]{0,4}(?:款|费|工资|工钱|尾款|欠款|饭钱|料钱|血汗钱|账)|钱)(?![一-鿿]{0,2}(?:交|付|给)了)"
)
_TOTAL_BEFORE = re.compile(
    "(?:协议|合同|文件|纪要|公示|标书|通知)(?:里|上|中)?(?:写|定|说|签|约定|载明|明确)?(?:的|着|好的?|了)?(?:是|:)?$|(?:写|报|审|定|加|改|涨)(?:的是|的|着|成|到了?|好的?)$"
    "|(?:奖励|奖补|补助|补贴|补偿|扶持|安置|设备|项目|工程|财政资金|专项资金|专项债|资金|盘子|预算|造价|投资额?|报价|送审|报审|决算|全包|订我?|收了)(?:是|:|为|了|有|大概|大约|差不多)?$"
    "|说(?:好|是|的)?(?:给|补|奖|返|赔|退|要?投)(?:我们?|咱们?)?$|答应[一-鿿]{0,6}$"
)
_SIGNED = re.compile("(?:合同|协议|订单|中标|工程|项目)(?:书|了|的)?[，,:] ?(?:大概|大约)?$")
_PROMISED = re.compile("(?:说|答应|承诺|许诺|讲好)[一-鿿]{0,8}(?:给|补|奖|赔|返)(?:我们?|咱们?|每家)?$")
_JUDGED = re.compile("(?:裁决|判决|调解|欠条|借条|条子|白条|收货单|结算单)[^，。]{0,7}$")
_AUDITED = re.compile("(?:审|核|砍|压|减)[成到减为]")
_PAID_BEFORE = re.compile(
    "(?:付|交|缴|充|凑|打|转|花|掏|送|贴|赔|罚|投|入股|买|搭|拿出|出|添|垫|退|打回来|到手|拿|领|分到?|扣走?)"
    "(?:了|过|进去?|出去|现金|来|上|给他们?|给她|还我|足|清的|齐的|的是|的)?(?:将近|大概|大约|差不多|整整|前后|一共|小|近|约)?$"
)
_BOUGHT = re.compile("买|进了|充|花")
_LENT = re.compile("(?:借|贷|拿出去|存(?:了|进去?)|抵)[一-鿿]{0,4}$")
_LENT_OUT = re.compile("(?:借我们?|借了?我|我借给|跟我[一-鿿]{0,3}借|借走|借过我|拿出去|存进去|垫进去)")
_FEE = re.compile(
    "(?:[一-鿿”」]费|[饭烟酒油茶]钱|摊派|押金|保证金|定金|订金|预订金|预定金|维护金|会费|罚款)[”」:：是了]{0,2}$"
)
# 给了三回，六千
PAID_IN_PARTS = re.compile(
    "(?:给|付|结|打|转|还|发|兑现)[了过](?:我们?)?(?:[一二两三四五六七八九十几0-9]{1,2})(?:回|次|笔|趟|场)(?:钱|款|工资)?[，,:： ]{0,2}(?:一共|总共|合计|加起来|拢共|共)?(?:是|才|就)?$"
)
_GAVE_BACK = re.compile("退(?!休|伍|役|出|股|场|货|回去?重)")


def _roles() -> re.Pattern[str]:
    sections = sections_of("amount_roles.txt")
    return re.compile("|".join(f"(?P<{role}>{alternation(words)})" for role, words in sections.items()))


_ROLE = _roles()


def role_of(text: str, start: int, end: int, before: int) -> str | None:
    """The role that the words around say; `before` is where the amount before it ended."""
    left = text[max(before, start - 30) : start]
    if PAID_IN_PARTS.search(left):
        return "paid"
    if is_for_each(text, left, end):
        return "each"
    clause = CLAUSE_END.split(left)[-1].rstrip(" :")
    far = _EACH_FAR.search(clause)
    if far is not None and not _NOT_EACH.search(far.group()):
        return "each"
    if _PRICE_MOVES.search(clause) and before and start - before < 8:
        return "each"
    cue = _cue(clause)
    after = text[end : end + 24]
    unpaid = _UNPAID.match(after)
    if cue in ("owed", "paid"):
        return cue
    if cue is None and _CAME.match(after):
        return "paid"
    if unpaid and (cue is None or after[0] not in "，,"):
        return "owed"
    if cue == SUM and _LENT.search(clause):
        return "owed"
    return cue or _said_around(clause, left, after)


def is_for_each(text: str, left: str, end: int) -> bool:
    """每人、每月、一亩多少钱: said right before the amount or right after it."""
    return bool(EACH_LEFT.search(left) or PER.search(left) or EACH_RIGHT.match(text, end))


def _cue(clause: str) -> str | None:
    """The role word of the clause that decides: 欠、付 before 合同价; “一共” alone is a sum."""
    roles = [match.lastgroup for match in _ROLE.finditer(clause)]
    firm = [role for role in roles if role in ("owed", "paid")]
    if firm:
        return firm[-1]
    if "total" in roles:
        return "total"
    return SUM if SUM in roles else None


def _said_around(clause: str, left: str, after: str) -> str | None:
    """No plain word for it: a deposit, a loan, a fee, what a thing is worth."""
    if _LENT_OUT.search(clause) or _LENT.search(clause):
        return "owed"
    if _ADVANCE.match(after):
        return "owed" if _GAVE_BACK.search(after) else "paid"
    worth = _WORTH.match(after)
    if worth is not None:
        return "paid" if _BOUGHT.search(clause) and not worth["built"] else "total"
    if _JUDGED.search(clause):
        return "owed"
    if _FEE.search(clause):
        return "owed" if _GAVE_BACK.search(after) else "paid"
    if (
        _TOTAL_BEFORE.search(clause)
        or _PROMISED.search(clause)
        or _AUDITED.match(after)
        or (not clause.strip() and _SIGNED.search(left))
    ):
        return "total"
    return "paid" if _PAID_BEFORE.search(clause) else None

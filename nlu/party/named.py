"""没有后缀的被诉方：恒泽化工这样的字号、“厂名叫……”。

A firm is often said without 公司: a proper name before a word of its trade, or the name after 叫.
"""

from __future__ import annotations

import re

from nlu.party.organisations import Mention, positions_of
from nlu.party.trade_names import trade_name

_TRADES = "化工|数据|能源|运维|劳务|新材料?|路桥|供应链|互娱|建材|环保|重工|钢构|物流平台|物流|云仓|电力工程|新能源|光伏|生态园林|生态|园林|矿产|煤业|贸易|文旅|农牧|农业|生物科技|生物|药业|装饰|装修|机械|智能|网络|信息技术|建工|电气|保洁|家政|运输|配送|混凝土|商砼|餐饮|培训|安装|电商|影视基地|影视|平台|脚手架|租赁|景观|体育|造价|建设|建筑劳务|建筑|置业|安保|保安|联盟|纺织|护理|矿山工程|门窗|爆破|数科|优品|食府|商砼|幕墙|防水|勘测|印务|农机|种业|草业|乳业|快运|铸造|货场|洗浴|碳素|洗选|纸业|仓储|苗业|商管|矿建|硅铁|牧业|保温|水产|建安|石化|热电|电建|铁建|铁投|交建|城建|米业|面业|肉业|果业|影城|网咖|琴行|托育|幼教|驾培|汽贸|汽配|车业|起重|钻探|地勘|律所|旅行社|通航|货代|速运|冷链|严选|臻选|优选|工贸|线缆|光电|储能|煤化|硅业|镁业|钠业|盐业|肥业|农资|农科|管业|防腐|门业|窗业|木业|装潢|安防|绒业|毛业|服饰|鞋业|皮革|珠宝|典当|驼业|驼乳|奶业|井巷|旅业|演艺|影业|会展|票务|客栈|酒楼|茶楼|食坊|足浴|美发|口腔|眼科|康养|建业|铸业|塑业|制药|制衣|砖瓦|石膏|硝业|硼业|塑窗|旅拍|绒纺|毛纺|汽贸|彩印|食汇|石业|砖业|煤化|焦化|国旅|速递|置地|园建|生鲜|良品|好物|家纺|家私|整装|教培|培优|医美|美业|齿科|国医|商厦|量贩|酒坊|农庄|庄园|营地|打桩|架业|阀业|泵业|建机|机施|环科|塔机|豆业|串吧|餐吧|书吧|茶社|茶舍|优品会|便民店|鲜生|蒙餐|艺校|画社|驼社"
# 字号里不会有的字；名称紧跟在这样的字、标点或者一句的开头之后
_FUNCTION = "着我你他她它咱俺们的了是给跟没不叫个在欠被让由把找替帮与说要就可从对去来到因告向和"
_LEFT = f"(?:(?<![\u4e00-\u9fff])|(?<=[{_FUNCTION}])|(?<=公司|厂子|单位|中心|投诉|举报|反映|中标)|(?<=协作队|外包队))"
_RIGHT = f"(?=[^\u4e00-\u9fff]|$|[{_FUNCTION}拖搬供干拉打送收租压拿招抵裁走工老一还都卖十停强只又也却至承揽跑签种修盖做用雇扣订理剪压切端洗喂守当学交退骗倒换押赊发焊挖铺砌抹扛摘养带吃住]|这家|公司)"
_FIRM = re.compile(
    f"{_LEFT}(?P<stem>(?![和]|外包|协作|资料|公司|单位|家政|[{_FUNCTION}])(?:(?![{_FUNCTION[:-1]}])[\u4e00-\u9fff]){{2,5}}?)(?:{_TRADES}){_RIGHT}"
)
# 不是字号，是行业、地方或别的话
_NOT_STEM = re.compile(
    ".*(?:[搞装做打当求换办]|设施|功能|旅游|服务|特长生|老年|精神|支持|系统|庭院|[十百千几]二?[口座万个]|订单|骆驼|食堂|[镇园]加|一规划|网点|驾驶|精细|清洁|可再|再生|新型|绿色|现代|智慧|冷链|本地|外地|当地|道路|公路|施工|招标|技术|人力|合同|融资|钢结构|打着|进行|关于|根据|历史|房屋|违规|违章|违法|高层|矮层|相邻|开工|动工|启动|完工|借助|假借|政府|水电|设计|室内|落客|亲水|配套|免费|经济|城区|文明|推销|非法|一处|一名|食材|家庭|认为|通过|支持|公需|公示|检测|图纸|随意|官方|举报|取决|满足|破坏|楼|门面|商铺|外墙|路面|平方|每方|随着|先自己|三资|住建|大理石|工程|基础|政务|公共|个人|统计|调查|消费|交通|建筑|外包|派遣|分包|外来|风电|光伏|草原|沙漠|戈壁|农村|城市|我们|他们|你们|咱们|这个|那个|什么|一个|做|搞|卖|买|管|干|有|的|了|在|是|给|跟|[\u4e00-\u9fff]{2}和|没|不|把|被|从|对|说|要|让|用|看|去|来|到|上|下|里|家|些|种|年|月|日|化|大|小|真实|相关|有关|全部|所有|原始|监测|在线|虚假|园区|危险|生活|环境|保护|恢复|破坏)$|.*(?:我|你|他|的|了|是|给|跟|没|不|叫|什么|个)|(?:[做搞装当求收过验急很还今]|一拨|屋面|门口|老人|学校|大堂|红色|投资|门市|住建|平台|全屋|其次|埋地|这些).*"
)
_NAMED = re.compile(
    "(?:(?:公司|厂|单位|企业|店|馆|厂名|队|中心)[^。；]{0,16}?(?:名?叫|写的是|叫做)|(?<=[：:，,])叫)(?P<name>[\u4e00-\u9fff]{3,8}?)(?=[，。,；、]|什么什么|公司|这家|$)"
)
# “万家配”的平台、加盟驼小铺：牌子
_BRAND = re.compile(
    '(?:门头|牌子|招牌|写的?|名字|店名|挂的?|叫)(?:上)?(?:写的|是|叫)*[“"](?P<shown>[\u4e00-\u9fff]{3,8})[”"](?=[，。,])|[“"](?P<quoted>[\u4e00-\u9fff]{2,8})[”"](?=的?(?:平台|公司|APP|小程序|品牌|会所|超市|商城|项目方))'
    "|加盟(?:了|的是|的)?(?P<joined>[\u4e00-\u9fff]{3,5})(?=[，。,、])"
)
# 旗一中、旗三小、旗职高
_SCHOOL = re.compile(
    "(?=[阿左右额旗盟镇])(?<![农牧])(?:(?:阿?[左右额]|额济纳)?旗|盟|镇)(?:蒙)?(?:[一二三四五六七八九]完?[小中幼]|职业高中|职高|职教中心|高中)(?![一-鿿]?[型块亩])"
)
_NOT_BRAND = re.compile(".*(?:费|店|公司|合同|协议|政策|基金|项目|工程|一个|一家|牌子|奶茶)")
_ASKED = re.compile("公司|厂|单位|店|馆")
_NOT_NAME = re.compile(".*(?:什么|[我你他她的了不没吗呢]|老板|经理|师傅|主任|保证金|资本金)")


def named_firms(text: str, mentions: list[Mention]) -> list[Mention]:
    """Firms that are said by name and trade, or after 叫, where no organisation was read."""
    covered = positions_of(mentions)
    found: list[Mention] = []
    for pattern, group in ((_FIRM, 0), (_NAMED, "name")):
        for match in pattern.finditer(text):
            start, end = match.span(group)
            name = match["stem"] if pattern is _FIRM else match["name"]
            refused = _NOT_STEM if pattern is _FIRM else _NOT_NAME
            refused_name = refused.match(name) is not None and not (
                pattern is _FIRM and text.endswith("叫", 0, start) and name[0] not in "我你他她们"
            )
            if refused_name or not covered.isdisjoint(range(start, end)):
                continue
            if pattern is _NAMED and not _ASKED.search(text, max(0, start - 40), start):
                continue
            covered.update(range(start, end))
            found.append(Mention(start, end, start, (), True))
    for match in (*_SCHOOL.finditer(text), *trade_name().finditer(text)):
        if covered.isdisjoint(range(*match.span())):
            covered.update(range(*match.span()))
            found.append(Mention(match.start(), match.end(), match.start(), (), True))
    for match in _BRAND.finditer(text):
        start, end = match.span(match.lastgroup or 0)
        if not _NOT_BRAND.match(text, start, end) and covered.isdisjoint(range(start, end)):
            covered.update(range(start, end))
            found.append(Mention(start, end, start, (), True))
    return found

"""是谁：问哪个单位时的半截话——人名、店名、“镇上”“交通”，认到具体的那一个；后来想起的，以认得出的为准。"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.talk import Talk
from complaint_store.domain.draft import Draft, Filled
from complaint_store.domain.ids import AreaCode, CategoryId, UnitId
from complaint_store.domain.reading import Field, FieldType
from complaint_store.domain.surnames import SURNAMES
from complaint_store.policy.book import RuleBook
from complaint_store.services import intake
from complaint_store.services.intake import Taken

TOO_WIDE = frozenset({"旗里", "旗上", "盟里", "盟上", "上面", "上头", "公家", "政府", "园区", "开发区"})
OUR_OWN = re.compile("(?:我们?|咱们?|俺们?|本|那个?)(?:旗|镇|苏木|村|嘎查|单位|公司)")
BARE_BANNER = re.compile("(?:阿拉善|阿)?[左右]旗|额济纳旗?|额旗|阿拉善盟?")
NAME_CHARS = 6  # 人名、店名；更长的，要有个单位或身份的字眼
SOMEBODY = re.compile(
    r"[局委办厅院校站所队部处厂矿店行会社]|公司|集团|工地|政府|苏木|[镇乡村旗]|嘎查|街道|中心|老板|工头|书记|主任|领导|经理|总包|分包|甲方|开发商|承包"
)
NOT_A_NAME = re.compile(
    r"^(?:一|每)个?(?:天|月|年|小时|人|亩|方|吨)|^(?:还|都|就|也|一直|一?共|总共|大概|差不多)?(?:没|未|欠|不(?!锈))|^(?:工地|活|事|地方)?在|^(?:老板|工头|包工头)是|^你|问他|那边|那儿|那里|附近|啥|谁|哪|不知道|现金|给的|什么|怎么|不给|没给|没有给|受够|去年|前年|今年|年春|身体|我老|跑了|走了|躲|不见了|没影"
)
HIS_OWN_NAME = re.compile("[我俺咱](?:叫|姓)")
# “老板”“就他一个”“交多少”“两千米”“校服采购”：说的不是谁
NOBODY_YET = re.compile(
    r"^(?:[那这]个?)?(?:老板|公司|单位|企业|领导|工地上?|包?工头|人家?|干部|政府的?人)(?:呗|啊|呀)?$|多少|了[啊呀吧]?$|[就只]他|一个人?$"
    r"|(?:来|招来?|开|干|做|管)的(?:企业|公司|老板|单位|人)$|(?:采购|招标|投标|补贴|补助|补偿|奖补|合同|协议)$"
    r"|^[\d一二三四五六七八九十百千万两半几]+多?(?:[个米亩吨方车趟天年月只头口匹块元斤里次位户棵]|公里|平方?|立方)"
)
# “给钱”“我就要我的草场回来”：说的是想要什么
WANTS_IT = re.compile(
    "^(?:我们?|就|只|还|也|那|快|赶紧|赶快|尽快)*(?:[要想][^，。]{0,6}(?:回来|钱|回|给)|(?:给|付|还|退|补|赔|发)(?:我们?)?(?:钱|款|工资|清|上|了)?[啊呀吧呗！!。]*$)"
)
# “姓赵，叫赵老四”
CALLED = re.compile(
    r"(?:^|[，,。 ])(?:他|她|老板|工头|包工头)?(?:姓.{1,2}[，, ]*)?(?:名字)?叫(?:做)?([\u4e00-\u9fff·]{2,4})[。，, ]*$"
    r"|是个?叫(?:做)?([\u4e00-\u9fff·]{2,4}?)(?:的|的人)?[。，, ]*$"
)
_NAMED = "(?!什么|啥|谁|哪|不|没|几|我|他|她|你|咱|俺|大家|人|去|来|等|把)([\u4e00-\u9fff·]{2,4}?)"
_THEN = "(?:的|吧)?(?:[。，, ]|$)"
BOSS = re.compile(
    rf"(?:老板|工头|包工头|负责人)(?:的名字)?(?:(?:叫做?|姓名?是?){_NAMED}|是([{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)){_THEN}"
    rf"|(?:老板|工头|包工头|负责人)[，, ]*(?:名字)?叫做?{_NAMED}{_THEN}"
    rf"|[都就]?叫[他她]{_NAMED}{_THEN}"
)
# “我去找过左旗人社局，他们不管”：去问过的，不是他告的
ONLY_ASKED = re.compile("[找去问反映告跑]过|反映|投诉到|打过?电话|不管|不受理|让我")
WAGES = CategoryId("wage_arrears")
# “给一个姓李的包工头抹墙”“李老板欠我两万”：只知道姓，也是一方
BY_SURNAME = re.compile(
    r"姓[\u4e00-\u9fff]的?(?:那个)?(?:包工头|工头|老板|带班的?)"
    rf"|(?<![\u4e00-\u9fff])[{SURNAMES}](?:老板|包工头|工头)(?=[\u4e00-\u9fff]{{0,6}}(?:欠|不给|没给|拖))"
    rf"|(?:包工头|工头)(?:老[{SURNAMES}]|[{SURNAMES}][\u4e00-\u9fff]{{1,2}}?)(?=[\u4e00-\u9fff]{{0,4}}(?:欠|不给|没给|拖))"
)
OWED_BY_A_PERSON = frozenset({WAGES, CategoryId("project_payment_arrears")})
NOT_THIS_BUT_THAT = re.compile(
    "不(?:是|叫)(.{1,12}?)[，, ]*(?:而|应该)?[是叫](.{2,12}?)(?:的|了|啊)?[。，, ]*$"
)
CLAUSE = re.compile("[没不]|[给拨付欠]|因为|上面")  # “不是李老板不给，是上面没拨款”：说的是缘由
AROUND_A_BUREAU = re.compile("[的那个 ]|[旗盟县]里?|就?是")
BUREAU = re.compile("[\u4e00-\u9fff]{2,6}")
TOWN_HALL = re.compile(r"(?<!在)(?:镇里|镇上|乡[里上]|苏木[里上])|[镇乡]政府|镇长|苏木(?:政府|达)|街道办")
# 说的是社区、嘎查，不是镇里
TOWN = re.compile("[镇乡]|苏木|街道|政府|示范区|开发区|园区")
BELOW_THE_TOWN = re.compile("公司|集团|中铁|中建|老板|社区|居委会?|村委|嘎查|物业|医院|学校|幼儿园")
CHINESE = re.compile(r"[\u3400-\u9fff]")
TWO_CHARACTERS = 2


def is_too_wide(unit: Filled) -> bool:
    """“旗里”“我们旗”：一个旗有几十个单位。"""
    wide = unit.value in TOO_WIDE or OUR_OWN.fullmatch(unit.value) is not None
    return (wide and unit.code is None) or is_a_bare_banner(unit)


def is_a_bare_banner(unit: Filled) -> bool:
    """“左旗欠我”：说的是旗里的哪个单位，还没说；“左旗政府”是说了。"""
    return BARE_BANNER.fullmatch(unit.value) is not None


def keep_the_banner(earlier: Draft, taken: Taken) -> Taken:
    """“旗里”再说是哪个镇，还是旗里的，不是那个镇的政府。"""
    said, now = earlier.fields.get(intake.UNIT), taken.draft.fields.get(intake.UNIT)
    if said is None or now is None or not said.value.startswith(("旗", "盟")):
        return taken
    if not is_too_wide(said) or not str(now.code or "").startswith("town."):
        return taken
    return replace(taken, draft=taken.draft.with_field(intake.UNIT, said))


def name_said(text: str) -> Filled | None:
    """“姓赵，叫赵老四”“承包的是个叫老马的”。"""
    called = CALLED.search(text)
    name = (called.group(1) or called.group(2)) if called else None
    return Filled(name, name) if name else None


def names_someone(text: str, book: RuleBook) -> bool:
    """“干了活不给钱这叫什么政府”“就是前年春上种的树”“新官不理旧账” name nobody."""
    if len(CHINESE.findall(text)) < TWO_CHARACTERS or NOT_A_NAME.search(text):
        return False
    if NOBODY_YET.search(text) or WANTS_IT.search(text) or HIS_OWN_NAME.match(text):
        return False
    if any(text in category.name for category in book.categories.values()):
        return False
    return bool(SOMEBODY.search(text)) or len(text) <= NAME_CHARS


def its_government(talk: Talk, taken: Taken) -> Filled | None:
    """“镇上欠的”，问是哪个单位，答“巴润别立”：说的是那里的镇政府。"""
    place = taken.draft.fields.get(FieldType.PLACE.value)
    if FieldType.PLACE.value not in taken.new or place is None:
        return None
    told = talk.draft.text
    someone_else = WAGES in talk.draft.categories or BELOW_THE_TOWN.search(told) is not None
    says_town = TOWN_HALL.search(told) or TOWN.search(talk.message.text)
    if place.code is None or (someone_else and not TOWN_HALL.search(told)) or not says_town:
        return None
    book = talk.house.book
    town = book.township_of(AreaCode(place.code))
    unit = book.units.get(UnitId(f"town.{town.code}")) if town else None
    return Filled(talk.message.text.strip(), unit.name, code=unit.id) if unit else None


def its_bureau(talk: Talk, text: str) -> Filled | None:
    """问是哪个单位，答“交通”“旗里水务的”：就是那个局。"""
    core = AROUND_A_BUREAU.sub("", text)
    if not BUREAU.fullmatch(core):
        return None
    whole = core if core.endswith("局") else f"{core}局"
    found = talk.house.reader.read(whole, talk.house.today()).of(FieldType.ACCUSED_UNIT)
    if not found or not (found[0].code or found[0].candidates):
        return None
    return Filled(text, found[0].normalized, code=found[0].code, candidates=found[0].candidates)


def town_of_whom_it_was_said(talk: Talk, taken: Taken) -> Taken:
    """先说“乡政府欠的”，后来问到别的才说是哪个苏木：就是那里的政府。"""
    draft = taken.draft
    if intake.UNIT in draft.fields or WAGES in draft.categories or not TOWN_HALL.search(draft.text):
        return taken
    found = its_government(talk, taken)
    return taken if found is None else replace(taken, draft=taken.draft.with_field(intake.UNIT, found))


def boss_named(talk: Talk, taken: Taken) -> Taken:
    """问着别的，想起来“老板叫苏和”。"""
    said = BOSS.search(talk.message.text)
    if said is None or intake.UNIT in taken.draft.fields:
        return taken
    name = next(part for part in said.groups() if part)
    named = Filled(name, name)
    return replace(taken, draft=taken.draft.with_field(intake.UNIT, named), new=(*taken.new, intake.UNIT))


def boss_by_surname(talk: Talk, taken: Taken) -> Taken:
    """“给一个姓李的包工头抹墙，钱不给”：没说是哪家公司，就是这个姓李的包工头。"""
    said = BY_SURNAME.search(talk.message.text)
    draft = taken.draft
    if said is None or intake.UNIT in draft.fields or OWED_BY_A_PERSON.isdisjoint(draft.categories):
        return taken
    named = Filled(said.group(), said.group())
    return replace(taken, draft=draft.with_field(intake.UNIT, named), new=(*taken.new, intake.UNIT))


def named_at_last(talk: Talk, taken: Taken) -> Taken:
    """先记的是没认出的几个字，后来说了“好像是宏达物流”：以认得出的为准。"""
    known = talk.draft.fields.get(intake.UNIT)
    told = talk.message.reading.of(FieldType.ACCUSED_UNIT)
    if known is not None and told and is_too_wide(known):
        return _narrowed(talk, taken, told[0])
    if known is None or known.code is not None or known.normalized != known.value or not told:
        return taken
    better = told[0]
    if better.normalized is None or taken.draft.fields.get(intake.UNIT) != known:
        return taken
    if ONLY_ASKED.search(talk.message.text):
        return taken
    recognised = talk.house.reader.read(known.value, talk.house.today()).of(FieldType.ACCUSED_UNIT)
    if known.value in talk.message.text and known.value not in better.value:  # “苏和的建筑队”
        return taken
    fuller = known.value in better.value  # “煤矿”，想起来是“兴泰煤矿”
    if better.value in known.value or (recognised and not fuller):
        return taken
    found = Filled(better.value, better.normalized, code=better.code)
    answered = intake.answer(taken.draft, intake.UNIT, found)
    return replace(answered, new=taken.new, changed=(*taken.changed, *answered.changed))


def _narrowed(talk: Talk, taken: Taken, told: Field) -> Taken:
    """“旗里修的路”，后来说“交通局修的”：是那个旗的交通局；一个镇的名字只是在哪儿。"""
    if not (told.code or told.candidates) or str(told.code or "").startswith("town."):
        return taken
    found = Filled(told.value, told.normalized, code=told.code, candidates=told.candidates)
    draft = taken.draft.with_field(intake.UNIT, found)
    return intake.name_the_unit(replace(taken, draft=draft, new=(*taken.new, intake.UNIT)), talk.house.book)


def called_otherwise(talk: Talk, taken: Taken) -> Taken:
    """“不是李强，是李国强”：先记的就是前一个，改成后一个。"""
    said = NOT_THIS_BUT_THAT.search(talk.message.text)
    known = taken.draft.fields.get(intake.UNIT)
    if said is None or known is None or taken.changed or known.code is not None:
        return taken
    wrong, right = said.group(1), said.group(2)
    if wrong not in known.value or not names_someone(right, talk.house.book) or CLAUSE.search(right):
        return taken
    answered = intake.answer(taken.draft, intake.UNIT, Filled(right, right))
    return replace(answered, new=taken.new)

"""半截话答的是哪一问：“二十八万”是钱，“张家湾那个项目”是项目；问什么就按什么听，明明在说别的就不记。"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.mood import begs_for_an_end
from actions.naming import (
    CHINESE,
    SOMEBODY,
    TWO_CHARACTERS,
    its_bureau,
    its_government,
    name_said,
    names_someone,
)
from actions.talk import Talk
from complaint_store.domain.draft import Filled
from complaint_store.domain.reading import FieldType, Reading
from complaint_store.services import intake, next_question
from complaint_store.services.intake import Taken

# 没认出规范值时，原话就是答案的项；其余的项要认得出才记
IN_OWN_WORDS = frozenset({"project", "demand", "reporter_name", "accused_unit", "contract_no"})
# 只说一个数时，补上问的是什么再读一遍
MEANT = {"amount": ("元", FieldType.AMOUNT), "people": ("人", FieldType.PEOPLE), "date": ("年", FieldType.DATE),
         "duration": ("个月", FieldType.DURATION)}  # fmt: skip
SMALL_SUM = 100
SAYS_YUAN = re.compile("[元块]")
NOT_THIS_YEAR = re.compile(r"不是((?:19|20)\d\d)年?[，, ]*(?:而|应该)?是((?:19|20)\d\d)")
YEAR = re.compile(r"(?:19|20)\d\d")
OWES = re.compile("欠|[白借欠]条|工钱|工资|货款|款没|钱没")
BARE_SUM = re.compile(r"(?<![\d.号码第A-Za-z-])([1-9]\d{2,6})(?![\d.%年月日号个人亩米户吨车只头路-])")
ONLY_YEARS = re.compile(
    rf"(?:{YEAR.pattern}[-—~到至、，,。.!！? ]*)+(?:[春夏秋冬]天?|[上下]半年|年?[初底]|的?时候)?[。，！! ]*"
)
OR_SO = re.compile("多?点儿?$|(?:的样子|上下|吧|呗|啊|呀)+$")
SHOUTED = " 。.!！~～，,"
ANSWERS = frozenset(
    {"inform", "report", "correct", "out_of_scope", "other_complaint", "identified", "ask_policy"}
)
SURELY_ASKS = re.compile(r"[?？]|问一下|请问|想问|多久|规定|条例|政策|什么时候")
# “按政策发”：说的是要什么，不是问政策
BY_THE_RULES = re.compile("(?:按照?|依照?|照|根据)(?:着)?(?:国家)?(?:的)?(?:政策|规定|条例|法律?|文件|标准)")
ENDS_ASKING = re.compile("[呢吗么][?？。]*$")
OWN_WORDS_CHARS = 200
DEBT = re.compile("[，, ]*(?:一?共|还|总共|就是|就)?(?:欠|没给|不给|拖着)")
# “知道了”“给我念一遍”：再看一遍，没有新说的
LOOKS_AGAIN = re.compile(
    "(?:好的?|嗯|哦)?[，, ]*(?:知道|明白|晓得)了|没有?(?:别的|其他的?|啥|什么)(?:要说的?)?了[。，]*|(?:我|让我|你?给我)?(?:再|先)?(?:看|念|说)(?:一?[下看遍]|一遍)(?:吧|再说)?[。，]*"
)
REACH_ME = re.compile("电话|短信|消息|通知|联系|微信")
# 问希望怎么解决，说的是经过：“他自己拿去了”“去年最后送的”
WISHES = re.compile(
    "[要想盼求给付还赔补退办查管罚换改修建发撤按让把请快能]|早[点日]|希望|处理|解决|说法|答复|答应|兑现|履行|道歉|恢复|公开|公道|钱|款|利息|跳过"
)
WANTED = re.compile(
    "(?:我们?|就|只|还|也)*(?:希望|要求|想|要(?!是|改(?!过来|正|回)|看|问|说)|盼|按|尽快|赶紧|赶快|早点|快点|把|让|给(?!(?:他|她|对方|人家)们?看)|请|补[上发齐]|退[钱款]|付[款清]|还钱|道歉|公开)"
)
# 看汇总时补的半句：“认账”“别收了”“叫他们打完”“差的补上”“连利息一起给”
WANTED_SHORTLY = re.compile(
    "改(?:过来|正|回来?)|纠正(?:过来)?|(?:[哎唉]呀?)?(?:我们?|就|只|那|都)*(?:叫(?:他|人|它)|别(?:再|收|拖|扣|占|卡)|不要再|兑现|认账|恢复|重新|支付|结(?:清|账|算|款)|催|归还|返还|赔(?:偿|钱|我)|拨(?:款|下|钱)|(?:给|付|退|还|补|赔|发|修|办|查|撤)(?:我们?)?(?:[上下清好完齐够通]|下?来|回来?|钱|款|费|工资)?了?"
    "[啊呀吧呗就行了。！!]*$|发(?:工资|钱)|付[钱款清]|还(?:给)?我[^，。没不]{0,6}|(?!已|都|早|就是)(?:[^，。没不]{1,6})(?:补上|退了?|还上|付[清了完]|一起给|修[好通完]|打完|办[好完下]))[^，。？?]{0,12}"
)
MOST_SHORTLY = 16  # 字
DENIED = re.compile("(?:没有?|不|未)[\u4e00-\u9fff]")  # “没给”“不办”里的给和办，不是想要的
TELLS_HOW_IT_WAS = re.compile("[了的过]$|没有$|[没不未]有?[给付发还退办管](?:我们?)?.{0,3}$|的事情?$")
# “工程款”“办证费6千”：说的是哪一笔
A_SUM = re.compile(
    "[^，。要想给付还退补赔求盼催发算]{1,6}(?:[款费钱]|工资|补[偿助贴])(?:.{0,3}[\\d一二三四五六七八九十百千万两]+[\\d一二三四五六七八九十百千万两.]*[元块]?钱?)?"
)
WHAT_IT_IS_ABOUT = re.compile("欠[^，。]{0,8}[钱款费]")
ASKS_US = re.compile(r"^你们?.*(?:吗|么|[?？])$")
MOSTLY = 0.6
FILLER = re.compile(
    r"(?:好的?|嗯+|哦+|行|可以|是的?|对的?|继续|接着说?|然后呢?|ok|OK|没了|就这样|就这些|说完了|完了|知道了|明白了?)[。，,.!！~～]*"
)


def answer_to_the_question(talk: Talk, taken: Taken, pending: str) -> Taken:
    """A bare answer means what was asked: “二十八万” is money, “张家湾那个项目” is the project."""
    text = talk.message.text.strip()
    if talk.message.is_payload or not any(ch.isalnum() for ch in text):
        return taken
    if taken.draft.fields.get(pending) != talk.draft.fields.get(pending):  # 说了在哪儿，就认得出是哪一个
        return taken
    found = _read_as(talk, text, pending)
    if pending == FieldType.ACCUSED_UNIT.value:
        found = found or its_government(talk, taken) or its_bureau(talk, text)
    found = found or _own_words(talk, text, pending)
    if found is None:
        return taken
    answered = intake.answer(taken.draft, pending, found)
    if found.normalized is None:  # “住建局”：是哪个旗的，由地点定，定不了再问
        answered = Taken(taken.draft.with_field(pending, found), new=(pending,))
    answered = intake.name_the_unit(answered, talk.house.book)
    return replace(answered, new=(*taken.new, *answered.new), changed=(*taken.changed, *answered.changed))


def _read_as(talk: Talk, text: str, pending: str) -> Filled | None:
    if pending not in MEANT or len(text) > 12:
        return None
    suffix, type_ = MEANT[pending]
    text = text.strip(SHOUTED)
    text = OR_SO.sub(lambda rough: "多" if "点" in rough.group() else "", text)
    found = talk.house.reader.read(text + suffix, talk.house.today()).of(type_)
    if not found or found[0].normalized is None:
        return None
    value = found[0].normalized
    small = isinstance(value, (int, float)) and value < SMALL_SUM and not SAYS_YUAN.search(text)
    if pending == FieldType.AMOUNT.value and small:  # “28”：多半是二十八万，不猜，再问一句
        return None
    return Filled(text, value, approx=found[0].approx)


def _own_words(talk: Talk, text: str, pending: str) -> Filled | None:
    """The person's own words as the answer, unless they plainly are something else."""
    if pending not in IN_OWN_WORDS or talk.message.intent not in ANSWERS or FILLER.fullmatch(text):
        return None
    if pending == "contract_no" and not any(ch.isascii() and ch.isalnum() for ch in text):  # “就这些”
        return None
    wished = pending == "demand" and _says_what_is_wanted(text)  # “赔”一个字也是要求
    if pending != "contract_no" and not wished and len(CHINESE.findall(text)) < TWO_CHARACTERS:
        return None
    if ASKS_US.search(text):
        return None
    called = name_said(text) if pending == FieldType.ACCUSED_UNIT.value else None
    if called is not None:
        return called
    if pending == "demand" and talk.message.intent == "correct":
        return None
    if pending == "demand":
        told = bool(talk.message.reading.fields) or TELLS_HOW_IT_WAS.search(text) is not None
        if told and not WISHES.search(WHAT_IT_IS_ABOUT.sub("", DENIED.sub("", text))):
            return None
        if A_SUM.fullmatch(text) is not None:
            return None
    elif SURELY_ASKS.search(BY_THE_RULES.sub("按", text)):
        return None
    if says_only_other_items(talk.message.reading, text):
        return None
    if pending == FieldType.ACCUSED_UNIT.value:
        if talk.memory.options and SOMEBODY.search(text) is None:  # 给了几个局让选，说的不是另一个单位
            return None
        if _says_what_is_wanted(text):  # “恢复低保”
            return None
        whole = (text, _without_numbers(talk.message.reading, text))
        if not all(names_someone(said, talk.house.book) for said in whole):
            return None
        before = DEBT.split(text)[0].strip("，, ")  # “左旗工地上 欠我2万”
        if before and not names_someone(before, talk.house.book):
            return None
        text = before or text
    return Filled(text[:OWN_WORDS_CHARS], text[:OWN_WORDS_CHARS])


def _without_numbers(reading: Reading, text: str) -> str:
    """“欠了四万” without the sum; what is left may name someone or not."""
    for field in reading.fields:
        if field.type.value in {*MEANT, FieldType.PHONE.value}:
            text = text.replace(field.value, "")
    return text.strip()


def says_only_other_items(reading: Reading, text: str) -> bool:
    """“二十八万” to “您希望怎么解决” tells the amount, not what is wanted."""
    covered = sum(field.end - field.start for field in reading.fields)
    return covered >= len(text) * MOSTLY


def year_still_open(talk: Talk, taken: Taken) -> Taken:
    """没有问时间，单说一个年份“2023！”“2024 2025”：还没说时间的记下，和先说的不一样的改过来；问的是数目的不算。"""
    years = YEAR.findall(talk.message.text)
    said = ONLY_YEARS.fullmatch(talk.message.text.strip()) is not None and not talk.message.is_payload
    name, number = FieldType.DATE.value, talk.memory.pending in MEANT.keys() - {"date"}
    known = taken.draft.fields.get(name)
    if not said or number or (known is not None and str(known.normalized).startswith(years[0])):
        return taken
    found = _read_as(talk, years[0], name)
    return taken if found is None else intake.answer(taken.draft, name, found)


def sum_in_passing(talk: Talk, taken: Taken) -> Taken:
    """“这是欠条 镇政府打的 8600”：说到欠、条、款，又只有一个光数，就是钱数；年份、编号不算。"""
    text, name = talk.message.text, FieldType.AMOUNT.value
    alone = BARE_SUM.fullmatch(text.strip()) is not None and talk.memory.pending not in {None, *MEANT}
    if talk.message.is_payload or name in taken.draft.fields or not (alone or OWES.search(text)):
        return taken
    sums = BARE_SUM.findall(text)
    if len(sums) != 1 or YEAR.fullmatch(sums[0]):
        return taken
    found = Filled(sums[0], int(sums[0]))
    return replace(taken, draft=taken.draft.with_field(name, found), new=(*taken.new, name))


def _says_what_is_wanted(text: str) -> bool:
    shortly = len(text) <= MOST_SHORTLY and WANTED_SHORTLY.fullmatch(text.rstrip("。！!")) is not None
    return shortly or WANTED.match(text) is not None


def year_put_right(talk: Talk, taken: Taken) -> Taken:
    """“不是2023 是2022”：没说年字，也是改时间。"""
    said = NOT_THIS_YEAR.search(talk.message.text)
    known = taken.draft.fields.get(FieldType.DATE.value)
    if said is None or known is None or taken.changed:
        return taken
    wrong, right = said.groups()
    if not str(known.normalized).startswith(wrong):
        return taken
    day = str(known.normalized).replace(wrong, right, 1)
    answered = intake.answer(taken.draft, FieldType.DATE.value, Filled(day, day))
    return replace(answered, new=taken.new)


def wish_still_open(talk: Talk, taken: Taken) -> Taken:
    """问着别的或看汇总时，说了“就想赶紧拿钱过年”“按合同付”：是希望怎么解决。"""
    text, name = talk.message.text.strip(), FieldType.DEMAND.value
    begs = begs_for_an_end(talk.message)
    wish = (
        talk.message.intent in ANSWERS - {"correct"}
        and (begs or _says_what_is_wanted(text))
        and not SURELY_ASKS.search(BY_THE_RULES.sub("按", text))
        and ENDS_ASKING.search(text) is None
    )
    if (
        not wish
        or REACH_ME.search(text)
        or LOOKS_AGAIN.fullmatch(text)
        or not taken.nothing
        or name not in next_question.missing(taken.draft, talk.house.book)
    ):
        return taken
    return intake.answer(taken.draft, name, Filled(text[:OWN_WORDS_CHARS], text[:OWN_WORDS_CHARS]))

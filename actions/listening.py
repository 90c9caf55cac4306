"""听回答：这句话答了哪一问，改了什么，补了什么；听不出来就承认没听懂。"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from actions.asking import CHANGE, CONFIRM, MATTER, NOT_FIELDS
from actions.choices import meant
from actions.memory import Option
from actions.talk import Talk
from complaint_store.domain.draft import Draft, Filled
from complaint_store.domain.ids import AreaCode, CategoryId, UnitId
from complaint_store.domain.reading import FieldType, Kind, Mark, Reading
from complaint_store.policy.book import RuleBook
from complaint_store.services import intake, summary
from complaint_store.services.intake import CATEGORY, CONTACT, Taken

# 没认出规范值时，原话就是答案的项；其余的项要认得出才记
IN_OWN_WORDS = frozenset({"project", "demand", "reporter_name", "accused_unit", "contract_no"})
# 只说一个数时，补上问的是什么再读一遍
MEANT = {"amount": ("元", FieldType.AMOUNT), "people": ("人", FieldType.PEOPLE), "date": ("年", FieldType.DATE),
         "duration": ("个月", FieldType.DURATION)}  # fmt: skip
SMALL_SUM = 100
NOT_THIS_BUT_THAT = re.compile(
    "不(?:是|叫)(.{1,12}?)[，, ]*(?:而|应该)?[是叫](.{2,12}?)(?:的|了|啊)?[。，, ]*$"
)
AROUND_A_BUREAU = re.compile("[的那个 ]|[旗盟县]里?|就?是")
BUREAU = re.compile("[\u4e00-\u9fff]{2,6}")
LOOKS_AHEAD = re.compile("(?:[想要盼等]|希望|赶紧|赶快|尽快|好)[^，。]{0,8}(?:过年|过节|年前|年底|春节)")
YEAR = re.compile(r"(?:19|20)\d\d")
SAYS_YUAN = re.compile("[元块]")
SAYS_WRONG = ("不对", "错了", "说错", "更正", "改成", "不是", "应该是")
ANSWERS = frozenset(
    {"inform", "report", "correct", "out_of_scope", "other_complaint", "identified", "ask_policy"}
)
SURELY_ASKS = re.compile(r"[?？]|问一下|请问|想问|多久|规定|条例|政策|什么时候")
# 说事情的同时说了要匿名；“我不匿名”“匿名举报信”不算
WISHES_ANONYMITY = re.compile(
    r"(?:我们?|本人)(?:想|要|希望|选择|愿意)?匿名|匿名(?:反映|投诉|举报|诉求)(?!信|人|者|会不会|行不行|可以吗)|(?:请|要求|希望)[^，。]{0,4}匿名|(?:不要|别)(?:透露|公开|泄露|暴露)我|(?:^|[，,。；; ])(?:还是|就)?匿名(?:吧|好了|就行|就好|算了)?[。，, ]*$"
)
OWN_WORDS_CHARS = 200
NAME_CHARS = 6  # 人名、店名；更长的，要有个单位或身份的字眼
SOMEBODY = re.compile(
    r"[局委办厅院校站所队部处厂矿店行会社]|公司|集团|工地|政府|苏木|[镇乡村旗]|嘎查|街道|中心|老板|工头|书记|主任|领导|经理|总包|分包|甲方|开发商|承包"
)
NOT_A_NAME = re.compile(
    r"^(?:一|每)个?(?:天|月|年|小时|人|亩|方|吨)|^(?:还|都|就|也|一直|一?共|总共|大概|差不多)?(?:没|未|欠|不(?!锈))|^(?:工地|活|事|地方)?在|^你|问他|那边|那儿|那里|附近|啥|谁|哪|不知道|现金|给的|什么|怎么|不给|没给|没有给|受够|去年|前年|今年|年春|身体|我老|跑了|走了|躲|不见了|没影"
)
# 问希望怎么解决，说的是经过：“他自己拿去了”“去年最后送的”
WISHES = re.compile(
    "[要想盼求给付还赔补退办查管罚换改修建发撤按让把请快早能]|希望|处理|解决|说法|答复|答应|兑现|履行|道歉|恢复|公开|公道|钱|款|利息|跳过"
)
WANTED = re.compile(
    "(?:我们?|就|只|还|也)*(?:希望|要求|想|要(?!改|看|问|说)|盼|按|尽快|赶紧|赶快|早点|快点|把|让|给|请)"
)
TELLS_HOW_IT_WAS = re.compile("[了的过]$|没有$")
# “姓赵，叫赵老四”
CALLED = re.compile(
    r"(?:^|[，,。 ])(?:他|她|老板|工头|包工头)?(?:姓.{1,2}[，, ]*)?(?:名字)?叫(?:做)?([\u4e00-\u9fff·]{2,4})[。，, ]*$"
    r"|是个?叫(?:做)?([\u4e00-\u9fff·]{2,4}?)(?:的|的人)?[。，, ]*$"
)
TOWN_HALL = re.compile(r"镇里|镇上|[镇乡]政府|乡[里上]|镇长|苏木(?:里|上|政府|达)|街道办")
WAGES = CategoryId("wage_arrears")
CHINESE = re.compile(r"[\u3400-\u9fff]")
TWO_CHARACTERS = 2
SOME_WORDS = 5  # 请他说是什么事时，说了这么多字就是在说
ASKS_US = re.compile(r"^你们?.*(?:吗|么|[?？])$")
MOSTLY = 0.6
FILLER = re.compile(
    r"(?:好的?|嗯+|哦+|行|可以|是的?|对的?|继续|接着说?|然后呢?|ok|OK|没了|就这样|知道了|明白了?)[。，,.!！~～]*"
)
NEVER_MIND = frozenset({"skip", "deny"})


def listen(talk: Talk) -> bool:
    """Put what was said into the draft; False when nothing could be made of it."""
    message, pending = talk.message, talk.memory.pending
    keep_evidence(talk)
    option = _chosen(talk)
    if option is not None and pending is not None:
        return _take_option(talk, pending, option)
    if message.intent in {"anonymous", "identified"} and (pending == CONTACT or not message.reading.fields):
        talk.draft = replace(talk.draft, anonymous=message.intent == "anonymous")
        if message.intent == "anonymous" or pending != CONTACT:
            return True
    if pending is not None and pending not in {CONFIRM, CHANGE, MATTER} and _waved_off(talk, pending):
        return True
    taken = _called_otherwise(talk, _named_at_last(talk, _take_all(talk)))
    wishes = not message.is_payload and WISHES_ANONYMITY.search(message.text) is not None
    if talk.draft.anonymous is None and wishes:
        taken = replace(taken, draft=replace(taken.draft, anonymous=True))
    if pending is not None:
        taken = _town_of_whom_it_was_said(talk, taken)
    if talk.draft.anonymous and message.reading.of(FieldType.PHONE) and not wishes:
        taken = _reachable_after_all(taken)
    if pending is not None and pending not in NOT_FIELDS and pending not in _touched(taken):
        taken = taken if taken.changed else _answer_in_context(talk, taken, pending)
    if pending == CONFIRM and taken.nothing:
        taken = _year_still_open(talk, taken)
        taken = _wish_still_open(talk, taken)
    talk.draft = taken.draft
    talk.corrected = bool(taken.changed)
    _tell_changes(talk, taken)
    return not taken.nothing or _told_the_matter(talk) or bool(message.attachments)


def tells_what_was_asked(talk: Talk) -> bool:
    """“啥时候打的？前年夏天”：asks back and answers; the answer counts."""
    pending, reading = talk.memory.pending, talk.message.reading
    return talk.in_form and any(
        field.type.value == pending and field.normalized is not None for field in reading.fields
    )


def keep_evidence(talk: Talk) -> None:
    """材料随时可以传, 先传后说也行."""
    new = tuple(a for a in talk.message.attachments if a not in talk.draft.attachments)
    if new:
        talk.draft = replace(talk.draft, attachments=(*talk.draft.attachments, *new))
        talk.say("utter_evidence_kept", count=len(talk.draft.attachments))


def reconsider(talk: Talk) -> None:
    """还拿不准是哪一类时, read all words of this matter together."""
    _hear_last_two_together(talk)
    draft = talk.draft
    if not draft.text or (draft.categories and not draft.abstain) or CATEGORY in draft.skipped:
        return
    reading = talk.house.reader.read(draft.text, talk.house.today())
    if reading.kind is Kind.COMPLAINT and reading.categories:
        whole = intake.take(replace(draft, text=""), replace(reading, fields=(), negated=()), "").draft
        talk.draft = replace(whole, text=draft.text)


def _hear_last_two_together(talk: Talk) -> None:
    """一句说是谁，下一句才说“他贪污”：the mark is in neither sentence alone."""
    lines = talk.draft.text.split("\n")[-2:]
    if len(lines) == 1 or talk.message.is_payload:
        return
    marks = talk.house.reader.read("，".join(lines), talk.house.today()).marks & {Mark.OFFICIAL_MISCONDUCT}
    talk.draft = replace(talk.draft, marks=talk.draft.marks | {mark.value for mark in marks})


def _take_all(talk: Talk) -> Taken:
    message, earlier = talk.message, talk.draft
    text = "" if message.is_payload else message.text
    pending, book = talk.memory.pending, talk.house.book
    correcting = is_correction(message.intent, text, message.reading) or pending in {CONFIRM, CHANGE}
    correcting = correcting or _tells_it_otherwise(message.reading, text, earlier)
    reading = message.reading
    if not is_correction(message.intent, text, reading):
        reading = _only_where(earlier, _not_ahead(reading, text, talk.house.today()))
    taken = intake.take(earlier, reading, text, pending=pending, correcting=correcting)
    return intake.name_the_unit(intake.correct_banner(taken, reading, book), book)


def _only_where(draft: Draft, reading: Reading) -> Reading:
    """知道是水务局、嘎查了，又说“左旗巴彦木仁苏木”：说的是在哪儿，不是改说那个苏木."""
    if intake.UNIT not in draft.fields:
        return reading
    places = {(field.start, field.end) for field in reading.of(FieldType.PLACE)}
    kept = tuple(
        field
        for field in reading.fields
        if field.type is not FieldType.ACCUSED_UNIT or (field.start, field.end) not in places
    )
    return replace(reading, fields=kept)


def _not_ahead(reading: Reading, text: str, today: date) -> Reading:
    """“想赶紧拿钱过年”“每次都说下个月给”：还没到的日子，不是从那时开始的."""
    hopes = LOOKS_AHEAD.search(text) is not None
    kept = tuple(
        field
        for field in reading.fields
        if field.type is not FieldType.DATE or not (hopes or _is_to_come(str(field.normalized or ""), today))
    )
    return replace(reading, fields=kept)


def _is_to_come(day: str, today: date) -> bool:
    return day > today.isoformat()[: len(day)]


def _tells_it_otherwise(reading: Reading, text: str, draft: Draft) -> bool:
    """“2023年3月送的货” after another day was noted: the sentence says just that one item, and says it differently."""
    told, named = intake.differing(draft, reading), {field.type.value for field in reading.fields}
    if intake.UNIT in named:  # 单位的名字里带着地方
        named -= {intake.PLACE}
    return len(told) == 1 and named == set(told) and _says_only_other_items(reading, text.strip())


def _reachable_after_all(taken: Taken) -> Taken:
    """先说匿名，后来又留了电话：按有电话记，并且说出来。"""
    phone = taken.draft.fields[FieldType.PHONE.value]
    change = intake.Change(FieldType.PHONE.value, phone, phone)
    others = tuple(c for c in taken.changed if c.field != FieldType.PHONE.value)
    return replace(taken, draft=replace(taken.draft, anonymous=False), changed=(*others, change))


def is_correction(intent: str, text: str, reading: Reading) -> bool:
    return intent == "correct" or bool(reading.negated) or text.lstrip().startswith(SAYS_WRONG)


def _touched(taken: Taken) -> set[str]:
    touched = {*taken.new, *(change.field for change in taken.changed)}
    return touched | {CONTACT} if "phone" in touched else touched


def _waved_off(talk: Talk, pending: str) -> bool:
    """不知道、跳过、没有：the item is left open; for the contact it means anonymous."""
    if talk.message.intent not in NEVER_MIND or talk.message.reading.fields:
        return False
    if pending == CONTACT:
        talk.draft = replace(talk.draft, anonymous=True)
    elif (
        talk.message.intent == "deny" and pending in talk.draft.fields and talk.memory.options
    ):  # 都不是：请本人自己说
        value = talk.draft.fields[pending]
        talk.draft = talk.draft.with_field(pending, replace(value, candidates=(), normalized=value.value))
    talk.draft = intake.skip(talk.draft, pending)
    return True


def _answer_in_context(talk: Talk, taken: Taken, pending: str) -> Taken:
    """A bare answer means what was asked: “二十八万” is money, “张家湾那个项目” is the project."""
    text = talk.message.text.strip()
    if talk.message.is_payload or not any(ch.isalnum() for ch in text):
        return taken
    if taken.draft.fields.get(pending) != talk.draft.fields.get(pending):  # 说了在哪儿，就认得出是哪一个
        return taken
    found = _read_as(talk, text, pending)
    if pending == FieldType.ACCUSED_UNIT.value:
        found = found or _its_government(talk, taken) or _its_bureau(talk, text)
    found = found or _own_words(talk, text, pending)
    if found is None:
        return taken
    answered = intake.answer(taken.draft, pending, found)
    if found.normalized is None:  # “住建局”：是哪个旗的，由地点定，定不了再问
        answered = Taken(taken.draft.with_field(pending, found), new=(pending,))
    answered = intake.name_the_unit(answered, talk.house.book)
    return replace(answered, new=(*taken.new, *answered.new), changed=(*taken.changed, *answered.changed))


def _year_still_open(talk: Talk, taken: Taken) -> Taken:
    """看汇总时说“还没说到时间”，答“2023”."""
    text = talk.message.text.strip()
    name = FieldType.DATE.value
    if not YEAR.fullmatch(text) or name not in intake.missing(taken.draft, talk.house.book):
        return taken
    found = _read_as(talk, text, name)
    return taken if found is None else intake.answer(taken.draft, name, found)


def _wish_still_open(talk: Talk, taken: Taken) -> Taken:
    """看汇总时说“还没说到希望怎么解决”，答“就想赶紧拿钱过年”“按说好的给”."""
    text, name = talk.message.text.strip(), FieldType.DEMAND.value
    wish = (
        talk.message.intent in ANSWERS - {"correct"} and WANTED.match(text) and not SURELY_ASKS.search(text)
    )
    if not wish or not taken.nothing or name not in intake.missing(taken.draft, talk.house.book):
        return taken
    return intake.answer(taken.draft, name, Filled(text[:OWN_WORDS_CHARS], text[:OWN_WORDS_CHARS]))


def _called_otherwise(talk: Talk, taken: Taken) -> Taken:
    """“不是李强，是李国强”：先记的就是前一个，改成后一个."""
    said = NOT_THIS_BUT_THAT.search(talk.message.text)
    known = taken.draft.fields.get(intake.UNIT)
    if said is None or known is None or taken.changed or known.code is not None:
        return taken
    wrong, right = said.group(1), said.group(2)
    if wrong not in known.value and known.value not in wrong:
        return taken
    answered = intake.answer(taken.draft, intake.UNIT, Filled(right, right))
    return replace(answered, new=taken.new)


def _its_bureau(talk: Talk, text: str) -> Filled | None:
    """问是哪个单位，答“交通”“旗里水务的”：就是那个局."""
    core = AROUND_A_BUREAU.sub("", text)
    if not BUREAU.fullmatch(core):
        return None
    whole = core if core.endswith("局") else f"{core}局"
    found = talk.house.reader.read(whole, talk.house.today()).of(FieldType.ACCUSED_UNIT)
    if not found or not (found[0].code or found[0].candidates):
        return None
    return Filled(text, found[0].normalized, code=found[0].code, candidates=found[0].candidates)


def _named_at_last(talk: Talk, taken: Taken) -> Taken:
    """先记的是没认出的几个字，后来说了“好像是宏达物流”：以认得出的为准."""
    known = talk.draft.fields.get(intake.UNIT)
    told = talk.message.reading.of(FieldType.ACCUSED_UNIT)
    if known is None or known.code is not None or known.normalized != known.value or not told:
        return taken
    better = told[0]
    if better.normalized is None or taken.draft.fields.get(intake.UNIT) != known:
        return taken
    recognised = talk.house.reader.read(known.value, talk.house.today()).of(FieldType.ACCUSED_UNIT)
    if better.value in known.value or recognised:
        return taken
    found = Filled(better.value, better.normalized, code=better.code)
    answered = intake.answer(taken.draft, intake.UNIT, found)
    return replace(answered, new=taken.new, changed=(*taken.changed, *answered.changed))


def _own_words(talk: Talk, text: str, pending: str) -> Filled | None:
    """The person's own words as the answer, unless they plainly are something else."""
    if pending not in IN_OWN_WORDS or talk.message.intent not in ANSWERS or FILLER.fullmatch(text):
        return None
    if pending != "contract_no" and len(CHINESE.findall(text)) < TWO_CHARACTERS:
        return None
    if ASKS_US.search(text):
        return None
    called = CALLED.search(text) if pending == FieldType.ACCUSED_UNIT.value else None
    if called is not None:
        name = called.group(1) or called.group(2)
        return Filled(name, name)
    if pending == "demand":
        told = bool(talk.message.reading.fields) or TELLS_HOW_IT_WAS.search(text) is not None
        if told and not WISHES.search(text):
            return None
    elif SURELY_ASKS.search(text):
        return None
    if _says_only_other_items(talk.message.reading, text):
        return None
    if pending == FieldType.ACCUSED_UNIT.value:
        whole = (text, _without_numbers(talk.message.reading, text))
        if not all(names_someone(said, talk.house.book) for said in whole):
            return None
    return Filled(text[:OWN_WORDS_CHARS], text[:OWN_WORDS_CHARS])


def _town_of_whom_it_was_said(talk: Talk, taken: Taken) -> Taken:
    """先说“乡政府欠的”，后来问到别的才说是哪个苏木：就是那里的政府."""
    draft = taken.draft
    if intake.UNIT in draft.fields or WAGES in draft.categories or not TOWN_HALL.search(draft.text):
        return taken
    found = _its_government(talk, taken)
    return taken if found is None else replace(taken, draft=taken.draft.with_field(intake.UNIT, found))


def _its_government(talk: Talk, taken: Taken) -> Filled | None:
    """“镇上欠的”，问是哪个单位，答“巴润别立”：说的是那里的镇政府."""
    place = taken.draft.fields.get(FieldType.PLACE.value)
    if FieldType.PLACE.value not in taken.new or place is None:
        return None
    wages = WAGES in talk.draft.categories and not TOWN_HALL.search(talk.draft.text)
    if place.code is None or wages:
        return None
    book = talk.house.book
    town = book.township_of(AreaCode(place.code))
    unit = book.units.get(UnitId(f"town.{town.code}")) if town else None
    return Filled(talk.message.text.strip(), unit.name, code=unit.id) if unit else None


def _without_numbers(reading: Reading, text: str) -> str:
    """“欠了四万” without the sum; what is left may name someone or not."""
    for field in reading.fields:
        if field.type.value in {*MEANT, FieldType.PHONE.value}:
            text = text.replace(field.value, "")
    return text.strip()


def names_someone(text: str, book: RuleBook) -> bool:
    """“干了活不给钱这叫什么政府”“就是前年春上种的树”“新官不理旧账” name nobody."""
    if len(CHINESE.findall(text)) < TWO_CHARACTERS or NOT_A_NAME.search(text):
        return False
    if any(text in category.name for category in book.categories.values()):
        return False
    return bool(SOMEBODY.search(text)) or len(text) <= NAME_CHARS


def _says_only_other_items(reading: Reading, text: str) -> bool:
    """“二十八万” to “您希望怎么解决” tells the amount, not what is wanted."""
    covered = sum(field.end - field.start for field in reading.fields)
    return covered >= len(text) * MOSTLY


def _read_as(talk: Talk, text: str, pending: str) -> Filled | None:
    if pending not in MEANT or len(text) > 12:
        return None
    suffix, type_ = MEANT[pending]
    found = talk.house.reader.read(text + suffix, talk.house.today()).of(type_)
    if not found or found[0].normalized is None:
        return None
    value = found[0].normalized
    small = isinstance(value, (int, float)) and value < SMALL_SUM and not SAYS_YUAN.search(text)
    if pending == FieldType.AMOUNT.value and small:  # “28”：多半是二十八万，不猜，再问一句
        return None
    return Filled(text, value, approx=found[0].approx)


def _told_the_matter(talk: Talk) -> bool:
    """Whether this message was worth keeping as part of the person's own words."""
    message = talk.message
    if message.is_payload:
        return talk.memory.pending is None
    if message.reading.kind is Kind.COMPLAINT:
        return True
    if talk.memory.pending == MATTER and len(CHINESE.findall(message.text)) >= SOME_WORDS:
        return True
    return talk.memory.pending in {None, MATTER, CONFIRM} and message.intent in {
        "inform",
        "report",
        "correct",
    }


def _chosen(talk: Talk) -> Option | None:
    """A pressed button, or its words typed by hand."""
    choice, options = talk.message.choice, talk.memory.options
    if choice is not None:
        if choice.isdigit():
            return options[int(choice) - 1] if 0 < int(choice) <= len(options) else None
        return Option(choice, choice)
    if talk.memory.pending == CATEGORY and not options:
        return None
    return meant(talk.message.text, options)


def _take_option(talk: Talk, pending: str, option: Option) -> bool:
    if pending == CATEGORY:
        if option.value not in talk.house.book.categories:
            return False
        talk.draft = intake.choose_category(talk.draft, CategoryId(option.value))
        return True
    if pending in NOT_FIELDS:  # 选了要改哪一项，由表单去问
        return True
    name = FieldType(pending)
    reread = talk.house.reader.read(option.value, talk.house.today()).of(name)
    code = next((field.code for field in reread if field.normalized == option.value), None)
    if code is None and name is FieldType.ACCUSED_UNIT:
        unit = talk.house.book.unit_named(option.value)
        code = unit.id if unit else None
    before = talk.draft.fields.get(pending)
    said = before.value if before else option.label
    talk.draft = talk.draft.with_field(pending, Filled(said, option.value, code=code))
    return True


def _tell_changes(talk: Talk, taken: Taken) -> None:
    """更正了什么，说出来。"""
    if taken.changed:
        items = "；".join(
            f"{summary.label_of(c.field, taken.draft, talk.house.book)} {summary.words(c.field, c.after)}"
            for c in taken.changed
        )
        talk.say("utter_changed", items=items)

"""听回答：这句话答了哪一问，改了什么，补了什么；听不出来就承认没听懂。"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.answering import (
    IN_OWN_WORDS,
    answer_to_the_question,
    says_only_other_items,
    sum_in_passing,
    wish_still_open,
    year_put_right,
    year_still_open,
)
from actions.asking import CHANGE, CONFIRM, MATTER, NOT_FIELDS
from actions.choices import meant
from actions.memory import FIELD_SLOTS, Option
from actions.misheard import BRIBES, tells_of_misconduct
from actions.naming import (
    CHINESE,
    OWED_BY_A_PERSON,
    boss_by_surname,
    boss_named,
    called_otherwise,
    keep_the_banner,
    named_at_last,
    town_of_whom_it_was_said,
)
from actions.not_meant import (
    not_ahead,
    only_where,
    without_contact,
    without_own_name,
    without_what_is_added,
    without_what_is_wanted,
    without_who_he_is,
)
from actions.talk import Talk
from complaint_store.domain.draft import Draft, Filled
from complaint_store.domain.ids import CategoryId
from complaint_store.domain.reading import FieldType, Kind, Mark, Reading
from complaint_store.services import field_words, intake, next_question, summary
from complaint_store.services.intake import CATEGORY, CONTACT, PRIVATE, Taken
from nlu.components.intent import says_not_anonymous
from nlu.components.intent_words import TOPIC

SAYS_WRONG = ("不对", "错了", "说错", "更正", "改成", "不是", "应该是")
# 说事情的同时说了要匿名；“我不匿名”“匿名举报信”不算
WISHES_ANONYMITY = re.compile(
    r"(?:我们?|本人)(?:想|要|希望|选择|愿意)?匿名|匿名(?:反映|投诉|举报|诉求)(?!信|人|者|会不会|行不行|可以吗)|(?:请|要求|希望)[^，。]{0,4}匿名|(?:不要|别)(?:透露|公开|泄露|暴露)我|(?:^|[，,。；; ])(?:还是|就)?匿名(?:吧|好了|就行|就好|算了)?(?=[。，,；; ]|$)"
)
ONLY_WAVES_OFF = 8  # 字；再长就还说了别的
SHORT = 6  # 字；补的半句不换事项
SOME_WORDS = 5  # 请他说是什么事时，说了这么多字就是在说
WHEN = frozenset({FieldType.DATE, FieldType.DURATION})
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
    taken = year_put_right(talk, called_otherwise(talk, named_at_last(talk, _take_all(talk))))
    taken = boss_by_surname(talk, taken)
    wishes = not message.is_payload and WISHES_ANONYMITY.search(message.text) is not None
    wishes = wishes and not says_not_anonymous(message.text)
    if talk.draft.anonymous is None and wishes:
        taken = replace(taken, draft=replace(taken.draft, anonymous=True))
    if pending is not None:
        taken = town_of_whom_it_was_said(talk, taken)
    if pending is not None or not OWED_BY_A_PERSON.isdisjoint(taken.draft.categories):
        taken = boss_named(talk, taken)
    if talk.draft.anonymous and message.reading.of(FieldType.PHONE) and not wishes:
        taken = _reachable_after_all(taken)
    if pending is not None and pending not in NOT_FIELDS and pending not in _touched(taken):
        taken = taken if taken.changed else answer_to_the_question(talk, taken, pending)
    taken = sum_in_passing(talk, taken)
    if pending is not None and taken.nothing:
        taken = year_still_open(talk, taken)
    if pending not in {None, MATTER, *IN_OWN_WORDS - {intake.UNIT}} and not message.is_payload:
        taken = wish_still_open(talk, taken)
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
    """材料随时可以传, 先传后说也行。"""
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
    names_himself = talk.message.intent in {"anonymous", "identified"}  # 说的是留不留名
    if draft.categories and (names_himself or _adds_half_a_sentence(talk)):
        return
    reading = talk.house.reader.read(draft.text, talk.house.today())
    reading = replace(reading, marks=reading.marks - _found_in_no_sentence(talk, reading))
    if reading.kind is Kind.COMPLAINT and reading.categories and not _only_another_guess(talk, reading):
        whole = intake.take(replace(draft, text=""), replace(reading, fields=(), negated=()), "").draft
        talk.draft = replace(whole, text=draft.text)


def _found_in_no_sentence(talk: Talk, reading: Reading) -> frozenset[Mark]:
    """一句句听都不是举报，连起来才像的，要有个说得出是什么的字眼。"""
    mark = Mark.OFFICIAL_MISCONDUCT
    alone = mark.value in talk.draft.marks or BRIBES.search(talk.draft.text) is not None
    return frozenset() if alone else frozenset({mark}) & reading.marks


def _only_another_guess(talk: Talk, reading: Reading) -> bool:
    """只补了个时间、数目，还是拿不准：不换来换去，换了就问起不相干的来；光一个时间，说不准的也不会因此说准。"""
    said = talk.message
    adds_nothing = not said.is_payload and says_only_other_items(said.reading, said.text.strip())
    only_when = all(field.type in WHEN for field in said.reading.fields)
    return bool(talk.draft.categories) and adds_nothing and (reading.abstain or only_when)


def _adds_half_a_sentence(talk: Talk) -> bool:
    """“给开”：补的半句，没有一个说事的字眼，不换事项。"""
    said = talk.message
    return not said.is_payload and len(CHINESE.findall(said.text)) <= SHORT and not TOPIC.search(said.text)


def _hear_last_two_together(talk: Talk) -> None:
    """一句说是谁，下一句才说“他贪污”：the mark is in neither sentence alone."""
    lines = talk.draft.text.split("\n")[-2:]
    if len(lines) == 1 or talk.message.is_payload or not tells_of_misconduct(lines[-1]):
        return
    marks = talk.house.reader.read("，".join(lines), talk.house.today()).marks & {Mark.OFFICIAL_MISCONDUCT}
    talk.draft = replace(talk.draft, marks=talk.draft.marks | {mark.value for mark in marks})


def _take_all(talk: Talk) -> Taken:
    message, earlier = talk.message, talk.draft
    text = "" if message.is_payload else message.text
    pending, book = talk.memory.pending, talk.house.book
    correcting = is_correction(message.intent, text, message.reading) or pending in {CONFIRM, CHANGE}
    correcting = correcting or _tells_it_otherwise(message.reading, text, earlier)
    reading = without_contact(message.reading)
    if not is_correction(message.intent, text, reading):
        ahead = not_ahead(reading, text, talk.house.today())
        reading = only_where(earlier, ahead, text, asked_who=pending in {None, MATTER, intake.UNIT})
        reading = without_what_is_added(reading, text) if pending in {CONFIRM, CHANGE} else reading
        reading = without_own_name(earlier, reading, asked_how=pending in {CONTACT, CONFIRM})
        reading = without_who_he_is(without_what_is_wanted(reading, text), text)
    if earlier.categories and _adds_half_a_sentence(talk):
        reading = replace(reading, categories=())
    taken = intake.take(earlier, reading, text, pending=pending, correcting=correcting)
    named = intake.name_the_unit(intake.correct_banner(taken, reading, book), book)
    return keep_the_banner(earlier, named)


def _tells_it_otherwise(reading: Reading, text: str, draft: Draft) -> bool:
    """“2023年3月送的货” after another day was noted: the sentence says just that one item, and says it differently."""
    told, named = intake.differing(draft, reading), {field.type.value for field in reading.fields}
    if told == (FieldType.AMOUNT.value,) and intake.UNIT in named - draft.fields.keys():
        return True  # 还不知道是谁欠的，这一句连是谁带多少一起说了
    sums = FieldType.AMOUNT.value in named - draft.fields.keys()
    if told == (intake.UNIT,) and sums and not reading.abstain:
        return True  # 先提到过一家，还没说多少；这一句说的是另一家欠多少
    if intake.UNIT in named:  # 单位的名字里带着地方
        named -= {intake.PLACE}
    return len(told) == 1 and named == set(told) and says_only_other_items(reading, text.strip())


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
    if not talk.message.is_payload and len(talk.message.text) > ONLY_WAVES_OFF:
        _keep_what_else_was_said(talk)
    talk.draft = next_question.skip(talk.draft, pending)
    return True


def _keep_what_else_was_said(talk: Talk) -> None:
    """“姓什么不知道，都叫他老刀”：不知道的空着，说了的还在。"""
    kept = intake.Taken(intake.add_words(talk.draft, talk.message.text))
    talk.draft = boss_named(talk, kept).draft


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
        return Option(choice, choice) if choice in FIELD_SLOTS or choice == CATEGORY else None
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
    told = [c for c in taken.changed if c.field in PRIVATE or c.before.normalized != c.after.normalized]
    if told:
        items = "；".join(
            f"{summary.label_of(c.field, taken.draft, talk.house.book)} {field_words.words(c.field, c.after)}"
            for c in told
        )
        talk.say("utter_changed", items=items)

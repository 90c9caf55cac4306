"""坐席的草稿表：原话读出的草稿怎样摆进表里，改过的表怎样变回草稿。

What the clerk did not touch stays exactly as it was read; what was touched is read again by the same
reader that reads citizens, so that 三万五 typed here is 35,000 as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.web.words import FIELD_NAMES
from complaint_store.domain.draft import Draft, Filled
from complaint_store.domain.ids import AreaCode, CategoryId, UnitId
from complaint_store.domain.reading import FieldType, Kind, Matter, Span
from complaint_store.policy.book import RuleBook
from complaint_store.services import field_words, intake, next_question
from nlu.caller import caller_of
from nlu.transcripts import confirmed_in
from nlu.understand import Reader

OF_THE_MATTER = (
    "accused_unit", "amount", "people", "place", "date", "duration", "project", "contract_no", "demand",
)  # fmt: skip
OF_THE_CALLER = ("reporter_name", "phone")  # 几件事是同一个人说的，只填一遍
EDITABLE = (*OF_THE_MATTER, *OF_THE_CALLER)
AS_WRITTEN = frozenset({"project", "contract_no", "demand", "reporter_name"})
EXAMPLES = {
    "amount": "35万",
    "place": "阿拉善左旗/巴彦浩特镇",
    "date": "2024-03 或 去年三月",
    "duration": "8个月",
    "people": "26",
    "accused_unit": "阿左旗住建局",
}
HERE = ("苏木", "镇", "乡", "嘎查", "村", "街道", "社区")  # 没说名字，说的就是前面那一处
ANNOUNCES = re.compile("(?:您的)?诉求(?:就)?(?:是|[:：])[，,：: ]*")
NOT_FILED = frozenset({Kind.POLICY_QUESTION, Kind.STATUS_QUERY, Kind.OTHER_COMPLAINT})  # 先不勾“登记”
UNITS = {"amount": "元", "people": "人", "duration": "个月"}


@dataclass(frozen=True, slots=True)
class Entry:
    """表里的一栏。"""

    name: str
    label: str
    text: str
    example: str
    problem: str = ""
    missing: bool = False


@dataclass(frozen=True, slots=True)
class MatterForm:
    """一件事的草稿表。"""

    number: int
    matter: Matter
    draft: Draft
    entries: tuple[Entry, ...]
    marks: tuple[str, ...] = ()  # 读出的标记，坐席可以去掉
    touched: bool = False  # 影响去向的内容与读出的不同：坐席改过，或照前一件填了地点
    lead: UnitId | None = None  # 坐席自己指定的承办单位
    typed_lead: str = ""
    included: bool = True
    problems: Mapping[str, str] = field(default_factory=dict)

    @property
    def own_entries(self) -> tuple[Entry, ...]:
        return tuple(e for e in self.entries if e.name in OF_THE_MATTER)

    @property
    def caller_entries(self) -> tuple[Entry, ...]:
        return tuple(e for e in self.entries if e.name in OF_THE_CALLER)


def read_matters(matters: Sequence[Matter], text: str, book: RuleBook) -> list[MatterForm]:
    """The forms as the reader fills them; who called is the same in all of them."""
    confirmed = confirmed_in(text)
    drafts = [_as_confirmed(intake.take(Draft(), m.reading, m.text).draft, m, confirmed) for m in matters]
    caller = caller_of(text)
    drafts = _where_the_first_was(drafts, book)
    known: dict[str, Filled] = {"reporter_name": Filled(caller.name, caller.name)} if caller.name else {}
    for draft in drafts:
        known |= {name: draft.fields[name] for name in OF_THE_CALLER if name in draft.fields}
    return [
        _form(
            matter,
            replace(_tidy(draft), fields={**_tidy(draft).fields, **known}, anonymous=caller.anonymous),
            book,
        )
        for matter, draft in zip(matters, drafts, strict=True)
    ]


def _as_confirmed(draft: Draft, matter: Matter, confirmed: Sequence[Span]) -> Draft:
    """金额、人数以坐席念回去、来话人说对的为准: the last that was confirmed."""
    for field_type in (FieldType.AMOUNT, FieldType.PEOPLE):
        for found in matter.reading.of(field_type):
            inside = any(start <= found.start and found.end <= end for start, end in confirmed)
            if inside and found.normalized is not None and found.role != "each":
                filled = Filled(found.value, found.normalized, role=found.role, approx=found.approx)
                draft = draft.with_field(field_type, filled)
    return draft


def _where_the_first_was(drafts: Sequence[Draft], book: RuleBook) -> list[Draft]:
    """同一个人说的几件事，后面的没说在哪里，先照前一件的填上，由坐席核对。"""
    placed: list[Draft] = []
    where: Filled | None = None
    for draft in drafts:
        told = draft.fields.get(FieldType.PLACE.value)
        if told is None and where is not None:
            draft = draft.with_field(FieldType.PLACE, where if _says_here(draft) else _banner_of(where, book))
        where = told or where
        placed.append(draft)
    return placed


def _says_here(draft: Draft) -> bool:
    """“苏木上收的”“镇上说的”: the same 苏木 as before."""
    unit = draft.fields.get(FieldType.ACCUSED_UNIT.value)
    return unit is not None and unit.normalized is None and unit.value.startswith(HERE)


def _banner_of(place: Filled, book: RuleBook) -> Filled:
    """旗、开发区或示范区; the code of a zone is no shorter than that of a 镇."""
    banner, _, within = str(place.normalized).partition("/")
    if not within:
        return place
    area = book.areas.get(AreaCode(place.code)) if place.code else None
    return replace(place, normalized=banner, code=area.banner if area else None)


def _form(matter: Matter, draft: Draft, book: RuleBook) -> MatterForm:
    return MatterForm(
        matter.number,
        matter,
        draft,
        _entries(draft, {}, book),
        marks=tuple(sorted(draft.marks)),
        touched=FieldType.PLACE.value in draft.fields and not matter.reading.of(FieldType.PLACE),
        included=matter.reading.kind not in NOT_FILED,
    )


def _tidy(draft: Draft) -> Draft:
    """坐席复述的“您的诉求是……”: the wish without the words that announce it."""
    demand = draft.fields.get(FieldType.DEMAND.value)
    if demand is None or not ANNOUNCES.match(str(demand.normalized)):
        return draft
    wish = ANNOUNCES.sub("", str(demand.normalized))
    return draft.with_field(FieldType.DEMAND, replace(demand, normalized=wish))


def with_changes(
    form: MatterForm, posted: Mapping[str, str], reader: Reader, book: RuleBook, today: date
) -> MatterForm:
    """The same matter after the clerk's corrections (`posted` holds this matter's fields by bare name)."""
    draft = form.draft
    category = posted.get("category", "")
    if category and CategoryId(category) in book.categories and draft.categories[:1] != (category,):
        draft = intake.choose_category(draft, CategoryId(category))
    elif category and draft.abstain:
        draft = replace(draft, abstain=False)  # 坐席看过并认可
    problems: dict[str, str] = {}
    for name in EDITABLE:
        if name not in posted:
            continue
        typed = posted[name].strip()
        shown = _shown(draft, name)
        if typed == shown:
            continue
        if not typed:
            draft = replace(draft, fields={k: v for k, v in draft.fields.items() if k != name})
            continue
        filled = read_entry(name, typed, reader, book, today)
        if filled is None:
            problems[name] = f"“{typed}”没有看懂，请写成这样：{EXAMPLES.get(name, '和回执上一样')}。"
        else:
            draft = draft.with_field(name, filled)
    kept = (
        {mark for mark in form.marks if posted.get(f"mark-{mark}") == "yes"}
        if "marks" in posted
        else form.marks
    )
    draft = replace(draft, anonymous=posted.get("anonymous") == "yes", marks=frozenset(kept))
    typed_lead = posted.get("lead", "").strip()
    lead = unit_of(typed_lead, book)
    if typed_lead and lead is None:
        problems["lead"] = f"单位名录里没有“{typed_lead}”，请打几个字，从列出来的里选。"
    return replace(
        form,
        draft=draft,
        entries=_entries(draft, {n: (posted[n], p) for n, p in problems.items()}, book),
        lead=lead,
        typed_lead=typed_lead,
        included=posted.get("include", "yes") == "yes",
        problems=problems,
        touched=form.touched
        or (draft.fields, draft.categories, draft.marks)
        != (form.draft.fields, form.draft.categories, form.draft.marks),
    )


def nameless(draft: Draft) -> Draft:
    """匿名的，原话里自报的姓名也遮住: a surname alone tells enough where six people work."""
    told = draft.fields.get("reporter_name")
    caller = caller_of(draft.text)
    text = draft.text
    if caller.span is not None:
        start, end = caller.span
        text = text[:start] + "某" * (end - start) + text[end:]
    for name in filter(None, (caller.name, told.value if told else "")):
        text = text.replace(name, "某" * len(name)) if len(name) > 1 else text
        text = text.replace(f"姓{name[0]}", "姓某")
    return replace(draft, text=text)


def unit_of(typed: str, book: RuleBook) -> UnitId | None:
    """The unit that a clerk chose, by its name, by what people call it or by its id."""
    if UnitId(typed) in book.units:
        return UnitId(typed)
    unit = book.unit_named(typed)
    return unit.id if unit is not None else None


def read_entry(name: str, typed: str, reader: Reader, book: RuleBook, today: date) -> Filled | None:
    """What a clerk typed into one field, or None when it cannot be read as such a thing."""
    if name in AS_WRITTEN:
        return Filled(typed, typed)
    if name == FieldType.ACCUSED_UNIT.value:
        unit = book.unit_named(typed)
        return Filled(typed, unit.name if unit else typed, code=unit.id if unit else None)
    if name == FieldType.PLACE.value:
        area = book.area_at(typed)
        if area is not None:
            return Filled(typed, area.place, code=area.code)
    for words in (typed, typed.replace(",", "") + UNITS.get(name, "")):
        for found in reader.read(words, today).fields:
            if found.type.value == name and found.normalized is not None:
                return Filled(typed, found.normalized, approx=found.approx, code=found.code)
    return None


def _entries(draft: Draft, problems: Mapping[str, tuple[str, str]], book: RuleBook) -> tuple[Entry, ...]:
    missing = set(next_question.missing(draft, book) if draft.categories else ())  # 事都没定，谈不上缺什么
    return tuple(
        Entry(
            name=name,
            label=FIELD_NAMES[name],
            text=problems[name][0] if name in problems else _shown(draft, name),
            example=EXAMPLES.get(name, ""),
            problem=problems[name][1] if name in problems else "",
            missing=name in missing,
        )
        for name in EDITABLE
    )


def _shown(draft: Draft, name: str) -> str:
    """The field as the form shows it; places keep the slash that makes them exact, a phone is read back whole."""
    value = draft.fields.get(name)
    if value is None:
        return ""
    if name in (FieldType.PLACE.value, FieldType.PHONE.value) and value.normalized is not None:
        return str(value.normalized)
    return field_words.words(name, value)

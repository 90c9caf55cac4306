"""记下诉求：一句话说到的要素怎么进草稿，说错了怎么改。只有纯函数。"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from complaint_store.domain.draft import Draft, Filled
from complaint_store.domain.ids import AreaCode, CategoryId, UnitId
from complaint_store.domain.reading import HOME, Field, FieldType, Kind, Reading
from complaint_store.policy.book import RuleBook
from complaint_store.routing.accused import accused_of

CATEGORY = "category"
CONTACT = "contact"
PRIVATE = frozenset({CONTACT, FieldType.PHONE.value, FieldType.ID_CARD.value})
UNIT = FieldType.ACCUSED_UNIT.value
PLACE = FieldType.PLACE.value
AMOUNT_ROLES = ("owed", None, "total", "each", "paid")  # 一句话有几个数时，先取欠的
NEAR, SEVERAL = 14, 2
DAY_OF = {
    CategoryId("project_payment_arrears"): re.compile(
        r"[^，。；,;\d]{0,8}(?:完工|竣工|验收|交付|交工|干完|做完|修完|建成|移交|交货|送的?货|供的?货|送完|供完)"
    ),
    CategoryId("audit_delay"): re.compile(r"[^，。；,;\d]{0,8}(?:送审|报审|报送|报结算|提交结算)"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """更正: what an item was and what it is now."""

    field: str
    before: Filled
    after: Filled


@dataclass(frozen=True, slots=True)
class Taken:
    """记下的结果: the draft, the items newly known, and those that were corrected."""

    draft: Draft
    new: tuple[str, ...] = ()
    changed: tuple[Change, ...] = ()

    @property
    def nothing(self) -> bool:
        return not self.new and not self.changed


def take(
    draft: Draft, reading: Reading, text: str, *, pending: str | None = None, correcting: bool = False
) -> Taken:
    """Everything that was said goes in at once; a known item changes only when it is being corrected or asked for.

    A place told more exactly is the same place, not a correction.
    """
    taken = Taken(_meaning(add_words(draft, text), reading))
    best = _best(reading)
    clock = _day_that_counts(taken.draft, reading, text)
    if clock is not None:
        best[FieldType.DATE.value] = clock
    for name, found in best.items():
        before = taken.draft.fields.get(name)
        if (
            before is None
            or (before.normalized is None and found.normalized is not None)
            or _finer(name, before, found, asked=correcting or name == pending)
        ):
            draft = taken.draft.with_field(name, found)
            taken = replace(taken, draft=draft, new=(*taken.new, name))
        elif _coarser(name, before, found) and name != pending and len(best) > 1:
            continue  # “单位是左旗交通局”里的左旗，不把已知的镇改粗
        elif (correcting or name == pending) and before.normalized != found.normalized:
            taken = _changed(taken, name, before, found)
    return taken


def correct_banner(taken: Taken, reading: Reading, book: RuleBook) -> Taken:
    """“不是左旗是右旗”“地点错了，是右旗”: a unit of the denied banner gives way to its counterpart in the right one."""
    denied = {field.code[:6] for field in reading.negated if field.type is FieldType.PLACE and field.code}
    denied |= {c.before.code[:6] for c in taken.changed if c.field == PLACE and c.before.code}
    place, unit = taken.draft.fields.get(PLACE), taken.draft.fields.get(UNIT)
    if not denied or place is None or place.code is None or unit is None or unit.code is None:
        return taken
    accused = book.unit(UnitId(unit.code))
    if accused.area[:6] not in denied:
        return taken
    for other in book.units.values():
        if (other.sector, other.level, other.area[:6]) == (accused.sector, accused.level, place.code[:6]):
            return _changed(taken, UNIT, unit, Filled(other.name, other.name, code=other.id))
    return taken


def name_the_unit(taken: Taken, book: RuleBook) -> Taken:
    """“交通局” said of 右旗 is 阿右旗交通运输局: what the place already tells is not asked. “政府” alone may be any."""
    unit, place = taken.draft.fields.get(UNIT), taken.draft.fields.get(PLACE)
    if unit is None or unit.normalized is not None or unit.value in book.spoken.place_government:
        return taken
    if place is None or place.code not in book.areas:
        return taken
    accused = accused_of(unit, taken.draft.accused_kind, AreaCode(str(place.code)), book)
    if accused.unit is None or accused.name is None:
        return taken
    named = replace(unit, normalized=accused.name, code=accused.unit, candidates=())
    changed = tuple(replace(c, after=named) if c.field == UNIT else c for c in taken.changed)
    return replace(taken, draft=taken.draft.with_field(UNIT, named), changed=changed)


def differing(draft: Draft, reading: Reading) -> tuple[str, ...]:
    """The known items that these words tell otherwise; a coarser place, or the sum of another role, is no contradiction."""
    told: list[str] = []
    for name, found in _best(reading).items():
        before = draft.fields.get(name)
        if before is None or found.normalized in (None, before.normalized):
            continue
        less = name == FieldType.AMOUNT.value and _role_rank(found.role) > _role_rank(before.role)
        less = less or (name == UNIT and before.code is not None and found.code is None)
        if not less and not _coarser(name, before, found):
            told.append(name)
    return tuple(told)


def answer(draft: Draft, name: str, value: Filled) -> Taken:
    """An item told in answer to its question, in the person's own words."""
    before = draft.fields.get(name)
    if before is None:
        return Taken(draft.with_field(name, value), new=(name,))
    if before.normalized == value.normalized:
        return Taken(draft)
    return _changed(Taken(draft), name, before, value)


def choose_category(draft: Draft, category: CategoryId) -> Draft:
    """类别由本人选定。"""
    return replace(draft, categories=(category,), confidence=1.0, abstain=False, subtype=None)


def add_words(draft: Draft, text: str) -> Draft:
    """诉求人的原话, joined in order, never rewritten."""
    words = text.strip()
    if not words or words.startswith("/"):
        return draft
    return replace(draft, text=f"{draft.text}\n{words}" if draft.text else words)


def _changed(taken: Taken, name: str, before: Filled, after: Filled) -> Taken:
    draft = replace(taken.draft.with_field(name, after), skipped=taken.draft.skipped - {name})
    return replace(taken, draft=draft, changed=(*taken.changed, Change(name, before, after)))


def _meaning(draft: Draft, reading: Reading) -> Draft:
    """Category and marks: the first clear reading stands, marks only ever add up."""
    marks = draft.marks | {mark.value for mark in reading.marks}
    draft = replace(draft, marks=marks, accused_kind=draft.accused_kind or reading.accused_kind)
    if (
        reading.kind is not Kind.COMPLAINT
        or not reading.categories
        or (draft.categories and not draft.abstain)
    ):
        return draft
    ids = tuple(guess.id for guess in reading.categories)
    subtype = reading.subtypes[0] if reading.subtypes else None
    confidence = reading.categories[0].confidence
    return replace(draft, categories=ids, confidence=confidence, subtype=subtype, abstain=reading.abstain)


def _best(reading: Reading) -> dict[str, Filled]:
    """One value for each type: of several amounts the owed one, of several units the one that is clear."""
    denied = {(field.type, field.start) for field in reading.negated}
    kept = [field for field in reading.fields if (field.type, field.start) not in denied]
    best: dict[str, Filled] = {}
    for type_ in FieldType:
        found = [field for field in kept if field.type is type_]
        if found:
            best[type_.value] = _filled(_pick(type_, found))
    return best


def _day_that_counts(draft: Draft, reading: Reading, text: str) -> Filled | None:
    """几个日子里，问的是哪一个：欠款从干完、验收那天算，拖审从送审那天算，不从签合同那天算。"""
    event = DAY_OF.get(draft.categories[0]) if draft.categories else None
    days = reading.of(FieldType.DATE)
    if event is None or len(days) < SEVERAL:
        return None
    for day in days:
        at = text.find(day.value)
        told = text[at + len(day.value) :][:NEAR] if at >= 0 else ""
        if day.normalized is not None and event.match(told):
            return _filled(day)
    return None


def _pick(type_: FieldType, found: list[Field]) -> Field:
    if type_ is FieldType.AMOUNT:
        known = [f for f in found if f.normalized is not None]
        return min(known or found, key=lambda f: (_role_rank(f.role), f.start))
    if type_ is FieldType.PLACE:  # 说得最细的那个；只是本人住的地方让给出事的地方
        return max(found, key=lambda f: (f.role != HOME, str(f.normalized or "").count("/"), -f.start))
    if type_ is FieldType.ACCUSED_UNIT and found[0].normalized is None and not found[0].candidates:
        # 最像的只说了“嘎查”“镇上”：后面的要名录里有，才轮到它
        return next((field for field in found if field.code is not None), found[0])
    return next((field for field in found if field.normalized is not None), found[0])


def _role_rank(role: str | None) -> int:
    return AMOUNT_ROLES.index(role) if role in AMOUNT_ROLES else len(AMOUNT_ROLES)


def _finer(name: str, before: Filled, found: Filled, asked: bool) -> bool:
    """说得更细的同一处地方、同一个日子; another day of the same year is only a finer one where the day was asked for."""
    return _within(name, found, before) and (name == PLACE or asked)


def _coarser(name: str, before: Filled, found: Filled) -> bool:
    return _within(name, before, found)


def _within(name: str, part: Filled, whole: Filled) -> bool:
    """镇在旗里，月在年里。"""
    between = {PLACE: "/", FieldType.DATE.value: "-"}.get(name)
    return between is not None and str(part.normalized or "").startswith(f"{whole.normalized}{between}")


def _filled(field: Field) -> Filled:
    return Filled(
        value=field.value,
        normalized=field.normalized,
        role=field.role,
        approx=field.approx,
        code=field.code,
        candidates=field.candidates,
    )

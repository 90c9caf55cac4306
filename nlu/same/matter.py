"""同一件事：两段话说的是不是一件事。字面只作提示，要素说了算；明明白白对不上的一项，一票否决。

Words alone call “same words, other debtor” a duplicate. So a text that repeats another but for a name or a number is
another matter, and a contract, a unit or a place that both name and that differ rules the two out whatever the words.
What is left is weighed sign by sign (signs.py, data/model/same_weights.yml).
"""

from __future__ import annotations

from dataclasses import dataclass

from complaint_store.domain.reading import FieldType, Reading
from nlu.same.copies import Copy, copy_of
from nlu.same.fields import Compared, compared
from nlu.same.signs import are_letters, signs_of
from nlu.same.told import Alike, Told, alike, told
from nlu.same.weights import LINE, weights_for

NAMES = {
    "contract_no": "合同编号", "id_card": "身份证号", "project": "项目", "phone": "电话", "amount": "金额",
    "accused_unit": "单位", "people": "人数", "place": "地点", "date": "时间",
}  # fmt: skip
SETTLES = frozenset({"contract_no", "id_card", "project", "phone"})  # 这些对得上，单位写法不同也还是一件事
PROVES = "contract_no"  # 同一份合同，别的怎么说都是一件事
WORK = frozenset({"contract_no", "project"})  # 同一个工程，有人说局里欠、有人说镇上欠
CODED = ("accused_unit", "place")  # 两边都认得准（有编号、有区划）却不同，就是两件事
COUNTS = frozenset({"amount", "people"})  # 钱数、人数都不同：同一个工地上的另一伙人
TOLD_BY_A_COPY = ("contract_no", "accused_unit", "place", "project", "amount", "people", "date")
MAYBE_A_COPY = 0.4  # 字面像到这个程度，看看是不是照着写的


@dataclass(frozen=True)
class Sameness:
    """判断结果, with the fields that both tell — those that agree and those that do not — and the reason."""

    same: bool
    score: float
    agree: tuple[str, ...]
    differ: tuple[str, ...]
    why: str


def same_matter(a: str, b: str, reading_a: Reading, reading_b: Reading) -> Sameness:
    """Whether two complaints tell the same matter."""
    return compare(told(a, reading_a), told(b, reading_b))


def compare(a: Told, b: Told) -> Sameness:
    """The same of two texts made ready before: worth while where one is compared with many."""
    found, words = compared(a, b), alike(a, b)
    against = settled_against(found, words, a, b)
    if against:
        return Sameness(False, 0.0, found.agree, found.differ, against)
    if PROVES in found.agree:
        return Sameness(True, 1.0, found.agree, found.differ, _why(True, words, found))
    score = weights_for(are_letters(a, b)).chance(signs_of(words, found, a, b))
    same = score >= LINE
    return Sameness(same, round(score, 4), found.agree, found.differ, _why(same, words, found))


def settled_against(found: Compared, words: Alike, a: Told, b: Told) -> str:
    """不必再称: why the two are two matters whatever the signs weigh, or nothing."""
    against = ruled_out(found, a, b)
    if against or words.whole < MAYBE_A_COPY:
        return against
    return changed_in_a_copy(found, a, b, copy_of(a.plain, b.plain))


def ruled_out(found: Compared, a: Told, b: Told) -> str:
    """一票否决: what both sides tell beyond doubt and tell differently, or nothing."""
    if SETTLES.intersection(found.agree):
        return ""
    if "contract_no" in found.differ:
        return _conflict("contract_no", a, b)
    for name in CODED:
        if name in found.differ and all(any(f.code for f in side.of(FieldType(name))) for side in (a, b)):
            return _conflict(name, a, b)
    if COUNTS.issubset(found.differ):
        return "金额和人数都不同，像是另一批人"
    return ""


def changed_in_a_copy(found: Compared, a: Told, b: Told, copy: Copy) -> str:
    """照着写、只换了几处：换掉的那几处说的是另一件事。"""
    if not copy.is_one:
        return ""
    by_work = CODED if not WORK.isdisjoint(found.agree) else ()
    unsure = () if a.says_which_year() and b.says_which_year() else ("date",)
    for name in TOLD_BY_A_COPY:
        if name in found.differ and name not in (*by_work, *unsure):
            return f"话几乎一样，{NAMES[name]}不同"
    mine, theirs = a.of(FieldType.AMOUNT), b.of(FieldType.AMOUNT)
    if mine and theirs and "amount" not in found.agree:
        return "话几乎一样，金额不同"
    if a.again or b.again:
        return ""
    swapped = copy.says_another("amount" in found.agree)
    return f"话几乎一样，“{swapped[0]}”换成了“{swapped[1]}”" if swapped else ""


def _conflict(name: str, a: Told, b: Told) -> str:
    left, right = (side.of(FieldType(name))[0] for side in (a, b))
    return f"{NAMES[name]}不同：{left.normalized or left.value}、{right.normalized or right.value}"


def _why(same: bool, words: Alike, found: Compared) -> str:
    """一句话的理由。"""
    parts = [f"{'、'.join(NAMES[name] for name in found.agree)}对得上"] if found.agree else []
    parts += [f"{'、'.join(NAMES[name] for name in found.differ)}对不上"] if found.differ else []
    said = "说法很像" if words.whole >= 0.5 else "说法有些像" if words.whole >= 0.25 else "说法不像"
    nothing = not (same or found.agree or found.differ)
    return "，".join([*parts, said]) + ("，没有要素可比" if nothing else "")

"""方案录全了没有：34 条责任单位逐字，D01–D22，十一类，每个点名的渠道和平台。"""

from __future__ import annotations

import re
from pathlib import Path

from complaint_store.policy.book import RuleBook

PLAN = Path(__file__).parents[2] / "nlu" / "data" / "policy" / "plan.md"
CLAUSE_IDS = [
    "二(一)1",
    "二(一)2",
    "二(一)3",
    "二(一)4-①",
    "二(一)4-②",
    "二(一)4-③",
    "二(一)5",
    "二(二)1",
    "二(二)2-①",
    "二(二)2-②",
    "二(二)3",
    "二(二)4",
    "二(二)5-①",
    "二(二)5-②",
    "二(二)5-③",
    "二(二)6-①",
    "二(二)6-②",
    "二(二)7",
    "二(二)8",
    "二(三)-①",
    "二(三)-②",
    "二(三)-③",
    "二(三)-④",
    "二(三)-⑤",
    "二(三)-⑥",
    "二(四)1",
    "二(四)2",
    "二(四)3-①",
    "二(四)3-②",
    "二(四)3-③",
    "三(一)",
    "三(二)",
    "三(三)",
    "附",
]


def test_all_thirty_four_clauses_are_there_in_order(book: RuleBook) -> None:
    assert list(book.clauses) == CLAUSE_IDS


def test_thirty_clauses_name_responsible_units_and_four_do_not(book: RuleBook) -> None:
    with_units = [clause for clause in book.clauses.values() if clause.responsible]
    assert len(with_units) == 30
    assert all(re.match(r"^[（(]责任单位：.+[）)]$", clause.responsible) for clause in with_units)
    assert [clause.id for clause in book.clauses.values() if not clause.responsible] == CLAUSE_IDS[-4:]


def test_every_bracket_of_the_plan_is_copied_word_for_word(book: RuleBook) -> None:
    text = "".join(PLAN.read_text(encoding="utf-8").split())
    for clause in book.clauses.values():
        assert clause.responsible in text, clause.id
    assert text.count("责任单位：") == 30


def test_each_clause_names_as_many_units_as_its_bracket(book: RuleBook) -> None:
    for clause in book.clauses.values():
        if clause.responsible:
            written = re.split("[、，]", clause.responsible[1:-1].removeprefix("责任单位："))
            assert len(clause.units) + len(clause.groups) == len(written), clause.id


def test_the_count_of_clauses_per_unit_is_that_of_the_plan(book: RuleBook) -> None:
    def count(unit: str) -> int:
        return sum(unit in clause.units for clause in book.clauses.values() if clause.responsible)

    expected = {
        "league.zhengwu": 4, "league.sifa": 3, "league.shichang": 4, "league.caizheng": 5, "league.dashuju": 3,
        "league.jiaoyi": 2, "league.zuzhi": 6, "league.renshe": 4, "league.fagai": 5, "league.jiwei": 3,
        "league.fayuan": 4, "league.jiancha": 1, "league.shenji": 1, "league.shangwu": 1, "league.touzi": 1,
        "league.gongxin": 2, "league.xinfang": 1, "league.xinyong": 1, "league.renda": 1, "league.zhengxie": 1,
    }  # fmt: skip
    assert {unit: count(unit) for unit in expected} == expected


def test_every_misconduct_has_a_category_or_says_why_it_is_no_entrance(book: RuleBook) -> None:
    assert list(book.misconducts) == [f"D{number:02d}" for number in range(1, 23)]
    without = [misconduct.id for misconduct in book.misconducts.values() if misconduct.category is None]
    assert without == ["D20", "D21", "D22"]
    assert all(book.misconducts[id_].note for id_ in without)
    for misconduct in book.misconducts.values():
        if misconduct.category:
            assert misconduct.id in book.category(misconduct.category).misconducts


def test_the_eleven_categories_keep_their_ids(book: RuleBook) -> None:
    assert set(book.categories) == {
        "wage_arrears", "project_payment_arrears", "new_officials_ignore_old_debts", "breach_of_contract",
        "rent_seeking", "unfair_competition", "business_fraud", "blind_investment_promotion", "illegal_borrowing",
        "audit_delay", "dereliction",
    }  # fmt: skip


def test_dereliction_tells_its_five_kinds_apart(book: RuleBook) -> None:
    codes = {subtype.misconduct for subtype in book.category("dereliction").subtypes}
    assert {"D11", "D12", "D13", "D14", "D15"} <= codes


def test_every_channel_and_platform_that_the_plan_names_is_listed(book: RuleBook) -> None:
    names = [entry.name for entry in book.named_in_plan.values()]
    for name in (
        "12345",
        "12388",
        "公众号",
        "APP",
        "民心网",
        "民生热线",
        "“信用阿拉善”网站",
        "阿拉善盟社会信用信息平台",
    ):
        assert name in names
    assert sum(entry.kind == "platform" for entry in book.named_in_plan.values()) == 9
    assert {entry.kind for entry in book.named_in_plan.values()} == {
        "channel",
        "platform",
        "mechanism",
        "list",
        "document",
    }


def test_a_unit_named_in_the_plan_is_marked_as_verified_and_a_guess_is_not(book: RuleBook) -> None:
    named = {unit for clause in book.clauses.values() for unit in clause.units}
    assert all(book.unit(unit).verified for unit in named)
    assert not book.unit("zuoqi.zhujian").verified

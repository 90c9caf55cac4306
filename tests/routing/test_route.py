"""分派：几件常见的事，交给谁、谁回避、为什么。"""

from __future__ import annotations

from complaint_store.domain.reading import Mark
from complaint_store.domain.routing import AccusedKind, Lane, Level
from complaint_store.policy.book import RuleBook
from complaint_store.routing.route import route
from tests.routing.builders import a_matter


def test_wages_go_to_the_labour_office_where_the_work_was_done_not_where_the_firm_sits(
    book: RuleBook,
) -> None:
    decision = route(a_matter(book, "wage_arrears", "zuoqi.zhujian", area="152923100"), book)
    assert decision.lead == "ejina.renshe"
    assert decision.respondent == "zuoqi.zhujian"


def test_a_government_project_adds_the_credit_office(book: RuleBook) -> None:
    private = a_matter(book, "wage_arrears", area="152921", kind=AccusedKind.PRIVATE, government_project=True)
    decision = route(private, book)
    assert decision.supporting == ("league.xinyong",)
    assert "《保障农民工工资支付条例》第四十九条" in decision.reason


def test_a_debtor_is_asked_for_its_answer_but_does_not_act(book: RuleBook) -> None:
    decision = route(a_matter(book, "project_payment_arrears", "league.caizheng"), book)
    assert decision.lead == "league.gongxin"
    assert decision.supporting == ()
    assert decision.respondent == "league.caizheng"
    assert [exclusion.reason for exclusion in decision.excluded] == ["盟财政局是欠款一方，只说明情况，不承办"]


def test_an_accused_unit_is_no_respondent_of_an_accusation(book: RuleBook) -> None:
    decision = route(a_matter(book, "dereliction", "zuoqi.lincao"), book)
    assert decision.lead == "zuoqi.government"
    assert decision.respondent is None
    assert "阿左旗林草局是被反映的单位，不承办" in decision.reason


def test_when_the_banner_government_is_accused_its_own_bureaus_stand_aside(book: RuleBook) -> None:
    decision = route(a_matter(book, "wage_arrears", "zuoqi.government", area="152921"), book)
    assert decision.lead == "league.renshe"
    assert [exclusion.unit for exclusion in decision.excluded] == ["zuoqi.government", "zuoqi.renshe"]
    assert "阿左旗人社局归被反映的阿左旗人民政府管，不承办" in decision.reason


def test_when_everyone_must_stand_aside_a_person_decides(book: RuleBook) -> None:
    decision = route(a_matter(book, "project_payment_arrears", "league.government"), book)
    assert decision.lane is Lane.DESK
    assert decision.lead is None
    assert decision.respondent is None
    assert "转人工分派" in decision.reason


def test_a_unit_that_may_be_the_accused_stands_aside_too(book: RuleBook) -> None:
    unclear = a_matter(
        book, "project_payment_arrears", kind=AccusedKind.GOVERNMENT, area="152921",
        candidates=("league.gongxin", "zuoqi.gongxin"),
    )  # fmt: skip
    decision = route(unclear, book)
    assert decision.lead == "league.caizheng"
    assert "盟工信局可能就是被反映的单位，不承办" in decision.reason


def test_a_managed_town_answers_to_its_zone(book: RuleBook) -> None:
    decision = route(a_matter(book, "new_officials_ignore_old_debts", "town.152921111"), book)
    assert decision.lead == "luanjingtan.government"


def test_a_second_category_of_the_same_matter_brings_its_lead_to_help(book: RuleBook) -> None:
    both = a_matter(
        book, "new_officials_ignore_old_debts", "town.152921105", also=("project_payment_arrears",)
    )
    decision = route(both, book)
    assert decision.lead == "zuoqi.government"
    assert "league.gongxin" in decision.supporting


def test_a_doubtful_reading_goes_to_the_desk_with_the_doors_of_its_row(book: RuleBook) -> None:
    decision = route(a_matter(book, "wage_arrears", area="152921", abstain=True), book)
    assert decision.lane is Lane.DESK
    assert "labour_inspection" in decision.doors


def test_an_unknown_category_goes_to_the_desk(book: RuleBook) -> None:
    assert route(a_matter(book, "parking_fee", area="152921"), book).lane is Lane.DESK
    assert route(a_matter(book, None), book).lane is Lane.DESK


def test_danger_to_life_comes_before_everything_but_the_sealed_matters(book: RuleBook) -> None:
    danger = a_matter(book, "wage_arrears", area="152921", marks=(Mark.SELF_HARM_OR_MASS_INCIDENT,))
    decision = route(danger, book)
    assert decision.lane is Lane.DESK
    assert decision.doors == ("police_110", "medical_120", "listening_12356")
    both = a_matter(book, "rent_seeking", marks=(Mark.SELF_HARM_OR_MASS_INCIDENT, Mark.OFFICIAL_MISCONDUCT))
    hidden = route(both, book)
    assert hidden.lane is Lane.REDIRECT
    assert {"discipline_12388", "police_110"} <= set(hidden.doors)


def test_misconduct_goes_to_the_sealed_lane_only_where_the_operator_has_opened_it(book: RuleBook) -> None:
    bribe = a_matter(book, "rent_seeking", "zuoqi.zhujian", marks=(Mark.OFFICIAL_MISCONDUCT,))
    assert route(bribe, book).lane is Lane.REDIRECT
    sealed = route(bribe, book, sealed_enabled=True)
    assert sealed.lane is Lane.SEALED
    assert sealed.lead == "league.jiwei"
    assert sealed.may_store


def test_procurement_names_the_question_before_the_complaint(book: RuleBook) -> None:
    told = a_matter(book, "unfair_competition", "zuoqi.jiaoyu", subtype="government_procurement")
    decision = route(told, book)
    assert decision.lead == "zuoqi.caizheng"
    assert decision.doors == ("procurement_question", "procurement_complaint")


def test_inaction_names_review_and_lawsuit(book: RuleBook) -> None:
    decision = route(a_matter(book, "dereliction", "zuoqi.minzheng", subtype="duty_refusal"), book)
    assert decision.doors[:2] == ("administrative_review", "administrative_lawsuit")


def test_a_body_above_the_league_is_for_a_person(book: RuleBook) -> None:
    above = a_matter(book, "project_payment_arrears", kind=AccusedKind.GOVERNMENT, level=Level.ABOVE)
    assert route(above, book).row == "above.any"


def test_the_place_of_the_accused_stands_in_when_no_place_was_said(book: RuleBook) -> None:
    decision = route(a_matter(book, "wage_arrears", "youqi.jiaotong"), book)
    assert decision.lead == "youqi.renshe"


def test_an_area_code_that_is_not_ours_is_as_good_as_none(book: RuleBook) -> None:
    stranger = a_matter(book, "wage_arrears", area="110105", kind=AccusedKind.PRIVATE)
    assert route(stranger, book).row == "wage.unknown"

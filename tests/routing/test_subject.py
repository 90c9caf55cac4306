"""分派对象：理解结果和诉求草稿，怎样变成分派要看的几项事实。"""

from __future__ import annotations

from complaint_store.domain.draft import Draft, Filled
from complaint_store.domain.ids import CategoryId
from complaint_store.domain.reading import CategoryGuess, Field, FieldType, Kind, Mark, Reading
from complaint_store.domain.routing import AccusedKind, Level
from complaint_store.policy.book import RuleBook
from complaint_store.routing.subject import subject_of, subject_of_draft


def _unit(value: str, normalized: str | None = None, **more: object) -> Field:
    return Field(FieldType.ACCUSED_UNIT, value, normalized, 0, len(value), **more)  # type: ignore[arg-type]


def _place(normalized: str, code: str | None = None) -> Field:
    return Field(FieldType.PLACE, normalized, normalized, 0, len(normalized), code=code)


def _reading(*fields: Field, **more: object) -> Reading:
    guesses = (CategoryGuess(CategoryId("dereliction"), 0.3), CategoryGuess(CategoryId("wage_arrears"), 0.8))
    values: dict[str, object] = {"categories": guesses, "fields": fields, **more}
    return Reading(Kind.COMPLAINT, 0.9, "report", 0.9, **values)  # type: ignore[arg-type]


def test_the_likeliest_category_leads_and_the_others_come_along(book: RuleBook) -> None:
    subject = subject_of(_reading(), book)
    assert subject.category == "wage_arrears"
    assert subject.also == ("dereliction",)


def test_a_unit_is_found_by_code_or_by_name(book: RuleBook) -> None:
    for field in (_unit("左旗住建局", "阿左旗住建局"), _unit("那个局", None, code="zuoqi.zhujian")):
        accused = subject_of(_reading(field), book).accused
        assert accused.unit == "zuoqi.zhujian"
        assert accused.level is Level.BANNER
        assert accused.kind is AccusedKind.GOVERNMENT


def test_an_unclear_unit_keeps_its_candidates(book: RuleBook) -> None:
    field = _unit("住建局", None, candidates=("阿左旗住建局", "youqi.zhujian"))
    accused = subject_of(_reading(field), book).accused
    assert accused.unit is None
    assert accused.candidates == ("zuoqi.zhujian", "youqi.zhujian")
    assert accused.level is Level.BANNER
    assert accused.kind is AccusedKind.GOVERNMENT


def test_a_place_told_later_says_which_bureau_was_meant(book: RuleBook) -> None:
    everywhere = ("盟住建局", "阿左旗住建局", "阿右旗住建局", "额济纳旗住建局")
    field = _unit("住建局", None, candidates=everywhere)
    for place, unit in (("阿拉善右旗/雅布赖镇", "youqi.zhujian"), ("阿拉善盟", "league.zhujian")):
        accused = subject_of(_reading(field, _place(place)), book).accused
        assert accused.unit == unit
        assert accused.candidates == ()
    draft = Draft(
        fields={
            "accused_unit": Filled("住建局", None, candidates=everywhere),
            "place": Filled("左旗", "阿拉善左旗"),
        }
    )
    assert subject_of_draft(draft, book).accused.unit == "zuoqi.zhujian"


def test_the_town_government_is_that_of_the_place(book: RuleBook) -> None:
    told = {
        ("镇政府", "阿拉善左旗/巴润别立镇"): "town.152921105",
        ("苏木政府", "阿拉善右旗/曼德拉苏木/沙林呼都格嘎查"): "town.152922211",
        ("旗政府", "额济纳旗/达来呼布镇"): "ejina.government",
        ("管委会", "阿拉善左旗/嘉尔嘎勒赛汉镇"): "luanjingtan.government",
        ("镇政府", "阿拉善左旗"): None,
    }
    for (words, place), unit in told.items():
        assert subject_of(_reading(_unit(words, words), _place(place)), book).accused.unit == unit


def test_a_firm_keeps_its_name_as_written(book: RuleBook) -> None:
    accused = subject_of(
        _reading(_unit("某某建筑公司", "某某建筑公司"), accused_kind="private"), book
    ).accused
    assert accused.kind is AccusedKind.PRIVATE
    assert accused.name == "某某建筑公司"
    assert accused.unit is None


def test_the_level_is_heard_from_the_words_when_the_unit_is_not_ours(book: RuleBook) -> None:
    for words, level in (("镇政府", Level.TOWNSHIP), ("旗里的局", Level.BANNER), ("盟里", Level.LEAGUE)):
        accused = subject_of(_reading(_unit(words), accused_kind="government"), book).accused
        assert accused.level is level


def test_nobody_named_stays_unknown(book: RuleBook) -> None:
    accused = subject_of(_reading(), book).accused
    assert accused.kind is AccusedKind.UNKNOWN
    assert accused.level is Level.UNKNOWN


def test_a_place_is_found_by_code_or_by_its_canonical_writing(book: RuleBook) -> None:
    by_code = subject_of(_reading(_place("巴镇", code="152921110")), book)
    by_name = subject_of(_reading(_place("阿拉善左旗/巴彦浩特镇")), book)
    assert by_code.area == by_name.area == "152921110"
    assert subject_of(_reading(_place("月亮上")), book).area is None


def test_a_subtype_of_another_category_is_not_taken(book: RuleBook) -> None:
    assert subject_of(_reading(subtypes=("abuse_of_power",)), book).subtype is None
    only = (CategoryGuess(CategoryId("dereliction"), 0.9),)
    subject = subject_of(_reading(categories=only, subtypes=("settlement", "abuse_of_power")), book)
    assert subject.subtype == "abuse_of_power"


def test_a_project_of_a_public_body_is_a_government_project(book: RuleBook) -> None:
    project = Field(FieldType.PROJECT, "棚圈项目", "棚圈项目", 0, 4)
    assert subject_of(_reading(_unit("", "阿左旗农牧局"), project), book).government_project is True
    assert subject_of(_reading(project, accused_kind="private"), book).government_project is None


def test_a_draft_gives_the_same_facts_as_its_reading(book: RuleBook) -> None:
    draft = Draft(
        categories=(CategoryId("wage_arrears"), CategoryId("dereliction")),
        marks=frozenset({"retaliation"}),
        fields={
            "accused_unit": Filled("左旗住建局", "阿左旗住建局", code="zuoqi.zhujian"),
            "place": Filled("巴镇", "阿拉善左旗/巴彦浩特镇", code="152921110"),
        },
    )
    reading = _reading(
        _unit("左旗住建局", "阿左旗住建局"),
        _place("阿拉善左旗/巴彦浩特镇"),
        marks=frozenset({Mark.RETALIATION}),
    )
    assert subject_of_draft(draft, book) == subject_of(reading, book)


def test_what_a_person_said_about_the_project_counts_more_than_a_guess(book: RuleBook) -> None:
    fields = {"accused_unit": Filled("左旗住建局", "阿左旗住建局"), "project": Filled("维修", "维修")}
    assert subject_of_draft(Draft(fields=fields), book).government_project is True
    assert subject_of_draft(Draft(fields=fields, government_project=False), book).government_project is False

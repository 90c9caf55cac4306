"""分诊：一行结果的形状是固定的，命令行、工作台、导入和对话看到的是同一个。"""

from __future__ import annotations

import json
from datetime import date

import pytest

from complaint_store.domain.ids import CategoryId
from complaint_store.domain.reading import CategoryGuess, Field, FieldType, Kind, Mark, Reading
from complaint_store.domain.routing import Lane
from complaint_store.policy.book import RuleBook, load_book
from complaint_store.services.triage import field_json, triage

TODAY = date(2026, 11, 23)
TEXT = "左旗住建局欠我们35万工程款"
KEYS = [
    "id", "matter", "kind", "categories", "subtypes", "marks", "abstain", "fields", "route", "deadlines",
    "missing", "redacted",
]  # fmt: skip


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load_book()


def _reading(kind: Kind = Kind.COMPLAINT, **more: object) -> Reading:
    values: dict[str, object] = {
        "categories": (CategoryGuess(CategoryId("project_payment_arrears"), 0.93456, ((5, 6), (9, 12))),),
        "fields": (
            Field(FieldType.ACCUSED_UNIT, "左旗住建局", "阿左旗住建局", 0, 5, code="zuoqi.zhujian"),
            Field(FieldType.AMOUNT, "35万", 350000, 8, 11, role="owed"),
        ),
        "redacted": TEXT,
        **more,
    }
    return Reading(kind, 0.9, "report", 0.9, **values)  # type: ignore[arg-type]


def test_one_line_has_exactly_the_agreed_shape(book: RuleBook) -> None:
    line = triage(TEXT, _reading(), book, TODAY).as_json("t-1")
    assert list(line) == KEYS
    assert list(line["route"]) == [
        "lead", "lead_id", "supporting", "lane", "respondent", "excluded", "basis", "reason",
    ]  # fmt: skip
    assert json.loads(json.dumps(line, ensure_ascii=False)) == line


def test_a_debt_is_routed_with_its_clock_and_what_is_missing(book: RuleBook) -> None:
    line = triage(TEXT, _reading(), book, TODAY).as_json("t-1")
    assert line["route"]["lead"] == "盟工信局"
    assert line["route"]["lead_id"] == "league.gongxin"
    assert line["route"]["supporting"] == ["盟财政局"]
    assert line["route"]["respondent"] == "阿左旗住建局"
    assert {"doc": "分工方案", "clause": "二(三)-④"} in line["route"]["basis"]
    assert line["deadlines"] == [
        {
            "id": "sme_payment.handle",
            "last_day": "2026-12-23",
            "basis": {"doc": "保障中小企业款项支付条例", "clause": "第二十五条"},
        }
    ]
    assert line["missing"] == ["place", "date", "demand"]
    assert line["categories"] == [
        {"id": "project_payment_arrears", "confidence": 0.9346, "evidence": [[5, 6], [9, 12]]}
    ]
    assert line["fields"][1] == {
        "type": "amount", "value": "35万", "normalized": 350000, "start": 8, "end": 11, "role": "owed",
    }  # fmt: skip


def test_several_matters_are_numbered(book: RuleBook) -> None:
    result = triage(TEXT, _reading(), book, TODAY)
    assert [result.as_json("t-1", matter)["matter"] for matter in (1, 2)] == [1, 2]


def test_a_question_is_answered_not_sent_anywhere(book: RuleBook) -> None:
    line = triage(
        "欠薪归谁管", _reading(Kind.POLICY_QUESTION, categories=(), fields=()), book, TODAY
    ).as_json(1)
    assert line["route"] is None
    assert line["deadlines"] == []
    assert line["missing"] == []


def test_another_complaint_is_shown_its_door(book: RuleBook) -> None:
    told = _reading(Kind.OTHER_COMPLAINT, categories=(), fields=())
    line = triage("超市卖假货", told, book, TODAY).as_json(1)
    assert line["route"]["lane"] == "redirect"
    assert "12315" in line["route"]["reason"]
    assert line["missing"] == []


def test_a_doubtful_complaint_goes_to_the_desk_and_promises_no_day(book: RuleBook) -> None:
    line = triage(TEXT, _reading(abstain=True), book, TODAY).as_json(1)
    assert line["route"]["lane"] == "desk"
    assert [(item["id"], item["last_day"]) for item in line["deadlines"]] == [("hotline.close", None)]


def test_misconduct_is_redirected_without_asking_for_more(book: RuleBook) -> None:
    told = _reading(marks=frozenset({Mark.OFFICIAL_MISCONDUCT}))
    result = triage(TEXT, told, book, TODAY)
    assert result.decision is not None
    assert result.decision.may_store is False
    line = result.as_json(1)
    assert line["marks"] == ["official_misconduct"]
    assert line["missing"] == []
    assert line["deadlines"] == []
    assert triage(TEXT, told, book, TODAY, sealed_enabled=True).decision.lane is Lane.SEALED  # type: ignore[union-attr]


def test_danger_in_small_talk_still_reaches_a_person(book: RuleBook) -> None:
    told = _reading(
        Kind.DIALOGUE, categories=(), fields=(), marks=frozenset({Mark.SELF_HARM_OR_MASS_INCIDENT})
    )
    assert triage("活不下去了", told, book, TODAY).as_json(1)["route"]["lane"] == "desk"


def test_an_unclear_unit_is_said_even_if_not_yet_known(book: RuleBook) -> None:
    field = Field(FieldType.ACCUSED_UNIT, "住建局", None, 0, 3, candidates=("阿左旗住建局", "阿右旗住建局"))
    line = triage("住建局欠钱", _reading(fields=(field,)), book, TODAY).as_json(1)
    assert line["fields"][0]["candidates"] == ["阿左旗住建局", "阿右旗住建局"]
    assert "accused_unit" not in line["missing"]


def test_only_the_masked_copy_is_shown(book: RuleBook) -> None:
    line = triage("电话19900000001", _reading(redacted="电话199****0001"), book, TODAY).as_json(1)
    assert line["redacted"] == "电话199****0001"


@pytest.mark.parametrize(
    ("role", "shown"), [("owed", "owed"), ("each", "each"), ("aside", None), (None, None)]
)
def test_an_amount_shows_only_the_roles_that_were_agreed(role: str | None, shown: str | None) -> None:
    row = field_json(Field(FieldType.AMOUNT, "四十万", 400_000, 0, 3, role=role))
    assert row.get("role") == shown

"""要点：期限总表的每一行、每一个门、每一项权利都有话可说；说的数都在出处里。"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bench.policy import SHARED
from complaint_store.policy.statutes import import_statutes, load_statutes
from nlu.retrieval.library import POLICY_FOLDER
from nlu.retrieval.passages import Gist, plan_passages, read_gaps, read_gists, statute_passages
from nlu.retrieval.plan import read_plan

GISTS = read_gists(POLICY_FOLDER / "gists")
GAPS = read_gaps(POLICY_FOLDER / "gaps.yml")
# 期限总表的行；A3（12345 工单的办结天数）没有找到规定，所以是空白而不是要点
ROWS = {
    f"{letter}{n}"
    for letter, last in zip("BCDEFGHIJ", (9, 4, 8, 6, 3, 3, 3, 1, 5), strict=True)
    for n in range(1, last + 1)
}
ROWS |= {"A1", "A2", "A4", "D7′", "K1", "L1", "M1", "M2", "M3", "N1", *(f"门{n}" for n in range(1, 8))}
ROWS |= {f"权利·{whose}" for whose in ("信访", "企业", "保护", "劳动", "个人信息")}
DIGITS = dict(zip("零一二三四五六七八九两", [*range(10), 2], strict=True))
UNIT = r"(?=个?工作日|日|天|个?月|年|元|倍|%|人|分钟|秒|小时)"
# 日历与热线的数不是条文里的期限
NOT_IN_A_CLAUSE = {"contract.holiday", "contract.days", "sme.complaint_old"}
TOLD_ONLY = {
    "wage.complaint_time": {5},
    "agreement.administrative": {60},
}  # 前者另据转述，后者说的是信访的期限


def test_every_row_every_door_and_every_right_has_a_statement():
    assert {gist.row for gist in GISTS} >= ROWS
    assert any(gap.id == "gap.hotline_days" for gap in GAPS)


def test_a_statement_is_named_once_and_can_be_asked_for():
    assert len({gist.id for gist in GISTS}) == len(GISTS)
    assert [gist.id for gist in GISTS if not gist.ask] == []


def test_no_way_of_asking_that_is_answered_falls_into_a_gap():
    asks = [(ask, gap.id) for gist in GISTS for ask in gist.ask for gap in GAPS if gap.is_asked_in(ask)]
    assert asks == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the statutes are imported by operators")
def test_every_figure_of_a_statement_stands_in_its_source(tmp_path):
    assert import_statutes([SHARED], tmp_path).ok
    words = _words_by_clause(tmp_path)
    loose = {}
    for gist in GISTS:
        if gist.grade == "✅" and gist.id not in NOT_IN_A_CLAUSE:
            source = "".join(words.get((cite.doc, cite.clause), "") for cite in gist.cites)
            new = _figures(gist.say) - _figures(source) - TOLD_ONLY.get(gist.id, set()) - {12345, 12388}
            if new:
                loose[gist.id] = new
    assert loose == {}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the statutes are imported by operators")
def test_every_checked_statement_cites_a_clause_that_is_there(tmp_path):
    assert import_statutes([SHARED], tmp_path).ok
    words = _words_by_clause(tmp_path)
    assert [g.id for g in GISTS if g.grade == "✅" and not _is_there(g, words)] == []


def _is_there(gist: Gist, words: dict[tuple[str, str], str]) -> bool:
    return (gist.cites[0].doc, gist.cites[0].clause) in words


def _words_by_clause(imported: Path) -> dict[tuple[str, str], str]:
    words: dict[tuple[str, str], str] = {}
    passages = (
        *plan_passages(read_plan(POLICY_FOLDER / "plan.md")),
        *statute_passages(load_statutes(imported)),
    )
    for passage in passages:
        place = (passage.doc, passage.clause)
        words[place] = words.get(place, "") + passage.text
    return words


def _figures(text: str) -> set[int]:
    written = {int(run) for run in re.findall(r"\d+", text)}
    return written | {_number(run) for run in re.findall(rf"[一二三四五六七八九十百千两]+{UNIT}", text)}


def _number(run: str) -> int:
    total = units = 0
    for character in run:
        if character in DIGITS:
            units = DIGITS[character]
        else:
            total, units = total + (units or 1) * {"十": 10, "百": 100, "千": 1000}[character], 0
    return total + units

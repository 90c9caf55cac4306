"""政策答复：群众怎么问，答出哪一条的原话；资料没有写明的，不答，指给人该问的门。"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from nlu.retrieval.kinds import silent_on_what_is_asked
from nlu.retrieval.library import POLICY_FOLDER, Library
from nlu.retrieval.plan import read_plan
from tests.nlu.retrieval.conftest import NEW, OLD, TODAY

PLAN = (POLICY_FOLDER / "plan.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("question", "doc", "clause"),
    [
        ("包工头跑了，工钱找谁要", "保障农民工工资支付条例", "第三十条"),
        ("信访多久给答复", "信访工作条例", "第三十四条"),
        ("对信访答复不服怎么办", "信访工作条例", "第三十五条"),
        ("匿名可以吗", "信访工作条例", "第二十三条"),
        ("会不会把我的名字告诉他们", "信访工作条例", "第三十条"),
        ("反映以后被打击报复怎么办", "信访工作条例", "第十八条"),
        ("审计没出来能不能不付款", "保障中小企业款项支付条例", "第十二条"),
        ("政府换届了合同还算不算", "优化营商环境条例", "第三十一条"),
        ("拖欠工程款投诉几天有结果", "保障中小企业款项支付条例", "第二十五条"),
        ("劳动仲裁时效多久", "劳动争议调解仲裁法", "第二十七条"),
        ("新官不理旧账谁管", "分工方案", "二(四)3-②"),
        ("12345和12388有什么区别", "分工方案", "二(四)3-①"),
        ("谁负责政务公开", "分工方案", "二(一)2"),
        ("双公示谁负责", "分工方案", "二(二)3"),
    ],
)
def test_a_question_in_everyday_words_finds_its_clause(shipped, question, doc, clause):
    answer = shipped.answer(question, TODAY)
    assert answer.answerable
    assert (answer.citations[0].doc, answer.citations[0].clause) == (doc, clause)


def test_a_plan_clause_is_quoted_whole_with_its_units_as_written(shipped):
    citation = shipped.answer("清理拖欠账款谁牵头", TODAY).citations[0]
    assert citation.clause == "二(三)-④" and citation.units == "盟工信局、盟财政局"
    assert citation.quote in PLAN and citation.quote.startswith("全面清理行政事业单位")


def test_the_clauses_of_a_unit_are_listed(shipped):
    answer = shipped.answer("盟财政局负责哪些条款", TODAY)
    assert [c.clause for c in answer.citations] == [
        "二(一)1",
        "二(二)5-②",
        "二(三)-①",
        "二(三)-②",
        "二(三)-④",
    ]
    assert "5条" in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "盟信访局电话多少",
        "人社局在哪条街上",
        "劳动监察大队周六上不上班",
        "旗长叫什么名字",
        "12345工单最多几天办完",
        "我上次那个投诉办到哪一步了",
        "你保证能把钱要回来吗",
        "去年一共清理了多少拖欠",
        "公积金怎么取",
        "买到假货商家不退钱",
        "今天天气怎么样",
        "",
        "🙂🙂",
        "<script>alert(1)</script>",
    ],
)
def test_what_the_texts_do_not_say_is_refused_with_a_door(shipped, question):
    answer = shipped.answer(question, TODAY)
    assert not answer.answerable and not answer.citations
    assert answer.answer.startswith("现有资料没有写明") and answer.handoff


def test_a_refusal_names_no_number_that_is_not_a_door(shipped, book):
    phones = {door.phone for door in book.doors.values() if door.phone}
    for question in ("纪委电话号码是多少", "信访局座机多少", "局长手机号给我"):
        assert set(re.findall(r"\d{3,}", shipped.answer(question, TODAY).answer)) <= phones


def test_a_false_good_goes_to_the_consumer_door(shipped):
    assert shipped.answer("买到假货商家不退钱", TODAY).doors == ("consumer_12315",)


def test_without_the_statute_our_own_words_are_marked_as_such(shipped):
    answer = shipped.answer("信访多久给答复", TODAY)
    citation = answer.citations[0]
    assert citation.quote == "" and "60日" in citation.paraphrase
    assert "转述" in answer.answer and "没有导入" in answer.answer


def test_an_imported_statute_is_quoted_in_its_own_words(with_statute):
    answer = with_statute.answer("驿丞向行人收灯油钱怎么处理", TODAY)
    citation = answer.citations[0]
    assert (citation.doc, citation.clause, citation.in_force) == ("示例驿站管理条例", "第二条", True)
    assert citation.quote and citation.quote in NEW
    assert citation.version == "2025年修订"


def test_a_clause_named_by_number_is_opened(with_statute):
    answer = with_statute.answer("分工方案二(三)-④写的什么", TODAY)
    assert answer.citations[0].clause == "二(三)-④"
    assert with_statute.answer("示例驿站管理条例第2条", TODAY).citations[0].clause == "第二条"


def test_a_clause_that_is_not_there_is_said_not_to_be_there(with_statute):
    answer = with_statute.answer("示例驿站管理条例第九十条", TODAY)
    assert not answer.answerable and "第九十条" in answer.answer


def test_who_asks_about_the_old_time_gets_the_old_version_and_is_told_so(with_statute):
    answer = with_statute.answer("旧版示例驿站管理条例第一条怎么说", TODAY)
    citation = answer.citations[0]
    assert not citation.in_force and citation.quote in OLD and "及时点亮" in citation.quote
    assert "不再适用" in citation.status_note and citation.status_note in answer.answer


def test_on_a_day_before_the_revision_the_version_of_that_day_is_quoted(with_statute):
    citation = with_statute.answer("驿站灯笼灯油由谁供给", date(2024, 1, 1)).citations[0]
    assert citation.in_force and "及时点亮" in citation.quote


def test_the_repealed_notice_is_said_to_be_repealed(shipped):
    answer = shipped.answer("阿署办发〔2021〕35号还有效吗", TODAY)
    assert "废止" in answer.answer and answer.citations[0].quote in PLAN


def test_the_clerk_gets_the_best_clauses_with_scores(shipped):
    hits = shipped.search("拖欠民营企业账款", 3)
    assert len(hits) == 3 and [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


def test_a_very_long_question_is_cut_not_refused(shipped):
    assert shipped.answer("信访多久给答复" + "，我很着急" * 3000, TODAY).citations


def test_every_clause_of_the_plan_is_a_literal_part_of_it():
    clauses = read_plan(POLICY_FOLDER / "plan.md")
    assert len([c for c in clauses if c.units]) == 30
    assert all(c.text in PLAN and c.units in PLAN for c in clauses)


def test_every_plan_clause_of_the_rule_book_is_found_in_the_plan(shipped, book):
    ours = {p.clause: p.units for p in shipped.passages if p.kind == "plan"}
    assert set(book.clauses) <= set(ours)


def test_every_door_named_in_the_data_is_a_door(shipped, book):
    material = shipped._searcher.material
    named = {g.door for g in material.gists} | {g.door for g in material.gaps}
    assert named - {""} <= set(book.doors)


def test_the_kept_index_gives_the_same_answers_and_a_damaged_one_is_rebuilt(book, tmp_path):
    imported = tmp_path / "imported"
    imported.mkdir()
    first = Library.load(None, imported, book)
    cache = tmp_path / "imported.index.npz"
    assert cache.is_file()
    again = Library.load(None, imported, book)
    assert again.search("欠薪找谁", 3) == first.search("欠薪找谁", 3)
    cache.write_bytes(b"not an index")
    assert Library.load(None, imported, book).search("欠薪找谁", 3) == first.search("欠薪找谁", 3)


def test_a_statement_without_its_source_is_refused(tmp_path, book):
    folder = Path(shutil.copytree(POLICY_FOLDER, tmp_path / "policy"))
    (folder / "gists" / "bad.yml").write_text(
        "- {id: x, say: 没有出处, grade: ✅, ask: []}\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"bad\.yml: x lacks"):
        Library.load(folder, None, book)


@pytest.mark.parametrize("question", ["信访多久给答复", "包工头跑了，工钱找谁要", "复核完了还能再信访吗"])
def test_the_first_sentence_is_the_answer_and_the_source_is_named_after_it(shipped, question):
    first, source, *after = shipped.answer(question, TODAY).answer.split("\n")
    assert "转述" not in first and first.endswith("。")
    assert source.startswith("——依据《") and "第" in source
    assert not any(line.startswith("接下来：也") for line in after)


def test_who_has_gone_through_all_steps_is_not_sent_to_the_petition_office_again(shipped):
    answer = shipped.answer("复核完了还能再信访吗", TODAY).answer
    assert "不再受理" in answer and "可以向信访部门反映" not in answer


def test_a_part_without_a_number_is_named_as_a_part_and_as_unchecked(shipped):
    answer = shipped.answer("实名举报多久有回复", TODAY).answer
    assert "“实名检举控告的告知与反馈”部分" in answer and "没有核对" in answer


def test_a_plan_clause_is_named_with_what_it_is_about(shipped):
    assert "二(三)-④（清理拖欠账款）" in shipped.answer("清理拖欠账款谁牵头", TODAY).answer


def test_who_pays_is_not_answered_with_who_is_responsible(shipped):
    assert "责任单位是" not in shipped.answer("政府改主意了我们的损失谁赔", TODAY).answer.split("\n")[0]


def test_an_amount_of_another_field_is_explained_by_that_field(shipped):
    answer = shipped.answer("今年草原奖补一亩多少钱", TODAY)
    assert not answer.answerable and "草场" in answer.answer


@pytest.mark.parametrize(
    ("question", "words", "silent"),
    [
        ("多久付款", "从验收合格之日起算。", True),
        ("多久付款", "应当自交付之日起30日内支付款项。", False),
        ("保证金存多少比例", "处5万元以上10万元以下的罚款。", True),
        ("逾期利息百分之几", "按照每日利率万分之五支付逾期利息。", False),
        ("找谁投诉", "向人社部门投诉。", False),
    ],
)
def test_a_clause_without_the_figure_asked_for_is_silent_on_it(question, words, silent):
    assert silent_on_what_is_asked(question, words) is silent


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("听说局长被抓了是真的吗", "传闻"),
        ("外省的信访规定几天", "别的省份"),
        ("举报老板能拿多少奖金", "奖励的数额"),
        ("公积金怎么取", "公积金"),
        ("个人所得税怎么退", "税费"),
    ],
)
def test_a_refusal_says_what_is_not_written(shipped, question, what):
    answer = shipped.answer(question, TODAY)
    assert not answer.answerable and what in answer.answer

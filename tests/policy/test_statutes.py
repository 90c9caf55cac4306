"""导入法规：读得懂的逐字留下，读不懂的指明文件与行号，一份不对就一份也不写。"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaint_store.policy.numerals import cardinal, ordinal
from complaint_store.policy.statute_text import StatuteError, parse_statute
from complaint_store.policy.statutes import import_statutes, load_statutes

SAMPLE = """# 示例驿站管理条例（2031年修订，现行）

- 文号：示例令第9号
- 制定机关：示例机关
- 日期：2031-03-01 公布；2031-06-01 施行
- 状态：现行有效
- 收录范围：全文（3条）

---

## 正文

### 第一章 总 则


**第一条** 为了方便行人，制定本条例。


### 第二章 灯火


**第二条** 驿站应当在日落后点灯。

有下列情形之一的，可以不点灯：

（一）月光足够；

（二）没有行人。


**第三条** 本条例自2031年6月1日起施行。
"""
OLD = SAMPLE.replace("2031年修订，现行", "2020年版，已被修订").replace(
    "- 日期：2031-03-01 公布；2031-06-01 施行", "- 日期：2020-01-01 公布；2020-02-01 施行"
).replace("- 状态：现行有效", "- 状态：旧版：2031-06-01 起由修订文本替代")  # fmt: skip


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_an_article_keeps_its_chapter_paragraphs_and_items_word_for_word():
    statute = parse_statute(SAMPLE)
    second = statute.articles[1]
    assert (statute.doc, statute.version, statute.effective) == (
        "示例驿站管理条例",
        "2031年修订",
        date(2031, 6, 1),
    )
    assert (second.number, second.chapter) == ("第二条", ("第二章 灯火",))
    assert second.paragraphs == (
        "驿站应当在日落后点灯。",
        "有下列情形之一的，可以不点灯：",
        "（一）月光足够；",
        "（二）没有行人。",
    )
    assert all(paragraph in SAMPLE for article in statute.articles for paragraph in article.paragraphs)


def test_two_versions_stand_side_by_side_and_each_knows_its_days(tmp_path):
    sources = [written(tmp_path, "新.md", SAMPLE), written(tmp_path, "旧.md", OLD)]
    report = import_statutes(sources, tmp_path / "imported")
    old, new = load_statutes(tmp_path / "imported")
    assert report.ok and len(report.imported) == 2 and report.articles == 6
    assert old.in_force_on(date(2031, 5, 31)) and not old.in_force_on(date(2031, 6, 1))
    assert new.in_force_on(date(2031, 6, 1)) and not new.in_force_on(date(2031, 5, 31))


def test_importing_again_changes_nothing(tmp_path):
    source, target = written(tmp_path, "a.md", SAMPLE), tmp_path / "imported"
    import_statutes([source], target)
    before = {path: path.stat().st_mtime_ns for path in target.iterdir()}
    report = import_statutes([source], target)
    assert report.unchanged and not report.imported
    assert {path: path.stat().st_mtime_ns for path in target.iterdir()} == before


def test_one_bad_file_and_nothing_is_written(tmp_path):
    good = written(tmp_path, "好.md", SAMPLE)
    bad = written(tmp_path, "坏.md", SAMPLE.replace("**第三条**", "**第二条**"))
    report = import_statutes([good, bad], tmp_path / "imported")
    assert not report.ok and not (tmp_path / "imported").exists()
    assert (report.refused[0].file, report.refused[0].line) == ("坏.md", 31)
    assert "条号应递增" in str(report.refused[0])


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (lambda text: text.replace("全文（3条）", "全文（4条）"), 7, "实际读到3条"),
        (lambda text: text.replace("# 示例", "示例", 1), 1, "法规名称"),
        (lambda text: text.replace("驿站应当在日落后点灯。", "驿站\x00点灯。"), 22, "控制字符"),
        (lambda text: text.replace("### 第一章", "没有来由的话\n\n### 第一章"), 13, "不认识的文字"),
        (lambda text: text[: text.index("**第一条")], 11, "没有找到条文"),
        (lambda text: "", 1, "文件是空的"),
    ],
)
def test_what_cannot_be_read_is_refused_by_line(change, line, words):
    with pytest.raises(StatuteError) as caught:
        parse_statute(change(SAMPLE))
    assert caught.value.line == line and words in str(caught.value)


def test_a_file_that_is_not_text_is_refused(tmp_path):
    path = tmp_path / "图.md"
    path.write_bytes("# 示例\n".encode() + b"\xff\xfe\xfa")
    report = import_statutes([path], tmp_path / "imported")
    assert report.refused[0].line == 2 and "UTF-8" in report.refused[0].reason


def test_an_empty_folder_is_said_to_be_empty(tmp_path):
    assert "没有找到" in import_statutes([tmp_path], tmp_path / "imported").refused[0].reason


def test_the_plan_needs_no_import(tmp_path):
    plan = Path(__file__).resolve().parents[2] / "nlu" / "data" / "policy" / "plan.md"
    report = import_statutes([plan, written(tmp_path, "a.md", SAMPLE)], tmp_path / "imported")
    assert report.ok and "随程序提供" in report.skipped[0]


def test_a_damaged_import_is_named(tmp_path):
    import_statutes([written(tmp_path, "a.md", SAMPLE)], tmp_path / "imported")
    kept = next((tmp_path / "imported").glob("*.json"))
    kept.write_text(json.dumps({"format": 1}), encoding="utf-8")
    with pytest.raises(StatuteError, match="policy import"):
        load_statutes(tmp_path / "imported")


@given(st.integers(min_value=1, max_value=9999))
def test_every_article_number_is_read_as_it_is_written(number):
    assert cardinal(ordinal(number)) == number

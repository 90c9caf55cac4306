"""批量导入：xlsx、csv、jsonl 的转写稿逐行立单；拒收的说清哪一行、为什么；再导一次不会重复。"""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.cli import run
from bot.importing.columns import read_header
from bot.importing.rows import Row, open_sheet

DEBT = "坐席：您好，12345。\n市民：巴润别立镇政府欠我们公司修路工程款三十五万元，去年三月验收了，一直不给。"
WAGES = "市民：阿左旗巴彦浩特镇的工地，包工头欠我们26个农民工工资八万元，拖了5个月。"
NOISE = "市民：我家楼上半夜唱歌，噪音太大，物业不管。"


@pytest.fixture
def chengsu(capsys, monkeypatch, tmp_path) -> Callable[..., tuple[int, str, str]]:
    monkeypatch.setenv("CHENGSU_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))

    def call(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(word) for word in words])
        return (code, *capsys.readouterr())

    call("init")
    return call


def csv_file(path: Path, *rows: tuple[str, ...], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    with path.open("w", encoding=encoding, newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows(rows)
    return path


def xlsx_file(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def read_all(path: Path) -> list[Row]:
    return list(open_sheet(path).rows)


# 读表 ------------------------------------------------------------------------------------------------


def test_the_three_kinds_of_file_give_the_same_rows(tmp_path):
    head, body = ("通话编号", "来电号码", "转写", "来电时间"), ("C1", "19900000001", DEBT, "2026-11-20")
    from_csv = read_all(csv_file(tmp_path / "a.csv", head, body))
    from_gbk = read_all(csv_file(tmp_path / "b.csv", head, body, encoding="gb18030", delimiter="\t"))
    from_bom = read_all(csv_file(tmp_path / "c.csv", head, body, encoding="utf-8-sig", delimiter=";"))
    from_xlsx = read_all(xlsx_file(tmp_path / "d.xlsx", head, ("C1", 19900000001, DEBT, "2026/11/20")))
    lines = tmp_path / "e.jsonl"
    lines.write_text(
        json.dumps({"id": "C1", "phone": "19900000001", "text": DEBT, "date": "2026年11月20日"}),
        encoding="utf-8",
    )
    texts = {
        (r.id, r.phone, r.text.replace("\r\n", "\n"), r.day)
        for rows in (from_csv, from_gbk, from_bom, from_xlsx, read_all(lines))
        for r in rows
    }
    assert len(texts) == 1


def test_columns_nobody_knows_are_named_and_not_used():
    header = read_header(["序号", "通话内容", "心情", "TEXT"])
    assert header.places == {"id": 0, "text": 1}
    assert header.unknown == ("心情", "TEXT")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"%PDF", "不认识这种文件"),
        ("a.xlsx", b"not a workbook", "不是能打开的 xlsx"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0 old", "旧格式或加了密码"),
        ("a.csv", b"", "文件是空的"),
        ("a.csv", "姓名,心情\n张,好\n".encode(), "没有找到原话那一列"),
        ("a.csv", b"\xff\xff\xff\xff,\xff", "文字读不了"),
        ("nowhere.csv", None, "没有找到这个文件"),
    ],
)
def test_a_file_that_cannot_be_used_changes_nothing(chengsu, tmp_path, name, content, sentence):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    code, _, err = chengsu("import", tmp_path / name)
    assert code == 2
    assert sentence in err
    assert "Traceback" not in err


# 立单 ------------------------------------------------------------------------------------------------


def test_each_row_is_filed_or_refused_with_its_line_and_reason(chengsu, tmp_path):
    sheet = csv_file(
        tmp_path / "calls.csv",
        ("编号", "转写", "姓名", "电话", "日期"),
        ("C1", DEBT, "测试人甲", "19900000001", "2026-11-20"),
        ("C2", "", "", "", ""),
        ("C3", WAGES, "", "", "前天"),
        ("C4", WAGES, "", "", ""),
        ("C5", "欠款" * 11000, "", "", ""),
        ("C6", NOISE, "", "", ""),
    )
    code, out, _ = chengsu("import", sheet, "--report", tmp_path / "report.csv")
    assert code == 2
    for words in (
        "C2）：拒收，没有原话",
        "C3）：拒收，日期读不懂",
        "最多 20000 字",
        "C6）：不属受理范围",
        "已立单 2 行",
    ):
        assert words in out
    assert "测试人甲" not in out
    report = list(csv.DictReader((tmp_path / "report.csv").open(encoding="utf-8-sig")))
    by_id = {row["编号"]: row for row in report}
    assert by_id["C1"]["承办单位"] == "盟工信局"
    assert by_id["C4"]["承办单位"] == "阿左旗人社局"
    assert "合计" in chengsu("report")[1]


def test_importing_again_files_nothing_twice(chengsu, tmp_path):
    sheet = xlsx_file(tmp_path / "calls.xlsx", ("转写",), (DEBT,), (WAGES,))
    assert "已立单 2 行" in chengsu("import", sheet)[1]
    code, out, _ = chengsu("import", sheet)
    assert code == 0
    assert "上次已立单 2 行" in out


def test_a_trial_run_writes_nothing(chengsu, tmp_path):
    sheet = xlsx_file(tmp_path / "calls.xlsx", ("转写",), (DEBT,))
    code, out, _ = chengsu("import", sheet, "--dry-run")
    assert (code, "可立单 1 行" in out) == (0, True)
    assert "已立单 1 行" in chengsu("import", sheet)[1].replace("上次", "")


def test_a_broken_json_line_stops_nobody_else(chengsu, tmp_path):
    lines = tmp_path / "calls.jsonl"
    half = '{"text": "欠\\ud800"}\n'
    whole = json.dumps({"text": DEBT}, ensure_ascii=False)
    lines.write_text("{half\n" + whole + "\n[1]\n" + half, encoding="utf-8")
    code, out, _ = chengsu("import", lines)
    assert code == 2
    assert all(f"第 {number} 行" in out for number in (1, 3, 4))
    assert "已立单 1 行" in out

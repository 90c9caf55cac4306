"""命令行：真的跑每个命令，看印出什么、退出码是几、差错说得清不清。"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from complaint_store.security.keys import Keyring
from tests.support.commands import lines

TODAY = ("--today", "2026-11-23")
DEBT = "巴润别立镇政府欠我们公司修路工程款三十五万元，去年三月就验收了，一直不给。"
WAGES = "阿左旗住建局的工地欠我们26个农民工工资八万，拖了5个月。"


# 帮助与用法 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [[], *[[c] for c in ("serve", "init", "demo", "triage", "same", "ask", "import", "report", "backup", "restore",
                         "train", "train-engine", "policy", "audit", "user", "bench")],
     ["policy", "check"], ["audit", "verify"], ["user", "add"], ["bench", "triage"]],
)  # fmt: skip
def test_every_command_explains_itself_in_chinese(chengsu, words):
    ran = chengsu(*words, "--help")
    assert ran.code == 0
    assert "用法：" in ran.out
    assert "Show this message" not in ran.out
    assert not any(word in ran.out for word in ("OPTIONS", "COMMAND", "<bool>", "<path>"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["nonsense"], "没有“nonsense”这个命令"),
        (["triage", "--nope"], "没有“--nope”这个选项"),
        (["user", "add"], "少了参数"),
        (["triage", "--today", "昨天"], "日期写得不对"),
        (["ask", "  "], "没有问题"),
        (["serve", "--no-worker", "--worker-only"], "只能用一个"),
    ],
)
def test_a_wrong_command_line_is_told_in_one_sentence(chengsu, words, sentence):
    ran = chengsu(*words)
    assert ran.code == 2
    assert sentence in ran.err
    assert "Traceback" not in ran.err


def test_a_wrong_setting_is_named_with_what_was_expected(chengsu, monkeypatch):
    monkeypatch.setenv("CHENGSU_PORT", "八千")
    ran = chengsu("user", "list")
    assert ran.code == 2
    assert "CHENGSU_PORT" in ran.err
    assert "应为整数" in ran.err


# 分拣 ------------------------------------------------------------------------------------------------


def test_triage_reads_lines_and_writes_lines(chengsu):
    ran = chengsu("triage", *TODAY, stdin=lines({"id": 7, "text": DEBT}, {"id": "b", "text": WAGES}))
    assert ran.code == 0
    assert [row["id"] for row in ran.rows] == [7, "b"]
    debt = ran.rows[0]
    assert debt["categories"][0]["id"] == "project_payment_arrears"
    assert debt["route"]["lead"] == "盟工信局"
    assert debt["route"]["respondent"] == "阿左旗巴润别立镇人民政府"
    when = next(f for f in debt["fields"] if f["type"] == "date")
    assert when["normalized"] == "2025-03"
    assert DEBT[when["start"] : when["end"]] == when["value"]


def test_a_malformed_line_is_named_by_number_and_the_others_are_done(chengsu):
    stdin = lines({"id": 1, "text": DEBT}) + "{bad\n\n" + lines({"id": 4}, [5], {"id": 6, "text": WAGES})
    ran = chengsu("triage", *TODAY, stdin=stdin)
    assert ran.code == 2
    assert [row["id"] for row in ran.rows] == [1, 6]
    for words in ("第 2 行", "第 4 行：缺少 text", "第 5 行：应为一个 JSON 对象"):
        assert words in ran.err
    assert DEBT[:10] not in ran.err


def test_a_line_too_long_is_refused_without_being_read_whole(chengsu):
    huge = lines(
        {"id": 1, "text": "欠款" * 2_500_000}, {"id": 2, "text": "欠款" * 15_000}, {"id": 3, "text": DEBT}
    )
    ran = chengsu("triage", *TODAY, stdin=huge)
    assert ran.code == 2
    assert [row["id"] for row in ran.rows] == [3]
    assert "第 1 行" in ran.err
    assert "最多 20000 字" in ran.err


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "😀😀",
        "\x00\x01\x02",
        "ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ",
        "<script>alert(1)</script>{{7*7}}",
        "镇政府拖欠工程款三十萬，請求支付",
    ],
)
def test_odd_texts_still_give_a_line(chengsu, text):
    ran = chengsu("triage", *TODAY, stdin=lines({"id": 1, "text": text}))
    assert ran.code == 0
    assert ran.rows[0]["id"] == 1


def test_half_a_character_is_refused_and_gbk_and_bom_are_read(chengsu, tmp_path):
    assert "代理字符" in chengsu("triage", stdin='{"id":1,"text":"\\ud800"}\n').err
    gbk = chengsu("triage", *TODAY, stdin=lines({"id": 1, "text": DEBT}).encode("gb18030"))
    bom = chengsu("triage", *TODAY, stdin=lines({"id": 1, "text": DEBT}).encode("utf-8-sig"))
    assert gbk.rows == bom.rows == chengsu("triage", *TODAY, stdin=lines({"id": 1, "text": DEBT})).rows


def test_binary_is_refused_line_by_line(chengsu):
    ran = chengsu("triage", stdin=b"\xff\xfe\x00\x81\n" + lines({"id": 2, "text": DEBT}).encode())
    assert ran.code == 2
    assert "第 1 行" in ran.err
    assert [row["id"] for row in ran.rows] == [2]


def test_a_title_is_read_too_and_spans_still_count_in_the_text(chengsu):
    text = "欠我们三十五万元，去年三月就验收了。"
    row = chengsu(
        "triage", *TODAY, stdin=lines({"id": 1, "title": "巴润别立镇政府拖欠工程款", "text": text})
    ).rows[0]
    assert row["categories"][0]["id"] == "project_payment_arrears"
    told = [f for f in row["fields"] if "in" not in f]
    assert {f["type"] for f in told} >= {"amount", "date"}
    assert all(text[f["start"] : f["end"]] == f["value"] for f in told)
    assert any(f["type"] == "accused_unit" and f["in"] == "title" for f in row["fields"])


def test_a_file_that_is_not_there(chengsu, tmp_path):
    ran = chengsu("triage", tmp_path / "nowhere.jsonl")
    assert ran.code == 2
    assert "打不开" in ran.err


# 同一件事、问政策、规则 --------------------------------------------------------------------------------


def test_same_is_decided_by_the_fields(chengsu):
    other = DEBT.replace("巴润别立镇", "温都尔勒图镇").replace("三十五万", "八十万")
    told = "巴润别立镇政府修路的钱35万没给我们公司，验收一年多了。"
    ran = chengsu(
        "same", stdin=lines({"id": 1, "a": DEBT, "b": told}, {"id": 2, "a": DEBT, "b": other}, {"id": 3})
    )
    assert ran.code == 2
    assert "第 3 行：缺少 a" in ran.err
    yes, no = ran.rows
    assert (yes["same"], no["same"]) == (True, False)
    assert "amount" in yes["agree"]
    assert "accused_unit" in no["differ"]


def test_ask_answers_for_people_and_for_programs(chengsu):
    question = "拖欠中小企业款的投诉多久转交"
    assert chengsu("ask", question).out.strip()
    answer = json.loads(chengsu("ask", question, "--json").out)
    assert set(answer) >= {"answerable", "answer", "citations", "handoff"}
    none = json.loads(chengsu("ask", "明天天气怎么样", "--json").out)
    assert none["answerable"] is False


def test_the_rules_we_ship_are_sound_and_a_broken_one_is_named(chengsu, tmp_path):
    import complaint_store.policy.book as book

    assert chengsu("policy", "check").code == 0
    folder = tmp_path / "data"
    for file in (Path(book.__file__).parent / "data").iterdir():
        if file.is_file():
            folder.mkdir(exist_ok=True)
            text = file.read_text(encoding="utf-8")
            (folder / file.name).write_text(
                text.replace("league.gongxin", "league.nobody") if file.name == "matrix.yml" else text,
                encoding="utf-8",
            )
    ran = chengsu("policy", "check", "--folder", folder)
    assert ran.code == 2
    assert "matrix.yml" in ran.out + ran.err
    assert "league.nobody" in ran.out + ran.err


# 建库与账号 -------------------------------------------------------------------------------------------


def test_init_makes_the_first_administrator_once(chengsu):
    first, second = chengsu("init"), chengsu("init")
    assert (first.code, second.code) == (0, 0)
    assert "一次性口令" in first.out
    assert "一次性口令" not in second.out


def test_a_database_without_its_keys_is_not_touched(chengsu, tmp_path):
    chengsu("init")
    keys = tmp_path / "var" / "keys"
    keys.rename(tmp_path / "keys-elsewhere")
    for words in (["init"], ["user", "list"]):
        ran = chengsu(*words)
        assert ran.code == 1
        assert "密钥" in ran.err
    assert not keys.exists()


def test_before_init_a_command_says_to_run_it(chengsu):
    ran = chengsu("user", "list")
    assert ran.code == 1
    assert "chengsu init" in ran.err


def test_accounts_are_opened_and_reset(chengsu):
    chengsu("init")
    assert "一次性口令" in chengsu("user", "add", "li", "--role", "unit_contact", "--unit", "盟工信局").out
    assert "盟工信局" in chengsu("user", "list").out
    assert "一次性口令" in chengsu("user", "reset", "li").out
    for words, found in (
        (["user", "add", "wang", "--role", "king"], "没有这种身份"),
        (["user", "add", "wang", "--role", "unit_contact"], "联络员要写明单位"),
        (["user", "add", "wang", "--role", "unit_contact", "--unit", "盟天文局"], "没有这个单位"),
        (["user", "add", "li", "--role", "clerk"], "已经有了"),
        (["user", "reset", "nobody"], "没有这个账号"),
    ):
        ran = chengsu(*words)
        assert ran.code == 2
        assert found in ran.err


def test_the_demo_fills_an_empty_store_only(chengsu):
    chengsu("init")
    assert "虚构工单" in chengsu("demo").out
    again = chengsu("demo")
    assert again.code == 2


# 报表、核验、备份 --------------------------------------------------------------------------------------


def test_a_month_can_be_reported_verified_and_carried_to_another_place(chengsu, tmp_path, monkeypatch):
    chengsu("init")
    chengsu("demo")
    assert "链条完整" in chengsu("audit", "verify").out
    table = chengsu("report", "--since", "2020-01-01")
    assert "合计" in table.out
    assert "…" not in table.out  # 窄终端里折行，不截断
    for name in ("r.csv", "r.xlsx"):
        assert chengsu("report", "--since", "2020-01-01", "--by", "lead", "-o", tmp_path / name).code == 0
        assert (tmp_path / name).stat().st_size > 100
    assert (tmp_path / "r.csv").read_text(encoding="utf-8-sig").startswith("牵头单位,受理")
    assert chengsu("report", "--detail", "-o", tmp_path / "d.csv").code == 0

    saved = tmp_path / "saved.sqlite3"
    assert "密钥不在备份里" in chengsu("backup", saved).out
    assert chengsu("backup", saved).code == 2  # 不盖掉旧备份
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setenv("CHENGSU_DATA_DIR", str(elsewhere))
    assert "密钥" in chengsu("restore", saved).err
    Keyring.load_or_create(elsewhere / "keys")
    assert "先放回当时的密钥" in chengsu("restore", saved).err
    (elsewhere / "keys").rename(tmp_path / "other keys")
    (tmp_path / "var" / "keys").rename(elsewhere / "keys")
    (tmp_path / "cut.sqlite3").write_bytes(saved.read_bytes()[:5000])
    assert "文件不完整" in chengsu("restore", tmp_path / "cut.sqlite3").err
    assert [found.name for found in elsewhere.iterdir()] == ["keys"]  # 没恢复成，什么也不留下
    assert "已恢复" in chengsu("restore", saved).out
    assert chengsu("report", "--since", "2020-01-01").out == table.out
    assert chengsu("restore", saved).code == 2  # 已不是空库


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--by", "weather"], "不能按这个分组"),
        (["--since", "2026-12-01", "--until", "2026-11-01"], "开始的日期在结束之后"),
        (["-o", "report.pdf"], "只能写成"),
    ],
)
def test_a_report_that_cannot_be_made_says_why(chengsu, words, sentence):
    chengsu("init")
    ran = chengsu("report", *words)
    assert ran.code == 2
    assert sentence in ran.err


def test_what_cannot_be_opened_is_said_in_chinese_and_the_right_help_is_named(chengsu, tmp_path):
    assert "没有这个文件或目录" in chengsu("triage", tmp_path / "none.jsonl").err
    assert "没有这个文件或目录" in chengsu("policy", "import", tmp_path / "none").err
    assert "看用法：chengsu user add --help" in chengsu("user", "add", "zhang").err


# 起不来的时候 ------------------------------------------------------------------------------------------

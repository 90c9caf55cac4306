"""核对器：改坏哪一处，就说出哪个文件、哪个编号、哪一行。"""

from __future__ import annotations

from pathlib import Path

import pytest

from complaint_store.domain.errors import BookError
from complaint_store.policy.book import FILES, load_book
from complaint_store.policy.source import DATA_FOLDER
from complaint_store.routing.reach import check_policy
from tests.policy.conftest import Damage


def test_the_shipped_data_has_no_finding() -> None:
    assert check_policy() == []


@pytest.mark.parametrize(
    ("file", "old", "new", "id_", "problem"),
    [
        ("matrix.yml", "lead: [place.renshe, league.renshe]", "lead: [place.renshi]", "wage.banner", "place.renshi"),
        ("matrix.yml", "category: wage_arrears, place: banner", "category: unpaid_wages, place: banner", "wage.banner", "unpaid_wages"),
        ("matrix.yml", "clause: 二(三)-⑤\n    basis: [分工方案 二(三)-④", "clause: 二(三)-⑨\n    basis: [分工方案 二(三)-④", "judgment.debt", "二(三)-⑨"),
        ("matrix.yml", "deadlines: [wage.accept, wage.investigate]", "deadlines: [wage.accepted]", "wage.banner", "wage.accepted"),
        ("matrix.yml", "doors: [labour_inspection,", "doors: [labor_inspection,", "wage.banner", "labor_inspection"),
        ("matrix.yml", "lane: desk", "lane: somewhere", "already_in", "somewhere"),
        ("clauses.yml", "units: [league.jiaoyi]", "units: [league.jiaoyy]", "二(一)5", "league.jiaoyy"),
        ("clauses.yml", "category: rent_seeking", "category: rent_seek", "D05", "rent_seek"),
        ("categories.yml", "misconducts: [D10]", "misconducts: [D99]", "wage_arrears", "D99"),
        ("units.yml", "superior: league.party, verified: true", "superior: league.partei, verified: true", "league.zuzhi", "league.partei"),
        ("units.yml", "at: [league, banners], named: [league], aliases: [经信局", "at: [league, zuoqii], named: [league], aliases: [经信局", "gongxin", "zuoqii"),
        ("deadlines.yml", "unit: second", "unit: moment", "hotline.answer", "moment"),
        ("deadlines.yml", "days: 10, unit: working_day", "days: ten, unit: working_day", "sme_payment.transfer", "ten"),
        ("areas.yml", 'in: "152922", short: [雅布赖]', 'in: "152999", short: [雅布赖]', "152922104", "152999"),
        ("calendar.yml", "{date: 2024-01-01, kind: holiday", "{date: 2024-01-01, kind: feast", "2024", "feast"),
        ("questions.yml", 'ask: [accused_unit!, place!, date, demand, "project?", "contact?"]', "ask: [accused_unit, colour]", "default", "colour"),
        ("doors.yml", "分工方案 二(四)3-①, 监察法", "分工方案 二(四)9-①, 监察法", "discipline_12388", "二(四)9-①"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_named_with_its_line(
    damaged: Damage, file: str, old: str, new: str, id_: str, problem: str
) -> None:
    folder = damaged(file, old, new)
    findings = check_policy(folder)
    assert findings, "nothing was found"
    first = findings[0]
    assert first.file == file
    assert first.id == id_
    assert problem in first.problem
    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    near = "\n".join(lines[first.line - 1 : first.line + 12])
    assert problem in near or id_ in near, str(first)


def test_broken_yaml_is_told_with_its_line(damaged: Damage) -> None:
    folder = damaged("doors.yml", "  - id: hotline_12345", "  - id: [hotline_12345")
    findings = check_policy(folder)
    assert [finding.file for finding in findings] == ["doors.yml"]
    assert findings[0].line > 1
    with pytest.raises(BookError, match=r"^doors\.yml:\d+: not YAML"):
        load_book(folder)


def test_a_missing_file_is_told_by_name(damaged: Damage) -> None:
    folder = damaged("doors.yml", "version", "version")
    (folder / "doors.yml").unlink()
    assert [finding.file for finding in check_policy(folder)] == ["doors.yml"]


def test_a_file_that_is_not_utf8_is_told(damaged: Damage) -> None:
    folder = damaged("doors.yml", "version", "version")
    (folder / "doors.yml").write_bytes("doors: 门".encode("gbk"))
    assert "UTF-8" in check_policy(folder)[0].problem


def test_an_unknown_field_is_not_silently_ignored(damaged: Damage) -> None:
    folder = damaged("matrix.yml", "    respondent: true\n", "    respondant: true\n")
    assert 'found field "respondant"' in check_policy(folder)[0].problem


def test_a_matrix_without_its_last_row_is_refused(damaged: Damage) -> None:
    folder = damaged("matrix.yml", "    when: {}\n", "    when: {accused: [unknown]}\n")
    assert any("last row must hold for everything" in finding.problem for finding in check_policy(folder))


def test_a_row_that_sends_wages_to_the_wrong_bureau_is_found_by_walking_the_decisions(
    damaged: Damage,
) -> None:
    folder = damaged("matrix.yml", "lead: [place.renshe, league.renshe]", "lead: [place.gongxin]")
    findings = check_policy(folder)
    assert {finding.id for finding in findings} == {"wage.banner"}
    assert "用工所在地人社" in findings[0].problem
    assert findings[0].line > 1


def test_two_broken_files_give_two_findings(damaged: Damage) -> None:
    damaged("deadlines.yml", "unit: second", "unit: moment")
    folder = damaged("calendar.yml", "kind: holiday", "kind: feast")
    assert {finding.file for finding in check_policy(folder)} == {"deadlines.yml", "calendar.yml"}


def test_any_change_of_data_changes_the_version_of_the_book(damaged: Damage) -> None:
    folder = damaged("doors.yml", "整理日期", "整理于")
    assert load_book(folder).version != load_book().version
    assert load_book().version == load_book(DATA_FOLDER).version


def test_every_data_file_says_its_date_and_its_source() -> None:
    for name in FILES:
        text = (DATA_FOLDER / name).read_text(encoding="utf-8")
        assert text.startswith("#"), name
        assert "\nversion: 2" in text, name


def test_no_phone_number_is_invented() -> None:
    """Only short public numbers stand in the data; no direct line has a source."""
    known = {
        "12345",
        "12388",
        "12333",
        "12368",
        "12309",
        "12348",
        "12315",
        "12366",
        "12328",
        "12356",
        "110",
        "120",
        "119",
        "122",
        "12378",
    }
    book = load_book()
    assert {door.phone for door in book.doors.values() if door.phone} <= known
    for path in Path(DATA_FOLDER).glob("*.yml"):
        assert "0483-" not in path.read_text(encoding="utf-8")

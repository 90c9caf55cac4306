"""被诉单位的轻重表：学得出来、逐字节可重现、人看得懂，表里的记号程序都认得。"""

from __future__ import annotations

import json

import numpy as np
import pytest
import yaml

from nlu.learning.party_fitting import _Lessons, fitted, learn, own_lessons, practice_lessons
from nlu.lexicon import FOLDER
from nlu.party.weights import FILE, load_weights
from nlu.train import CORPUS, REAL


def _corpus(folder):
    told = [
        ("阿左旗住建局欠我工程款，我问过财政局", "阿左旗住建局"),
        ("找信访局没用，阿右旗水务局拖欠材料款", "阿右旗水务局"),
    ]
    lines = []
    for number in range(40):
        text, unit = told[number % 2]
        start = text.index(unit)
        label = {"type": "accused_unit", "value": unit, "start": start, "end": start + len(unit)}
        lines.append(json.dumps({"id": f"t{number}", "text": text, "fields": [label]}, ensure_ascii=False))
    (folder / "practice.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "held_eval.jsonl").write_text("not even json", encoding="utf-8")
    return folder


def test_who_owes_is_learnt_and_who_was_asked_is_not(gazetteer, tmp_path):
    lessons = own_lessons(gazetteer, _corpus(tmp_path))
    table = yaml.safe_load(learn(lessons, _Lessons())[0])
    assert table["signs"]["right.owes"] > 0 > table["signs"]["kind.bare_office"]


def test_the_same_messages_give_the_same_bytes(gazetteer, tmp_path):
    folder = _corpus(tmp_path)
    first, again = (learn(own_lessons(gazetteer, folder), _Lessons())[0] for _ in range(2))
    assert first == again


def test_every_sign_of_the_table_says_in_chinese_what_it_means():
    rows = [line for line in FILE.read_text(encoding="utf-8").splitlines() if line.startswith("  ")]
    assert len(rows) == len(load_weights().signs) > 60
    for row in rows:
        meaning = row.partition("#")[2]
        assert meaning.strip() and "." not in meaning, row


def test_signs_that_are_matched_have_words_and_the_others_have_a_meaning():
    zones = yaml.safe_load((FOLDER / "accused_signs.yml").read_text(encoding="utf-8"))
    assert set(zones) == {"right", "left", "sentence", "name", "text", "computed"}
    for zone in ("right", "left", "sentence", "name", "text"):
        assert all(len(sign) == 2 for sign in zones[zone].values())


def test_a_fit_without_anything_to_tell_apart_stays_at_the_share():
    figures = fitted(np.zeros((10, 1)), np.array([True] * 3 + [False] * 7), np.ones(10))
    assert abs(1 / (1 + np.exp(-figures[-1])) - 0.3) < 0.01


def test_messages_that_only_say_who_is_accused_teach_as_well(gazetteer, tmp_path):
    rows = [
        {"id": "a", "text": "水务局欠我机井款，问过财政局", "source": "own"},
        {"id": "b", "text": "去派出所开证明", "source": "own"},
        {"id": "c", "text": "没有判过的一条，法院欠钱", "source": "own"},
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (tmp_path / "letters.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "accused_practice.yml").write_text("a: [水务局]\nb: []\n", encoding="utf-8")
    lessons = practice_lessons(gazetteer, tmp_path)
    assert lessons.group == ["a", "a", "b"]
    assert lessons.accused == [True, False, False]


def test_messages_written_for_it_name_their_accused_in_their_own_words():
    rows = yaml.safe_load((CORPUS / "accused_texts.yml").read_text(encoding="utf-8"))
    assert len(rows) >= 120
    assert len({row["text"] for row in rows}) == len(rows)
    for row in rows:
        assert all(unit in row["text"] for unit in row["accused"]), row["text"]


@pytest.mark.skipif(not REAL.is_dir(), reason="真实来话不在手边")
def test_messages_written_for_it_copy_nothing_of_a_real_one():
    rows = yaml.safe_load((CORPUS / "accused_texts.yml").read_text(encoding="utf-8"))
    texts = [row["text"] for row in rows]
    real = [
        row["text"]
        for path in sorted(REAL.glob("*.jsonl"))
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        if row.get("text")
    ]
    pieces = {text[i : i + 20] for text in texts for i in range(len(text) - 19)}
    assert not any(
        piece in pieces for text in real for piece in (text[i : i + 20] for i in range(len(text) - 19))
    )


def test_every_judged_message_is_in_the_corpus_and_names_whom_it_accuses():
    judged = yaml.safe_load((CORPUS / "accused_practice.yml").read_text(encoding="utf-8"))
    texts = {
        row["id"]: row["text"]
        for path in CORPUS.glob("*.jsonl")
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    }
    assert len(judged) >= 700
    for number, units in judged.items():
        assert all(unit in texts[str(number)] for unit in units), number

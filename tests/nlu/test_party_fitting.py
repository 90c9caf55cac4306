"""被诉单位的轻重表：学得出来、逐字节可重现、人看得懂，表里的记号程序都认得。"""

from __future__ import annotations

import json

import numpy as np
import yaml

from nlu.lexicon import FOLDER
from nlu.party_fitting import _Lessons, fitted, learn, own_lessons
from nlu.party_weights import FILE, load_weights


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
    assert set(zones) == {"right", "left", "sentence", "name", "computed"}
    for zone in ("right", "left", "sentence", "name"):
        assert all(len(sign) == 2 for sign in zones[zone].values())


def test_a_fit_without_anything_to_tell_apart_stays_at_the_share():
    figures = fitted(np.zeros((10, 1)), np.array([True] * 3 + [False] * 7), np.ones(10))
    assert abs(1 / (1 + np.exp(-figures[-1])) - 0.3) < 0.01

"""训练：同样的语料得到同样的文件，更差的模型不换上。"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import numpy as np
import pytest

from nlu.examples import EVALUATION
from nlu.features import grams_of
from nlu.fitting import vocabulary_of
from nlu.train import WorseModel, save, train

OWN = Path(__file__).resolve().parents[2] / "nlu" / "data" / "corpus"
FEW = ("wage_arrears.jsonl", "other_complaint.jsonl")
LINES = 30  # 每个文件只取这么多行：练得快，仍分得出好坏


def lines_of(name: str) -> list[str]:
    return (OWN / name).read_text(encoding="utf-8").splitlines()[:LINES]


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    """The first lines of two files of the corpus, and their part of the evaluation split."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in FEW:
        (folder / name).write_text("\n".join(lines_of(name)), encoding="utf-8")
    wanted = [["wage_arrears"], ["other_complaint"]]
    held_out = (OWN / EVALUATION).read_text(encoding="utf-8").splitlines()
    kept = [line for line in held_out if json.loads(line)["labels"] in wanted]
    (folder / EVALUATION).write_text("\n".join(kept), encoding="utf-8")
    return folder


def test_training_twice_gives_the_same_bytes(small_corpus: Path, tmp_path: Path) -> None:
    first = train([small_corpus], real_dir=None, out=tmp_path / "one")
    second = train([small_corpus], real_dir=None, out=tmp_path / "two")
    assert [path.read_bytes() for path in first.written] == [path.read_bytes() for path in second.written]


def test_tickets_labelled_at_random_do_not_replace_a_good_model(small_corpus: Path, tmp_path: Path) -> None:
    out = tmp_path / "model"
    train([small_corpus], real_dir=None, out=out)
    before = (out / "categories.npz").read_bytes()
    wrong = {"wage_arrears": ["other_complaint"], "other_complaint": ["wage_arrears"]}
    tickets = tmp_path / "tickets.jsonl"
    rows = [
        {"text": json.loads(line)["text"], "labels": labels}
        for label, labels in wrong.items()
        for line in lines_of(f"{label}.jsonl") * 3
    ]
    tickets.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    with pytest.raises(WorseModel, match="未替换"):
        train([small_corpus], extra=tickets, real_dir=None, out=out)
    assert (out / "categories.npz").read_bytes() == before


def test_the_model_file_holds_numbers_and_the_names_of_acts_and_rules_only(tmp_path: Path) -> None:
    for name in ("categories.npz", "acts.npz"):
        with np.load(OWN.parent / "model" / name, allow_pickle=False) as data:
            words = [key for key in data.files if data[key].dtype.kind not in "fu"]
        assert words == (["names"] if name == "acts.npz" else ["signals"])
    path = save(tmp_path / "again.npz", {"a": np.zeros(3, dtype=np.float32)})
    assert {entry.date_time for entry in zipfile.ZipFile(path).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_an_n_gram_of_few_messages_or_with_a_number_is_not_learnt() -> None:
    grams = [grams_of("工资不给")] * 5 + [grams_of("欠款拖着")] * 4
    keys, _ = vocabulary_of(grams)
    assert set(keys) == set(grams_of("工资不给").keys)
    assert len(grams_of("13900000001 A1b2").keys) == 0
